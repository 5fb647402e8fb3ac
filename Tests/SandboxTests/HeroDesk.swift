import Bookkeeping
import HTTPTypes
import TestSupport
import Testing
import Transport

@testable import Sandbox

/// A stand-in with the usual document types, one firm, one project, and a clock the test moves.
struct HeroDesk {
    static let key = "ac_0123456789abcdefghijklmnopqrstuv"
    static let url = "http://hero.test/api/external/v7/graphql"

    var hero = HeroStandIn(apiKey: HeroDesk.key)
    var now = HeroDesk.moment("2026-09-14T09:02:11Z")
    private(set) var customerID = 0
    private(set) var projectID = 0

    static func moment(_ text: String) -> Instant { Instant(iso: text) ?? Instant(milliseconds: 0) }

    init() {
        for type in SampleTypes.all { hero.addDocumentType(type) }
        for partner in SampleTypes.partners { hero.addPartner(partner) }
        let customer = HeroCustomerRecord(
            number: "10042", type: "commercial", firstName: "Max", lastName: "Mustermann", companyName: "Muster & Söhne <Bau> \"Nord\"",
            companyLegalForm: "GmbH", email: "rechnung@musterbau.example",
            address: HeroAddressRecord(street: "Beispielweg 1", zipcode: "30449", city: "Hannover"))
        customerID = hero.addCustomer(customer, now: now)
        projectID = hero.addProject(number: "PRJ-215", name: "Badsanierung", customerID: customerID, partnerID: 7002, now: now)
    }

    func draft(_ lines: [HeroLine], type: Int = SampleTypes.invoice) -> HeroDraft {
        var draft = HeroDraft(typeID: type, customerID: customerID, date: BusinessDay(berlinDayOf: now), lines: lines)
        draft.projectID = projectID
        draft.partnerID = 7002
        draft.dueDays = 14
        return draft
    }

    @discardableResult
    mutating func publish(cents: Int64 = 100_000, rate: Int = 19, type: Int = SampleTypes.invoice) -> Int {
        hero.publish(draft([HeroLine("Montage", unitPrice: cents, rate: rate)], type: type), now: now)
    }

    mutating func pass(seconds: Int) { now = now.adding(seconds: seconds) }

    mutating func send(
        _ method: HTTPRequest.Method = .post, _ url: String = HeroDesk.url, body: [UInt8] = [], authorization: String? = "Bearer \(key)",
        contentType: String? = "application/json"
    ) -> IncomingResponse {
        var head = HTTPRequest(
            method: method, scheme: "http", authority: "hero.test", path: String(url.dropFirst("http://hero.test".count)))
        head.headerFields[.authorization] = authorization
        head.headerFields[.contentType] = contentType
        return hero.respond(to: OutgoingRequest(operation: .test, head: head, body: body, isWrite: false), now: now)
    }

    mutating func answer(_ query: String, _ variables: SandboxJSON = [:], operation: String? = nil) throws -> SandboxJSON {
        let body: SandboxJSON = ["query": .string(query), "variables": variables, "operationName": SandboxJSON(operation)]
        let response = send(body: body.serialized())
        #expect(response.status == 200)
        return try SandboxJSON.parse(response.body)
    }

    /// The `data` of an answer that must be free of errors.
    mutating func data(_ query: String, _ variables: SandboxJSON = [:]) throws -> SandboxJSON {
        let answer = try answer(query, variables)
        #expect(answer["errors"] == nil)
        return try #require(answer["data"])
    }

    /// The text of the first error of an answer.
    mutating func failure(_ query: String, _ variables: SandboxJSON = [:]) throws -> String {
        try #require(try answer(query, variables)["errors"]?[0]?["message"]?.stringValue)
    }
}
