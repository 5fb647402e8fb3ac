import Bookkeeping
import HTTPTypes
import Sandbox
import TestSupport
import Testing
import Transport

/// A stand-in with a clock of its own and a client that speaks JSON. The rate limit is off unless a test asks for it.
struct LexofficeDesk {
    static let token = "geheim-4711"
    static let services = "8f8664a0-fd86-11e1-a21f-0800200c9a66"
    static let revenue = "8f8664a1-fd86-11e1-a21f-0800200c9a66"

    var standIn: LexofficeStandIn
    var now = Instant(milliseconds: 1_774_944_909_447)  // 2026-03-31T08:15:09.447Z
    var headers: [HTTPField.Name: String] = [
        .authorization: "Bearer \(token)", .accept: "application/json", .contentType: "application/json",
    ]

    init(_ adjust: (inout LexofficeRules) -> Void = { _ in }) {
        var rules = LexofficeRules()
        rules.requestsPerSecond = nil
        adjust(&rules)
        standIn = LexofficeStandIn(token: LexofficeDesk.token, organizationID: "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01", rules: rules)
    }

    mutating func pass(milliseconds: Int64) { now = now.adding(milliseconds: milliseconds) }

    mutating func send(_ method: HTTPRequest.Method, _ path: String, bytes: [UInt8] = []) -> Reply {
        var head = HTTPRequest(method: method, scheme: "https", authority: "lexoffice.sandbox.invalid", path: path)
        for (name, value) in headers { head.headerFields[name] = value }
        let response = standIn.respond(to: OutgoingRequest(operation: .test, head: head, body: bytes, isWrite: method != .get), now: now)
        return Reply(response: response)
    }

    mutating func get(_ path: String) -> Reply { send(.get, path) }
    mutating func post(_ path: String, _ json: SandboxJSON) -> Reply { send(.post, path, bytes: Array(json.text.utf8)) }
    mutating func put(_ path: String, _ json: SandboxJSON) -> Reply { send(.put, path, bytes: Array(json.text.utf8)) }

    /// The id of a new company contact.
    mutating func company(_ name: String = "Dachbau Beispiel GmbH") -> String {
        post("/v1/contacts", LexofficeDesk.company(name)).json["id"]?.stringValue ?? ""
    }

    static func company(_ name: String) -> SandboxJSON {
        [
            "version": 0, "roles": ["customer": [:]], "company": ["name": .string(name)],
            "addresses": ["billing": [["street": "Musterweg 4", "zip": "30159", "city": "Hannover", "countryCode": "DE"]]],
        ]
    }

    /// The two-rate example of lexoffice-api.md §5.
    static func invoice(_ contactID: String, number: String = "RE-2026-0042") -> SandboxJSON {
        [
            "type": "salesinvoice", "voucherStatus": "open", "voucherNumber": .string(number), "voucherDate": "2026-03-31",
            "shippingDate": "2026-03-28", "dueDate": "2026-04-14", "totalGrossAmount": .number("1404.00"),
            "totalTaxAmount": .number("204.00"), "taxType": "gross", "useCollectiveContact": false, "contactId": .string(contactID),
            "remark": "HERO Projekt P-1007 / RE-2026-0042",
            "voucherItems": [
                item("1190.00", "190.00", 19, services), item("214.00", "14.00", 7, services),
            ],
        ]
    }

    static func item(_ amount: String, _ tax: String, _ rate: Int, _ category: String) -> SandboxJSON {
        ["amount": .number(amount), "taxAmount": .number(tax), "taxRatePercent": .int(rate), "categoryId": .string(category)]
    }

    /// A new open invoice, visible in lists at once for tests that are about something else.
    mutating func bookedInvoice(number: String = "RE-2026-0042") -> String {
        let contactID = company()
        return post("/v1/vouchers", LexofficeDesk.invoice(contactID, number: number)).json["id"]?.stringValue ?? ""
    }

    mutating func upload(_ voucherID: String, name: String, bytes: [UInt8], part: String = "file") -> Reply {
        let before = headers[.contentType]
        headers[.contentType] = "multipart/form-data; boundary=\"grenze 7\""
        defer { headers[.contentType] = before }
        let head =
            "--grenze 7\r\nContent-Disposition: form-data; name=\"\(part)\"; filename=\"\(name)\"\r\nContent-Type: application/pdf\r\n\r\n"
        return send(.post, "/v1/vouchers/\(voucherID)/files", bytes: Array(head.utf8) + bytes + Array("\r\n--grenze 7--\r\n".utf8))
    }
}

struct Reply {
    var response: IncomingResponse
    var status: Int { response.status }
    var json: SandboxJSON { (try? SandboxJSON.parse(response.body)) ?? .null }
    /// `i18nKey source` of every issue in the legacy shape.
    var issues: [String] {
        (json["IssueList"]?.arrayValue ?? []).map { "\($0["i18nKey"]?.stringValue ?? "-") \($0["source"]?.stringValue ?? "-")" }
    }
    /// The rows of a page.
    var rows: [SandboxJSON] { json["content"]?.arrayValue ?? [] }
}
