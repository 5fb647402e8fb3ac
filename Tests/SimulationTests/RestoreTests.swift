import Bookkeeping
import Comparison
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// A state older than reality links what it does not know, says how much it found before it writes anything, and makes nothing a
/// second time (domain.md G10, reliability.md F42).
@Suite struct RestoreTests {
    /// Yesterday's backup with many vouchers since, cancellations, payments and new customers among them: 500 with `KILL_POINTS=all`.
    @Test func yesterdaysBackupWithManyVouchersSince() async throws {
        let fifth = amount(usual: 20, all: 100)
        let since = 5 * fifth
        let premises = try Premises()
        let company = premises.company
        var customers = [company.openShop()]
        try await company.setup()
        for number in 0..<20 { company.invoice(customer: customers[0], net: 1_000 + Int64(number)) }
        try await company.passUntilQuiet()
        let backup = try premises.backUp()
        company.advance(hours: 8)
        for number in 1..<40 { customers.append(company.addCustomer("Neu \(number) GmbH", email: "post\(number)@neu.example")) }
        var ids: [Int] = []
        for number in 0..<4 * fifth { ids.append(company.invoice(customer: customers[number % 40], net: 2_000 + Int64(number))) }
        for id in ids.prefix(fifth) { ids.append(try company.cancel(id)) }
        try await company.passUntilQuiet()
        for id in ids[fifth + fifth / 2..<2 * fifth + fifth / 2] { try company.payInFull(id) }
        company.settleIndex()
        try await company.passUntilQuiet()
        #expect(company.vouchers.count == 20 + since && company.heroPayments.count == fifth)
        let (before, numbers, payments) = (company.creations, company.numbers, company.heroPayments)

        company.advance(hours: 12)
        try premises.restore(backup, keepingMark: true)
        let look = try await company.look()
        #expect(look.plan.relink?.relinked == since && look.plan.relink?.perMille == 1000 && look.exit == .discrepancies)
        let writes = company.writes
        let first = try await company.pass()
        #expect(first.relink?.relinked == since && first.relink?.perMille == 1000 && first.relink?.phase == .relinking)
        #expect(first.count(.adopt) == since && first.writes == 0 && company.writes == writes && first.exit == .deferred)
        // Whatever the wait brings, nothing is written before a pass has closed the matter.
        for _ in 0..<2 {
            company.time.advance(milliseconds: 5 * 60_000)
            #expect(try await company.pass().writes == 0)
        }
        company.time.advance(milliseconds: 5 * 60_000)
        let last = try await company.pass()
        // The payments the lost state entered are looked up in HERO by the passes to come.
        #expect(last.relink?.phase == .done && last.writes == 0 && last.exit == .deferred)
        #expect(last.lines.allSatisfy { $0.payment != nil } && last.count(.waiting) == fifth)
        try await company.passUntilQuiet()
        #expect(company.creations == before && company.numbers == numbers)
        #expect(company.heroPayments == payments)
        #expect(try company.links().count == 20 + since)
        let after = try await company.pass()
        #expect(after.exit == .success && after.lines.isEmpty, "\(after.lines.prefix(3))")
        let notes = try company.store.journal(IntegrationChart.self, "1").filter { $0.cause == "restore" }
        #expect(notes.map(\.event) == ["restore.noticed", "restore.relinked"])
        #expect(notes.last?.detail.contains("relinked=\(since)") == true)
        #expect(try company.store.verifyJournal().broken == nil)
        // And new work goes on.
        let next = company.invoice(customer: customers[1])
        try await company.pass()
        #expect(company.vouchers(of: next).count == 1)
    }

    /// On another machine nothing tells how old the state is; it is looked at all the same.
    @Test func aStateWithoutItsMarkIsLookedAtAnew() async throws {
        let premises = try Premises()
        let company = premises.company
        let customer = company.openShop()
        try await company.setup()
        let backup = try premises.backUp()
        for number in 0..<5 { company.invoice(customer: customer, net: 1_000 + Int64(number)) }
        try await company.passUntilQuiet()
        let before = company.creations
        try premises.restore(backup, keepingMark: false)
        let report = try await company.pass()
        #expect(report.relink?.relinked == 5 && report.relink?.missingEntries == nil && report.writes == 0)
        company.time.advance(milliseconds: company.settle)
        try await company.passUntilQuiet()
        #expect(company.creations == before && company.vouchers.count == 5)
    }

