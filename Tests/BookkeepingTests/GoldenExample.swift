import Bookkeeping
import Foundation
import Testing

/// One entry of the golden examples of domain.md §11, stored as data in `Tests/Fixtures/golden.json`.
struct GoldenExample: Decodable, Sendable, CustomTestStringConvertible {
    let id: String
    let name: String
    let doc: Input
    let expect: Expectation

    var testDescription: String { "\(id) \(name)" }

    struct Input: Decodable, Sendable {
        let kind: DocumentKind?
        let price_mode: PriceMode?
        let tax_case: TaxCase?
        let lines: [Line]
        let discount_percent: String?
        let discount_amount: String?
        let deductions: [Total]?
        let printed: [Total]?
    }

    struct Line: Decodable, Sendable {
        let qty: String
        let unit_price: String
        let rate: Int
        let tax_case: TaxCase?
    }

    struct Total: Decodable, Sendable {
        let number: String?
        let rate: Int
        let net: String
        let tax: String
    }

    struct Expectation: Decodable, Sendable {
        let action: String?
        let reason: String?
        let type: String?
        let items: [Item]?
        let gross: Int64?
        let tax: Int64?
        let flags: [String]?
        let groups: [Group]?
        let diff: Int?
        let tolerance: Int?
    }

    struct Group: Decodable, Sendable {
        let rate: Int
        let category: String
        let net: Int
        let tax: Int
        let gross: Int
    }

    /// [rate, category key, amount, taxAmount, net]
    struct Item: Decodable, Sendable {
        let rate: Int
        let category: PostingCategory
        let amount: Int64
        let tax: Int64
        let net: Int64

        init(from decoder: any Decoder) throws {
            var container = try decoder.unkeyedContainer()
            rate = try container.decode(Int.self)
            category = try container.decode(PostingCategory.self)
            amount = try container.decode(Int64.self)
            tax = try container.decode(Int64.self)
            net = try container.decode(Int64.self)
        }

        var voucherItem: VoucherItem { VoucherItem(rate: rate, category: category, amount: Cents(amount), taxAmount: Cents(tax)) }
    }

    static func load() throws -> [GoldenExample] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try JSONDecoder().decode([GoldenExample].self, from: Data(contentsOf: folder.appending(path: "Fixtures/golden.json")))
    }

    var rules: MappingRules { Sample.rules(isSmallBusiness: doc.tax_case == .smallBusiness) }

    func document() throws -> Document {
        var document = try Sample.document(try doc.lines.map { try Sample.line($0.qty, $0.unit_price, String($0.rate), $0.tax_case) })
        document.number = id
        document.kind = doc.kind ?? .invoice
        document.priceMode = doc.price_mode ?? .net
        document.taxCase = doc.tax_case ?? .standard
        if let percent = doc.discount_percent { document.discount = .percent(try Sample.decimal(percent)) }
        if let amount = doc.discount_amount { document.discount = .amount(try Sample.cents(amount)) }
        document.deductions = try (doc.deductions ?? []).map {
            Deduction(
                number: try #require($0.number), rate: ExactDecimal($0.rate), net: try Sample.cents($0.net), tax: try Sample.cents($0.tax))
        }
        document.printed = try (doc.printed ?? []).map { try Sample.printed(String($0.rate), $0.net, $0.tax) }
        return document
    }
}
