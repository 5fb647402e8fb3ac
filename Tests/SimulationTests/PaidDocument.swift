import Bookkeeping
import Persistence
import Reconciliation
import Sandbox
import Testing

/// One sum in HERO on one day.
struct Money: Hashable, CustomStringConvertible {
    var day: BusinessDay
    var cents: Int64

    init(_ day: BusinessDay, _ cents: Int64) {
        self.day = day
        self.cents = cents
    }

    var description: String { "\(day) \(cents)" }
}

extension BookedDocument {
    var heroPayments: [HeroPaymentRecord] { company.world.hero.records.documents[id]?.booking?.payments ?? [] }
    /// What came in according to HERO, and what was granted, in the order of its entries.
    var heroMoney: [Money] { heroPayments.filter { $0.value != 0 }.map { Money($0.paidDate, $0.value) } }
    var heroDiscounts: [Money] { heroPayments.filter { $0.discount != 0 }.map { Money($0.paidDate, $0.discount) } }

    var payments: [PaymentStatus] {
        get throws { try PaymentStatus.all(ofDocument: id, company.store) }
    }

    /// The office deletes the entries, which HERO's pages can and its interface cannot.
    func removeHeroPayments() {
        hero { hero, id, now in _ = hero.editPayments(documentID: id, now: now) { $0.removeAll() } }
    }

    /// Further passes, also after the window and the daily sweep, write nothing to either system and say nothing.
    func expectNothingMore() async throws {
        let before = (company.world.executedWrites(in: .hero), company.world.executedWrites(in: .lexoffice))
        try await aDayOfPasses()
        let report = try await company.pass()
        #expect(report.lines.isEmpty && report.exit == .success)
        #expect(company.world.executedWrites(in: .hero) == before.0)
        #expect(company.world.executedWrites(in: .lexoffice) == before.1)
        #expect(try company.store.verifyJournal().broken == nil)
    }
}
