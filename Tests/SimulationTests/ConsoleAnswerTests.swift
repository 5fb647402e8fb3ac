import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Wording

@testable import Console

/// An answer on a page is the answer of the command: once, as the thing stood when it was seen, by whoever may.
@Suite struct ConsoleAnswerTests {
    /// One document that a person has to answer, and how.
    struct Held: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let act: @Sendable (Company, Int) throws -> String
        let answer: @Sendable (Company, Int) throws -> Administration.Answer
        let make: @Sendable (Company) async throws -> Int
        /// Which of the forms on the page.
        var kind = InvoiceChart.name
    }

    static let cases = [
        Held(testDescription: "retry", act: { _, _ in "retry" }, answer: { _, _ in .retry }, make: { try await numberless($0) }),
        Held(
            testDescription: "adopt", act: { "adopt:\(try candidate($0, $1))" }, answer: { .adopt(voucherID: try candidate($0, $1)) },
            make: { try await clashing($0) }),
        Held(testDescription: "absent", act: { _, _ in "absent" }, answer: { _, _ in .absent }, make: { try await clashing($0) }),
        Held(testDescription: "accept", act: { _, _ in "accept" }, answer: { _, _ in .accept }, make: { try await edited($0) }),
        Held(
            testDescription: "collective", act: { _, _ in "collective" }, answer: { _, _ in .contact(.collective) },
            make: { try await twins($0) }, kind: ContactChart.name),
        Held(
            testDescription: "new contact", act: { _, _ in "new-contact" }, answer: { _, _ in .contact(.new) },
            make: { try await twins($0) }, kind: ContactChart.name),
    ]

    @Sendable private static func candidate(_ company: Company, _ id: Int) throws -> String {
        try #require(try company.store.candidates(InvoiceChart.self, String(id)).first)
    }

    @Sendable private static func numberless(_ company: Company) async throws -> Int {
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.numbering = .missing
        let id = company.publish(draft)
        try await company.pass()
        return id
    }

    @Sendable private static func clashing(_ company: Company) async throws -> Int {
        let customer = company.openShop()
        try await company.setup()
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        let id = company.invoice(customer: customer)
        _ = try await company.enterVoucher(try #require(company.number(id)), cents: 11_901, contact: contact)
        company.settleIndex()
        try await company.pass()
        return id
    }

    @Sendable private static func edited(_ company: Company) async throws -> Int {
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.passUntilQuiet()
        let voucher = try #require(company.vouchers.first)
        let now = company.now
        try company.world.withLexoffice {
            try $0.editVoucher(voucher.id, now: now) { $0.content.voucherDate = $0.content.voucherDate?.adding(days: -1) }
        }
        company.settleIndex()
        try await company.pass()
        return id
    }

    @Sendable private static func twins(_ company: Company) async throws -> Int {
        let customer = company.openShop()
        try await company.setup()
        for _ in 0..<2 { _ = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example") }
        company.settleIndex()
        let id = company.invoice(customer: customer)
        try await company.pass()
        return id
    }

    /// What the journal got by an answer, without who gave it and without what two companies do not share.
    private func entries(_ held: Held, _ give: (Company, Int) async throws -> Void) async throws -> [[String]] {
        let company = try Company()
        let id = try await held.make(company)
        let before = try company.store.journalLength()
        try await give(company, id)
        return try company.store.journal(after: Int64(before)).map { entry in
            [entry.kind, entry.event, entry.from, entry.to, entry.effects, entry.cause, entry.software, entry.mapping]
                + [entry.detail.replacing(/[0-9a-f]{8}-[0-9a-f-]{27}/, with: "ID")]
        }
    }

    @Test(arguments: cases) func aPageACommandAndACommandWithoutAServiceSayTheSame(held: Held) async throws {
        let cause = held.testDescription == "retry" ? "retry" : "resolve: because"
        let byPage = try await entries(held) { company, id in
            let visit = ConsoleVisit(company, "erika")
            let form = try #require(try visit.forms(id).first { $0.kind == held.kind })
            let reason = held.testDescription == "retry" ? [] : [("reason", "because")]
            _ = try await visit.press(try held.act(company, id), form, reason)
            #expect(try await DecisionDesk(context: company.clients().context).carryOut())
            #expect(try company.store.decision(form.id)?.outcome == .done)
            #expect(try company.store.journal(after: 0, limit: 10_000).last?.actor == "web:erika (office)")
        }
        let beside = try await entries(held) { company, id in
            let order = AnswerOrder(try held.answer(company, id), to: String(id))
            try company.store.note(
                try order.decision(id: "a", by: "user:erika", reason: cause, in: company.store), at: company.now)
            #expect(try await DecisionDesk(context: company.clients().context).carryOut())
        }
        let alone = try await entries(held) { company, id in
            let author = Author(
                actor: "user:erika", cause: cause, software: "test", mapping: try Settings.load(company.store)?.mappingDigest ?? "")
            let answers = Answers(context: try company.clients().context.acting(as: author))
            _ = try await answers.give(try held.answer(company, id), to: String(id))
        }
        #expect(!byPage.isEmpty && byPage == beside && byPage == alone, "\(byPage)\n\(beside)\n\(alone)")
    }

    @Test(arguments: cases) func theSameFormTwiceIsOneAnswer(held: Held) async throws {
        let company = try Company()
        let id = try await held.make(company)
        let visit = ConsoleVisit(company, "erika")
        let form = try #require(try visit.forms(id).first { $0.kind == held.kind })
        let act = try held.act(company, id)
        for _ in 0..<2 {
            guard case .seeOther(let address) = try await visit.press(act, form) else {
                Issue.record("not led back")
                return
            }
            #expect(address == "/beleg/\(id)?entscheidung=\(form.id)")
            _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        }
        #expect(try visit.notice("/?entscheidung=\(form.id)")?.tone == "good")
        let answers = try company.store.journal(after: 0, limit: 10_000).filter { $0.actor == "web:erika (office)" && $0.from != $0.to }
        #expect(answers.filter { $0.event.hasPrefix("op.") }.count == 1)
    }

    /// What was seen is no more: nothing is done, and who did what meanwhile is told.
    @Test(arguments: cases) func anOldFormDoesNothingAndSaysWhatChanged(held: Held) async throws {
        let company = try Company()
        let id = try await held.make(company)
        let (erika, rudi) = (ConsoleVisit(company, "erika"), ConsoleVisit(company, "rudi"))
        let first = try #require(try erika.forms(id).first { $0.kind == held.kind })
        let second = try #require(try rudi.forms(id).first { $0.kind == held.kind })
        let act = try held.act(company, id)
        _ = try await erika.press(act, first)
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        let length = try company.store.journalLength()
        _ = try await rudi.press(act, second)
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        #expect(try company.store.decision(second.id)?.outcome == .stale && company.store.journalLength() == length)
        let notice = try #require(try rudi.notice("/?entscheidung=\(second.id)"))
        #expect(notice.tone == "warn" && notice.text == "Inzwischen hat sich etwas geändert; es wurde nichts getan.")
        #expect(notice.detail?.contains("web:erika (office)") == true, "\(String(describing: notice.detail))")
    }

    /// The adviser sees no button, and a form sent by hand notes nothing; of every answer there is.
    @Test(arguments: DecisionAct.allCases) func whoMayNotAnswerNotesNothing(act: DecisionAct) async throws {
        let company = try Company()
        let id = try await Self.clashing(company)
        let (office, adviser) = (ConsoleVisit(company, "erika"), ConsoleVisit(company, "stb", .adviser))
        #expect(try adviser.forms(id).isEmpty)
        let form = try #require(try office.forms(id).first)
        let value = act == .adopt ? "adopt:\(try Self.candidate(company, id))" : act.rawValue
        guard case .forbidden = try await adviser.press(value, form) else {
            Issue.record("not refused")
            return
        }
        #expect(try company.store.dueDecisions().isEmpty)
    }

    /// Grey on the page, and refused when it is sent all the same: with the chart's words.
    @Test func whatIsGreyIsRefused() async throws {
        let company = try Company()
        let id = try await Self.clashing(company)
        let visit = ConsoleVisit(company, "erika")
        let form = try #require(try visit.forms(id).first)
        #expect(form.refusals?.items.contains { $0.title == "Nicht buchen, hebt sich auf" } == true)
        #expect(!form.buttons.contains { $0.value == "waive" })
        _ = try await visit.press("waive", form)
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        let notice = try #require(try visit.notice("/?entscheidung=\(form.id)"))
        #expect(notice.tone == "warn" && notice.detail?.hasPrefix("Stand: nicht eindeutig.") == true, "\(notice)")
    }

    @Test func whatMayBeMeantStandsSideBySide() async throws {
        let company = try Company()
        let id = try await Self.clashing(company)
        let visit = ConsoleVisit(company, "erika")
        let form = try #require(try visit.forms(id).first)
        let table = try #require(form.candidates)
        let amounts = try #require(table.rows.first { $0.label == "Betrag" })
        #expect(amounts.cells.map(\.text) == ["119,00 EUR", "119,01 EUR"] && amounts.cells.map(\.differs) == [false, true])
        #expect(table.rows.filter { $0.cells[1].differs }.map(\.label) == ["Betrag"])
        let candidate = try Self.candidate(company, id)
        #expect(table.heads[1].link == "https://app.lexware.example/permalink/vouchers/view/\(candidate)")
        #expect(table.choices.map(\.value) == [nil, "adopt:\(candidate)"])
        let twins = try Company()
        let held = try await Self.twins(twins)
        let contact = try #require(try ConsoleVisit(twins, "erika").forms(held).first { $0.kind == ContactChart.name })
        #expect(contact.candidates?.heads.count == 3 && contact.candidates?.choices.compactMap(\.value).count == 2)
    }

    /// Texts of others are text on every page.
    @Test func hostileTextIsText() async throws {
        let company = try Company()
        let hostile = "<script>alert(1)</script>\"'&"
        let customer = company.openShop(Company.customer(hostile, email: "a@b.example"))
        try await company.setup()
        for _ in 0..<2 { _ = company.enterContact(hostile, email: "a@b.example") }
        company.settleIndex()
        let id = company.invoice(customer: customer, number: "RE<img src=x onerror=alert(1)>")
        try await company.pass()
        #expect(try company.standing(id: id)?.machine.configuration.transfer == .blocked)
        let visit = ConsoleVisit(company, "<b>erika</b>")
        let form = try #require(try visit.forms(id).first)
        for target in ["/klaeren", "/klaeren?seite=%3Cscript%3E", "/klaeren?vorschau=1&act=retry&document=\(id)"] {
            let html = try await visit.html(target)
            #expect(!html.contains("<script>alert") && !html.contains("<img") && !html.contains("<b>erika"), "\(target)")
            #expect(html.contains("RE&lt;img src=x"), "\(target)")
        }
        _ = try await visit.press("retry", form, [("reason", hostile)])
        let html = try await visit.html("/klaeren?entscheidung=\(form.id)")
        #expect(!html.contains("<script>alert"))
    }

    @Test func severalAreAnsweredAtOnceAfterAPreview() async throws {
        let company = try Company()
        company.openShop()
        try await company.setup()
        // Nobody of this id is known: each is held for one reason.
        let ids = (0..<3).map { company.invoice(customer: 999_999, net: 10_000 + Int64($0)) }
        try await company.pass()
        let visit = ConsoleVisit(company, "erika")
        let standings = try ids.compactMap { try company.standing(id: $0) }
        #expect(standings.allSatisfy { $0.transfer == .blocked })
        let list = try await visit.html("/klaeren")
        #expect(list.contains(#"<form method="get" action="/klaeren" id="batch-CONTACT_REQUIRED""#))
        for id in ids { #expect(list.contains("name=\"document\" value=\"\(id)\" form=\"batch-CONTACT_REQUIRED\"")) }
        let ticked = ids.map { "document=\($0)" }.joined(separator: "&")
        let length = try company.store.journalLength()
        let preview = try await visit.html("/klaeren?vorschau=1&act=retry&\(ticked)&document=999")
        #expect(preview.contains("So notieren: Noch einmal versuchen (3)"))
        #expect(try company.store.journalLength() == length && company.store.dueDecisions().isEmpty)
        let things = standings.flatMap { standing in
            let subject = DecisionSubject(InvoiceChart.self, standing.key, standing.machine)
            return [
                ("name", standing.key), ("kind", subject.kind), ("key", subject.key), ("rev", "\(subject.revision ?? 0)"),
                ("seen", subject.seen),
            ]
        }
        let answer = try await visit.post(
            [("id", "0123456789abcdef0123"), ("act", "retry"), ("reason", "dated now"), ("back", "/klaeren")] + things)
        guard case .seeOther(let address) = answer else {
            Issue.record("not led back")
            return
        }
        #expect(address == "/klaeren?entscheidung=0123456789abcdef0123&anzahl=3")
        #expect(try company.store.dueDecisions().count == 3)
        #expect(try visit.notice(address)?.text == "Von 3 Entscheidungen: 3 notiert.")
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        #expect(try visit.notice(address)?.text == "Von 3 Entscheidungen: 3 erledigt.")
        for id in ids {
            let moves = try company.store.journal(InvoiceChart.self, String(id)).filter { $0.event == "op.retry" && $0.from != $0.to }
            #expect(moves.map(\.actor) == ["web:erika (office)"] && moves.map(\.cause) == ["retry: dated now"])
        }
    }

    /// A name misspelt in a template shows nothing: every text of a page has to be on it.
    @Test(arguments: cases, [Language.de, .en]) func everythingOfAPageIsShown(held: Held, language: Language) async throws {
        let company = try Company()
        let id = try await held.make(company)
        var visit = ConsoleVisit(company, "erika")
        visit.language = language
        for target in ["/klaeren", "/klaeren?vorschau=1&act=retry&document=\(id)", "/klaeren?vorschau=1&act=waive&document=\(id)"] {
            let (html, view) = try await visit.page(target)
            let texts = PageLeaves.of(view).filter { !$0.isEmpty }
            #expect(texts.count > 1)
            let missing = texts.filter { !html.contains(PageLeaves.escaped($0)) }
            #expect(missing.isEmpty, "\(target)")
            let isWhole = !html.contains("{{") && html.contains("</html>")
            #expect(isWhole, "\(target)")
        }
    }

    /// Nothing to do: what was looked at and when is said, and without any pass nothing is.
    @Test func anEmptyPageSaysWhatWasChecked() async throws {
        let company = try Company()
        company.openShop()
        try await company.setup()
        let visit = ConsoleVisit(company, "erika")
        let unknown = try await visit.html("/klaeren")
        #expect(unknown.contains("Noch kein vollständiger Durchlauf") && !unknown.contains("Nichts zu klären."))
        try await company.pass()
        company.time.advance(milliseconds: 3 * 60_000)
        let empty = try await visit.html("/klaeren")
        #expect(empty.contains("Nichts zu klären.") && empty.contains("(vor 3 Minuten)"))
    }

    /// The number in the menu is that of the list behind it.
    @Test(arguments: cases) func theCountIsThatOfTheList(held: Held) async throws {
        let company = try Company()
        _ = try await held.make(company)
        let list = ClarifyList(store: company.store, policy: company.policy)
        #expect(try list.count() == list.items().count && list.count() == 1)
        let html = try await ConsoleVisit(company, "erika").html("/klaeren")
        #expect(html.contains(#"<span class="badge">1</span>"#) && html.contains("data-live>(1)<"))
        let overview = try #require(try await ConsoleVisit(company, "erika").page("/").view as? OverviewPage.View)
        #expect(overview.tiles.first?.figure == "1" && overview.tone == "warn", "\(overview.sentence)")
    }

    /// What is no document asks a person as well: a right that is missing keeps the overview from being green.
    @Test func theOverviewCountsWhatIsNoDocument() async throws {
        let company = try Company()
        company.openShop()
        try await company.setup()
        try await company.pass()
        company.world.withLexoffice { $0.rules.denied = [.createContact] }
        company.invoice(customer: company.openShop(Company.customer("Weiß GmbH", email: "weiss@weiss.example")))
        try await company.pass()
        let list = ClarifyList(store: company.store, policy: company.policy)
        let items = try list.items()
        let documents = try DocumentStatus.needing(company.store).count { $0.machine.needsPerson }
        try #require(try items.count > documents && list.count() == items.count)
        let overview = try #require(try await ConsoleVisit(company, "erika").page("/").view as? OverviewPage.View)
        #expect(overview.tiles.first?.figure == String(items.count) && overview.tone == "warn", "\(overview.sentence)")
    }

    /// Nobody is waited for, and yet it is no good news while nothing flows.
    @Test func nothingToClarifyIsNotGreenWhilePaused() async throws {
        let company = try Company()
        company.openShop()
        try await company.setup()
        try await company.pass()
        let visit = ConsoleVisit(company, "erika")
        #expect(try await visit.html("/klaeren").contains(#"<p class="notice good sentence">Nichts zu klären.</p>"#))
        let running = try #require(try visit.flow())
        _ = try await visit.press("pause", running, [("reason", "Urlaub")])
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        let paused = try await visit.html("/klaeren")
        #expect(!paused.contains("notice good") && paused.contains("Urlaub"))
    }

    /// Pause, pass and resume by form: as the commands do it, and grey where the chart says no.
    @Test func theFlowIsSetByForm() async throws {
        let company = try Company()
        company.openShop()
        try await company.setup()
        try await company.pass()
        let visit = ConsoleVisit(company, "erika")
        let running = try #require(try visit.flow())
        #expect(running.buttons.map(\.value) == ["sync", "pause"] && running.refusals?.items.map(\.title) == ["Fortsetzen"])
        guard case .page(let again) = try await visit.press("pause", running, []), again.status == 400 else {
            Issue.record("a pause without a reason")
            return
        }
        _ = try await visit.press("pause", running, [("reason", "stocktaking")])
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        #expect(try company.store.journal(after: 0, limit: 10_000).last { $0.event == "op.pause" }?.cause == "pause: stocktaking")
        #expect(try visit.notice("/?entscheidung=\(running.id)")?.detail == "läuft → pausiert")
        let paused = try #require(try visit.flow())
        #expect(paused.buttons.map(\.value) == ["resume"])
        // Somebody else was quicker.
        let late = try #require(try visit.flow())
        for form in [paused, late] {
            _ = try await visit.press("resume", form, [])
            _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        }
        #expect(try company.store.decision(paused.id)?.outcome == .done && company.store.decision(late.id)?.outcome == .stale)
        #expect(try ConsoleVisit(company, "stb", .adviser).flow() == nil)
    }

    @Test func aDecisionThatWaitsIsNotAskedForAgain() async throws {
        let company = try Company()
        let id = try await Self.numberless(company)
        let visit = ConsoleVisit(company, "erika")
        let form = try #require(try visit.forms(id).first)
        _ = try await visit.press("retry", form, [])
        let html = try await visit.html("/klaeren")
        #expect(html.contains("Notiert. Der Dienst führt es zwischen zwei Belegen aus.") && !html.contains(#"action="/entscheiden""#))
        #expect(try visit.notice("/?entscheidung=\(form.id)")?.tone == "calm")
    }
}
