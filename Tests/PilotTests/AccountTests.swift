import Bookkeeping
import Foundation
import HTTPTypes
import Hero
import Lexoffice
import Reporting
import Synchronization
import TestSupport
import Testing
import Transport
import Wording

@testable import Pilot
@testable import Sandbox

/// The pilot at both stand-ins, over the wire it uses.
@Suite struct AccountTests {
    // MARK: what it costs and does

    @Test func `a year: at most 200 requests, reads alone`() async throws {
        let ground = try Ground.year()
        let report = try await ground.look()
        let sent = ground.wire.requests
        #expect(sent.count == report.heroRequests + report.lexofficeRequests)
        #expect(sent.count <= 200 && sent.count > 60)
        #expect(report.isWhole)
        for request in sent {
            #expect(!request.isWrite)
            if request.operation.system == .lexoffice || request.body.isEmpty {
                #expect(request.head.method == .get)
            } else {
                let query = try SandboxJSON.parse(request.body)["query"]?.stringValue ?? ""
                #expect(query.hasPrefix("query "), "\(query.prefix(40))")
            }
        }
        #expect(ground.world.executedWrites(in: .hero) + ground.world.executedWrites(in: .lexoffice) == 0)
    }

    /// Thousands of documents and vouchers change nothing about the bound.
    @Test func `a large account: at most 200 requests`() async throws {
        let ground = try Ground(rules: { $0.indexLagMilliseconds = 0 }) { hero, day in
            var run = SampleYear(seed: 2, from: day, invoices: 1_500, cancellations: 300, contacts: 600).run
            run.publishAll(in: &hero)
        }
        let now = ground.now
        for index in 0..<2_000 {
            _ = ground.world.withLexoffice { $0.enterVoucher(.invoice("RE-\(index)", gross: Cents(119)), now: now) }
        }
        let report = try await ground.look()
        #expect(ground.wire.requests.count <= 200)
        #expect(report.isWhole)
        // Of 2,000 vouchers 1,500 were read: a list that was not read to its end is not counted.
        #expect(try report.verdict(.voucherCount) == .notSeen)
        #expect(try report.finding(.voucherPageSize) == PilotFinding(.voucherPageSize, .holds, tally(["full_page": 6])))
    }

    @Test func `what a year shows of each assumption`() async throws {
        let report = try await Ground.year().look()
        let expected: [Assumption: AssumptionVerdict] = [
            .heroRights: .holds, .heroSchema: .holds,
            // The sample business has a type of a base nobody knows, the rent of a scaffold.
            .documentTypes: .doesNotHold,
            .invoiceStyles: .holds, .statusCodes: .holds, .bookingCategories: .holds, .webhookEvents: .notSeen, .idsAscending: .holds,
            .modifiedOrder: .holds, .modifiedAfterCreated: .holds,
            // The stand-in leaves a document as it was when it is paid, as HERO may.
            .modifiedMoves: .doesNotHold,
            .createdUTC: .notSeen, .balanceOpen: .holds, .balancePaid: .holds, .balanceDiscount: .holds, .noPaymentsOnReversals: .holds,
            .figuresSource: .holds,
            // Of one final invoice the draft shows the whole work, and only its positions what was invoiced before.
            .lineSums: .doesNotHold, .draftKeys: .holds, .finalIsRest: .holds,
            // Its lines are its value: the rest or the whole, which the account has to say.
            .cumulativeIsRest: .notSeen,
            .pdfEInvoice: .holds, .fileSize: .holds, .fileKept: .notSeen, .lexofficeRights: .holds, .postingCategories: .holds,
            .categoryFlags: .holds, .voucherCount: .holds,
            .voucherOrder: .holds, .voucherWords: .holds, .openAmounts: .holds,
            // The stand-in takes the number as a part of one unless told otherwise.
            .numberFilterWhole: .doesNotHold,
            .numberFilterCase: .holds, .paymentWords: .holds, .paymentMovesVoucher: .doesNotHold, .lexofficeEvents: .notSeen,
        ]
        for (assumption, verdict) in expected {
            let finding = try report.finding(assumption)
            #expect(finding.verdict == verdict, "\(finding)")
        }
        #expect(report.findings.map(\.assumption) == Assumption.allCases)
    }

