import Bookkeeping
import Foundation
import Hero
import Lexoffice
import Reconciliation
import TestSupport
import Testing
import Web
import Wording

@testable import Administration
@testable import Console
@testable import ConsoleAccess
@testable import Persistence

/// Import, set-up and system as forms: who may, what is noted, and what is refused before anything is.
@Suite struct AdministrationTests {
    private final class Place {
        let directory: String
        let store: Store
        let time = VirtualTime()
        let parts: ConsoleParts
        let access: AccessStore
        let census: Jobs<AdministrationParts.Only, Result<ImportPlan?, PassFailure>>

        init(_ plan: ImportPlan? = nil) throws {
            directory = FileManager.default.temporaryDirectory.appending(path: "console-\(UUID().uuidString)").path
            store = try Store.open(directory: directory)
            let (store, time) = (store, time)
            let now: @Sendable () -> Instant = { Instant(milliseconds: time.wallMilliseconds()) }
            access = AccessStore(directory: directory)
            census = Jobs(now: now) { _, _ in .success(plan) }
            let office = AdministrationParts(
                census: census, doctor: Jobs(now: now) { _, _ in [] }, categories: Jobs(now: now) { _, _ in .success([]) },
                outlook: Jobs(now: now) { _, _ in .success(StartOutlook(documents: 0, drafts: 0)) },
                trial: Jobs(now: now) { _, _ in .success([]) }, access: access, remotes: { [] }, configuration: { [] }, hidden: { [] },
                backup: { nil }, metrics: { "" })
            parts = ConsoleParts(
                view: { () throws(StoreError) in store }, noting: { () throws(StoreError) in store },
                instance: { .init(version: "1", lexofficeApp: "https://app.example", heroEndpoint: "https://hero.example", interval: 1) },
                policy: { Policy() }, service: { ServiceStanding() }, time: time, wake: {}, work: .idle, administration: office)
        }

        deinit { try? FileManager.default.removeItem(atPath: directory) }

        var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }

        func request(_ form: String, _ role: ConsoleRole, minutesOld: Int64 = 1, language: Language = .de) throws -> PageRequest {
            let session = AccessSession(
                id: 1, name: try #require(ConsoleName("Erika")), role: role, begun: now.adding(milliseconds: -minutesOld * 60_000),
                lastUsed: now, expires: now.adding(milliseconds: 3_600_000))
            return PageRequest(
                visitor: Visitor(session), language: language, query: Fields.none, form: Fields(form), target: "/einrichtung")
        }

