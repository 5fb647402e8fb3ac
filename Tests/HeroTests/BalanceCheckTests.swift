import Bookkeeping
import Testing

@testable import Hero

/// balance = value + vat − Σ(payment + discount): hero-2026.md §10.
struct BalanceCheckTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var members = #""value":1000.0,"vat":190.0"#
        var status = 200
        let booking: String
        let check: BalanceCheck
        var testDescription: String { name }
    }

    private static func paid(_ balance: String, _ payments: String) -> String {
        "{\"is_open\":true,\"balance\":\(balance),\"payments\":[\(payments)]}"
    }

    static let cases = [
        Case(name: "open", booking: paid("1190.0", ""), check: .holds),
        Case(name: "noise", booking: paid("1189.9999999999998", ""), check: .holds),
        Case(name: "part paid", booking: paid("690.0", #"{"id":1,"value":500.0}"#), check: .holds),
        Case(
            name: "paid with a discount",
            booking: paid("0.0", #"{"id":1,"value":500.0},{"id":2,"value":666.2,"invoice_discount_value":23.8}"#),
            check: .holds),
        Case(name: "overpaid", booking: paid("-10.0", #"{"id":1,"value":1200.0}"#), check: .holds),
        Case(
            name: "deducted outside value", booking: paid("595.0", ""),
            check: .breaks(expected: Cents(119_000), balance: Cents(59_500))),
        Case(name: "net", booking: paid("1000.0", ""), check: .breaks(expected: Cents(119_000), balance: Cents(100_000))),
        Case(
            name: "a cent", booking: paid("690.01", #"{"id":1,"value":500.0}"#),
            check: .breaks(expected: Cents(69_000), balance: Cents(69_001))),
        // 17,000 of work, 4,000 and 5,000 invoiced before: the rest is all there is.
        Case(
            name: "the rest", members: #""value":8000.0,"vat":1520.0,"metadata":{"invoice_style":"full"}"#, booking: paid("9520.0", ""),
            check: .holds),
        Case(name: "no booking", booking: "null", check: .notCheckable),
        Case(name: "no balance", booking: #"{"is_open":true,"payments":[]}"#, check: .notCheckable),
        Case(name: "no VAT", members: #""value":1000.0"#, booking: paid("1000.0", ""), check: .notCheckable),
        Case(name: "draft", status: 0, booking: paid("0.0", ""), check: .notCheckable),
        Case(name: "cancelled", status: 600, booking: paid("0.0", ""), check: .notCheckable),
        Case(
            name: "reversal", members: #""type":"reversal_invoice","value":-1000.0,"vat":-190.0"#, booking: paid("0.0", ""),
            check: .notCheckable),
    ]

    @Test(arguments: cases)
    func balance(_ given: Case) throws {
        let json = "{\"id\":1,\"status_code\":\(given.status),\(given.members),\"customer_document_booking\":\(given.booking)}"
        guard case .object(let members)? = JSONValue(bytes: Array(json.utf8)) else { throw UnreadableField(path: "", detail: json) }
        let header = try #require(DocumentHeader(WireObject(path: "", members: members)))
        #expect(header.unreadable.isEmpty)
        #expect(header.balanceCheck == given.check)
    }
}
