import Bookkeeping
import Testing

@testable import Hero

/// From HERO's answer to the voucher: which of its figures are booked where some cannot be read, or are not there.
struct FigureFallbackTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let changes: [String: String?]
        /// Rate, gross and tax of each item.
        var items: [[Int64]] = []
        var held: ReasonCode?
        var testDescription: String { name }
    }

    private static let draft = "published_customer_document_draft"
    private static let positions = "metadata.positions"
    private static let oddLine = #"{"items":[{"type":"product","quantity":"ein","net_price_per_unit":1,"vat_percent":19}]}"#
    private static let twoRates =
        #"[{"type":"product","net_value":800.0,"vat":152.0},{"type":"product","net_value":200.0,"vat":14.0},{"type":"text"}]"#

    static let cases = [
        Case(name: "the reference", changes: [:], items: [[19, 119_000, 19_000]]),
        Case(
            name: "an upload", changes: [draft: "null", positions: "[]", "metadata.invoice_style": "null"], items: [[19, 119_000, 19_000]]),
        Case(name: "an upload at 7 %", changes: [draft: "null", positions: "null", "vat": "70.0"], items: [[7, 107_000, 7000]]),
        Case(name: "an upload of two rates", changes: [draft: "null", positions: "null", "vat": "166.0"], held: .missingFigures),
        Case(name: "an odd line", changes: ["\(draft).data": oddLine], items: [[19, 119_000, 19_000]]),
        Case(
            name: "an odd line, positions of two rates", changes: ["\(draft).data": oddLine, positions: twoRates, "vat": "166.0"],
            items: [[19, 95_200, 15_200], [7, 21_400, 1400]]),
        Case(
            name: "an odd line, positions of neither reading", changes: ["\(draft).data": oddLine, positions: twoRates, "vat": "100.0"],
            held: .unreadableDocument),
        Case(
            name: "an odd line, positions of neither reading, one rate", changes: ["\(draft).data": oddLine, positions: twoRates],
            items: [[19, 119_000, 19_000]]),
        Case(
            name: "a deduction among the positions",
            changes: [
                "\(draft).data":
                    #"{"items":[{"type":"table","items":[{"type":"product","quantity":1,"net_price_per_unit":800,"vat_percent":19},"#
                    + #"{"type":"product","quantity":"2","net_price_per_unit":100,"vat_percent":7}]}]}"#,
                positions: #"[{"net_value":800.0,"vat":152.0},{"net_value":200.0,"vat":14.0},{"net_value":-300.0,"vat":-57.0}]"#,
                "value": "700.0", "vat": "109.0",
            ], items: [[19, 59_500, 9500], [7, 21_400, 1400]]),
        Case(
            name: "a discount at the table",
            changes: [
                "\(draft).data":
                    #"{"items":[{"type":"table","discount":{"valueType":"PERCENT","value":3,"label":"Nachlass"},"items":["#
                    + #"{"type":"product","quantity":1,"net_price_per_unit":1250,"vat_percent":19},"#
                    + #"{"type":"product","quantity":1,"net_price_per_unit":86.4,"vat_percent":7}]}]}"#,
                positions: "null", "value": "1296.31", "vat": "236.25",
            ], items: [[19, 144_288, 23_038], [7, 8968, 587]]),
        Case(
            name: "no VAT, and the document shows some",
            changes: [
                draft: "null", positions: "null", "vat": "0.0", "document_type.options.booking_category": "\"photovoltaic\"",
                "document_type.options.show_vat": "false", "customer_document_booking.show_vat": "true",
            ], held: .zeroRateWithoutReason),
    ]

    @Test(arguments: cases)
    func whatIsBooked(_ given: Case) throws {
        let document = try #require(DocumentTranslation.standard().translate(try heroDocument(given.changes)).document)
        let category = CategoryRule(id: "1", name: "any")
        let rules = MappingRules(categories: [.revenue: category, .photovoltaic0: category])
        switch VoucherMapping(rules: rules).voucher(for: document, original: nil) {
        case .voucher(let voucher, _):
            #expect(voucher.items.map { [Int64($0.rate), $0.amount.amount, $0.taxAmount.amount] } == given.items)
        case .blocked(let reason, _), .skipped(let reason): #expect(reason == given.held)
        }
    }
}
