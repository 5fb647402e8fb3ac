import Bookkeeping
import HTTPTypes
import Testing
import Transport

@testable import Sandbox

@Suite struct WorldAdminTests {
    private let fixture = WorldFixture()

    private func ask(_ method: String, _ page: String, _ json: SandboxJSON? = nil) -> Reply {
        let admin = SandboxAdmin(
            world: fixture.world, heroActions: ["count": { _, json, now in ["got": json, "at": .string(now.isoText)] }])
        return Reply(
            response: admin.respond(
                method: method, path: "/_sandbox/\(page)", body: json.map { Array($0.text.utf8) } ?? [], now: fixture.time.now))
    }

    /// The id of a booked invoice with a file.
    private func book() async throws -> String {
        let contact = try SandboxJSON.parse(try await fixture.transport.send(WorldFixture.createContact).body)["id"]?.stringValue ?? ""
        let created = try await fixture.transport.send(WorldFixture.request(.post, "/v1/vouchers", LexofficeDesk.invoice(contact)))
        return try #require(try SandboxJSON.parse(created.body)["id"]?.stringValue)
    }

    @Test func `what lexoffice refuses can be changed from outside`() async throws {
        let change: SandboxJSON = [
            "denied": ["read_payments", "upload_file"], "trimsNumbers": true, "acceptsVoucherStatus": false, "maximumFileBytes": 100,
            "requestsPerSecond": 3, "toxicText": "x", "failing": ["RE-1"],
            "refusing": ["RE-2": ["code": "invalid_value", "source": "voucherDate"]],
        ]
        #expect(ask("POST", "lexoffice/rules", change).status == 200)
        let rules = fixture.world.lexoffice.rules
        #expect(rules.denied == [.readPayments, .uploadFile] && rules.trimsNumbers && !rules.acceptsVoucherStatus)
        #expect(rules.maximumFileBytes == 100 && rules.toxicText == "x" && rules.requestsPerSecond == 3)
        #expect(rules.trouble == ["RE-1": .failing, "RE-2": .refusing(code: "invalid_value", source: "voucherDate")])
        for wrong in [
            ["denied": ["everything"]], ["denied": 1], ["trimsNumbers": 1], ["failing": "RE-1"], ["requestsPerSecond": -1], ["speed": 1],
        ] as [SandboxJSON] {
            #expect(ask("POST", "lexoffice/rules", wrong).status == 400, "\(wrong.text)")
        }
        #expect(fixture.world.lexoffice.rules == rules)
    }

    @Test func `the state shows vouchers, contacts and counts`() async throws {
        let id = try await book()
        var upload = WorldFixture.request(.post, "/v1/vouchers/\(id)/files")
        upload.head.headerFields[.contentType] = "multipart/form-data; boundary=b"
        upload.body = Array("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1\r\n--b--".utf8)
        #expect(try await fixture.transport.send(upload).status == 202)
        let state = ask("GET", "state").json
        let voucher = state["lexoffice"]?["vouchers"]?[0]
        #expect(voucher?["number"] == "RE-2026-0042")
        #expect(voucher?["type"] == "salesinvoice")
        #expect(voucher?["gross"] == .number("1404.00"))
        #expect(voucher?["tax"] == .number("204.00"))
        #expect(voucher?["files"] == 1)
        // printf '%%PDF-1' | sha256sum
        #expect(voucher?["sha256"] == ["21af8e71c8703196df7fe1ff901869a88fe64c07bbaa83d838efb45a52b4f303"])
        #expect(state["lexoffice"]?["contacts"]?[0]?["name"] == "Bau AG")
        #expect(state["lexoffice"]?["writes"] == 3)
        #expect(state["lexoffice"]?["operations"]?["create_voucher"] == ["received": 1, "executed": 1])
        #expect(state["hero"]?["requests"] == 0)
    }

    @Test func `the bookkeeper's pages act`() async throws {
        let id = try await book()
        #expect(ask("POST", "lexoffice/pay", ["voucherId": .string(id), "amount": "404.00", "date": "2026-04-07"]).status == 200)
        #expect(fixture.world.lexoffice.voucher(id)?.openAmount == Cents(100_000))
        #expect(fixture.world.lexoffice.voucher(id)?.payments.first?.date == BusinessDay("2026-04-07"))
        #expect(ask("POST", "lexoffice/edit", ["voucherId": .string(id), "remark": "von Hand", "totalGrossAmount": 1500]).status == 200)
        #expect(fixture.world.lexoffice.voucher(id)?.content.remark == "von Hand")
        #expect(fixture.world.lexoffice.voucher(id)?.content.gross == Cents(150_000))
        #expect(ask("POST", "lexoffice/void", ["voucherId": .string(id)]).status == 200)
        #expect(fixture.world.lexoffice.voucher(id)?.status == .voided)
        #expect(ask("POST", "lexoffice/delete", ["voucherId": .string(id)]).status == 200)
        #expect(fixture.world.lexoffice.vouchers.isEmpty)
        let contact = try #require(fixture.world.lexoffice.contacts.first?.id)
        #expect(ask("POST", "lexoffice/archive", ["contactId": .string(contact)]).status == 200)
        #expect(fixture.world.lexoffice.contacts.first?.isArchived == true)
    }

    @Test(
        arguments: [
            ("lexoffice/pay", ["voucherId": "x", "amount": "1.001"]), ("lexoffice/pay", ["voucherId": "x", "amount": "1", "type": "bar"]),
            ("lexoffice/void", [:]), ("lexoffice/void", ["voucherId": "unbekannt"]), ("faults", ["chancen": []]),
            ("faults", ["chances": [["perMille": 1001, "fault": "throttle"]]]),
            ("faults", ["appointments": [["nth": 1, "fault": "erdbeben"]]]),
            ("faults", ["appointments": [["nth": 0, "fault": "throttle"]]]), ("faults", []),
        ] as [(String, SandboxJSON)])
    func `what is not understood is 400 with a reason`(page: String, body: SandboxJSON) {
        let reply = ask("POST", page, body)
        #expect(reply.status == 400)
        #expect(reply.json["message"]?.stringValue?.isEmpty == false)
    }

    @Test func `a fault plan is installed and reset`() async {
        let plan: SandboxJSON = [
            "seed": 3,
            "appointments": [
                [
                    "system": "lexoffice", "write": true, "method": "POST", "path": "/v1/contacts", "nth": 1, "fault": "slow_answer",
                    "milliseconds": 40_000,
                ]
            ],
            "chances": [["system": "hero", "perMille": 1000, "fault": "drop_before"]],
        ]
        #expect(ask("POST", "faults", plan).status == 200)
        #expect(await fixture.outcome(WorldFixture.createContact) == "mayHaveBeenSent timeout")
        #expect(await fixture.outcome(WorldFixture.graphQL("{ __typename }")) == "mayHaveBeenSent closed")
        #expect(ask("POST", "faults", [:]).status == 200)
        #expect(await fixture.outcome(WorldFixture.graphQL("{ __typename }")) == "200")
        #expect(ask("POST", "reset").status == 200)
        #expect(fixture.contacts == 0)
    }

    @Test func `registered HERO actions are called, others are 404`() {
        let reply = ask("POST", "hero/count", ["a": 1])
        #expect(reply.json["got"] == ["a": 1])
        #expect(reply.json["at"] == "2026-03-31T08:15:09.447Z")
        #expect(ask("POST", "hero/nichts", [:]).status == 404)
        #expect(ask("GET", "reset").status == 404)
        #expect(ask("POST", "nirgends").status == 404)
    }
}
