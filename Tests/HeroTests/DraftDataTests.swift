import Bookkeeping
import Testing

@testable import Hero

struct DraftDataTests {
    private func translated(_ changes: [String: String?]) throws -> TranslatedDocument {
        let prefix = "published_customer_document_draft.data"
        let pairs = changes.map { ($0.key.isEmpty ? prefix : "\(prefix).\($0.key)", $0.value) }
        return DocumentTranslation.standard().translate(try heroDocument(Dictionary(uniqueKeysWithValues: pairs)))
    }

    private func line(_ quantity: String, _ price: String, rate: String = "19", discount: String? = nil) throws -> DocumentLine {
        DocumentLine(
            quantity: try #require(ExactDecimal(quantity)), unitPrice: try #require(ExactDecimal(price)),
            discountPercent: discount.flatMap { ExactDecimal($0) }, rate: try #require(ExactDecimal(rate)))
    }

    private let product = #""type":"product","quantity":1,"net_price_per_unit":10,"vat_percent":19"#

    @Test func theDataMayBeAJSONText() throws {
        let text = #"{"items":[{"type":"product","quantity":2.5,"net_price_per_unit":0.30000000000000004,"vat_percent":7.0}]}"#
        let asText = try translated(["": OrderedJSON.text(text).written()]).document
        #expect(asText?.lines == [try line("2.5", "0.3", rate: "7")])
        #expect(try translated(["": text]).document == asText)
        #expect(try translated(["": "\"{not json\""]).unreadableField == "published_customer_document_draft.data")
        #expect(try translated(["": "\"[1]\""]).unreadableField == "published_customer_document_draft.data")
        #expect(try translated(["": "17"]).unreadableField == "published_customer_document_draft.data")
    }

    @Test func theTreeIsReadInPrintOrder() throws {
        let items = """
            [{"type":"title","items":[{\(product)},{"type":"title","items":[{"type":"product","quantity":3,"net_price_per_unit":1.5,
              "vat_percent":7,"discount_percent":12.5,"items":[{\(product)}]}]}]},{\(product),"vat_percent":0,"vat_reason":"photovoltaic_0"}]
            """
        let lines = try #require(try translated(["items": items]).document?.lines)
        #expect(lines.prefix(2) == [try line("1", "10"), try line("3", "1.5", rate: "7", discount: "12.5")])
        #expect(lines.count == 3)
        #expect(lines.last?.taxCase == .photovoltaic0)
    }

    @Test func informationIsPrintedNotBooked() throws {
        let items = """
            [{"type":"text","name":"Danke"},{"type":"subtotal","net_price_per_unit":99},{"type":"labour_notice","net_price_per_unit":"?"},
             {"type":"hologram"},{"name":"no type"},{\(product),"is_optional":true},{"type":"title","is_optional":true,"items":[{\(product)}]},
             {"type":"product","is_optional":true},{\(product)}]
            """
        let lines = try #require(try translated(["items": items]).document?.lines)
        #expect(lines.map(\.isInformation) == [true, true, true, true, true, true, true, true, false])
    }

    @Test(arguments: [
        "quantity", "net_price_per_unit", "vat_percent",
    ])
    func aProductWithoutAFigureIsUnreadable(member: String) throws {
        let members = ["quantity", "net_price_per_unit", "vat_percent"].filter { $0 != member }.map { ",\"\($0)\":1" }.joined()
        let field = try translated(["items": "[{\"type\":\"title\",\"items\":[{\"type\":\"product\"\(members)}]}]"]).unreadableField
        #expect(field == "published_customer_document_draft.data.items[0].items[0].\(member)")
    }

    @Test func everythingStatedIsRead() throws {
        let document = try #require(
            try translated([
                "price_mode": "\"gross\"", "discount": #"{"percent":3.0}"#, "service_period": #"{"from":"2026-08-01","to":"2026-09-10"}"#,
                "deductions": #"[{"nr":"AR-1","vat_percent":19.0,"net_value":5000.0,"vat_value":950.0000000000001}]"#,
                "totals": #"[{"vat_percent":19.0,"net_value":4012.34,"vat_value":762.35}]"#,
            ]).document)
        #expect(document.priceMode == .gross)
        #expect(document.discount == .percent(ExactDecimal(3)))
        #expect(document.serviceDate == BusinessDay("2026-09-10"))
        #expect(document.deductions == [Deduction(number: "AR-1", rate: ExactDecimal(19), net: Cents(500_000), tax: Cents(95_000))])
        #expect(document.printed == [PrintedTotal(rate: ExactDecimal(19), net: Cents(401_234), tax: Cents(76_235))])
        #expect(document.kind == .finalInvoice)
    }

