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
        #expect(try translated(["": "\"{not json\""]).unreadLines == "published_customer_document_draft.data")
        #expect(try translated(["": "\"[1]\""]).unreadLines == "published_customer_document_draft.data")
        #expect(try translated(["": "17"]).unreadLines == "published_customer_document_draft.data")
    }

    @Test func theTreeIsReadInPrintOrder() throws {
        let items = """
            [{"type":"title","items":[{\(product)},{"type":"title","items":[{"type":"product","quantity":3,"net_price_per_unit":1.5,
              "vat_percent":7,"discount_percent":12.5,"items":[{\(product)}]}]}]},{\(product),"vat_reason":"photovoltaic_0"}]
            """
        let lines = try #require(try translated(["items": items]).document?.lines)
        // HERO has no reason per line (hero-2026.md §5).
        #expect(lines == [try line("1", "10"), try line("3", "1.5", rate: "7", discount: "12.5"), try line("1", "10")])
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
        let field = try translated(["items": "[{\"type\":\"title\",\"items\":[{\"type\":\"product\"\(members)}]}]"]).unreadLines
        #expect(field == "published_customer_document_draft.data.items[0].items[0].\(member)")
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
        ("price_mode", "\"mixed\""), ("discount", #"{"value":3,"valueType":"share"}"#),
        ("discount", #"{"value":"3"}"#), ("discount", "3"), ("service_date", "\"09.09.2026\""),
        ("service_period", "\"August\""), ("deductions", #"[{"nr":"AR-1","vat_percent":19}]"#),
        ("totals", #"[{"vat_percent":19,"net_value":"4","vat_value":1}]"#),
        ("items", "{}"), ("items", "[7]"),
        ("items", #"[{"type":"product","quantity":"1,5","net_price_per_unit":1,"vat_percent":0}]"#),
    ])
    func anAssumedKeyInAnotherFormIsNotPassedOver(key: String, json: String) throws {
        #expect(try translated([key: json]).unreadLines?.contains("data.\(key)") == true)
    }

    @Test func depthAndLengthAreBounded() throws {
        let deep = String(repeating: #"[{"type":"title","items":"#, count: 40) + "[]" + String(repeating: "}]", count: 40)
        #expect(try translated(["items": deep]).unreadLines?.hasSuffix(".items") == true)
        let long = "[" + Array(repeating: "{\"type\":\"text\"}", count: 10_001).joined(separator: ",") + "]"
        #expect(try translated(["items": long]).unreadLines?.hasSuffix(".items") == true)
    }

    /// Unreadable lines are no unreadable document: its positions and totals stand for themselves.
    @Test func whatCannotBeReadLeavesThePositions() throws {
        let document = try #require(try translated(["discount": "3"]).document)
        #expect(document.unreadLines == "published_customer_document_draft.data.discount")
        #expect(document.lines.isEmpty && document.discount == nil)
        #expect(document.positions == [try line("1", "600"), try line("1", "400")])
        #expect(document.totalNet == Cents(100_000) && document.totalTax == Cents(19_000))
    }

    @Test(arguments: [("\"2.5\"", "2.5"), ("\"12\"", "12"), ("\"-3.000\"", "-3"), ("2.5", "2.5")])
    func theQuantityMayBeText(json: String, quantity: String) throws {
        let items = "[{\"type\":\"product\",\"quantity\":\(json),\"net_price_per_unit\":10,\"vat_percent\":19}]"
        #expect(try translated(["items": items]).document?.lines == [try line(quantity, "10")])
    }

    @Test(arguments: ["\"1,5\"", "\"1.000,00\"", "\"1e3\"", "\"\"", "\" 2\"", "\"+2\"", "true"])
    func anotherTextIsNoQuantity(json: String) throws {
        let items = "[{\"type\":\"product\",\"quantity\":\(json),\"net_price_per_unit\":10,\"vat_percent\":19}]"
        #expect(try translated(["items": items]).unreadLines?.hasSuffix("items[0].quantity") == true)
    }

    /// A service is itself a product; its parts are calculated per unit of the service and lie inside it (hero-2026.md A).
    @Test func thePartsOfAServiceAreNoLines() throws {
        let parts = #"[{"atType":"SupplyProduct","type":"product","quantity":1,"net_price_per_unit":2.0,"vat_percent":19}]"#
        let items = """
            [{"type":"text"},{"type":"table","items":[{"type":"title","text":"Bad"},
              {"type":"product","atType":"SupplyService","quantity":3,"net_price_per_unit":50.0,"vat_percent":19,"positions":\(parts)}]}]
            """
        let lines = try #require(try translated(["items": items]).document?.lines)
        #expect(lines.filter { !$0.isInformation } == [try line("3", "50")])
    }
}