    /// A voucher made seconds before the loss, which lexoffice does not list yet: nothing is created before the window has passed.
    @Test func aVoucherThatIsNotListedYetIsNotMadeAgain() async throws {
        var rules = Company.rules()
        rules.indexLagMilliseconds = 8 * 60_000
        let premises = try Premises(rules: rules)
        let company = premises.company
        let customer = company.openShop()
        try await company.setup()
        company.invoice(customer: customer)
        try await company.pass()
        company.advance(hours: 1)
        try await company.pass()
        let backup = try premises.backUp()
        let late = company.invoice(customer: customer, net: 20_000)
        try await company.pass()
        #expect(company.vouchers(of: late).count == 1)
        try premises.restore(backup)
        var report = try await company.pass()
        #expect(report.relink?.absent == 1 && report.writes == 0)
        for _ in 0..<20 {
            company.time.advance(milliseconds: 60_000)
            report = try await company.pass()
        }
        #expect(company.vouchers.count == 2 && report.exit == .success)
        #expect(try company.standing(id: late)?.transfer == .fileComplete)
    }

    /// What was issued while nothing ran is new; a voucher people changed is a question; both are told apart.
    @Test func whatIsNewIsTransferredAndWhatWasChangedIsAsked() async throws {
        let premises = try Premises()
        let company = premises.company
        let customer = company.openShop()
        try await company.setup()
        let backup = try premises.backUp()
        let (kept, edited) = (company.invoice(customer: customer), company.invoice(customer: customer, net: 20_000))
        try await company.passUntilQuiet()
        let (voucher, now) = (try company.voucher(of: edited).id, company.now)
        try company.world.withLexoffice { try $0.editVoucher(voucher, now: now) { $0.content.items[0].rate = 7 } }
        company.advance(hours: 3)
        let new = company.invoice(customer: customer, net: 30_000)
        try premises.restore(backup)
        let report = try await company.pass()
        let relink = try #require(report.relink)
        #expect([relink.relinked, relink.asked, relink.absent, relink.younger] == [1, 1, 0, 1] && relink.perMille == 500)
        company.time.advance(milliseconds: company.settle)
        #expect(try await company.pass().relink?.phase == .done)
        try await company.passUntilQuiet()
        #expect(company.vouchers(of: new).count == 1 && company.vouchers.count == 3)
        #expect(try company.standing(id: kept)?.transfer == .fileComplete)
        #expect(try company.standing(id: edited)?.machine.reason == .duplicateNumber)
    }

    /// Hundreds that should be there and are not: at three in the morning nobody wants them created in silence.
    @Test(arguments: [true, false]) func aPoorMatchIsHeldForAPerson(isResumed: Bool) async throws {
        let premises = try Premises()
        let company = premises.company
        let customer = company.openShop()
        try await company.setup()
        let backup = try premises.backUp()
        for number in 0..<30 { company.invoice(customer: customer, net: 1_000 + Int64(number)) }
        try await company.passUntilQuiet()
        let now = company.now
        for voucher in company.vouchers.prefix(12) { try company.world.withLexoffice { try $0.deleteVoucher(voucher.id, now: now) } }
        company.settleIndex()
        try premises.restore(backup)
        try await company.pass()
        company.time.advance(milliseconds: company.settle)
        let held = try await company.pass()
        #expect(held.relink?.phase == .held && held.relink?.absent == 12 && held.exit == .peopleNeeded)
        for _ in 0..<3 {
            company.time.advance(milliseconds: 60_000)
            let report = try await company.pass()
            #expect(report.isPaused && report.relink?.phase == .held && report.exit == .peopleNeeded)
        }
        #expect(company.vouchers.count == 18)
        guard isResumed else { return }
        #expect(try company.flow(paused: false))
        try await company.passUntilQuiet()
        #expect(company.vouchers.count == 30 && company.numbers.values.allSatisfy { $0 == 1 })
        #expect(try company.store.restoration()?.phase == .done)
    }

    /// A state that merely goes on, or dies and starts again, is no restored one.
    @Test func goingOnIsNoRestoration() async throws {
        let premises = try Premises()
        let company = premises.company
        let customer = company.openShop()
        try await company.setup()
        for _ in 0..<3 {
            company.invoice(customer: customer)
            #expect(try await company.pass().relink == nil)
            company.store = try Store.open(directory: premises.directory)
            #expect(try company.store.restoration() == nil)
        }
    }

    /// The file of a voucher may have been sent by the state that is lost; it is not sent again.
    @Test func aFileSentSinceTheBackupIsNotSentAgain() async throws {
        let premises = try Premises()
        let company = premises.company
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let refused = (1...9).map { FaultPlan.Appointment(.init(.lexoffice, isWrite: true, path: "/files"), nth: $0, Fault(.throttle)) }
        company.world.install(FaultPlan(appointments: refused))
        try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .fileDue)
        let backup = try premises.backUp()
        company.advance(hours: 1)
        try await company.passUntilQuiet()
        let before = company.creations
        try premises.restore(backup)
        let report = try await company.pass()
        #expect(report.writes == 0)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        company.time.advance(milliseconds: company.settle)
        try await company.passUntilQuiet()
        #expect(company.creations == before)
    }
}
