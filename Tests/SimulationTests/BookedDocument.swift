import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// One document on the books with its file, and what both systems hold then.
struct BookedDocument {
    let company: Company
    let id: Int
    let voucher: LexofficeVoucherRecord
    let writes: Int

    /// - Parameter change: what is special about the document.
    init(withProject: Bool = false, _ change: (inout HeroDraft) -> Void = { _ in }) async throws {
        company = try Company()
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        if withProject {
            let now = company.now
            draft.projectID = company.world.withHero { $0.addProject(name: "Dach", customerID: customer, now: now) }
        }
        change(&draft)
        id = company.publish(draft)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        voucher = try company.voucher(of: id)
        writes = company.world.executedWrites(in: .lexoffice)
    }

    var standing: DocumentStatus {
        get throws { try #require(try company.standing(id: id)) }
    }

    /// Somebody in HERO.
    func hero(_ action: (inout HeroStandIn, Int, Instant) -> Void) {
        let (id, now) = (id, company.now)
        company.world.withHero { action(&$0, id, now) }
    }

    /// Somebody in lexoffice; the lists follow.
    func lexoffice(_ action: (inout LexofficeStandIn, String, Instant) throws -> Void) throws {
        let (voucherID, now) = (voucher.id, company.now)
        try company.world.withLexoffice { try action(&$0, voucherID, now) }
        company.settleIndex()
    }

    func edit(_ change: (inout LexofficeVoucherRecord) -> Void) throws {
        try lexoffice { try $0.editVoucher($1, now: $2, change) }
    }

    /// Nothing of ours ever wrote to put anything right.
    func expectUntouched() {
        #expect(company.world.executedWrites(in: .lexoffice) == writes)
        #expect(company.world.executedWrites(in: .hero) == 0)
        #expect((try? company.store.verifyJournal().broken == nil) == true)
    }

    /// Passes until a day has gone by, the daily sweep included.
    func aDayOfPasses() async throws {
        for _ in 0..<3 {
            company.advance(hours: 9)
            try await company.pass()
        }
    }
}

extension BookedDocument {
    func expectDrift(_ reason: ReasonCode, _ transfer: InvoiceTransfer, contested: Bool = false) async throws {
        let report = try await company.pass()
        let standing = try standing
        #expect(standing.machine.reason == reason && standing.transfer == transfer && standing.isContested == contested)
        let line = try #require(Company.line(report, id))
        #expect(line.symbol == .person && line.record == .drift && line.reason == reason)
        #expect(report.exit == .peopleNeeded && report.interruption == nil)
        // Seen once, it is not reported into the journal again and again.
        let entries = try company.store.journalLength()
        company.time.advance(milliseconds: 60_000)
        try await company.pass()
        #expect(try company.store.journalLength() == entries)
        #expect(try self.standing.machine.reason == reason)
        expectUntouched()
    }

    /// A day later nothing is left to say.
    func expectQuiet() async throws {
        try await aDayOfPasses()
        let report = try await company.pass()
        #expect(report.exit == .success && report.lines.isEmpty)
        #expect(try standing.transfer == .fileComplete)
        expectUntouched()
    }
}
