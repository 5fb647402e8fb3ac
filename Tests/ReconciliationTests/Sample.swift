import Bookkeeping
import Testing

@testable import Reconciliation

/// Documents of 13 April 2026, created the day after, with the figures of the golden examples (domain.md §11).
enum Sample {
    static let rules = MappingRules(categories: [.revenue: CategoryRule(id: "c-1", name: "Revenue")])

    static func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }
    static func moment(_ text: String) throws -> Instant { try #require(Instant(iso: text)) }

    static func judge(from start: String = "2026-04-13") throws -> Judge { Judge(rules: rules, startDate: try day(start)) }

    /// - Parameter lines: quantity, price and rate of each.
    static func document(_ kind: DocumentKind, _ number: String?, _ lines: [(String, String, String)]) throws -> Document {
        var document = Document(
            id: 7, number: number, kind: kind, documentDate: try day("2026-04-13"), createdAt: try moment("2026-04-14T08:00:00Z"))
        document.lines = try lines.map { quantity, price, rate in
            DocumentLine(
                quantity: try #require(ExactDecimal(quantity)), unitPrice: try #require(ExactDecimal(price)),
                rate: try #require(ExactDecimal(rate)))
        }
        return document
    }

    /// G05: 389.75 at 19 % and 214.60 at 7 %.
    static func invoice() throws -> Document {
        try document(.invoice, "RE-5", [("1", "389.75", "19"), ("4", "53.65", "7")])
    }

    /// G22, which reverses G05.
    static func cancellation() throws -> Document {
        var document = try document(.cancellation, "ST-5", [("-1", "389.75", "19"), ("-4", "53.65", "7")])
        (document.originalID, document.originalNumber) = (6, "RE-5")
        return document
    }

    /// G23: HERO delivers it with positive amounts.
    static func creditNote() throws -> Document { try document(.creditNote, "GU-1", [("1", "150.00", "19")]) }

    /// G05 as booked.
    static func booked(_ type: VoucherType = .salesInvoice) throws -> Voucher {
        Voucher(
            type: type, number: "RE-5", voucherDate: try day("2026-04-13"), remark: "",
            items: [
                VoucherItem(rate: 19, category: .revenue, amount: Cents(46_380), taxAmount: Cents(7_405)),
                VoucherItem(rate: 7, category: .revenue, amount: Cents(22_962), taxAmount: Cents(1_502)),
            ])
    }

    /// The same with one cent of tax less.
    static func bookedOtherwise() throws -> Voucher {
        var voucher = try booked()
        voucher.items[1].taxAmount = Cents(1_501)
        return voucher
    }

    static let file = DetailRecord.FileNote(uuid: "f-1", name: "RE-5.pdf", size: 81_234)
}
