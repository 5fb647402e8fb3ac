import Bookkeeping
import HTTPTypes
import Sandbox
import Testing
import Transport

@Suite struct LexofficeGatewayTests {
    @Test func `a wrong credential gets the gateway's 401`() {
        var desk = LexofficeDesk()
        for value in ["Bearer falsch", "geheim-4711", nil] {
            desk.headers[.authorization] = value
            let reply = desk.get("/v1/profile")
            #expect(reply.status == 401)
            #expect(reply.json == ["message": "Unauthorized"])
        }
        #expect(desk.standIn.executions(.readProfile) == 0)
    }

    @Test(arguments: ["/v2/contacts", "/v1", "/v1/nothing", "/v1/contacts/", "/v1/vouchers/a/files/b"])
    func `an unknown path gets the gateway's 403, which repeats the credential`(path: String) {
        var desk = LexofficeDesk()
        let reply = desk.get(path)
        #expect(reply.status == 403)
        #expect(reply.json["message"]?.stringValue?.contains("Bearer \(LexofficeDesk.token)") == true)
        #expect(desk.standIn.requests(.unknown) == 1)
    }

    @Test func `methods nobody routes get 403, methods of the wrong resource 405, deletes 404`() {
        var desk = LexofficeDesk()
        #expect(desk.send(.patch, "/v1/contacts/a").status == 403)
        let reply = desk.send(.put, "/v1/profile")
        #expect(reply.status == 405)
        #expect(reply.json["path"] == "/v1/profile")
        #expect(desk.send(.delete, "/v1/vouchers/a").status == 404)
        #expect(desk.send(.delete, "/v1/contacts/a").status == 404)
    }

    @Test func `a body that is not declared as JSON gets 415`() {
        var desk = LexofficeDesk()
        desk.headers[.contentType] = nil
        #expect(desk.post("/v1/contacts", LexofficeDesk.company("Bau AG")).status == 415)
        desk.headers[.contentType] = "text/plain"
        #expect(desk.post("/v1/vouchers", [:]).status == 415)
        desk.headers[.contentType] = "application/json;charset=utf-8"
        #expect(desk.post("/v1/contacts", LexofficeDesk.company("Bau AG")).status == 200)
        #expect(desk.standIn.contacts.count == 1)
    }

    @Test func `Accept may be missing but not exclude JSON`() {
        var desk = LexofficeDesk()
        desk.headers[.accept] = nil
        #expect(desk.get("/v1/profile").status == 200)
        desk.headers[.accept] = "text/html"
        #expect(desk.get("/v1/profile").status == 406)
        desk.headers[.accept] = "text/html, */*"
        #expect(desk.get("/v1/profile").status == 200)
    }

    @Test func `malformed JSON is 400 in the shape of the endpoint`() {
        var desk = LexofficeDesk()
        #expect(desk.send(.post, "/v1/vouchers", bytes: Array("{".utf8)).issues == ["bad_request_error body"])
        let regular = desk.send(.post, "/v1/event-subscriptions", bytes: Array("[]".utf8))
        #expect(regular.status == 400)
        #expect(regular.json["status"] == 400)
        #expect(regular.json["error"] == "Bad Request")
    }

    @Test func `two a second, one at a time, shared by all endpoints`() {
        var desk = LexofficeDesk { $0.requestsPerSecond = 2 }
        #expect(desk.get("/v1/profile").status == 200)
        desk.pass(milliseconds: 499)
        let refused = desk.post("/v1/contacts", LexofficeDesk.company("Bau AG"))
        #expect(refused.status == 429)
        #expect(refused.json == ["message": "Rate limit exceeded"])
        #expect(refused.response.head.headerFields[.retryAfter] == nil)
        #expect(desk.standIn.contacts.isEmpty)
        #expect(desk.standIn.writeCount == 0)
        desk.pass(milliseconds: 1)
        #expect(desk.post("/v1/contacts", LexofficeDesk.company("Bau AG")).status == 200)
        #expect(desk.standIn.requests(.createContact) == 2)
        #expect(desk.standIn.executions(.createContact) == 1)
    }

    @Test func `a burst is a parameter and refills`() {
        var desk = LexofficeDesk {
            $0.requestsPerSecond = 2
            $0.burst = 3
        }
        let first = (0..<4).map { _ in desk.get("/v1/profile").status }
        #expect(first == [200, 200, 200, 429])
        desk.pass(milliseconds: 60_000)
        let second = (0..<4).map { _ in desk.get("/v1/profile").status }
        #expect(second == [200, 200, 200, 429])
    }

    @Test func `a clock set back does not fill the bucket`() {
        var desk = LexofficeDesk { $0.requestsPerSecond = 2 }
        #expect(desk.get("/v1/profile").status == 200)
        desk.pass(milliseconds: -3_600_000)
        #expect(desk.get("/v1/profile").status == 429)
    }

    @Test func `profile, categories and countries`() {
        var desk = LexofficeDesk()
        let profile = desk.get("/v1/profile").json
        #expect(profile["organizationId"] == "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01")
        #expect(profile["businessFeatures"]?.arrayValue?.contains("BOOKKEEPING") == true)
        #expect(profile["smallBusiness"] == false)
        let categories = desk.get("/v1/posting-categories").json.arrayValue ?? []
        let services = categories.first { $0["id"] == .string(LexofficeDesk.services) }
        #expect(services?["type"] == "income")
        #expect(services?["contactRequired"] == false)
        #expect(services?["splitAllowed"] == true)
        #expect(categories.contains { $0["name"] == "Bauleistungen §13b" && $0["contactRequired"] == true })
        #expect(categories.contains { $0["type"] == "outgo" })
        #expect(Set(categories.compactMap { $0["id"]?.stringValue }).count == categories.count)
        let countries = desk.get("/v1/countries").json.arrayValue ?? []
        #expect(Set(countries.compactMap { $0["taxClassification"]?.stringValue }) == ["de", "intraCommunity", "thirdPartyCountry"])
    }

    @Test func `the same requests give the same bytes`() {
        func run() -> [[UInt8]] {
            var desk = LexofficeDesk()
            let voucher = desk.bookedInvoice()
            desk.pass(milliseconds: 3000)
            return [desk.get("/v1/vouchers/\(voucher)"), desk.get("/v1/voucherlist?voucherType=any&voucherStatus=any"), desk.get("/v2")]
                .map(\.response.body)
        }
        #expect(run() == run())
    }
}
