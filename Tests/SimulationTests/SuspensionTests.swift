import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import Synchronization
import TestSupport
import Testing
import Transport

/// What stops everything, and how it goes on (domain.md S8, S12, S32).
@Suite struct SuspensionTests {
    private func shop(_ documents: Int = 0) async throws -> (Company, Int, [Int]) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        return (company, customer, (0..<documents).map { _ in company.invoice(customer: customer) })
    }

    private func flow(_ company: Company) -> Flow {
        Flow(store: company.store, author: Author(actor: "user:erika", cause: "test", software: "test"))
    }

    @Test func nothingFlowsWhilePaused() async throws {
        let (company, customer, ids) = try await shop(1)
        #expect(try flow(company).set(paused: true, at: company.now))
        let before = company.world.requests(to: .hero) + company.world.requests(to: .lexoffice)
        let report = try await company.pass()
        #expect(report.isPaused && report.exit == .peopleNeeded)
        #expect(company.world.requests(to: .hero) + company.world.requests(to: .lexoffice) == before)
        // Not green anywhere while it lasts.
        #expect(try await company.dryRun().exit == .peopleNeeded)
        #expect(try Overview.read(company.store).needsPeople)
        #expect(try !flow(company).set(paused: true, at: company.now))
        company.advance(hours: 48)
        let meanwhile = company.invoice(customer: customer)
        #expect(try flow(company).set(paused: false, at: company.now))
        try await company.pass()
        for id in ids + [meanwhile] { #expect(try company.standing(id: id)?.transfer == .fileComplete) }
        let events = try company.store.journal(IntegrationChart.self, "1").filter { $0.actor == "user:erika" }
        #expect(events.map(\.event) == ["op.pause", "op.pause", "op.resume"])
        #expect(events[1].detail == "refused=not-now")
    }

    @Test func anotherOrganisationIsRefused() async throws {
        let (company, _, ids) = try await shop(1)
        let own = company.world.lexoffice
        let foreign = LexofficeStandIn(
            token: Company.lexofficeKey, organizationID: "00000000-1111-4222-8333-444444444444", rules: Company.rules())
        company.world.withLexoffice { $0 = foreign }
        // A credential nobody has seen yet is asked whose it is.
        let report = try await company.pass(Meddler(), credential: "another")
        #expect(report.interruption?.kind == .wrongOrganisation)
        #expect(report.exit == .refused)
        #expect(company.world.lexoffice.writeCount == 0 && company.vouchers.isEmpty)
        #expect(company.integration?.flow == .blocked)
        // Blocked means asked again, not assumed.
        #expect(try await company.pass(Meddler(), credential: "another").interruption?.kind == .wrongOrganisation)
        #expect(company.world.lexoffice.writeCount == 0)
        company.world.withLexoffice { $0 = own }
        #expect(try await company.pass(Meddler(), credential: "another").interruption == nil)
        #expect(company.integration?.flow == .running)
        #expect(try company.standing(id: ids[0])?.transfer == .fileComplete)
    }

    /// The organisation that was stored counts, whatever the connection was bound to.
    @Test func theStoredOrganisationCounts() async throws {
        let (company, _, _) = try await shop(1)
        company.world.withLexoffice {
            $0 = LexofficeStandIn(
                token: Company.lexofficeKey, organizationID: "00000000-1111-4222-8333-444444444444", rules: Company.rules())
        }
        let clients = try company.clients(Meddler(), organizationID: nil)
        let survey = PassPlanner(context: clients.context, credentialDigest: "another")
        let report = await Pass(survey: survey, writers: clients.writers, heroMeter: clients.hero, lexofficeMeter: clients.lexoffice).run()
        #expect(report.interruption?.kind == .wrongOrganisation)
        #expect(company.world.lexoffice.writeCount == 0)
    }

    /// Access ends between two vouchers: what was done stays done, the rest follows, nothing twice.
    @Test func accessLostInTheMiddle() async throws {
        let (company, _, ids) = try await shop(4)
        let posts = Mutex(0)
        let report = try await company.pass(
            Meddler(answer: { request in
                guard request.head.path?.hasPrefix("/v1/") == true else { return nil }
                let isCreate = request.head.method == .post && request.head.path == "/v1/vouchers"
                return posts.withLock { count in
                    if isCreate { count += 1 }
                    return count > 2 ? IncomingResponse(status: 401, #"{"message":"Unauthorized"}"#) : nil
                }
            }))
        #expect(report.interruption?.kind == .credentialRefused && report.interruption?.system == "lexoffice")
        #expect(report.exit == .refused)
        #expect(company.vouchers.count == 2)
        #expect(posts.withLock { $0 } == 3)
        #expect(company.integration?.flow == .blocked)
        #expect(try company.standing(id: ids[2])?.transfer == .ready)
        #expect(try company.store.openIntents().isEmpty)
        let last = try #require(try company.store.lastPass())
        #expect(last.outcome == .partial && last.reason == "credential_refused")
        let second = try await company.pass()
        #expect(second.interruption == nil)
        #expect(company.integration?.flow == .running)
        for id in ids { #expect(company.vouchers(of: id).count == 1) }
        #expect(company.vouchers.count == 4)
        #expect(try company.store.verifyJournal().broken == nil)
    }

    @Test func accessToHeroLost() async throws {
        let (company, _, ids) = try await shop(1)
        let denied = Meddler(answer: { request in
            request.head.path?.hasSuffix("graphql") == true ? IncomingResponse(status: 401, #"{"message":"Unauthorized"}"#) : nil
        })
        let report = try await company.pass(denied)
        #expect(report.interruption?.kind == .credentialRefused && report.interruption?.system == "hero")
        #expect(company.integration?.flow == .blocked)
        #expect(try await company.pass(denied).exit == .refused)
        try await company.pass()
        #expect(try company.standing(id: ids[0])?.transfer == .fileComplete)
    }

    /// lexoffice is down after HERO's news were read: they are still news for the next pass.
    @Test func newsOutliveAPassThatFails() async throws {
        let (company, customer, ids) = try await shop(1)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        let id = company.invoice(customer: customer)
        let voucher = try company.voucher(of: ids[0]).id
        let (today, now) = (company.today, company.now)
        try company.world.withLexoffice { try $0.pay(voucher, type: .bank, amount: Cents(11_900), on: today, now: now) }
        company.settleIndex()
        let down = Meddler(answer: { request in
            request.head.path?.hasPrefix("/v1/") == true ? IncomingResponse(status: 503, "{}") : nil
        })
        #expect(try await company.pass(down).interruption?.kind == .unavailable)
        // Everything was read this time, and then HERO fails, as it says itself when it is asked for nothing in particular.
        let heroDown = Meddler(answer: { request in
            request.asksForDocument(id) || request.text.contains("\"o\":\(1 << 30)") ? IncomingResponse(status: 401, "{}") : nil
        })
        #expect(try await company.pass(heroDown).interruption?.kind == .credentialRefused)
        try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(try company.standing(id: ids[0])?.machine.configuration.life == .paid)
    }

    /// A category that vanished must not be sent (domain.md §4); named again, its documents follow.
    @Test func aVanishedCategoryHoldsItsDocuments() async throws {
        let (company, customer, ids) = try await shop(1)
        try await company.pass()
        company.advance(hours: 25)
        let revenue = "8f8664a1-fd86-11e1-a21f-0800200c9a66"
        let gone = Meddler.lexoffice("/v1/posting-categories", revenue, "8f8664a1-fd86-11e1-a21f-000000000000")
        let id = company.invoice(customer: customer)
        let solar = company.invoice(customer: customer, rate: 0, type: SampleTypes.photovoltaic)
        let report = try await company.pass(gone)
        #expect(report.interruption == nil && report.exit == .peopleNeeded)
        #expect(try company.standing(id: id)?.machine.reason == .unmappedCategory)
        #expect(try company.standing(id: id)?.machine.detail == "key=REVENUE rate=19")
        #expect(try company.standing(id: solar)?.transfer == .fileComplete)
        #expect(try company.standing(id: ids[0])?.transfer == .fileComplete)
        #expect(company.vouchers.count == 2)
        _ = try await company.setupRunner().run(SetupRequest())
        try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(company.vouchers.count == 3)
    }
}
