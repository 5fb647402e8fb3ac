import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// Deleting the integration (domain.md S42-S45, statecharts.md §10).
@Suite struct DeletionTests {
    private func shop(_ documents: Int = 3) async throws -> (Company, Int, [Int]) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let ids = (0..<documents).map { company.invoice(customer: customer, net: Int64(10_000 + $0)) }
        if documents > 0 { try await company.pass() }
        return (company, customer, ids)
    }

    @Test func everyLinkEndsAndNothingFlows() async throws {
        let (company, customer, ids) = try await shop()
        let plan = try #require(try DeletionPlan.read(company.store))
        #expect(plan.stage == .toConfirm && plan.documents == 3 && plan.contacts == 1 && plan.payments == 0)
        #expect(plan.oldest?.number == company.number(ids[0]) && plan.newest?.number == company.number(ids[2]))
        #expect(plan.oldest?.date == company.today && plan.inFlight.isEmpty && plan.withoutFile == 0)
        let voucher = try company.voucher(of: ids[0]).id
        let before = (company.world.requests(to: .hero), company.world.requests(to: .lexoffice), company.vouchers)
        let report = try await company.delete()
        #expect(report.isDone && report.exit == .success)
        #expect(report.documents == 3 && report.contacts == 1 && report.unresolved.isEmpty)
        #expect(company.phase == .deleted)
        #expect(try company.links().isEmpty && company.links(ContactChart.self).isEmpty && company.links(PaymentChart.self).isEmpty)
        #expect(try company.store.tombstones(InvoiceChart.self, String(ids[0])).map(\.remoteID) == [voucher])
        #expect(try company.standing(id: ids[0])?.voucherID == nil)
        #expect(try company.standing(id: ids[0])?.booking?.voucher.gross == Cents(11_900))
        #expect(try Settings.load(company.store)?.credentialDigest == "")
        // Nothing in flight: no request at all, and every voucher stays.
        #expect((company.world.requests(to: .hero), company.world.requests(to: .lexoffice)) == (before.0, before.1))
        #expect(company.vouchers == before.2)
        // From now on nothing flows in either direction.
        company.invoice(customer: customer)
        for report in [try await company.pass(), try await company.dryRun()] {
            #expect(report.interruption?.kind == .configuration && report.exit == .configuration)
            #expect(report.interruption?.cause.contains("deleted") == true)
            #expect(report.interruption?.hint.contains("reconcile setup") == true)
        }
        #expect((company.world.requests(to: .hero), company.world.requests(to: .lexoffice)) == (before.0, before.1))
        #expect(try company.store.verifyJournal().broken == nil)
    }

    @Test func theJournalTellsIt() async throws {
        let (company, _, ids) = try await shop()
        let voucher = try company.voucher(of: ids[1]).id
        try await company.delete()
        let entries = try company.store.journal(IntegrationChart.self, "1").suffix(4)
        #expect(entries.map(\.event) == ["op.delete", "sys.drained", "sys.allUnlinked", "reply.revoked"])
        #expect(entries.first?.detail == "contacts=1 documents=3 in_flight=0 payments=0 without_file=0")
        #expect(entries.last?.detail == "granted=none")
        #expect(entries.last?.effects.contains("declarePaymentsFree") == true)
        let last = try #require(try company.history(ids[1]).last)
        #expect(last.event == "sys.unlink" && last.detail == "unlinked=\(voucher)" && last.to == "released")
    }

    /// A second deletion has nothing to do; none is possible before a setup; while it runs no setup is.
    @Test func onlyAnIntegrationThatIsThereCanBeDeleted() async throws {
        let company = try Company()
        company.openShop()
        #expect(try DeletionPlan.read(company.store) == nil)
        await #expect(throws: PassFailure.self) { try await company.delete() }
        try await company.setup()
        try await company.delete()
        #expect(try DeletionPlan.read(company.store)?.stage == .done)
        let length = try company.store.journalLength()
        #expect(try await company.delete().isDone)
        #expect(try company.store.journalLength() == length)
    }

    @Test func pausedBlockedAndHalfSetUpIntegrationsCanBeDeleted() async throws {
        let (paused, _, _) = try await shop(1)
        #expect(try paused.flow(paused: true))
        #expect(try await paused.delete().isDone)
        #expect(try !paused.flow(paused: false) && paused.phase == .deleted)

        let (blocked, _, _) = try await shop(1)
        try await blocked.pass(Meddler(answer: { _ in IncomingResponse(status: 401, "{}") }))
        #expect(blocked.integration?.flow == .blocked)
        #expect(try await blocked.delete().isDone)

        for entries in 1...4 {
            let half = try Company()
            half.openShop()
            // The settings are journaled after the integration's own first entry; setup dies at one of its later moves.
            try half.store.crash(atEntry: try await Self.entriesOfSetup() - 4 + entries)
            await #expect(throws: SetupFailure.self) { try await half.setup() }
            try half.store.survive()
            #expect(half.integration?.isSetup == true)
            #expect(try await half.delete().isDone)
            try await half.setup()
            #expect(half.integration?.flow == .running)
        }
    }

    private static func entriesOfSetup() async throws -> Int {
        let company = try Company()
        company.openShop()
        try await company.setup()
        return try company.store.journalLength()
    }

    /// What was sent and not answered is looked up first: it may be there, or not.
    @Test(arguments: [true, false]) func writesInFlightAreSettledFirst(arrived: Bool) async throws {
        let (company, customer, _) = try await shop(1)
        let id = company.invoice(customer: customer)
        company.loseNextCreate(Fault(arrived ? .dropAfter : .dropBefore))
        try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .uncertain)
        let plan = try #require(try DeletionPlan.read(company.store))
        #expect(plan.inFlight.map(\.number) == [company.number(id)] && plan.documents == 1)
        let writes = company.world.lexoffice.writeCount
        let report = try await company.delete()
        #expect(report.isDone && report.unresolved.isEmpty && report.documents == (arrived ? 2 : 1))
        #expect(company.world.lexoffice.writeCount == writes)
        #expect(try company.store.tombstones(InvoiceChart.self, String(id)).count == (arrived ? 1 : 0))
        #expect(try company.standing(id: id)?.machine.configuration.phase == .released)
    }

    @Test func withoutAConnectionItWaitsAndGoesOn() async throws {
        let (company, customer, _) = try await shop(1)
        // Nothing in flight: it needs no connection.
        let other = try await shop(1).0
        #expect(try await other.delete(Company.down).isDone)
        let id = company.invoice(customer: customer)
        company.loseNextCreate(Fault(.dropAfter))
        try await company.pass()
        for _ in 0..<2 {
            do {
                try await company.delete(Company.down)
                Issue.record("it cannot know what became of the write")
            } catch let interruption as PassFailure {
                #expect(interruption.kind == .unavailable && interruption.exit == .unavailable)
                #expect(interruption.hint.contains("--delete-integration"))
            }
            #expect(company.phase == .draining)
        }
        // Neither a pass nor a resume nor a setup makes anything flow now.
        let meanwhile = company.invoice(customer: customer)
        #expect(try await company.pass(Company.down).exit == .unavailable)
        #expect(try await company.dryRun().interruption?.kind == .configuration)
        await #expect(throws: SetupFailure.self) { try await company.setup() }
        let writes = company.world.lexoffice.writeCount
        #expect(try await company.delete().isDone)
        #expect(company.world.lexoffice.writeCount == writes)
        #expect(try company.standing(id: meanwhile) == nil)
        #expect(try company.store.tombstones(InvoiceChart.self, String(id)).count == 1)
    }

    /// The look-up of another organisation would say that nothing is there.
    @Test func anotherOrganisationSettlesNothing() async throws {
        let (company, customer, _) = try await shop(1)
        company.invoice(customer: customer)
        company.loseNextCreate(Fault(.dropAfter))
        try await company.pass()
        company.advance(hours: 1)
        let own = company.world.lexoffice
        company.world.withLexoffice {
            $0 = LexofficeStandIn(
                token: Company.lexofficeKey, organizationID: "00000000-1111-4222-8333-444444444444", rules: Company.rules())
        }
        do {
            try await company.delete(credential: "another")
            Issue.record("the key is of another organisation")
        } catch let interruption as PassFailure {
            #expect(interruption.kind == .wrongOrganisation)
        }
        #expect(company.phase == .draining)
        company.world.withLexoffice { $0 = own }
        #expect(try await company.delete(credential: "another").documents == 2)
    }

    /// After the settle window and ten minutes it ends without an answer, and says so.
    @Test func theDrainingIsBounded() async throws {
        let (company, customer, _) = try await shop(1)
        let id = company.invoice(customer: customer)
        company.loseNextCreate(Fault(.dropBefore))
        try await company.pass()
        let payments = try Self.addPayments(company)
        await #expect(throws: PassFailure.self) { try await company.delete(Company.down) }
        company.time.advance(milliseconds: company.settle + 300_000)
        await #expect(throws: PassFailure.self) { try await company.delete(Company.down) }
        company.time.advance(milliseconds: 300_000)
        let report = try await company.delete(Company.down)
        #expect(report.isDone && report.exit == .peopleNeeded)
        #expect(report.unresolved.map(\.kind) == ["invoice", "payment"])
        #expect(report.unresolved.map(\.key) == [String(id), payments.inFlight])
        let machine = try #require(try company.standing(id: id)?.machine)
        #expect(machine.configuration.phase == .releasedUnresolved && machine.doubt != nil && machine.reason == .outcomeUnknown)
        let mirrored = try #require(try company.store.machine(PaymentChart.self, payments.mirrored))
        #expect(mirrored.configuration.state == .released)
        #expect(try company.links(PaymentChart.self).isEmpty && report.payments == 1)
        let expired = try company.store.journal(IntegrationChart.self, "1").first { $0.event == "sys.drainExpired" }
        #expect(expired?.detail == "count=2 unresolved=invoice/\(id),payment/\(payments.inFlight)")
        #expect(try Overview.read(company.store).needsPeople)
    }

    /// One payment that stands in HERO and one nobody has an answer for.
    private static func addPayments(_ company: Company) throws -> (mirrored: String, inFlight: String) {
        let author = Author(actor: "pass", cause: "test", software: "test")
        func feed(_ key: String, _ event: PaymentEvent, _ commitment: TransitionChanges = TransitionChanges()) throws {
            _ = try company.store.advance(PaymentChart.self, key, event, commitment, by: author, at: company.now)
        }
        for key in ["mirrored", "unanswered"] {
            try company.store.begin(PaymentChart.self, key, by: author, at: company.now)
            try feed(key, .sysMirror)
            var announcement = TransitionChanges()
            announcement.openIntent = NewIntent(action: "createPayment", digest: "d")
            try feed(key, .replyNoneInHero, announcement)
        }
        var link = TransitionChanges()
        link.link = "77001"
        link.closeIntent = ClosedIntent(.done, remoteID: "77001")
        try feed("mirrored", .replyPosted, link)
        var doubt = TransitionChanges.because(.outcomeUnknown)
        doubt.closeIntent = ClosedIntent(.unknown)
        doubt.doubt = .some(SettleWindow(bootID: company.time.bootID, sinceMilliseconds: company.time.monotonicMilliseconds()))
        try feed("unanswered", .replyOutcomeUnknown, doubt)
        return ("mirrored", "unanswered")
    }

    /// A pass started by a timer goes on with the deletion instead of failing, and does not wait for hours in it.
    @Test func aPassGoesOnWithIt() async throws {
        let (company, customer, _) = try await shop(1)
        let id = company.invoice(customer: customer)
        company.loseNextCreate(Fault(.dropBefore))
        try await company.pass()
        await #expect(throws: PassFailure.self) { try await company.delete(Company.down) }
        let before = company.time.monotonicMilliseconds()
        let waiting = try await company.pass()
        #expect(waiting.exit == .deferred && waiting.deletion?.isDone == false)
        #expect(waiting.deletion?.inFlight.map(\.key) == [String(id)])
        let deadline = try #require(waiting.deletion?.deadline)
        #expect(deadline > company.now && deadline <= company.now.adding(milliseconds: company.settle + 600_000))
        #expect(company.time.monotonicMilliseconds() - before < 30_000)
        company.time.advance(milliseconds: company.settle)
        let last = try await company.pass()
        #expect(last.exit == .success && last.deletion?.isDone == true && last.writes == 0)
        #expect(company.phase == .deleted)
        #expect(try await company.pass().exit == .configuration)
    }

    @Test func theAnswerIsTyped() async throws {
        let (company, _, _) = try await shop(0)
        var plan = try #require(try DeletionPlan.read(company.store))
        #expect(!plan.organizationName.isEmpty)
        #expect(plan.isConfirmed(by: " \(plan.organizationName) "))
        for answer in ["", "y", "yes", "ja", "DELETE", plan.organizationName.uppercased() + "!"] { #expect(!plan.isConfirmed(by: answer)) }
        plan.organizationName = ""
        #expect(plan.isConfirmed(by: "LÖSCHEN") && plan.isConfirmed(by: "DELETE"))
        for answer in ["", "löschen", "yes"] { #expect(!plan.isConfirmed(by: answer)) }
    }
}
