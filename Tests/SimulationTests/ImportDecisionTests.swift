import Administration
import Bookkeeping
import Hero
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// An import that somebody asked for beside the holder: carried out by him in stretches, each contact once, and told in one receipt.
@Suite struct ImportDecisionTests {
    private static let erika = "web:Erika (office)"

    /// HERO takes a second to make a customer.
    private struct SlowTransport: HTTPTransport {
        let inner: any HTTPTransport
        let time: VirtualTime

        func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
            if request.isWrite { time.advance(milliseconds: 1_000) }
            return try await inner.send(request)
        }
    }

    private func desk(_ company: Company, store: Store? = nil, through transport: (any HTTPTransport)? = nil) throws -> DecisionDesk {
        let inner = transport ?? SandboxTransport(world: company.world, time: company.time)
        let (context, hero) = try ImportDesk(company: company, store: store).clients(SlowTransport(inner: inner, time: company.time))
        return DecisionDesk(
            context: context, hands: DeskHands(hero: hero, lexoffice: try company.clients().writer, credentialDigest: "test"))
    }

    private func town(_ size: Int, store: Store? = nil) async throws -> Company {
        let company = try await Company.withoutCustomers(store: store)
        for content in ThousandContactsTests.crowd(size) { company.enter(content) }
        company.settleIndex()
        return company
    }

    private func note(_ store: Store, _ id: String, confirmed: Set<String>? = nil, at now: Instant) throws {
        try store.note(try ImportOrder(confirmed: confirmed).decision(id: id, by: Self.erika), at: now)
    }

    private func receipt(_ store: Store, _ id: String) throws -> ImportReceipt? {
        guard case .imported(let receipt)? = try store.decision(id)?.answer(DecisionAnswer.self) else { return nil }
        return receipt
    }

    @Test func itIsDoneInStretchesAndToldOnce() async throws {
        let company = try await town(40)
        try note(company.store, "a", at: company.now)
        let desk = try desk(company)
        // What is carried out between two documents is not an import.
        #expect(try await !desk.carryOut())
        #expect(company.heroCustomers.isEmpty)
        #expect(try await desk.importStep())
        let first = company.heroCustomers.count
        #expect((10...20).contains(first))
        let row = try #require(try company.store.decision("a"))
        #expect(row.outcome == nil && row.takenAt != nil && row.actor == Self.erika)
        // Between two stretches a pass does its work.
        #expect(try await company.pass().interruption == nil)
        var stretches = 1
        while try await desk.importStep() { stretches += 1 }
        #expect(stretches >= 2 && stretches <= 4)
        #expect(company.heroCustomers.count == 40)
        let receipt = try #require(try receipt(company.store, "a"))
        #expect(Set(receipt.imported.map(\.customer)) == Set(company.heroCustomers.map(\.id)) && receipt.imported.count == 40)
        #expect(receipt.left == 0 && receipt.uncertain.isEmpty && receipt.refused.isEmpty)
        #expect(try company.store.decision("a")?.exit == 0 && company.store.decision("a")?.outcome == .done)
        #expect(try company.store.fact(ImportLog.self, about: "a") == nil)
        #expect(try await !desk.importStep())
    }

    /// Only whom a person said yes to.
    @Test func whoIsTickedOutIsNotMade() async throws {
        let company = try await town(6)
        let plan = try #require(try await ImportDesk(company: company).count())
        let wanted = Set(plan.ready.dropFirst(2).map(\.contact.id))
        try note(company.store, "a", confirmed: wanted, at: company.now)
        let desk = try desk(company)
        while try await desk.importStep() {}
        #expect(Set(try #require(try receipt(company.store, "a")).imported.map(\.contactID)) == wanted)
        #expect(company.heroCustomers.count == 4)
    }

    /// Whatever was made before the process died is in the receipt, and nobody is made twice.
    @Test(arguments: [false, true]) func killedInTheMiddleItGoesOn(isAfter: Bool) async throws {
        let graveyard = try Graveyard()
        let company = try await town(12, store: try Store.open(directory: graveyard.directory))
        try note(company.store, "a", at: company.now)
        let dying = DyingTransport(company, atWrite: 5, isAfter: isAfter) { graveyard.bury() }
        _ = try? await desk(company, through: dying).importStep()
        #expect(dying.hasDied)
        let store = try Store.open(directory: graveyard.directory)
        #expect(try store.decision("a")?.outcome == nil)
        company.advance(hours: 1)
        let next = try desk(company, store: store)
        while try await next.importStep() {}
        let receipt = try #require(try receipt(store, "a"))
        // What was sent and never answered, and is not there, is in doubt until its window has passed.
        #expect(company.heroCustomers.count == (isAfter ? 12 : 11) && receipt.uncertain.count == (isAfter ? 0 : 1))
        #expect(try store.ties(ContactImportChart.self).count == company.heroCustomers.count)
        #expect(Set(receipt.imported.map(\.customer)) == Set(company.heroCustomers.map(\.id)))
        #expect(receipt.left + receipt.uncertain.count + receipt.imported.count == 12)
        #expect(try store.verifyJournal().broken == nil)
    }

    /// The command beside the service shows what it would show by itself.
    @Test func theReceiptTellsWhatACommandWouldTell() async throws {
        let (beside, alone) = (try await town(5), try await town(5))
        let plan = try #require(try await ImportDesk(company: beside).count())
        try note(beside.store, "a", at: beside.now)
        let desk = try desk(beside)
        while try await desk.importStep() {}
        let told = try #require(try receipt(beside.store, "a")).report(plan)
        let direct = try await ImportDesk(company: alone).run()
        #expect(told.imported.count == direct.imported.count && told.exit == direct.exit)
        #expect(told.plan.ready.count == direct.plan.ready.count && told.left == direct.left && told.uncertain == direct.uncertain)
    }

    @Test func whilePausedNothingIsImported() async throws {
        let company = try await town(3)
        #expect(
            try Flow(store: company.store, author: Author(actor: "user:erika", cause: "t", software: "t")).set(
                paused: true, at: company.now))
        try note(company.store, "a", at: company.now)
        #expect(try await !desk(company).importStep())
        #expect(try company.store.decision("a")?.outcome == .refused && company.store.decision("a")?.exit == 3)
        #expect(company.heroCustomers.isEmpty)
    }

    /// Nobody who only asks for one decision leaves an import half done.
    @Test func whoRelievesTheServiceCarriesItToItsEnd() async throws {
        let company = try await town(40)
        try note(company.store, "a", at: company.now)
        _ = try await desk(company).carryOut(only: "a")
        #expect(company.heroCustomers.count == 40)
        #expect(try company.store.decision("a")?.outcome == .done)
    }

    /// A desk without hands leaves it to one that has some.
    @Test func withoutHandsItStaysDue() async throws {
        let company = try await town(2)
        try note(company.store, "a", at: company.now)
        let desk = DecisionDesk(context: try ImportDesk(company: company).clients(nil).context)
        #expect(try await !desk.importStep())
        #expect(try company.store.decision("a")?.outcome == nil)
    }
}
