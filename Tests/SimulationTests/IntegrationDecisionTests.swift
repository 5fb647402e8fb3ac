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

/// Set-up and deletion that somebody decided beside the holder.
@Suite struct IntegrationDecisionTests {
    private static let ada = "web:Ada (admin)"

    private func desk(_ company: Company, _ meddler: Meddler = Meddler()) throws -> DecisionDesk {
        let clients = try company.clients(meddler)
        let hero = try ImportDesk(company: company).clients(nil).writer
        return DecisionDesk(
            context: clients.context, hands: DeskHands(hero: hero, lexoffice: clients.writer, credentialDigest: "test"))
    }

    private func shop(_ documents: Int) async throws -> Company {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        for _ in 0..<documents { company.invoice(customer: customer) }
        try await company.pass()
        return company
    }

    private func order(_ company: Company, _ order: SetupOrder, _ id: String) throws {
        try company.store.note(try order.decision(id: id, by: Self.ada, about: nil), at: company.now)
    }

    private func answer(_ company: Company, _ id: String) throws -> DecisionAnswer? {
        try company.store.decision(id)?.answer(DecisionAnswer.self)
    }

    // MARK: set-up

    @Test func aCategoryIsNamedAndConfirmed() async throws {
        let company = try await shop(1)
        let service = try #require(CategoryMapping.published[.revenueService]?.first)
        try order(company, SetupOrder(categories: [.revenue: service], isMappingConfirmed: true), "a")
        #expect(try await desk(company).carryOut())
        #expect(try company.store.decision("a")?.outcome == .done)
        let settings = try #require(try Settings.load(company.store))
        #expect(settings.rules.categories[.revenue]?.id == service)
        let confirmation = try #require(try company.store.fact(MappingConfirmation.self))
        #expect(confirmation.digest == settings.mappingDigest && confirmation.actor == Self.ada)
        let entry = try #require(try company.store.journal(after: 0, limit: 10_000).last { $0.key == "category.REVENUE" })
        #expect(entry.actor == Self.ada && entry.detail.contains(service))
        // Another mapping is not the one that was confirmed.
        try order(company, SetupOrder(categories: [.revenue: try #require(CategoryMapping.published[.revenueGoods]?.first)]), "b")
        #expect(try await desk(company).carryOut())
        #expect(try Settings.load(company.store)?.mappingDigest != confirmation.digest)
        #expect(try company.store.fact(MappingConfirmation.self)?.digest == confirmation.digest)
        #expect(try await company.pass().interruption == nil)
        #expect(try company.store.verifyJournal().broken == nil)
    }

    @Test func whatSetupRefusesIsRefused() async throws {
        let company = try await shop(1)
        try order(company, SetupOrder(startDate: BusinessDay("2026-12-01")), "a")
        try order(company, SetupOrder(categories: [.revenue: "00000000-0000-0000-0000-000000000000"]), "b")
        let before = try Settings.load(company.store)
        #expect(try await desk(company).carryOut())
        guard case .notSetUp(let date)? = try answer(company, "a"), case .notSetUp(let category)? = try answer(company, "b") else {
            Issue.record("not refused")
            return
        }
        #expect(date.code == "START_DATE_IMMUTABLE" && category.code == "CATEGORY_UNKNOWN")
        #expect(try company.store.decision("a")?.outcome == .refused && company.store.decision("a")?.exit == 78)
        #expect(try Settings.load(company.store) == before)
    }

    /// Before anything is transferred the day may be moved.
    @Test func theStartDateIsMoved() async throws {
        let company = try await shop(0)
        let later = BusinessDay(berlinDayOf: company.now).adding(days: 5)
        try order(company, SetupOrder(startDate: later), "a")
        #expect(try await desk(company).carryOut())
        #expect(try company.store.decision("a")?.outcome == .done)
        #expect(try Settings.load(company.store)?.startDate == later)
    }

    @Test func aSystemThatIsDownChangesNothing() async throws {
        let company = try await shop(0)
        let before = try Settings.load(company.store)
        try order(company, SetupOrder(isMappingConfirmed: true), "a")
        #expect(try await desk(company, Company.down).carryOut())
        #expect(try company.store.decision("a")?.outcome == .failed && Settings.load(company.store) == before)
        #expect(try company.store.fact(MappingConfirmation.self) == nil)
    }

    // MARK: deletion

    @Test func theIntegrationIsDeleted() async throws {
        let company = try await shop(3)
        let note = try DeletionOrder.decision(id: "a", by: Self.ada, in: company.store)
        try company.store.note(note, at: company.now)
        #expect(try await desk(company).carryOut())
        #expect(company.phase == .deleted)
        guard case .deleted(let receipt)? = try answer(company, "a") else {
            Issue.record("not deleted")
            return
        }
        #expect(receipt.documents == 3 && receipt.unresolved.isEmpty)
        #expect(try company.store.decision("a")?.exit == 0)
        let entry = try #require(try company.store.journal(after: 0, limit: 10_000).last { $0.event == "op.delete" })
        #expect(entry.actor == Self.ada && entry.cause == "delete-integration")
        #expect(try company.links().isEmpty)
        #expect(try await company.pass().interruption?.kind == .configuration)
        #expect(try await !desk(company).carryOut())
    }

    /// A write in flight is settled first: the row stays due over as many turns as that takes.
    @Test func aWriteInFlightIsWaitedFor() async throws {
        let company = try await shop(1)
        let customer = company.openShop(Company.customer("Dach & Fach", email: "post@dach.example"))
        company.invoice(customer: customer)
        company.loseNextCreate(Fault(.dropBefore))
        try await company.pass()
        try company.store.note(try DeletionOrder.decision(id: "a", by: Self.ada, in: company.store), at: company.now)
        _ = try await desk(company).carryOut()
        #expect(try company.store.decision("a")?.outcome == nil && company.phase == .draining)
        company.advance(hours: 1)
        _ = try await desk(company).carryOut()
        #expect(try company.store.decision("a")?.outcome == .done && company.phase == .deleted)
    }

    /// Somebody paused meanwhile: what is deleted is what was shown.
    @Test func whatMovedIsNotDeleted() async throws {
        let company = try await shop(1)
        try company.store.note(try DeletionOrder.decision(id: "a", by: Self.ada, in: company.store), at: company.now)
        #expect(try company.flow(paused: true))
        #expect(try await desk(company).carryOut())
        #expect(try company.store.decision("a")?.outcome == .stale && company.phase == .active)
    }

    /// The process dies within the deletion, after each of its entries in the journal: the next holder goes on and closes the row.
    @Test func killedInTheMiddleItGoesOn() async throws {
        var crash = 0
        while true {
            let company = try await shop(2)
            try company.store.note(try DeletionOrder.decision(id: "a", by: Self.ada, in: company.store), at: company.now)
            let length = try company.store.journalLength()
            crash += 1
            try company.store.crash(atEntry: length + crash)
            _ = try? await desk(company).carryOut()
            try company.store.survive()
            let wasWhole = try company.store.decision("a")?.outcome == .done
            // Before the first move nothing is deleted, and the row says so; after it the next holder goes on.
            if !wasWhole {
                _ = try await desk(company).carryOut()
                let outcome = try company.store.decision("a")?.outcome
                #expect(outcome == (crash == 1 ? .failed : .done) && company.phase == (crash == 1 ? .active : .deleted))
            }
            #expect(try company.store.verifyJournal().broken == nil)
            if wasWhole { break }
            guard crash < 40 else {
                Issue.record("the deletion has no end")
                break
            }
        }
        #expect(crash > 3)
    }
}
