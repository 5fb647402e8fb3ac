import Bookkeeping
import Testing

@testable import Lexoffice

/// What an import reads beyond matching (lexoffice-api.md §3.1).
struct ContactCardTests {
    private func cards(_ contacts: String...) async throws -> [ContactCard] {
        let text = """
            {"content":[\(contacts.joined(separator: ","))],"first":true,"last":true,"totalPages":1,
             "totalElements":\(contacts.count),"numberOfElements":\(contacts.count),"size":250,"number":0}
            """
        return try await Rig(.answer(200, text)).reader.contactCards().rows
    }

    @Test func aPersonWithPhones() async throws {
        let json = #"""
            {"id":"a","roles":{"customer":{}},"person":{"salutation":"Frau","firstName":"Käthe","lastName":"Groß"},
             "phoneNumbers":{"mobile":["0170 1"],"private":["0511 2"],"fax":["0511 9"]}}
            """#
        let card = try #require(try await cards(json).first)
        #expect(card.person == ContactCard.Person(salutation: "Frau", firstName: "Käthe", lastName: "Groß"))
        #expect(card.phone == "0511 2" && card.mobile == "0170 1" && card.isReadable)
        #expect(card.contact.name == "Käthe Groß")
    }

    @Test func aCompanyWithItsPrimaryPerson() async throws {
        let json = #"""
            {"id":"a","roles":{"customer":{}},"company":{"name":"Dach GmbH","contactPersons":[
             {"lastName":"Zweit","primary":false,"phoneNumber":"1"},{"lastName":"Erst","primary":true,"phoneNumber":"2"}]}}
            """#
        let card = try #require(try await cards(json).first)
        #expect(card.person == ContactCard.Person(lastName: "Erst") && card.phone == "2" && card.mobile == nil)
        let unmarked =
            #"{"id":"a","roles":{"customer":{}},"company":{"name":"D","contactPersons":[{"lastName":"Eins"},{"lastName":"Zwei"}]}}"#
        #expect(try await cards(unmarked).first?.person?.lastName == "Eins")
    }

    /// A strange field costs itself, never the name.
    @Test func strangeFieldsCostOnlyThemselves() async throws {
        let odd = #"""
            {"id":"a","roles":{"customer":{}},"phoneNumbers":"none",
             "company":{"name":"Dach GmbH","contactPersons":[{"lastName":"Erst","primary":"yes","emailAddress":7}]}}
            """#
        let neither = #"{"id":"b","roles":{"customer":{}}}"#
        let found = try await cards(odd, neither)
        #expect(found.map(\.contact.name) == ["Dach GmbH", ""])
        #expect(found[0].person?.lastName == "Erst" && found[0].phone == nil)
        #expect(found.map(\.isReadable) == [true, false])
    }

    /// Of a note only whose contact it is (domain.md D3).
    @Test func ourOwnNoteIsRead() async throws {
        let found = try await cards(
            #"{"id":"a","roles":{"customer":{}},"company":{"name":"Dach GmbH"},"note":"zahlt spät\nHERO-Kunde K-17"}"#,
            #"{"id":"b","roles":{"customer":{}},"company":{"name":"Dach GmbH"},"note":"zahlt spät"}"#,
            #"{"id":"c","roles":{"customer":{}},"company":{"name":"Dach GmbH"},"note":7}"#)
        #expect(found.map(\.contact.customerReference) == ["K-17", nil, nil])
    }
}
