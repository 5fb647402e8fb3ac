import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// The main job on a business year: every eligible document once, to the cent, with its file; none of the others.
@Suite struct SampleYearTests {
    private func year(invoices: Int = 150, cancellations: Int = 45, contacts: Int = 80, seed: UInt64 = 1) async throws -> (
        Company, SampleRun
    ) {
        let company = try Company(on: "2026-01-01")
        try await company.setupShopless()
        let start = company.today
        var run = SampleYear(seed: seed, from: start, invoices: invoices, cancellations: cancellations, contacts: contacts).run
        company.world.withHero { hero in
            hero.settings.behaveAsSeen()
            run.publishAll(in: &hero)
        }
        company.time.advance(milliseconds: 366 * 86_400_000)
        return (company, run)
    }

    /// 2 requests for an invoice of a known contact, 3 with a new one, and the mirror's pages; a quiet pass costs one request.
    @Test func everyEligibleDocumentIsBookedOnceAndExactlyWithinTheBudget() async throws {
        let (company, run) = try await year()
        let first = try await company.pass()
        #expect(first.interruption == nil)
        #expect(try await company.expectBooks(run) > 40)
        let vouchers = company.vouchers.count
        let contacts = company.world.lexoffice.contacts.count
        #expect(first.writes == 2 * vouchers + contacts)
        // One page each of the empty lists of vouchers, contacts and lexoffice's own invoices, and the daily looks at the categories and
        // at the profile.
        #expect(first.lexofficeRequests == first.writes + 5)
        // The news of the first pass are read once, then a quiet pass costs one request however many documents there are.
        let second = try await company.pass()
        #expect(second.writes == 0 && second.count(.create) == 0)
        let quiet = try await company.pass()
        #expect(quiet.lexofficeRequests == 1)
        #expect(quiet.writes == 0)
        #expect(try company.store.verifyJournal().broken == nil)
    }

    @Test(arguments: [2, 3] as [UInt64]) func otherYearsAreExactToo(seed: UInt64) async throws {
        let (company, run) = try await year(invoices: 60, cancellations: 20, contacts: 25, seed: seed)
        _ = try await company.pass()
        #expect(try await company.expectBooks(run) > 40)
    }
}

extension Company {
    /// Setup before HERO has any documents or types; new types are learnt when they turn up.
    func setupShopless() async throws {
        world.withHero { hero in
            for type in SampleTypes.all where hero.records.documentTypes[type.id] == nil { hero.addDocumentType(type) }
        }
        try await setup()
    }
}
