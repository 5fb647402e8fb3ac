import Bookkeeping
import Sandbox
import TestSupport
import Testing
import Transport

@testable import Hero

/// What `reconcile pilot` asks beside the rest.
struct PilotReadingTests {
    /// As newer versions of HERO's schema have it (hero-2026.md §B).
    private static let acl = "type Acl { key: String name: String description: String group: String value: String level: String }\n"

    @Test func theDocumentsAreQueriesThatFitTheSchema() throws {
        let plain = try fixture("hero-schema.graphql")
        let schema = try GraphQLSchema(
            parsing: Self.acl + plain.split(separator: "type User {", maxSplits: 1).joined(separator: "type User { acl: [Acl] "))
        for operation in PilotDocuments.all {
            #expect(operation.text.hasPrefix("query "))
            #expect(GraphQLValidator.errors(document: operation.text, schema: schema) == [], "\(operation.text)")
        }
        // A schema without refuses the rights alone.
        let older = try GraphQLSchema(parsing: plain)
        #expect(PilotDocuments.all.map { GraphQLValidator.errors(document: $0.text, schema: older).isEmpty } == [false, true])
    }

    @Test func rightsAreNames() async throws {
        let answer =
            #"{"data":{"user":{"acl":[{"key":"customer_documents","level":"read"},null,{"key":""},{"key":"contacts","level":null}]}}}"#
        #expect(try await reader(ScriptedTransport(.json(answer))).rights() == ["customer_documents", "contacts"])
        #expect(try await reader(ScriptedTransport(.json(#"{"data":{"user":null}}"#))).rights() == [])
        let refusal = #"{"errors":[{"message":"Cannot query field \"acl\" on type \"User\"."}]}"#
        let reader = try reader(ScriptedTransport(.json(refusal)))
        #expect(await heroError { () async throws(HeroError) in try await reader.rights() }?.code == .schemaDrift)
    }

    @Test func aPageKeepsItsOrderAndCountsWhatItCannotRead() async throws {
        let rows = #"{"data":{"customer_documents":[{"id":9,"modified":"2026-03-02T09:00:00+00:00"},{"nr":"1"},null,{"id":3}]}}"#
        let transport = ScriptedTransport(.json(rows))
        let page = try await reader(transport).headerPage(.newestFirst, size: 4, offset: 8)
        #expect(page.headers.map(\.id) == [9, 3] && page.unreadable == 2 && page.rows == 4)
        let sent = try #require(transport.requests.first?.variables)
        #expect(try sent.text("order") == "modified desc" && sent.integer("n") == 4 && sent.integer("o") == 8)
    }

    @Test func contactsAreIdsAndMoments() async throws {
        let rows = #"{"data":{"contacts":[{"id":2,"created":"2026-03-02T09:00:00+00:00"},{"id":"x","created":null},{"id":5,"created":7}]}}"#
        let reader = try reader(ScriptedTransport(.json(rows.split(separator: #"{"id":"x","created":null},"#).joined())))
        let contacts = try await reader.contactOrder(size: 200)
        #expect(contacts.map(\.id) == [2, 5])
        #expect(contacts.map(\.created) == [Instant(iso: "2026-03-02T09:00:00Z"), nil])
    }

    @Test func newestOfATypeAreAskedForByIt() async throws {
        let transport = ScriptedTransport(.json(#"{"data":{"customer_documents":[{"id":9},{"id":7}]}}"#))
        #expect(try await reader(transport).newestIDs(ofType: 17, count: 3) == [9, 7])
        let sent = try #require(transport.requests.first?.variables)
        #expect(try sent.list("types") == [.number(ExactDecimal(17))])
        #expect(try sent.integer("n") == 3)
    }

    @Test func familiarity() {
        func type(_ base: String?, isRelevant: Bool?, category: String? = nil) -> DocumentType {
            DocumentType(id: 1, name: "x", baseType: base, isBookingRelevant: isRelevant, bookingCategory: category)
        }
        #expect(type("invoice", isRelevant: true).familiarity() == .booked)
        #expect(type("invoice", isRelevant: true).familiarity(style: "cumulative") == .booked)
        #expect(type("invoice", isRelevant: true).familiarity(style: "quarterly") == .unknown)
        #expect(type("offer", isRelevant: true).familiarity() == .notBooked)
        #expect(type("invoice", isRelevant: false).familiarity() == .notBooked)
        #expect(type("rental_invoice", isRelevant: true).familiarity() == .unknown)
        #expect(type("invoice", isRelevant: nil).familiarity() == .unknown)
        #expect(type("invoice", isRelevant: true, category: "photovoltaic").hasKnownBookingCategory)
        #expect(!type("invoice", isRelevant: true, category: "margin").hasKnownBookingCategory)
    }
}
