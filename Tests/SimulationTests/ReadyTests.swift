import Administration
import Bookkeeping
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import TestSupport
import Testing

/// A document that was judged good and whose turn did not come is `ready`: shown so, judged anew, and sent once.
@Suite struct ReadyTests {
    private func shop(_ documents: Int) async throws -> (Company, [Int]) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        // The contact exists from here on.
        company.invoice(customer: customer)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        return (company, (0..<documents).map { _ in company.invoice(customer: customer) })
    }

    /// A pass that is told to end before its first write.
    private func passWithoutTurns(_ company: Company) async throws -> PassReport {
        try await company.clients().pass(mayContinue: { false }).run()
    }

    private func transfers(_ company: Company, _ ids: [Int]) throws -> [InvoiceTransfer?] {
        try ids.map { try company.standing(id: $0)?.transfer }
    }

    private func moves(_ company: Company, _ id: Int) throws -> [String] { try company.history(id).map(\.event) }

    @Test func whatAPassDoesNotGetToIsShownAsReady() async throws {
        let (company, ids) = try await shop(3)
        let writes = company.world.lexoffice.writeCount
        let report = try await passWithoutTurns(company)
        #expect(company.world.lexoffice.writeCount == writes && report.remaining == 3)
        #expect(report.count(.ready) == 3 && report.count(.waiting) == 0 && report.exit == .deferred)
        #expect(report.gross(.ready) == Cents(3 * 11_900))
        #expect(try transfers(company, ids) == [.ready, .ready, .ready])
        let counts = Dictionary(uniqueKeysWithValues: try Overview.read(company.store).documents)
        #expect(counts == ["fileComplete": 1, "ready": 3])
        let figures = try company.store.figures().documents.filter { $0.transfer == .ready }
        #expect(figures.map(\.count).reduce(0, +) == 3)
        #expect(try company.store.keys(InvoiceChart.self, where: .transfer([.ready])) == ids.map(String.init))
        for id in ids { #expect(try moves(company, id) == ["begun", "hero.locked", "sys.scopeIncluded", "sys.dependenciesMet"]) }

        // Judged again in each pass, and where nothing changed nothing is written.
        company.time.advance(milliseconds: 60_000)
        let entries = try company.store.journalLength()
        #expect(try await passWithoutTurns(company).count(.ready) == 3)
        #expect(try company.store.journalLength() == entries)

        company.time.advance(milliseconds: 60_000)
        let last = try await company.pass()
        #expect(last.count(.create) == 3 && last.count(.ready) == 0 && last.exit == .success)
        for id in ids {
            #expect(company.vouchers(of: id).count == 1)
            #expect(try moves(company, id).count { $0 == "sys.dependenciesMet" } == 1)
        }
    }

    @Test func anOutageLeavesTheRestReady() async throws {
        let (company, ids) = try await shop(3)
        let writes = FaultPlan.Selector(.lexoffice, isWrite: true)
        let profile = FaultPlan.Selector(.lexoffice, isWrite: false, path: "/v1/profile")
        company.world.install(FaultPlan(chances: [writes, profile].map { .init($0, perMille: 1000, Fault(.unavailable)) }))
        let report = try await company.pass()
        #expect(report.interruption?.kind == .unavailable)
        #expect(try transfers(company, ids) == [.uncertain, .ready, .ready])
        #expect(ids.map { Company.line(report, $0)?.symbol } == [.uncertain, .ready, .ready])

        company.world.install(.none)
        company.time.advance(milliseconds: 60_000)
        try await company.passUntilQuiet()
        for id in ids { #expect(company.vouchers(of: id).count == 1) }
        #expect(try transfers(company, ids) == [.fileComplete, .fileComplete, .fileComplete])
    }

    /// What was good yesterday is not sent on that ground.
    @Test func whatChangedInTheQueueIsJudgedAgain() async throws {
        let (company, ids) = try await shop(4)
        _ = try await passWithoutTurns(company)
        let flow = Flow(store: company.store, author: Author(actor: "user:erika", cause: "test", software: "test"))
        #expect(try flow.set(paused: true, at: company.now))
        company.time.advance(milliseconds: 60_000)
        let now = company.now
        company.world.withHero { hero in
            hero.softDelete(documentID: ids[0], now: now)
            hero.edit(documentID: ids[1], now: now) { $0.currency = "CHF" }
            hero.markCancelled(documentID: ids[2], now: now)
        }
        // Nothing is looked at while it is paused, and nothing is sent.
        #expect(try await company.pass().isPaused)
        #expect(try transfers(company, ids) == [.ready, .ready, .ready, .ready])
        #expect(try flow.set(paused: false, at: company.now))
        let writes = company.world.lexoffice.writeCount
        try await company.pass()
        #expect(try transfers(company, ids) == [.outOfScope, .blocked, .waiting, .fileComplete])
        #expect(try company.standing(id: ids[2])?.isContested == true)
        #expect(company.world.lexoffice.writeCount == writes + 2)
        #expect(try moves(company, ids[2]).last == "sys.dependenciesLost")
        for id in ids.prefix(3) { #expect(company.vouchers(of: id).isEmpty) }
        #expect(try company.store.verifyJournal().broken == nil)
    }

    /// HERO shows an issued document as a draft again: it waits for the one that will be issued.
    @Test func whatHEROUnlocksLeavesTheQueue() async throws {
        let (company, ids) = try await shop(1)
        _ = try await passWithoutTurns(company)
        company.time.advance(milliseconds: 60_000)
        let writes = company.world.lexoffice.writeCount
        try await company.pass(.hero("\"status_code\":\(HeroStatus.published)", "\"status_code\":\(HeroStatus.draft)"))
        #expect(try transfers(company, ids) == [.waiting])
        #expect(try company.standing(id: ids[0])?.machine.reason == .waitingForFile)
        #expect(company.world.lexoffice.writeCount == writes)
        company.time.advance(milliseconds: 60_000)
        try await company.pass()
        #expect(company.vouchers(of: ids[0]).count == 1)
    }

    /// A cancellation is planned right behind its original, and is ready only when that is on the books.
    @Test func aCancellationWaitsForItsOriginalInTheQueue() async throws {
        let (company, ids) = try await shop(1)
        let reversal = try company.cancel(ids[0])
        let report = try await passWithoutTurns(company)
        #expect(report.remaining == 2)
        #expect(try transfers(company, [ids[0], reversal]) == [.ready, .waiting])
        #expect(Company.line(report, reversal)?.reason == .waitingForOriginal)
        company.time.advance(milliseconds: 60_000)
        try await company.pass()
        #expect(try transfers(company, [ids[0], reversal]) == [.fileComplete, .fileComplete])
    }
}
