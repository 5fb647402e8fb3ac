import Bookkeeping
import Testing

@testable import Hero

/// The VAT of a position is an amount or a rate: the document's own VAT decides (hero-2026.md §7).
struct PositionLinesTests {
    /// As HERO delivers it: positions as `net/vat`, the document's VAT, and the rates that must be read; nil where neither reading fits.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let positions: [(net: String, vat: String)]
        let vat: String
        let rates: [Int]?
        var day = "2026-09-14"
        var testDescription: String { name }
    }

    static let cases = [
        Case(name: "amounts", positions: [("600.0", "114.0"), ("400.0", "76.0")], vat: "190.0", rates: [19, 19]),
        Case(name: "rates", positions: [("600.0", "19.0"), ("400.0", "19.0")], vat: "190.0", rates: [19, 19]),
        Case(name: "both fit", positions: [("100.0", "19.0")], vat: "19.0", rates: [19]),
        Case(name: "amounts of two rates", positions: [("100.0", "19.0"), ("50.0", "3.5")], vat: "22.5", rates: [19, 7]),
        Case(name: "rates of two rates", positions: [("100.0", "19.0"), ("50.0", "7.0")], vat: "22.5", rates: [19, 7]),
        Case(name: "no tax", positions: [("80.0", "0.0"), ("20.0", "0.0")], vat: "0.0", rates: [0, 0]),
        Case(name: "a line without tax", positions: [("100.0", "19.0"), ("30.0", "0.0")], vat: "19.0", rates: [19, 0]),
        // 10.03 × 0.19 = 1.9057; 5.01 × 0.07 = 0.3507: two cents of each, one cent more than on the sums.
        Case(
            name: "a cent of rounding", positions: [("10.03", "1.91"), ("10.03", "1.91"), ("5.01", "0.35")], vat: "4.16",
            rates: [19, 19, 7]),
        Case(name: "a binary float", positions: [("24.99", "4.748100000000001")], vat: "4.75", rates: [19]),
        Case(name: "a deduction below zero", positions: [("1000.0", "190.0"), ("-400.0", "-76.0")], vat: "114.0", rates: [19, 19]),
        Case(name: "a reversal", positions: [("-600.0", "-114.0")], vat: "-114.0", rates: [19]),
        Case(name: "a reversal with positive positions", positions: [("600.0", "114.0")], vat: "-114.0", rates: [19]),
        // 7612.50 × 0.19 = 1446.375: either cent is a rounding of it.
        Case(name: "half a cent down", positions: [("-7612.5", "-1446.37")], vat: "-1446.37", rates: [19]),
        Case(name: "half a cent up", positions: [("7612.5", "1446.38")], vat: "1446.38", rates: [19]),
        // 0.02 € has no tax at any rate; it takes that of its neighbour.
        Case(name: "too small to tell", positions: [("100.0", "7.0"), ("0.02", "0.0")], vat: "7.0", rates: [7, 7]),
        Case(
            name: "too small, two neighbours", positions: [("200.0", "14.0"), ("100.0", "19.0"), ("0.02", "0.0")], vat: "33.0", rates: nil),
        Case(name: "rates of 2020", positions: [("100.0", "16.0"), ("50.0", "2.5")], vat: "18.5", rates: [16, 5], day: "2020-09-30"),
        Case(name: "16 % today", positions: [("100.0", "16.0"), ("50.0", "2.5")], vat: "18.5", rates: nil),
        Case(name: "neither", positions: [("600.0", "19.0"), ("400.0", "7.0")], vat: "190.0", rates: nil),
        Case(name: "an amount of no rate", positions: [("200.0", "26.0")], vat: "26.0", rates: nil),
        // A rate it is, and mapping says which one cannot be booked.
        Case(name: "a rate nobody books", positions: [("100.0", "13.0")], vat: "13.0", rates: [13]),
    ]

    @Test(arguments: cases)
    func theDocumentDecides(_ given: Case) throws {
        let rows = given.positions.map { "{\"type\":\"product\",\"nr\":\"1\",\"net_value\":\($0.net),\"vat\":\($0.vat)}" }
        let document = try #require(
            DocumentTranslation.standard().translate(
                try heroDocument([
                    "published_customer_document_draft": "null", "vat": given.vat, "date": "\"\(given.day)\"",
                    "metadata.positions": "[\(rows.joined(separator: ","))]",
                ])
            ).document)
        #expect(document.lines.isEmpty)
        #expect(document.positions?.map(\.rate) == given.rates?.map { ExactDecimal($0) })
        #expect(document.positions?.map(\.unitPrice) == given.rates.map { _ in given.positions.compactMap { ExactDecimal($0.net) } })
        #expect(document.unreadLines == (given.rates == nil ? "metadata.positions" : nil))
    }

    @Test func informationIsPrintedNotBooked() throws {
        let positions =
            #"[{"type":"text","net_value":5},{"type":"labour_notice","net_value":300,"vat":19},"#
            + #"{"type":"service","net_value":1000.0,"vat":190.0},{"type":"product","net_value":null},{"net_value":0,"vat":0}]"#
        let changes: [String: String?] = ["published_customer_document_draft": "null", "metadata.positions": positions]
        let document = DocumentTranslation.standard().translate(try heroDocument(changes)).document
        #expect(document?.positions?.map(\.unitPrice) == [ExactDecimal(1000)])
    }

    @Test func anUploadHasNone() throws {
        for positions in ["null", "[]", #"[{"type":"text","net_value":5}]"#] {
            let changes: [String: String?] = ["published_customer_document_draft": "null", "metadata.positions": positions]
            let document = try #require(DocumentTranslation.standard().translate(try heroDocument(changes)).document)
            #expect(document.lines.isEmpty && document.positions == nil && document.unreadLines == nil)
        }
    }

    @Test func unreadablePositionsMatterOnlyWhereNothingElseTells() throws {
        let bad: [String: String?] = ["metadata.positions": #"[{"net_value":1}]"#]
        #expect(DocumentTranslation.standard().translate(try heroDocument(bad)).unreadLines == nil)
        let alone = bad.merging(["published_customer_document_draft": "null"]) { $1 }
        #expect(DocumentTranslation.standard().translate(try heroDocument(alone)).unreadLines == "metadata.positions[0].vat")
        let both = bad.merging(["published_customer_document_draft.data": "17"]) { $1 }
        #expect(DocumentTranslation.standard().translate(try heroDocument(both)).unreadLines == "published_customer_document_draft.data")
    }
}
