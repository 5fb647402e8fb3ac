import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import StateCharts
import TestSupport
import Testing
import Transport

@testable import Reconciliation
@testable import Sandbox

/// What is counted, what is skipped, and what becomes of doubt (domain.md S39-S41).
@Suite struct ContactImportTests {
    private func plan(_ company: Company) async throws -> ImportPlan {
        company.settleIndex()
        return try #require(try await ImportDesk(company: company).count())
    }

    private func state(_ company: Company, _ id: String) throws -> ContactImportState? {
        try company.store.machine(ContactImportChart.self, id)?.configuration.state
    }

    @Test func theCountWritesNothing() async throws {
        let company = try await Company.withoutCustomers()
        company.enter(.company("Neu GmbH"))
        let entries = try company.store.journalLength()
        let plan = try await plan(company)
        #expect(plan.ready.map(\.contact.name) == ["Neu GmbH"])
        #expect(try company.store.journalLength() == entries)
        #expect(try company.store.machines(ContactImportChart.self).isEmpty)
        #expect(company.world.executedWrites(in: .hero) == 0 && company.world.executedWrites(in: .lexoffice) == 0)
    }

    @Test func everySkippedContactHasItsReason() async throws {
        let company = try await Company.withoutCustomers()
        let archived = company.enter(.company("Archiv GmbH"))
        let now = company.now
        try company.world.withLexoffice { try $0.archiveContact(archived, now: now) }
        var vendor = LexofficeContactContent.company("Großhandel GmbH")
        (vendor.isCustomer, vendor.isVendor) = (false, true)
        let vendorID = company.enter(vendor)
        let nameless = company.enter(.person("Nur Vorname", " "))
        let blank = company.enter(.company(" \t"))
        let twins = [company.enter(.person("Eva", "Zwilling", zip: "30159")), company.enter(.person("EVA", "zwilling", zip: "30159"))]
        let customers = [
            company.addCustomer(HeroCustomerRecord(type: "private", firstName: "Jörg", lastName: "Weiß", email: "JOERG@weiss.example")),
            company.addCustomer(
                HeroCustomerRecord(
                    type: "commercial", companyName: "Bäcker-Müller", companyLegalForm: "GmbH",
                    address: HeroAddressRecord(street: "Königstr. 4", zipcode: "30 159"))),
            company.addCustomer(HeroCustomerRecord(type: "private", firstName: "Ida", lastName: "Doppel", email: "ida@doppel.example")),
            company.addCustomer(HeroCustomerRecord(type: "private", firstName: "Ida", lastName: "Doppel", email: "ida@doppel.example")),
        ]
        let byEmail = company.enter(.person("Joerg", "Weiss", email: "joerg@weiss.example", zip: "99999"))
        let byPlace = company.enter(.company("Baecker Mueller GmbH", zip: "30159", street: "Königstraße 4"))
        let several = company.enter(.person("Ida", "Doppel", email: "Ida@Doppel.example"))
        // One field alone makes nobody known; a company is not its namesake in another town; a deleted customer is none.
        let fresh = [
            company.enter(.person("Rolf", "Weiß", email: "joerg@weiss.example")),
            company.enter(.company("Bäcker Müller GmbH", zip: "10115", street: "Königstr. 4")),
            company.enter(.company("Müller & Söhne Bau", email: "rechnung@mueller.example", zip: "30449", street: "Beispielweg 1")),
        ]
        let plan = try await plan(company)
        #expect(Set(plan.ready.map(\.contact.id)) == Set(fresh))
        let reasons = Dictionary(uniqueKeysWithValues: plan.skipped.map { ($0.contactID, $0.obstacle) })
        #expect(
            reasons == [
                archived: .archived, vendorID: .vendorOnly, nameless: .noName, blank: .noName, twins[0]: .alike, twins[1]: .alike,
                byEmail: .known, byPlace: .known, several: .several,
            ])
        let known = Dictionary(uniqueKeysWithValues: plan.skipped.map { ($0.contactID, $0.customers) })
        #expect(known[byEmail] == [customers[0]] && known[byPlace] == [customers[1]] && known[several] == [customers[2], customers[3]])
        let report = try await ImportDesk(company: company).run()
        #expect(report.imported.count == 3)
        // The alike and the ambiguous wait for a person.
        #expect(report.exit == .peopleNeeded)
        let second = try await self.plan(company)
        #expect(second.ready.isEmpty && second.count(.linked) == 3)
    }

    @Test func anUnreadableContactIsNamedAndTheOthersGoThrough() async throws {
        let company = try await Company.withoutCustomers()
        let strange = company.enter(.company("Rätsel GmbH"))
        company.enter(.person("Klara", "Fall"))
        company.settleIndex()
        let meddler = Meddler.lexoffice("/v1/contacts", #""company":{"#, #""society":{"#)
        let plan = try await ImportDesk(company: company).count(through: meddled(company, meddler))
        #expect(plan?.ready.map(\.contact.name) == ["Klara Fall"])
        #expect(plan?.skipped.map(\.obstacle) == [.unreadable] && plan?.skipped.first?.contactID == strange)
    }

    @Test func heroGetsWhatLexofficeHas() async throws {
        let company = try await Company.withoutCustomers()
        var content = LexofficeContactContent.person("Käthe", "Groß", email: "k@gross.example", salutation: "Frau")
        content.billing = [PostalAddress(street: "Ring 1", supplement: "Hinterhaus", zip: "1010", city: "Wien", countryCode: "AT")]
        content.phones = [.init(list: "mobile", value: "+43 660 1"), .init(list: "private", value: "+43 1 2")]
        company.enter(content)
        var firm = LexofficeContactContent.Company(name: "Dach & Fach GmbH", vatID: "DE123456789")
        var person = LexofficeContactContent.Person(salutation: "Herr", firstName: "Uwe", lastName: "First")
        (person.email, person.phone) = ("uwe@dach.example", "0511 7")
        firm.contactPersons = [.init(lastName: "Zweit"), person]
        firm.contactPersons[1].isPrimary = true
        company.enter(LexofficeContactContent(identity: .company(firm)))
        company.settleIndex()
        let report = try await ImportDesk(company: company).run()
        #expect(report.exit == .success && report.imported.allSatisfy { $0.dropped.isEmpty })
        let kathe = try #require(company.heroCustomers.first { $0.type == "private" })
        #expect(kathe.title == "Frau" && kathe.firstName == "Käthe" && kathe.lastName == "Groß" && kathe.companyName == nil)
        #expect(kathe.email == "k@gross.example" && kathe.phoneHome == "+43 1 2" && kathe.phoneMobile == "+43 660 1")
        #expect(kathe.address?.street == "Ring 1" && kathe.address?.line1 == "Hinterhaus" && kathe.address?.city == "Wien")
        // A four-digit postcode without a country would have become a Swiss one.
        #expect(kathe.address?.zipcode == "1010" && kathe.address?.countryID == 2)
        let dach = try #require(company.heroCustomers.first { $0.type == "commercial" })
        #expect(dach.companyName == "Dach & Fach GmbH" && dach.category == "customer" && dach.address == nil)
        #expect(dach.title == "Herr" && dach.firstName == "Uwe" && dach.lastName == "First")
        #expect(dach.email == "uwe@dach.example" && dach.phoneHome == "0511 7")
    }

    @Test func theFirstInvoiceOfAnImportedCustomerUsesItsContact() async throws {
        let company = try await Company.withoutCustomers()
        // Nothing but a name: no rule of matching would find it again.
        let id = company.enter(.company("Kein Anschluss GmbH"))
        company.settleIndex()
        let report = try await ImportDesk(company: company).run()
        let customer = try #require(report.imported.first?.customer)
        company.invoice(customer: customer)
        try await company.passUntilQuiet()
        #expect(company.vouchers.count == 1)
        #expect(company.vouchers.first?.content.contactID == id)
        #expect(company.world.lexoffice.contacts.count == 1)
    }

    @Test func aPassImportsAndResolvesNothing() async throws {
        let company = try await Company.withoutCustomers()
        company.enter(.company("Still GmbH"))
        company.enter(.company("Laut GmbH"))
        company.settleIndex()
        // Cut off with the answer on its way, so that nothing is resolved in the same run.
        let transport = DyingTransport(company, atWrite: 1, isAfter: true) {}
        _ = try await ImportDesk(company: company).run(through: transport)
        company.advance(hours: 1)
        let writes = company.world.executedWrites(in: .hero)
        for _ in 0..<3 { try await company.pass() }
        #expect(company.world.executedWrites(in: .hero) == writes)
        #expect(try company.store.keys(ContactImportChart.self, where: .state([.uncertain])).count == 1)
        #expect(company.heroCustomers.count == 1 && writes == 1)
    }

    @Test func aLostAnswerIsLookedUpInTheSameRun() async throws {
        let company = try await Company.withoutCustomers()
        let id = company.enter(.person("Lena", "Fund", email: "lena@fund.example"))
        company.settleIndex()
        company.world.install(FaultPlan(appointments: [.init(.init(.hero, isWrite: true), nth: 1, Fault(.dropAfter))]))
        let report = try await ImportDesk(company: company).run()
        #expect(report.imported.map(\.contactID) == [id] && report.imported.first?.isResolved == true)
        #expect(report.exit == .success && company.heroCustomers.count == 1)
        #expect(try company.store.link(ContactChart.self, String(company.heroCustomers[0].id))?.remoteID == id)
        // What was kept for the look-up is not kept after it.
        #expect(try company.store.fact(SentContact.self, about: id) == nil)
    }

    @Test func absenceCountsOnlyAfterTheWindow() async throws {
        let company = try await Company.withoutCustomers()
        let id = company.enter(.person("Otto", "Offen"))
        company.settleIndex()
        company.world.install(FaultPlan(appointments: [.init(.init(.hero, isWrite: true), nth: 1, Fault(.dropBefore))]))
        let desk = ImportDesk(company: company)
        let first = try await desk.run()
        #expect(first.uncertain == [id] && first.exit == .deferred)
        company.time.advance(milliseconds: company.settle - 60_000)
        let early = try await desk.run()
        #expect(early.uncertain == [id] && early.exit == .deferred && early.plan.count(.outcomeUnknown) == 1)
        #expect(company.world.log.count { $0.request.system == .hero && $0.request.isWrite } == 1)
        company.time.advance(milliseconds: 60_000)
        let late = try await desk.run()
        #expect(late.imported.map(\.contactID) == [id] && late.exit == .success)
        #expect(company.heroCustomers.count == 1)
    }

    /// A request may be carried out long after we gave up on it: inside the window it is found, and nothing is sent twice.
    @Test func aLateExecutionIsFoundAndNotRepeated() async throws {
        let company = try await Company.withoutCustomers()
        company.enter(.company("Spät GmbH"))
        company.settleIndex()
        let slow = Fault(.slowRequest, milliseconds: 600_000)
        company.world.install(FaultPlan(appointments: [.init(.init(.hero, isWrite: true), nth: 1, slow)]))
        let desk = ImportDesk(company: company)
        #expect(try await desk.run().uncertain.count == 1)
        #expect(company.heroCustomers.isEmpty)
        for _ in 0..<4 {
            company.time.advance(milliseconds: 300_000)
            let now = company.now
            company.world.settle(now: now)
            _ = try await desk.run()
        }
        #expect(company.heroCustomers.count == 1)
        #expect(try await desk.run().exit == .success)
    }

    /// What is looked for is what was sent, and HERO may have dropped the field it would be told by.
    @Test(arguments: ["renamed in lexoffice", "without its e-mail in HERO"])
    func aDoubtIsResolvedAlthoughTheContactChanged(_ change: String) async throws {
        let company = try await Company.withoutCustomers()
        _ = company.addCustomer(HeroCustomerRecord(type: "private", firstName: "Ines", lastName: "Wandel", email: "andere@wandel.example"))
        let id = company.enter(.person("Ines", "Wandel", email: "ines@wandel.example"))
        company.settleIndex()
        let transport = DyingTransport(company, atWrite: 1, isAfter: true) {}
        _ = try await ImportDesk(company: company).run(through: transport)
        let now = company.now
        let made = try #require(company.heroCustomers.last?.id)
        if change.hasPrefix("renamed") {
            try company.world.withLexoffice { lexoffice in
                try lexoffice.editContact(id, now: now) { $0.content.identity = .person(.init(firstName: "Ines", lastName: "Neuname")) }
            }
        } else {
            company.world.withHero { hero in hero.editCustomer(made, now: now) { $0.email = nil } }
        }
        company.advance(hours: 1)
        let report = try await ImportDesk(company: company).run()
        #expect(report.imported.map(\.customer) == [made])
        #expect(company.heroCustomers.count == 2)
    }

    @Test func aCustomerHeroAnswersWithThoughItHadItIsNotLinked() async throws {
        let company = try await Company.withoutCustomers()
        let other = company.addCustomer(HeroCustomerRecord(type: "private", lastName: "Fremd"))
        let id = company.enter(.person("Frida", "Eigen"))
        company.settleIndex()
        let meddler = Meddler(answer: { request in
            guard String(decoding: request.body, as: UTF8.self).contains("mutation CreateContact") else { return nil }
            return IncomingResponse(status: 200, #"{"data":{"create_contact":{"id":\#(other),"last_name":"Fremd"}}}"#)
        })
        let report = try await ImportDesk(company: company).run(through: meddled(company, meddler))
        #expect(report.imported.isEmpty && report.skipped.map(\.customers) == [[other]])
        #expect(try state(company, id) == .matched)
        #expect(try company.store.links(ContactChart.self).isEmpty)
    }

    @Test func whatHeroRefusesIsShownAndTriedAgainByTheNextRun() async throws {
        let company = try await Company.withoutCustomers()
        let id = company.enter(.person("Rita", "Abgelehnt"))
        let good = company.enter(.person("Gerd", "Gut"))
        company.settleIndex()
        let meddler = Meddler(answer: { request in
            let text = String(decoding: request.body, as: UTF8.self)
            guard text.contains("mutation CreateContact"), text.contains("Abgelehnt") else { return nil }
            return IncomingResponse(status: 200, #"{"errors":[{"message":"email.invalid: Rita Abgelehnt"}],"data":null}"#)
        })
        let report = try await ImportDesk(company: company).run(through: meddled(company, meddler))
        #expect(report.imported.map(\.contactID) == [good] && report.refused.map(\.contactID) == [id] && report.exit == .peopleNeeded)
        // HERO's words may hold a name; the state and the journal do not.
        #expect(try company.store.machine(ContactImportChart.self, id)?.detail == "error=rejected")
        for entry in try company.store.journal(ContactImportChart.self, id) { #expect(!entry.detail.contains("Rita")) }
        #expect(try await ImportDesk(company: company).run().exit == .success)
        #expect(company.heroCustomers.count == 2)
    }

    @Test func onlyTheCountedSetIsImported() async throws {
        let company = try await Company.withoutCustomers()
        let shown = company.enter(.company("Gezeigt GmbH"))
        let gone = company.enter(.company("Inzwischen GmbH"))
        let confirmed = Set(try await plan(company).ready.map(\.contact.id))
        let now = company.now
        try company.world.withLexoffice { try $0.archiveContact(gone, now: now) }
        company.enter(.company("Später GmbH"))
        company.settleIndex()
        let report = try await ImportDesk(company: company).run(confirmed: confirmed)
        #expect(report.imported.map(\.contactID) == [shown])
        #expect(report.plan.count(.archived) == 1)
        #expect(company.heroCustomers.map(\.companyName) == ["Gezeigt GmbH"])
        #expect(try await plan(company).ready.map(\.contact.name) == ["Später GmbH"])
    }

    @Test func oneEMailAddressOfTwoContactsMakesTwoCustomers() async throws {
        let company = try await Company.withoutCustomers()
        company.enter(.person("Anna", "Paar", email: "paar@web.example", zip: "30159", street: "Gasse 1"))
        company.enter(.person("Bernd", "Paar", email: "PAAR@web.example", zip: "30159", street: "Gasse 1"))
        company.settleIndex()
        #expect(try await ImportDesk(company: company).run().imported.count == 2)
        #expect(company.heroCustomers.map(\.firstName).compactMap(\.self).sorted() == ["Anna", "Bernd"])
    }

    /// A silence about one holds up no other while HERO answers everything else; a HERO that answers nothing ends the run.
    @Test func silencesHoldUpNobody() async throws {
        let company = try await Company.withoutCustomers()
        for number in 0..<5 { company.enter(.company("Firma \(number)")) }
        company.settleIndex()
        company.world.install(
            FaultPlan(chances: [FaultPlan.Chance(.init(.hero, isWrite: true), perMille: 1000, Fault(.dropBefore))]))
        let report = try await ImportDesk(company: company).run()
        #expect(report.interruption == nil && report.uncertain.count == 5)
        company.world.install(.none)
        company.advance(hours: 1)
        #expect(try await ImportDesk(company: company).run().exit == .success)
        #expect(company.heroCustomers.count == 5)
    }

    @Test func anotherCompanysKeyIsRefusedBeforeAnythingIsWritten() async throws {
        let company = try await Company.withoutCustomers()
        company.enter(.company("Neu GmbH"))
        company.settleIndex()
        let meddler = Meddler.hero(#""company":{"id":501"#, #""company":{"id":777"#)
        let report = try await ImportDesk(company: company).run(through: meddled(company, meddler))
        #expect(report.exit == .refused && company.world.executedWrites(in: .hero) == 0)
    }

    @Test func aPausedIntegrationImportsNothing() async throws {
        let company = try await Company.withoutCustomers()
        company.enter(.company("Neu GmbH"))
        company.settleIndex()
        let author = Author(actor: "user:erika", cause: "pause", software: "test")
        #expect(try Flow(store: company.store, author: author).set(paused: true, at: company.now))
        #expect(try await ImportDesk(company: company).count() == nil)
        let report = try await ImportDesk(company: company).run()
        #expect(report.isPaused && report.exit == .peopleNeeded && company.heroCustomers.isEmpty)
    }

    @Test func aContactArchivedMeanwhileWaitsUntilItIsBack() async throws {
        let company = try await Company.withoutCustomers()
        let ids = [company.enter(.person("Bleibt", "Offen")), company.enter(.person("Kommt", "Wieder"))]
        company.settleIndex()
        company.world.install(
            FaultPlan(chances: [FaultPlan.Chance(.init(.hero, isWrite: true), perMille: 1000, Fault(.throttle))]))
        _ = try await ImportDesk(company: company).run()
        company.world.install(.none)
        let asked = try #require(try company.store.machines(ContactImportChart.self).first?.key)
        #expect(ids.contains(asked))
        #expect(try state(company, asked) == .counted)
        let now = company.now
        try company.world.withLexoffice { try $0.archiveContact(asked, now: now) }
        company.settleIndex()
        _ = try await ImportDesk(company: company).run(confirmed: [])
        #expect(try state(company, asked) == .unfit)
        try company.world.withLexoffice { lexoffice in try lexoffice.editContact(asked, now: now) { $0.isArchived = false } }
        company.settleIndex()
        _ = try await ImportDesk(company: company).run(confirmed: [])
        #expect(try state(company, asked) == .imported)
    }

    @Test func onlyAContactThatIsReallyGoneEndsItsMachine() async throws {
        let company = try await Company.withoutCustomers()
        let id = company.enter(.person("Hilde", "Weg"))
        company.settleIndex()
        company.world.install(FaultPlan(appointments: [.init(.init(.hero, isWrite: true), nth: 1, Fault(.throttle))]))
        _ = try await ImportDesk(company: company).run()
        let empty = #"{"content":[],"first":true,"last":true,"totalPages":0,"totalElements":0,"numberOfElements":0,"size":250,"number":0}"#
        for (isGone, expected) in [(false, ContactImportState.counted), (true, .gone)] {
            let meddler = Meddler(answer: { request in
                guard let path = request.head.path, path.hasPrefix("/v1/contacts") else { return nil }
                if path.hasPrefix("/v1/contacts?") { return IncomingResponse(status: 200, empty) }
                return isGone ? IncomingResponse(status: 404, #"{"IssueList":[{"i18nKey":"not_found"}]}"#) : nil
            })
            _ = try await ImportDesk(company: company).run(through: meddled(company, meddler))
            #expect(try state(company, id) == expected)
        }
    }

    /// Deleting the integration forgets no customer that was made, nor one that may have been.
    @Test func aNewSetupImportsNobodyTwice() async throws {
        let company = try await Company.withoutCustomers()
        let id = company.enter(.company("Kein Anschluss GmbH"))
        let open = company.enter(.person("Otto", "Offen"))
        company.settleIndex()
        let transport = DyingTransport(company, atWrite: 2, isAfter: true) {}
        _ = try await ImportDesk(company: company).run(through: transport)
        #expect(company.heroCustomers.count == 2)
        #expect(try await company.delete().isDone)
        await #expect(throws: PassFailure.self) { try await ImportDesk(company: company).count() }
        company.advance(hours: 1)
        try await company.setup()
        let report = try await ImportDesk(company: company).run()
        #expect(report.plan.ready.isEmpty && report.exit == .success)
        #expect(report.imported.count == 1 && report.imported.first?.isResolved == true)
        #expect([id, open].contains(report.imported.first?.contactID))
        for customer in company.heroCustomers { company.invoice(customer: customer.id) }
        try await company.passUntilQuiet()
        #expect(Set(company.vouchers.compactMap(\.content.contactID)) == [id, open])
        #expect(company.world.lexoffice.contacts.count == 2 && company.heroCustomers.count == 2)
    }

    private func meddled(_ company: Company, _ meddler: Meddler) -> any HTTPTransport {
        MeddledTransport(inner: SandboxTransport(world: company.world, time: company.time), meddler: meddler)
    }
}