    // MARK: the other ways both systems may be

    @Test func `HERO as it may be`() async throws {
        let ground = try Ground.year()
        ground.world.withHero { hero in
            hero.settings.isModifiedOrderHonoured = false
            hero.settings.draftDataForm = .text
            hero.settings.isDocumentTouchedByPayment = true
        }
        let now = ground.now
        let paid = try #require(ground.world.hero.records.documents.rows.last { $0.type == "invoice" && $0.booking != nil })
        let early = try #require(ground.world.hero.records.documents.rows.first { $0.type == "invoice" && $0.booking?.payments == [] })
        ground.world.withHero { hero in
            for document in [paid, early] {
                hero.enterPayment(documentID: document.id, value: Cents(1_00), on: BusinessDay(berlinDayOf: now), now: now)
            }
        }
        let report = try await ground.look()
        #expect(try report.verdict(.modifiedOrder) == .doesNotHold)
        #expect(try report.finding(.modifiedMoves).count("moved") >= 1)
        #expect(try report.verdict(.draftKeys) == .holds)
    }

    @Test func `lexoffice as it may be`() async throws {
        let ground = try Ground.year {
            $0.voucherNumberMatch = .exact
            $0.partialPaymentMovesUpdatedDate = true
        }
        let report = try await ground.look()
        #expect(try report.verdict(.numberFilterWhole) == .holds)
        #expect(try report.verdict(.paymentMovesVoucher) == .holds)
    }

    @Test func `a HERO that answers small pages only`() async throws {
        let ground = try Ground.year()
        // Fewer points than a page of 200 costs, enough for a page of 50 and a document.
        ground.world.withHero { $0.settings.complexityLimit = 3_000 }
        let report = try await ground.look()
        #expect(try report.verdict(.heroPageSize) == .doesNotHold)
        #expect(try report.finding(.heroPageSize).count("refused") == 2)
        #expect(try report.verdict(.balanceOpen) == .holds && report.verdict(.idsAscending) == .holds)
        #expect(report.heroTrouble == nil)
    }

    @Test func `a file that went over unchanged is known again`() async throws {
        let ground = try Ground.year()
        _ = try await ground.look()
        // Of the first two it looks at, one is in lexoffice with its file and one with another.
        let looked = try ground.wire.requests.compactMap { request -> HeroDocumentRecord? in
            guard request.operation.name == HeroCall.document.rawValue else { return nil }
            let id = try SandboxJSON.parse(request.body)["variables"]?["ids"]?.arrayValue?.first?.intValue
            let document = id.flatMap { ground.world.hero.records.documents[$0] }
            return document?.number != nil && document?.renderingSince != nil ? document : nil
        }.prefix(2)
        try #require(looked.count == 2)
        let now = ground.now
        for (index, document) in looked.enumerated() {
            let content = LexofficeVoucherContent.invoice(document.number, gross: Cents(document.totals.gross))
            let voucher = ground.world.withLexoffice { $0.enterVoucher(content, now: now.adding(seconds: -10)) }
            let bytes = try await ground.heroFile(document.id)
            try await ground.attach(index == 0 ? bytes : bytes + [0x0A], to: voucher)
        }
        // The list shows the new vouchers a moment later.
        ground.time.advance(milliseconds: 10_000)
        let report = try await ground.look()
        let finding = try report.finding(.fileKept)
        #expect(finding.verdict == .holds)
        #expect(finding.count("same") == 1 && finding.count("another_file") == 1, "\(finding)")
    }

    // MARK: little and nothing

    @Test func `an empty account`() async throws {
        let report = try await Ground().look()
        let seen = Set(report.findings.filter { $0.verdict != .notSeen }.map(\.assumption))
        #expect(seen == [.heroRights, .heroSchema, .lexofficeRights, .postingCategories, .categoryFlags])
        #expect(report.isWhole && report.isGood)
        #expect(report.shape?.entries == [])
    }