        /// The count as the page shows it.
        func counted() async throws -> String {
            census.start(.one)
            for _ in 0..<1_000 {
                if case .done(_, let at) = census.standing(.one) { return String(at.milliseconds) }
                await Task.yield()
            }
            throw CancellationError()
        }
    }

    private static func card(_ id: String) -> ContactCard {
        ContactCard(contact: LexofficeContact(id: id, name: "<b>\(id)</b>", isCompany: true, isCustomer: true))
    }

    private static let plan: ImportPlan = {
        var plan = ImportPlan()
        plan.ready = ["c1", "c2", "c3"].map(card)
        plan.skipped = [ImportSkip(contactID: "c9", name: "Doppelt", obstacle: .several, customers: [4, 5])]
        return plan
    }()

    private static let id = "0123456789abcdef0123"

    private func isForbidden(_ answer: Console.Answer) -> Bool { if case .forbidden = answer { true } else { false } }
    private func isRefused(_ answer: Console.Answer) -> Bool { if case .refused = answer { true } else { false } }

    // MARK: import

    @Test func exactlyWhoWasShownAndNotTickedOutIsNoted() async throws {
        let place = try Place(Self.plan)
        let at = try await place.counted()
        let page = ImportPage(parts: place.parts)
        let form = "act=import&id=\(Self.id)&at=\(at)&out=c2&out=c77&end=1"
        guard case .seeOther(let back) = try page.answer(try place.request(form, .office), isPost: true) else {
            Issue.record("not noted")
            return
        }
        #expect(back == "/kontakte/import?entscheidung=\(Self.id)")
        let record = try #require(try place.store.decision(Self.id))
        #expect(record.kind == .importContacts && record.actor == "web:Erika (office)" && record.outcome == nil)
        #expect(try record.arguments(ImportOrder.self).confirmed == ["c1", "c3"])
        // The same form once more is the same decision.
        _ = try page.answer(try place.request(form, .office), isPost: true)
        #expect(try place.store.dueDecisions().count == 1)
    }

    @Test(
        arguments: [
            "act=import&id=0123456789abcdef0123&at=AT&out=c2", "act=import&id=0123456789abcdef0123&at=1&end=1",
            "act=import&id=short&at=AT&end=1", "act=import&at=AT&end=1", "act=nonsense",
        ])
    func aFormThatIsNotOursNotesNothing(form: String) async throws {
        let place = try Place(Self.plan)
        let at = try await place.counted()
        let sent = form.replacingOccurrences(of: "AT", with: at)
        #expect(isRefused(try ImportPage(parts: place.parts).answer(try place.request(sent, .office), isPost: true)))
        #expect(try place.store.dueDecisions().isEmpty)
    }

    @Test func theAdviserImportsNothing() async throws {
        let place = try Place(Self.plan)
        let at = try await place.counted()
        let form = "act=import&id=\(Self.id)&at=\(at)&end=1"
        #expect(isForbidden(try ImportPage(parts: place.parts).answer(try place.request(form, .adviser), isPost: true)))
        #expect(try place.store.dueDecisions().isEmpty)
    }

    @Test func thePageShowsTheCountAndNamesEscaped() async throws {
        let place = try Place(Self.plan)
        _ = try await place.counted()
        guard case .page(let page) = try ImportPage(parts: place.parts).answer(try place.request("", .office), isPost: false),
            let view = page.view as? ImportView
        else {
            Issue.record("no page")
            return
        }
        let plan = try #require(view.count.plan)
        #expect(plan.ready == "3" && plan.skipped == "1" && plan.people.map(\.id) == ["c1", "c2", "c3"])
        #expect(plan.groups.map(\.code) == ["SEVERAL_MATCHES"] && plan.groups.first?.isAsking == true)
        let html = try #require(try Renderer().render(page.template, ["page": page.view, "t": page.words]))
        #expect(html.contains("&lt;b&gt;c1&lt;/b&gt;") && !html.contains("<b>c1"))
    }

    // MARK: set-up

    @Test func onlyAnAdministratorChangesTheSetUp() throws {
        let place = try Place()
        for form in [
            "act=categories&id=\(Self.id)&rev=&confirmed=yes", "act=first&id=\(Self.id)", "act=trial",
            "act=date&id=\(Self.id)&day=2026-12-24", "act=check", "act=list",
        ] {
            for role in [ConsoleRole.office, .adviser] {
                #expect(isForbidden(try SetupPage(parts: place.parts).answer(try place.request(form, role), isPost: true)))
            }
        }
        #expect(try place.store.dueDecisions().isEmpty)
    }

    @Test func categoriesAreNotedAsChosen() throws {
        let place = try Place()
        let form =
            "act=categories&rev=&id=\(Self.id)&category.REVENUE=8f8664a1-fd86-11e1-a21f-0800200c9a66&category.DOWN_PAYMENT=&confirmed=yes"
        _ = try SetupPage(parts: place.parts).answer(try place.request(form, .admin), isPost: true)
        let record = try #require(try place.store.decision(Self.id))
        let order = SetupOrder(categories: [.revenue: "8f8664a1-fd86-11e1-a21f-0800200c9a66"], isMappingConfirmed: true)
        #expect(try record.kind == .setUp && record.arguments(SetupOrder.self) == order)
    }

    private static let first =
        "act=first&id=\(id)&rev=&day=2026-12-24&process=yes&connector=yes&person=customer&einvoices=2027-01-01&relink=2026-01-02"

    @Test func theFirstSetUpIsNotedWhole() async throws {
        let place = try Place()
        let form = "\(Self.first)&category.DOWN_PAYMENT=8f8664a1-fd86-11e1-a21f-0800200c9a66&confirmed=yes"
        _ = try await ConsolePages(parts: place.parts).answer(.setup, try place.request(form, .admin), isPost: true)
        let record = try #require(try place.store.decision(Self.id))
        var request = SetupRequest()
        request.startDate = BusinessDay("2026-12-24")
        request.relinkFrom = BusinessDay("2026-01-02")
        request.eInvoicesFrom = BusinessDay("2027-01-01")
        request.contactPerson = .customer
        request.categories = [.downPayment: "8f8664a1-fd86-11e1-a21f-0800200c9a66"]
        (request.cancellationProcessConfirmed, request.connectorOffConfirmed) = (true, true)
        var order = SetupOrder(request)
        order.isMappingConfirmed = true
        #expect(try record.arguments(SetupOrder.self) == order)
        #expect(record.subject == SettingsSubject.seen(nil) && record.actor == "web:Erika (admin)")
    }

    /// Whatever is missing or wrong: the page with the form again, with why in the office's words, and with everything that was typed.
    @Test(
        arguments: [
            ("day=2026-12-24", "day=", "Startdatum", "Start date"), ("day=2026-12-24", "day=24.12.", "Startdatum", "Start date"),
            ("einvoices=2027-01-01", "einvoices=soon", "E-Rechnungen", "E-invoices"), ("process=yes", "process=", "Storno", "cancellation"),
            ("connector=yes", "", "Schnittstelle", "connector"), ("relink=2026-01-02", "relink=x", "damals", "then"),
            ("&rev=", "", "neu", "anew"),
        ] as [(String, String, String, String)])
    func aFirstSetUpThatLacksSomethingComesBack(whole: String, broken: String, german: String, english: String) async throws {
        let place = try Place()
        for (language, word) in [(Language.de, german), (.en, english)] {
            let form = Self.first.replacing(whole, with: broken) + "&category.DOWN_PAYMENT=c-1"
            let request = try place.request(form, .admin, language: language)
            guard case .page(let page) = try await ConsolePages(parts: place.parts).answer(.setup, request, isPost: true) else {
                Issue.record("no page")
                continue
            }
            let view = try #require((page.view as? SetupView)?.first)
            #expect(page.status == 400 && view.comesBack?.contains(word) == true, "\(view.comesBack ?? "-")")
            #expect(try FrameMaking(parts: place.parts).frame(around: page, request).notice?.text == view.comesBack)
            let fields = Fields(form)
            #expect(view.day == fields["day"] ?? "1970-01-01" || fields["day"] == nil)
            #expect(view.process == (fields["process"] == "yes") && view.connector == (fields["connector"] == "yes"))
            #expect(view.isCustomer && view.einvoices == fields["einvoices"] ?? "" && view.relink == fields["relink"] ?? "")
        }
        #expect(try place.store.dueDecisions().isEmpty)
    }

    /// Before there is an integration every page but a few says what comes first.
    @Test func everyOtherPageSaysThatTheSetUpComesFirst() async throws {
        let place = try Place()
        let pages = ConsolePages(parts: place.parts)
        for address in ["/", "/klaeren", "/belege", "/beleg/RE-1", "/plan", "/zahlungen", "/abschluss", "/kontakte/import", "/protokoll"] {
            let route = try #require(ConsoleRoute(path: address))
            guard case .page(let page) = try await pages.answer(route, try place.request("", .admin), isPost: false) else {
                Issue.record("no page at \(address)")
                continue
            }
            #expect((page.view as? MessagePage.View)?.address == "/einrichtung", "\(address)")
        }
        for address in ["/einrichtung", "/system", "/hilfe"] {
            let route = try #require(ConsoleRoute(path: address))
            guard case .page(let page) = try await pages.answer(route, try place.request("", .admin), isPost: false) else {
                Issue.record("no page at \(address)")
                continue
            }
            #expect(page.view as? MessagePage.View == nil, "\(address)")
        }
    }

    /// Without a set-up there is nothing to delete, whoever asks.
    @Test func whatIsNotThereIsNotDeleted() throws {
        let place = try Place()
        let form = "act=delete&id=\(Self.id)&name=L%C3%96SCHEN"
        #expect(isRefused(try SetupPage(parts: place.parts).answer(try place.request(form, .admin), isPost: true)))
        #expect(isForbidden(try SetupPage(parts: place.parts).answer(try place.request(form, .office), isPost: true)))
        #expect(try place.store.dueDecisions().isEmpty)
    }

    // MARK: system

    @Test func onlyAnAdministratorSeesTheSystemAndRevokes() async throws {
        let place = try Place()
        let name = try #require(ConsoleName("Rudi"))
        let grant = try #require(AccessGrant(name: name, role: .office, days: 1))
        let key = try LoginDesk.issue(grant, in: place.access, at: place.now).0
        let form = "act=revoke&access=\(AccessID.key(key.id))"
        let page = SystemPage(parts: place.parts)
        for role in [ConsoleRole.office, .adviser] {
            #expect(isForbidden(try await page.answer(try place.request(form, role), isPost: true)))
            #expect(isForbidden(try await page.answer(try place.request("", role), isPost: false)))
            #expect(isForbidden(try await page.bundle(try place.request("", role))))
        }
        #expect(try place.access.openKeys(at: place.now).count == 1)
        _ = try await page.answer(try place.request(form, .admin), isPost: true)
        #expect(try place.access.openKeys(at: place.now).isEmpty)
    }
}
