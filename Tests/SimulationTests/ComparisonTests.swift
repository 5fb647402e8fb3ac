import Administration
import Bookkeeping
import Comparison
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing

@testable import Sandbox

/// Every class of domain.md R2, provoked once and listed once, with its author.
@Suite struct ComparisonTests {
    private let company: Company
    private let customer: Int

    init() async throws {
        company = try Company(on: "2026-03-31")
        customer = company.openShop()
    }

    private func lexoffice(_ id: Int, _ action: (inout LexofficeStandIn, String, Instant) throws -> Void) throws {
        let (voucher, now) = (try company.voucher(of: id).id, company.now)
        try company.world.withLexoffice { try action(&$0, voucher, now) }
    }

    private func comparison() async throws -> (Comparison, DryRunReport) {
        let report = try await company.look()
        #expect(report.plan.interruption == nil)
        return (try #require(report.comparison), report)
    }

    private func finding(_ comparison: Comparison, _ id: Int) -> Finding? { comparison.findings.first { $0.key == String(id) } }

    @Test func everyClassIsListedOnce() async throws {
        let before = company.invoice(customer: customer)
        try await company.setup(startDate: BusinessDay("2026-04-01"))
        company.advance(hours: 24)
        let booked = (0..<6).map { _ in company.invoice(customer: customer) }
        let blocked = company.publish(
            {
                var draft = $0; draft.numbering = .missing; return draft
            }(draft()))
        let skipped = company.publish(company.draft(customer, [HeroLine("Kulanz", unitPrice: 0, rate: 19)]))
        try await company.passUntilQuiet()
        company.time.advance(milliseconds: 60_000)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        // People in lexoffice.
        try lexoffice(booked[1]) { try $0.editVoucher($1, now: $2) { $0.content.dueDate = BusinessDay("2026-05-01") } }
        try lexoffice(booked[1]) { try $0.editVoucher($1, now: $2) { $0.content.voucherDate = BusinessDay("2026-04-02") } }
        try lexoffice(booked[2]) { try $0.deleteVoucher($1, now: $2) }
        try lexoffice(booked[3]) { try $0.voidVoucher($1, now: $2) }
        let contact = try company.voucher(of: booked[0]).content.contactID
        let twin = try await company.enterVoucher(try #require(company.number(booked[4])), cents: 11_900, contact: contact)
        let surplus = try await company.enterVoucher("RE-2026-0900", cents: 23_800, contact: contact)
        company.world.withLexoffice { $0.rules.maximumFileBytes = 10 }
        let pending = company.invoice(customer: customer)
        try await company.pass()
        let missing = company.invoice(customer: customer)
        company.settleIndex()

        let (comparison, report) = try await comparison()
        let expected: [ComparisonClass: Int] = [
            .ok: 2, .missing: 1, .filePending: 1, .different: 1, .surplus: 1, .duplicate: 1, .deleted: 1, .voided: 1, .blocked: 1,
            .skipped: 1, .beforeStart: 1,
        ]
        for comparisonClass in ComparisonClass.allCases {
            #expect(comparison.count(comparisonClass) == expected[comparisonClass] ?? 0, "\(comparisonClass)")
        }
        let classes: [(Int, ComparisonClass, Originator?)] = [
            (before, .beforeStart, nil), (booked[1], .different, .lexoffice), (booked[2], .deleted, .lexoffice),
            (booked[3], .voided, .lexoffice), (booked[4], .duplicate, .lexoffice), (blocked, .blocked, .hero),
            (skipped, .skipped, nil), (pending, .filePending, .reconcile), (missing, .missing, .reconcile),
        ]
        for (id, comparisonClass, originator) in classes {
            let finding = finding(comparison, id)
            #expect(finding?.comparisonClass == comparisonClass && finding?.originator == originator, "\(id)")
        }
        // Of these both sides say the same, so nobody read them.
        #expect(comparison.agreed == 2 && [booked[0], booked[5]].allSatisfy { finding(comparison, $0) == nil })
        #expect(comparison.findings.last?.voucherID == surplus && comparison.findings.last?.originator == .lexoffice)
        #expect(!comparison.findings.contains { $0.voucherID == twin })
        let changed = try #require(finding(comparison, booked[1])).fields
        #expect(changed.contains(FieldDifference(field: "voucher_date", ours: "2026-04-01", theirs: "2026-04-02")))
        // Each difference has one line, and nothing that agrees has any.
        #expect(report.exit == .discrepancies)
        let keys = report.plan.lines.map(\.key)
        #expect(Set(keys).count == keys.count)
        #expect(Set(keys) == Set(comparison.discrepancies.map { $0.key ?? $0.voucherID ?? "-" }))
        #expect(report.plan.lines.last { $0.subject == .voucher }?.reason == .surplusVoucher)
    }

    private func draft() -> HeroDraft { company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)]) }

    /// Young, late and critical (G8).
    @Test func missingDocumentsAge() async throws {
        try await company.setup()
        company.invoice(customer: customer)
        for (hours, lateness) in [(1, Lateness.recent), (30, .warning), (24 * 11, .critical)] as [(Int64, Lateness)] {
            company.advance(hours: hours)
            #expect(try await comparison().0.findings.map(\.lateness) == [lateness])
        }
    }

    /// A document changed after its transfer: HERO is its author, and HERO's figure is the one it shows now.
    @Test func aChangedDocumentCountsAsItIsNow() async throws {
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        let now = company.now
        company.world.withHero { $0.edit(documentID: id, now: now) { $0.lines[0].unitPrice = 20_000 } }
        let (comparison, _) = try await comparison()
        #expect(finding(comparison, id)?.comparisonClass == .different && finding(comparison, id)?.originator == .hero)
        #expect(comparison.totals.months.map(\.hero.gross) == [Cents(23_800)])
        #expect(comparison.totals.months.map(\.difference) == [Cents(-11_900)])
    }

    /// Vouchers that are none of ours: another range, before the start, no sales voucher, disowned, or voided.
    @Test func otherVouchersAreNoSurplus() async throws {
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        let contact = try company.voucher(of: id).content.contactID
        _ = try await company.enterVoucher("X-17", cents: 100, contact: contact)
        _ = try await company.enterVoucher("RE-2026-0050", cents: 100, contact: contact, date: company.today.adding(days: -1))
        let voided = try await company.enterVoucher("RE-2026-0051", cents: 100, contact: contact)
        let now = company.now
        try company.world.withLexoffice { try $0.voidVoucher(voided, now: now) }
        company.settleIndex()
        let (comparison, report) = try await comparison()
        #expect(comparison.count(.surplus) == 0 && report.exit == .success)
        #expect(comparison.count(.ok) == 1 && comparison.gaps.isEmpty)
    }

    /// A new year begins a new range of the same pattern.
    @Test func aSurplusOfTheNextYearIsSeen() async throws {
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        company.advance(hours: 24 * 280)
        try await company.pass()
        let contact = try company.voucher(of: id).content.contactID
        _ = try await company.enterVoucher("RE-2027-0001", cents: 100, contact: contact)
        company.settleIndex()
        #expect(try await comparison().0.count(.surplus) == 1)
    }

    @Test func gapsHaveReasons() async throws {
        try await company.setup()
        for number in ["RE-2026-0001", "RE-2026-0004"] { company.invoice(customer: customer, number: number) }
        let zero = company.draft(customer, [HeroLine("Kulanz", unitPrice: 0, rate: 19)])
        var skipped = zero
        skipped.numbering = .exactly("RE-2026-0005")
        _ = company.publish(skipped)
        var held = company.draft(customer, [HeroLine("Arbeit", unitPrice: 100, rate: 19), HeroLine("Auslage", unitPrice: 100, rate: 0)])
        held.numbering = .exactly("RE-2026-0006")
        _ = company.publish(held)
        let deleted = company.invoice(customer: customer, number: "RE-2026-0007")
        let now = company.now
        company.world.withHero { $0.softDelete(documentID: deleted, now: now) }
        company.invoice(customer: customer, number: "RE-2026-0008")
        try await company.pass()
        let gaps = try await comparison().0.gaps
        #expect(gaps.map(\.first) == ["RE-2026-0002", "RE-2026-0005", "RE-2026-0006", "RE-2026-0007"])
        #expect(
            gaps.map(\.reason) == [.unknown, .skipped(.zeroTotal), .blocked(.zeroRateWithoutReason), .deletedInHero])
        #expect(gaps.map(\.count) == [2, 1, 1, 1])
    }

    /// V24: a pair still to be netted is shown as such, never as overdue and in no exit code; K12: money on it is told apart.
    @Test func aPairToBeNettedIsANote() async throws {
        try await company.setup()
        let original = company.invoice(customer: customer)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        let today = company.today
        try lexoffice(original) { try $0.pay($1, type: .bank, amount: Cents(5000), on: today, now: $2) }
        let reversal = try company.cancel(original)
        company.settleIndex()
        #expect(try await company.pass().exit == .success)
        company.advance(hours: 24 * 40)
        #expect(try await company.pass().lines.isEmpty)
        let (comparison, report) = try await comparison()
        #expect(report.exit == .success && comparison.discrepancies.isEmpty)
        #expect(report.plan.lines.map(\.reason) == [.nettingOpen, .cancelledWithMoney])
        #expect(report.plan.lines.map(\.gross) == [Cents(6900), Cents(5000)])
        #expect(report.plan.lines.allSatisfy { $0.symbol == .note && $0.record == .diagnostic && $0.key == String(original) })
        for id in [original, reversal] { #expect(try Notes(company.store).lines(about: String(id)).count == 2) }
        // Taken back in both systems and netted, nothing is left to say.
        let payment = LexofficePayment(type: .bank, amount: Cents(5000), date: today)
        try lexoffice(original) { try $0.removePayment($1, payment, now: $2) }
        let now = company.now
        company.world.withHero { _ = $0.editPayments(documentID: original, now: now) { $0.removeAll() } }
        let credit = try company.voucher(of: reversal).id
        try lexoffice(original) { try $0.net(invoice: $1, creditNote: credit, on: today, now: $2) }
        company.settleIndex()
        try await company.pass()
        #expect(try await company.dryRun().lines.isEmpty)
    }

    /// What a person let stand is no discrepancy any more; it explains the totals.
    @Test func anAcceptedDifferenceIsANote() async throws {
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.passUntilQuiet()
        company.time.advance(milliseconds: 60_000)
        try lexoffice(id) {
            try $0.editVoucher($1, now: $2) {
                $0.content.gross = Cents(12_900)
                $0.content.tax = Cents(2060)
                $0.content.items[0].amount = Cents(12_900)
                $0.content.items[0].taxAmount = Cents(2060)
            }
        }
        company.settleIndex()
        try await company.pass()
        _ = try await company.answer(.accept, String(id))
        let (comparison, report) = try await comparison()
        #expect(report.exit == .success && comparison.count(.ok) == 1)
        #expect(comparison.notes.map(\.reason) == [.acceptedDifference])
        #expect(comparison.notes.first?.detail == "rate_19=100.00_19.00->108.40_20.60")
        #expect(comparison.totals.months.map(\.difference) == [Cents(1000)])
    }

    /// A dry run notices at once what the daily sweep would notice later.
    @Test func aDeletedVoucherIsNoticedByADryRun() async throws {
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        try lexoffice(id) { try $0.deleteVoucher($1, now: $2) }
        company.settleIndex()
        #expect(try await company.pass().exit == .success)
        let (comparison, report) = try await comparison()
        #expect(comparison.count(.deleted) == 1 && report.exit == .discrepancies)
        #expect(comparison.totals.months.map(\.lexoffice.count) == [0])
    }
}