    @Test(arguments: [0, 1, 7, 30, 60, 100])
    func `a smaller budget is kept, and what it did not reach is not seen`(limit: Int) async throws {
        let ground = try Ground.year()
        let report = try await ground.look(limit: limit)
        #expect(ground.wire.requests.count <= limit)
        #expect(report.isCut)
        if limit == 0 { #expect(report.findings.allSatisfy { $0.verdict == .notSeen }) }
        // A quarter is kept for lexoffice.
        if limit >= 30 { #expect(try report.verdict(.lexofficeRights) == .holds) }
        #expect(!report.isWhole)
    }

    @Test func `keys without rights`() async throws {
        let ground = try Ground.year()
        let refused = try await ground.look(key: "ac_wrong")
        #expect(refused.heroTrouble == .unauthorized)
        #expect(try refused.verdict(.heroRights) == .notSeen)
        // lexoffice is looked at all the same.
        #expect(try refused.verdict(.voucherCount) == .holds)
    }

    @Test func `a right that is missing is named, and costs its answers alone`() async throws {
        let ground = try Ground.year()
        ground.wire.refused.withLock { $0 = ["/v1/payments", "/v1/event-subscriptions", "query ContactPage", "query SchemaCheck"] }
        let report = try await ground.look()
        #expect(report.isWhole)
        let hero = try report.finding(.heroRights)
        #expect(hero.verdict == .doesNotHold && hero.count("refused contact list") == 1)
        // HERO may keep its schema to itself.
        #expect(hero.count("refused schema") == 0)
        #expect(try report.verdict(.heroSchema) == .notSeen)
        let lexoffice = try report.finding(.lexofficeRights)
        #expect(lexoffice.verdict == .doesNotHold && lexoffice.count("refused payments") == 2)
        #expect(lexoffice.count("refused event subscriptions") == 0)
        #expect(try report.verdict(.paymentWords) == .notSeen)
        #expect(try report.verdict(.voucherCount) == .holds)
        #expect(try report.verdict(.balanceOpen) == .holds)
    }

    /// As behind a wrong address: neither is a look that found nothing wrong.
    @Test func `who answers nothing it is asked is no account`() async throws {
        for (paths, isHero) in [(["/graphql"], true), (["/v1/"], false)] {
            let ground = try Ground.year()
            ground.wire.missing.withLock { $0 = paths }
            let report = try await ground.look()
            #expect(!report.isWhole)
            #expect(report.heroTrouble == (isHero ? .notFound : nil))
            #expect(report.lexofficeTrouble == (isHero ? nil : .notFound))
            #expect(try report.verdict(isHero ? .heroRights : .lexofficeRights) == .notSeen)
        }
    }

    /// Signed links lead to a store of its own, which a firewall may keep away.
    @Test func `a store of files that is out of reach costs the files alone`() async throws {
        let ground = try Ground.year()
        let store = (1...400).map { FaultPlan.Appointment(FaultPlan.Selector(.hero, path: "/files"), nth: $0, Fault(.refuse)) }
        ground.world.install(FaultPlan(appointments: store))
        let report = try await ground.look()
        #expect(report.isWhole)
        #expect(try report.verdict(.fileSize) == .holds)
        #expect(try report.verdict(.pdfEInvoice) == .notSeen)
        #expect(try report.finding(.heroRights).count("answered file, unreachable") == 1)
        #expect(try report.finding(.figuresSource).count("draft") > 20)
    }

    @Test func `HERO goes down in the middle: what was seen stays, and it is said`() async throws {
        let ground = try Ground.year()
        let outage = (20...400).map { FaultPlan.Appointment(FaultPlan.Selector(.hero), nth: $0, Fault(.refuse)) }
        ground.world.install(FaultPlan(appointments: outage))
        let report = try await ground.look()
        guard case .unreachable? = report.heroTrouble else { return #expect(Bool(false), "\(String(describing: report.heroTrouble))") }
        #expect(!report.isWhole)
        #expect(try report.verdict(.balanceOpen) == .holds)
        #expect(try report.finding(.figuresSource).verdict == .holds)
        #expect(try report.verdict(.voucherCount) == .holds)
        #expect(ground.wire.requests.count <= 200)
        let text = PilotText(language: .en).lines(report).joined(separator: "\n")
        #expect(text.contains("! HERO gave no further answers: unreachable"))
    }

    private func tally(_ counts: [String: Int]) -> Tally {
        var tally = Tally()
        for (name, count) in counts { tally.add(name, count) }
        return tally
    }
}
