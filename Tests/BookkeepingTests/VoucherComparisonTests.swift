import Bookkeeping
import Testing

/// domain.md R1, R6, S25.
struct VoucherComparisonTests {
    let expected: Voucher
    let found: ObservedVoucher
    let comparison: VoucherComparison

    init() throws {
        expected = Voucher(
            type: .salesInvoice, number: "RE-1", voucherDate: try Sample.day("2026-04-13"), shippingDate: try Sample.day("2026-04-10"),
            remark: "Rechnung RE-1 - Jana Probe",
            items: [
                VoucherItem(rate: 19, category: .revenue, amount: Cents(46_380), taxAmount: Cents(7405)),
                VoucherItem(rate: 0, category: .photovoltaic0, amount: Cents(1000), taxAmount: .zero),
            ])
        found = ObservedVoucher(
            id: "v", type: "salesinvoice", status: "paid", number: "RE-1", voucherDate: expected.voucherDate,
            shippingDate: expected.shippingDate, dueDate: expected.voucherDate, gross: Cents(47_380), tax: Cents(7405), contactID: "c",
            remark: "Rechnung RE-1  - Jana\nProbe ",
            items: [
                ObservedVoucherItem(categoryID: "id-PHOTOVOLTAIC_0", rate: ExactDecimal(0), amount: Cents(1000), tax: .zero),
                ObservedVoucherItem(
                    categoryID: "id-REVENUE", rate: ExactDecimal(coefficient: 190, scale: 1), amount: Cents(46_380), tax: Cents(7405)),
            ])
        comparison = VoucherComparison(expected: expected, contactID: "c", rules: Sample.rules())
    }

    private func differences(_ change: (inout ObservedVoucher) -> Void) -> [String] {
        var changed = found
        change(&changed)
        return comparison.differences(found: changed).map { "\($0.field): \($0.ours) / \($0.theirs)" }
    }

    @Test func equal() { #expect(differences { _ in } == []) }

    @Test func everyField() throws {
        let day = try Sample.day("2026-04-14")
        #expect(differences { $0.type = "salescreditnote" } == ["type: salesinvoice / salescreditnote"])
        #expect(differences { $0.number = "RE-2" } == ["number: RE-1 / RE-2"])
        // Another spelling of the same number is none (``NumberSpelling``).
        for spelling in ["re-1", " RE-1", "RE-1\t"] { #expect(differences { $0.number = spelling } == []) }
        #expect(differences { $0.voucherDate = day } == ["voucher_date: 2026-04-13 / 2026-04-14"])
        #expect(differences { $0.shippingDate = nil } == ["shipping_date: 2026-04-10 / none"])
        #expect(differences { $0.dueDate = day } == [])
        #expect(differences { $0.gross = Cents(47_381) } == ["gross: 473.80 / 473.81"])
        #expect(differences { $0.tax = Cents(7404) } == ["tax: 74.05 / 74.04"])
        #expect(differences { $0.contactID = nil } == ["contact_id: c / none"])
        #expect(differences { $0.remark = nil } == ["remark: Rechnung RE-1 - Jana Probe / "])
    }

    @Test func items() {
        #expect(differences { $0.items[1].tax = Cents(7404) } == ["item 19 % id-REVENUE: 463.80 tax 74.05 / 463.80 tax 74.04"])
        #expect(
            differences { $0.items[1].categoryID = "other" } == [
                "item 19 % id-REVENUE: 463.80 tax 74.05 / none", "item 19 % other: none / 463.80 tax 74.05",
            ])
        #expect(differences { $0.items.remove(at: 0) } == ["item 0 % id-PHOTOVOLTAIC_0: 10.00 tax 0.00 / none"])
        // One group in two items is the same booking.
        #expect(
            differences {
                $0.items[0].amount = Cents(400)
                $0.items.append(ObservedVoucherItem(categoryID: "id-PHOTOVOLTAIC_0", rate: ExactDecimal(0), amount: Cents(600), tax: .zero))
            } == [])
    }

    @Test func dueDateOfOurs() throws {
        let due = try Sample.day("2026-04-27")
        let dated = VoucherComparison(expected: expected.with { $0.dueDate = due }, contactID: "c", rules: Sample.rules())
        #expect(dated.differences(found: found).map(\.field) == ["due_date"])
    }

    @Test func rowOfTheVoucherList() {
        let date = expected.voucherDate
        let gross = Cents(47_380)
        #expect(comparison.agrees(type: "salesinvoice", number: "RE-1", date: date, gross: gross, contactID: "c"))
        #expect(!comparison.agrees(type: "salescreditnote", number: "RE-1", date: date, gross: gross, contactID: "c"))
        #expect(!comparison.agrees(type: "salesinvoice", number: "RE-10", date: date, gross: gross, contactID: "c"))
        #expect(!comparison.agrees(type: "salesinvoice", number: "RE-1", date: date.adding(days: 1), gross: gross, contactID: "c"))
        #expect(!comparison.agrees(type: "salesinvoice", number: "RE-1", date: date, gross: Cents(47_381), contactID: "c"))
        #expect(!comparison.agrees(type: "salesinvoice", number: "RE-1", date: date, gross: gross, contactID: nil))
    }
}
