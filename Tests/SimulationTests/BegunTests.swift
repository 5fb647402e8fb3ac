import Bookkeeping
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// A document that was issued and just begun when the process died, and deleted in HERO before the next one came.
@Suite struct BegunTests {
    @Test func itIsListedAsDeletedAndNothingIsRefused() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let length = try company.store.journalLength()
        try company.store.crash(atEntry: length + 2)
        // What ends here is the process.
        _ = try? await company.pass()
        try company.store.survive()
        #expect(try company.standing(id: id)?.machine.configuration.life == .draft)
        let now = company.now
        company.world.withHero { $0.softDelete(documentID: id, now: now) }
        try await company.pass()
        let standing = try #require(try company.standing(id: id))
        #expect(standing.machine.configuration.life == .locked && standing.transfer == .outOfScope)
        #expect(standing.machine.reason == .documentMissing && company.vouchers.isEmpty)
        #expect(try company.history(id).map(\.event) == ["begun", "hero.locked", "sys.scopeExcluded"])
        let entries = try company.store.journalLength()
        try await company.pass()
        #expect(try company.store.journalLength() == entries)
    }
}