    @Test func theOtherFormsAreReadToo() throws {
        let document = try #require(
            try translated(["price_mode": "\"net\"", "discount": #"{"amount":50.0}"#, "service_date": "\"2026-09-09\""]).document)
        #expect(document.priceMode == .net)
        #expect(document.discount == .amount(Cents(5000)))
        #expect(document.serviceDate == BusinessDay("2026-09-09"))
    }

    @Test func whatIsNotStatedIsAbsent() throws {
        let document = try #require(try translated([:]).document)
        #expect(document.serviceDate == nil)
        #expect(document.discount == nil)
        #expect(document.deductions.isEmpty)
        #expect(document.printed.isEmpty)
        #expect(document.priceMode == .net)
    }

    @Test(arguments: [
        ("price_mode", "\"mixed\""), ("discount", #"{"percent":3,"amount":5}"#), ("discount", "3"), ("service_date", "\"09.09.2026\""),
        ("service_period", "\"August\""), ("deductions", #"[{"nr":"AR-1","vat_percent":19}]"#),
        ("totals", #"[{"vat_percent":19,"net_value":"4","vat_value":1}]"#),
        ("items", "{}"), ("items", "[7]"),
        ("items", #"[{"type":"product","quantity":1,"net_price_per_unit":1,"vat_percent":0,"vat_reason":"gift"}]"#),
    ])
    func anAssumedKeyInAnotherFormIsNotPassedOver(key: String, json: String) throws {
        #expect(try translated([key: json]).unreadableField?.contains("data.\(key)") == true)
    }

    @Test func depthAndLengthAreBounded() throws {
        let deep = String(repeating: #"[{"type":"title","items":"#, count: 40) + "[]" + String(repeating: "}]", count: 40)
        #expect(try translated(["items": deep]).unreadableField?.hasSuffix(".items") == true)
        let long = "[" + Array(repeating: "{\"type\":\"text\"}", count: 10_001).joined(separator: ",") + "]"
        #expect(try translated(["items": long]).unreadableField?.hasSuffix(".items") == true)
    }

    @Test func withoutPublishedDraftThePositionsCount() throws {
        for (key, value) in [("published_customer_document_draft", "null"), ("published_customer_document_draft.data", "{}")] {
            let document = DocumentTranslation.standard().translate(try heroDocument([key: value])).document
            #expect(document?.lines == [try line("1", "600"), try line("1", "400")])
        }
        let positions =
            #"[{"type":"text","net_value":5},{"type":"labour_notice","net_value":300,"vat":19},"#
            + #"{"type":"service","net_value":600.0,"vat":19.0},{"type":"product","net_value":null}]"#
        let changes: [String: String?] = ["published_customer_document_draft": "null", "metadata.positions": positions]
        let lines = DocumentTranslation.standard().translate(try heroDocument(changes)).document?.lines
        #expect(lines?.map(\.isInformation) == [true, true, false, true])
        let bad: [String: String?] = ["published_customer_document_draft": "null", "metadata.positions": #"[{"net_value":1}]"#]
        #expect(DocumentTranslation.standard().translate(try heroDocument(bad)).unreadableField == "metadata.positions[0].vat")
    }
}
