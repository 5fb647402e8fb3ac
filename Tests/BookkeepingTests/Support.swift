import Bookkeeping
import Foundation
import Testing

enum Sample {
    static func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }
    static func decimal(_ text: String) throws -> ExactDecimal { try #require(ExactDecimal(text)) }
    static func cents(_ text: String) throws -> Cents { try #require(Cents(rounding: decimal(text))) }

    /// Every category configured except the advised ones DOWN_PAYMENT and NON_TAXABLE.
    static func rules(
        isSmallBusiness: Bool = false, with more: [PostingCategory] = [], without less: [PostingCategory] = [],
        alone: [PostingCategory] = [], contactRequired: [PostingCategory] = []
    ) -> MappingRules {
        var categories: [PostingCategory: CategoryRule] = [:]
        for key in PostingCategory.allCases where !less.contains(key) {
            guard more.contains(key) || ![.downPayment, .nonTaxable].contains(key) else { continue }
            categories[key] = CategoryRule(
                id: "id-\(key.rawValue)", name: key.rawValue, contactRequired: contactRequired.contains(key),
                splitAllowed: !alone.contains(key))
        }
        return MappingRules(isSmallBusiness: isSmallBusiness, categories: categories)
    }

    static func line(_ quantity: String, _ price: String, _ rate: String, _ taxCase: TaxCase? = nil) throws -> DocumentLine {
        DocumentLine(quantity: try decimal(quantity), unitPrice: try decimal(price), rate: try decimal(rate), taxCase: taxCase)
    }

    static func printed(_ rate: String, _ net: String, _ tax: String) throws -> PrintedTotal {
        PrintedTotal(rate: try decimal(rate), net: try cents(net), tax: try cents(tax))
    }

    static func deduction(_ rate: String, _ net: String, _ tax: String) throws -> Deduction {
        Deduction(number: "AR-1", rate: try decimal(rate), net: try cents(net), tax: try cents(tax))
    }

    /// An invoice of 13 April 2026 with the given lines.
    static func document(_ lines: [DocumentLine], kind: DocumentKind = .invoice) throws -> Document {
        Document(id: 1, number: "RE-1", kind: kind, documentDate: try day("2026-04-13"), lines: lines)
    }
}

extension Document {
    func with(_ change: (inout Document) throws -> Void) rethrows -> Document {
        var copy = self
        try change(&copy)
        return copy
    }

    /// As HERO writes the cancellation of this document: every figure negated, a number and date of its own.
    func cancelled() -> Document {
        with {
            $0.id = id + 1
            $0.number = number.map { "S-" + $0 }
            $0.kind = .cancellation
            $0.originalNumber = number
            $0.lines = lines.map { $0.times(-1) }
            $0.positions = positions?.map { $0.times(-1) }
            $0.deductions = deductions.map { Deduction(number: $0.number, rate: $0.rate, net: -$0.net, tax: -$0.tax) }
            $0.printed = printed.map { PrintedTotal(rate: $0.rate, net: -$0.net, tax: -$0.tax) }
            $0.totalNet = totalNet.map { -$0 }
            $0.totalTax = totalTax.map { -$0 }
            if case .amount(let amount) = discount { $0.discount = .amount(-amount) }
        }
    }
}

extension DocumentLine {
    func times(_ factor: Int64) -> DocumentLine {
        var line = self
        line.quantity = line.quantity * ExactDecimal(Int(factor))
        return line
    }
}

extension MappingOutcome {
    var mapped: Voucher? { if case .voucher(let voucher, _) = self { voucher } else { nil } }
    var flags: [Flag] { if case .voucher(_, let flags) = self { flags } else { [] } }
    var reason: ReasonCode? {
        switch self {
        case .voucher: nil
        case .blocked(let reason, _), .skipped(let reason): reason
        }
    }
    var detail: String? { if case .blocked(_, let detail) = self { detail } else { nil } }
}

extension VoucherMapping {
    func voucher(for document: Document) -> MappingOutcome { voucher(for: document, original: nil) }
}
