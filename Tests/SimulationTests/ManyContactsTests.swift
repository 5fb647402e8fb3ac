import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing
import Transport

@testable import Sandbox

/// lexoffice with more contacts than it lists: documents of linked customers and payments go on, a new customer is looked for by filter,
/// and where no filter leads to him, a person is asked.
@Suite struct ManyContactsTests {
    private func crowded(_ count: Int = 10_000) throws -> Company {
        let company = try Company()
        let now = company.now
        company.world.withLexoffice { lexoffice in
            for number in 0..<count {
                _ = lexoffice.enterContact(LexofficeContactContent(identity: .company(.init(name: "Firma \(number) GmbH"))), now: now)
            }
        }
        company.settleIndex()
        return company
    }

    @Test func aNewCustomerIsLookedForByFilter() async throws {
        let company = try crowded()
        let known = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        company.settleIndex()
        let customers = [company.openShop(), company.openShop(Company.customer("Weiß GmbH", email: "weiss@weiss.example"))]
        try await company.setup()
        let ids = customers.map { company.invoice(customer: $0) }
        let report = try await company.pass()
        #expect(report.interruption == nil, "\(String(describing: report.interruption))")
        for id in ids { #expect(try company.standing(id: id)?.transfer == .fileComplete) }
        #expect(try company.standing(id: ids[0])?.booking?.contactID == known)
        #expect(company.world.lexoffice.executions(.createContact) == 1)
        // Payments and documents of linked customers go on.
        let voucher = try company.voucher(of: ids[0])
        let (today, now) = (company.today, company.now)
        try company.world.withLexoffice { try $0.pay(voucher.id, type: .bank, amount: voucher.openAmount, on: today, now: now) }
        company.settleIndex()
        let later = company.invoice(customer: customers[0])
        try await company.pass()
        #expect(company.world.hero.records.documents[ids[0]]?.booking?.payments.map(\.value) == [11_900])
        #expect(try company.standing(id: later)?.transfer == .fileComplete)
    }

    /// Another spelling of the rest of the name is found by the word that tells most.
    @Test func anotherSpellingIsFound() async throws {
        let company = try crowded()
        let known = company.world.withLexoffice { [now = company.now] lexoffice in
            var content = LexofficeContactContent(identity: .company(.init(name: "Mueller & Soehne Bau")))
            content.emails = [.init(list: "business", value: "rechnung@mueller.example")]
            return lexoffice.enterContact(content, now: now)
        }
        company.settleIndex()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        #expect(try company.standing(id: id)?.booking?.contactID == known)
        #expect(company.world.lexoffice.executions(.createContact) == 0)
    }

    /// No e-mail address, and marked letters written in every way there is: a filter finds letters as they are written, and leaves open
    /// what may be written otherwise.
    @Test(arguments: [
        ("Müller & Söhne", "MUELLER + SOEHNE"), ("Mueller & Soehne", "Müller und Söhne"), ("Muller & Sohne", "Müller & Söhne"),
        ("Café René GmbH", "Cafe Rene G.m.b.H."), ("Cafe Rene GmbH", "Café René GmbH"), ("100 % Holz_Werk GmbH", "100% Holz Werk GmbH"),
        ("Weiß Bau", "WEISS BAU"), ("Öz Baugesellschaft mbH", "Oez Bauges. mbH"),
    ]) func everySpellingIsFoundByFilter(name: String, contact: String) async throws {
        let company = try crowded()
        let known = company.world.withLexoffice { [now = company.now] lexoffice in
            var content = LexofficeContactContent(identity: .company(.init(name: contact)))
            content.billing = [PostalAddress(street: "Beispielweg 1", zip: "30449", city: "Hannover", countryCode: "DE")]
            return lexoffice.enterContact(content, now: now)
        }
        company.settleIndex()
        var record = Company.customer(name)
        record.email = nil
        let customer = company.openShop(record)
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        #expect(try company.standing(id: id)?.booking?.contactID == known)
        #expect(company.world.lexoffice.executions(.createContact) == 0)
    }

    /// A name that is in thousands of others, without an address to find it by.
    @Test func whoCannotBeSearchedForIsAsked() async throws {
        let company = try crowded()
        let customer = company.openShop(Company.customer("Firma GmbH", email: "xy"))
        let other = company.openShop(Company.customer("Weiß GmbH", email: "weiss@weiss.example"))
        try await company.setup()
        let ids = [customer, other].map { company.invoice(customer: $0) }
        let report = try await company.pass()
        #expect(report.interruption == nil)
        #expect(Company.line(report, ids[0])?.reason == .contactNotSearchable && Company.line(report, ids[0])?.symbol == .person)
        #expect(try company.standing(id: ids[1])?.transfer == .fileComplete)
    }

    /// An answer about a new contact that got lost is looked up by filter as well.
    @Test func aLostContactIsFoundByFilter() async throws {
        let company = try crowded()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let selector = FaultPlan.Selector(.lexoffice, isWrite: true)
        company.world.install(FaultPlan(appointments: [FaultPlan.Appointment(selector, nth: 1, Fault(.dropAfter))]))
        for _ in 0..<4 {
            try await company.pass()
            company.advance(hours: 1)
        }
        #expect(company.world.lexoffice.executions(.createContact) == 1)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
    }
}
