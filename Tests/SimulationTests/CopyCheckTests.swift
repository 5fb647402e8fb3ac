import Bookkeeping
import Comparison
import Persistence
import Reconciliation
import Sandbox
import TestSupport
import Testing

/// What a copy is said to link, ask and not find is what becomes of it once it is put back (domain.md G10), and saying so writes nothing.
@Suite struct CopyCheckTests {
    private let premises: Premises
    private var company: Company { premises.company }

    init() async throws {
        premises = try Premises()
        premises.company.openShop()
        try await premises.company.setup()
    }

    private func check(_ copy: String) async throws -> CopyCheckReport {
        let writes = company.writes
        let (store, facts) = try Store.trial(of: copy, beside: premises.directory)
        let survey = PassPlanner(context: try company.clients(store).context, credentialDigest: "test")
        let report = await CopyCheck(survey: survey, facts: facts).run()
        #expect(company.writes == writes)
        return report
    }

    @Test func allThatIsFoundWouldBeLinked() async throws {
        let customer = company.openShop()
        company.invoice(customer: customer, net: 5_000)
        try await company.passUntilQuiet()
        let copy = try premises.backUp()
        company.advance(hours: 1)
        for number in 0..<7 { company.invoice(customer: customer, net: 1_000 + Int64(number)) }
        try await company.passUntilQuiet()
        company.settleIndex()
        let report = try await check(copy)
        #expect(report.plan.interruption == nil && report.facts.age == .behind)
        #expect(report.verdict == .allFound && report.exit == .success)
        let relink = try #require(report.plan.relink)
        #expect([relink.relinked, relink.asked, relink.absent, relink.younger] == [7, 0, 0, 0])
        #expect(report.lines.count == 7 && report.lines.allSatisfy { $0.symbol == .adopt })
        // The state it was looked at beside goes on as if nothing had been.
        #expect(try company.store.restoration() == nil)
        #expect(try await company.pass().exit == .success)
        // And so it comes.
        try premises.restore(copy)
        #expect(try await company.pass().relink?.relinked == 7)
    }

    @Test func aCopyOfThisMomentGoesOn() async throws {
        company.invoice(customer: company.openShop(), net: 5_000)
        try await company.passUntilQuiet()
        let report = try await check(try premises.backUp())
        #expect(report.facts.age == .current && report.verdict == .goesOn && report.exit == .success && report.plan.relink == nil)
    }

    /// A voucher people changed, one they deleted, and one issued after the last sign of life.
    @Test func questionsAndWhatIsAbsentAreToldApart() async throws {
        let customer = company.openShop()
        let copy = try premises.backUp()
        let documents = (0..<3).map { company.invoice(customer: customer, net: 10_000 + Int64($0)) }
        try await company.passUntilQuiet()
        let (edited, deleted, now) = (try company.voucher(of: documents[1]).id, try company.voucher(of: documents[2]).id, company.now)
        try company.world.withLexoffice { try $0.editVoucher(edited, now: now) { $0.content.items[0].rate = 7 } }
        try company.world.withLexoffice { try $0.deleteVoucher(deleted, now: now) }
        company.settleIndex()
        company.advance(hours: 3)
        company.invoice(customer: customer, net: 30_000)
        let report = try await check(copy)
        let relink = try #require(report.plan.relink)
        #expect([relink.relinked, relink.asked, relink.absent, relink.younger] == [1, 1, 1, 1])
        #expect(relink.absentNumbers.count == 1 && report.verdict == .someOpen && report.exit == .discrepancies)
    }

    /// Six absent are one more than may be created without anybody having looked.
    @Test(arguments: [(5, CopyCheckReport.Verdict.someOpen), (6, .wouldHold)])
    func tooMuchAbsentWouldHold(absent: Int, verdict: CopyCheckReport.Verdict) async throws {
        let customer = company.openShop()
        let copy = try premises.backUp()
        for number in 0..<8 { company.invoice(customer: customer, net: 1_000 + Int64(number)) }
        try await company.passUntilQuiet()
        let now = company.now
        for voucher in company.vouchers.prefix(absent) { try company.world.withLexoffice { try $0.deleteVoucher(voucher.id, now: now) } }
        company.settleIndex()
        let report = try await check(copy)
        #expect(report.plan.relink?.absent == absent && report.verdict == verdict && report.exit == .discrepancies)
    }

    @Test func whereASystemIsSilentNothingIsProved() async throws {
        let copy = try premises.backUp()
        company.world.install(FaultPlan(chances: [.init(.init(.lexoffice), perMille: 1000, Fault(.unavailable))]))
        let report = try await check(copy)
        #expect(report.verdict == .unknown && report.exit == .unavailable)
    }
}
