import Administration
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
import Wording

/// The start date of the synchronisation (domain.md S9, S10, S16-S19, S35).
@Suite struct StartDateTests {
    private func setup(_ company: Company, _ day: BusinessDay?) async throws -> SetupRefusal? {
        var request = SetupRequest()
        request.startDate = day
        request.cancellationProcessConfirmed = true
        request.connectorOffConfirmed = true
        do {
            _ = try await company.setupRunner().run(request)
            return nil
        } catch let failure as SetupFailure {
            guard case .refused(let refusal, _) = failure else { throw failure }
            return refusal
        }
    }

    private func startDate(_ company: Company) throws -> BusinessDay? { try Settings.load(company.store)?.startDate }

    /// A company on the eve of its start date, 13 April, at this time of day UTC.
    private func eve(_ time: String) async throws -> (Company, Int) {
        let company = try Company(on: "2026-04-12")
        let customer = company.openShop()
        #expect(try await setup(company, company.today.adding(days: 1)) == nil)
        let moment = try #require(Instant(iso: "2026-04-12T\(time)Z"))
        company.time.advance(milliseconds: moment.milliseconds - company.now.milliseconds)
        return (company, customer)
    }

    /// 22:30 UTC is past midnight in Berlin, unless HERO's clock shows Berlin time under a wrong label: then a person decides.
    @Test func theNightBeforeIsAmbiguous() async throws {
        let (company, customer) = try await eve("22:30:00")
        let id = company.invoice(customer: customer)
        let report = try await company.pass()
        let standing = try #require(try company.standing(id: id))
        #expect(standing.machine.reason == .startDateAmbiguous && standing.transfer == .blocked)
        #expect(standing.machine.detail == "as_utc=2026-04-13 as_berlin=2026-04-12")
        #expect(Company.line(report, id)?.record == .held && company.vouchers.isEmpty)
        // Booked by hand and linked, it is done.
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        let typed = try await company.enterVoucher(try #require(company.number(id)), cents: 11_900, contact: contact)
        _ = try await company.answer(.adopt(voucherID: typed), String(id))
        try await company.pass()
        #expect(company.vouchers.map(\.id) == [typed] && company.vouchers[0].files.count == 1)
    }

    @Test(arguments: [("21:59:59", false), ("23:59:59", nil), ("24:00:00", true), ("26:00:00", true)] as [(String, Bool?)])
    func theHoursAroundTheStart(time: String, isIn: Bool?) async throws {
        let isNextDay = time >= "24"
        let (company, customer) = try await eve(isNextDay ? "23:59:59" : time)
        if isNextDay { company.time.advance(milliseconds: time == "24:00:00" ? 1_000 : 7_201_000) }
        let id = company.invoice(customer: customer)
        try await company.pass()
        let standing = try #require(try company.standing(id: id))
        switch isIn {
        case true?: #expect(standing.transfer == .fileComplete)
        case false?: #expect(standing.transfer == .outOfScope && standing.machine.reason == .beforeStart)
        case nil: #expect(standing.transfer == .blocked && standing.machine.reason == .startDateAmbiguous)
        }
    }

    /// A night that lies on one side in either reading is no question: 22:30 UTC on the 12th with a start on the 12th is in.
    @Test func theSameNightInsideIsIn() async throws {
        let company = try Company(on: "2026-04-12")
        let customer = company.openShop()
        try await company.setup()
        let moment = try #require(Instant(iso: "2026-04-12T22:30:00Z"))
        company.time.advance(milliseconds: moment.milliseconds - company.now.milliseconds)
        let id = company.invoice(customer: customer)
        try await company.pass()
        #expect(try company.voucher(of: id).content.voucherDate?.description == "2026-04-13")
    }

    /// Created after the start, dated before it: sent, with a flag (S18).
    @Test func aBackdatedDocumentIsSentWithAFlag() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.date = company.today.adding(days: -3)
        let id = company.publish(draft)
        try await company.pass()
        #expect(try company.voucher(of: id).content.voucherDate == draft.date)
        #expect(try company.standing(id: id)?.machine.detail == "BACKDATED")
    }

    /// No command, retry or new setup transfers what was created before the start (S19).
    @Test func whatWasBeforeStaysOut() async throws {
        let company = try Company()
        let customer = company.openShop()
        let old = company.invoice(customer: customer)
        company.advance(hours: 24)
        try await company.setup()
        let new = company.invoice(customer: customer)
        try await company.pass()
        #expect(try company.standing(id: old)?.machine.reason == .beforeStart)
        #expect(company.vouchers.map(\.content.number) == [company.number(new)])
        await #expect(throws: AnswerFailure.self) { try await company.answer(.retry, String(old)) }
        await #expect(throws: AnswerFailure.self) { try await company.answer(.absent, String(old)) }
        #expect(try await setup(company, nil) == nil)
        try await company.pass()
        #expect(company.vouchers.count == 1)
    }

    @Test func aPastDateIsRefused() async throws {
        let company = try Company()
        company.openShop()
        #expect(try await setup(company, company.today.adding(days: -1)) == .startDateInPast)
        #expect(try await setup(company, nil) == .startDateMissing)
        #expect(try Settings.load(company.store) == nil)
        #expect(company.integration == nil)
        #expect(try await setup(company, company.today) == nil)
        #expect(try startDate(company) == company.today)
        // The date in force is no past date, however old it is.
        company.advance(hours: 72)
        #expect(try await setup(company, nil) == nil)
        #expect(try await setup(company, company.today.adding(days: -1)) == .startDateInPast)
    }

    @Test func theDateCanBeChangedUntilSomethingWasTransferred() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let first = company.today
        let id = company.invoice(customer: customer)
        #expect(try await setup(company, first.adding(days: 2)) == nil)
        try await company.pass()
        #expect(try company.standing(id: id)?.machine.reason == .beforeStart)
        #expect(company.vouchers.isEmpty)
        #expect(try await setup(company, first.adding(days: 1)) == nil)
        company.advance(hours: 24)
        let second = company.invoice(customer: customer)
        try await company.pass()
        #expect(try company.standing(id: second)?.transfer == .fileComplete)
        #expect(try company.standing(id: id)?.machine.reason == .beforeStart)
        // Now it is fixed for ever.
        for days in [1, 2, 30] { #expect(try await setup(company, company.today.adding(days: days)) == .startDateImmutable) }
        #expect(try await setup(company, first.adding(days: 1)) == nil)
        #expect(try startDate(company) == first.adding(days: 1))
        #expect(company.integration?.startDate == .fixed)
    }

    /// A failed attempt does not freeze the date (S10).
    @Test func aRefusedFirstAttemptDoesNotFixTheDate() async throws {
        var rules = Company.rules()
        rules.contactUsableAfterMilliseconds = 3_600_000
        let company = try Company(rules: rules)
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .rejected)
        #expect(try await setup(company, company.today.adding(days: 1)) == nil)
        #expect(try startDate(company) == company.today.adding(days: 1))
    }

    /// As long as nobody knows whether the first attempt succeeded, the date is held, and afterwards what is true decides.
    @Test(arguments: [true, false]) func anUnansweredFirstAttemptHoldsTheDate(wasBooked: Bool) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        _ = company.invoice(customer: customer)
        company.world.install(
            FaultPlan(appointments: [
                FaultPlan.Appointment(
                    FaultPlan.Selector(.lexoffice, isWrite: true, path: "/v1/vouchers"), nth: 1, Fault(wasBooked ? .dropAfter : .dropBefore)
                )
            ]))
        try await company.pass()
        company.world.install(.none)
        #expect(try await setup(company, company.today.adding(days: 1)) == .startDateHeld)
        #expect(company.integration?.startDate == .held)
        company.time.advance(milliseconds: company.settle + 1_000)
        try await company.pass()
        #expect(company.vouchers.count == 1)
        #expect(try await setup(company, company.today.adding(days: 1)) == .startDateImmutable)
    }

    /// The original lies before the start; its cancellation is sent by its own date, with a flag (S35).
    @Test func aCancellationWithoutItsOriginalIsSent() async throws {
        let company = try Company()
        let customer = company.openShop()
        let old = company.invoice(customer: customer)
        company.advance(hours: 24)
        try await company.setup()
        try await company.pass()
        let reversal = try company.cancel(old)
        let report = try await company.pass()
        let voucher = try company.voucher(of: reversal)
        #expect(company.vouchers.count == 1)
        #expect(voucher.content.kind == .salesCreditNote && voucher.content.gross == Cents(11_900))
        let original = try #require(company.number(old))
        #expect(voucher.content.remark?.contains(original) == true)
        #expect(try company.standing(id: reversal)?.machine.detail == "STORNO_WITHOUT_ORIGINAL")
        #expect(Company.line(report, reversal)?.flags == ["STORNO_WITHOUT_ORIGINAL"])
        #expect(try company.history(reversal).contains { $0.detail.contains("flags=STORNO_WITHOUT_ORIGINAL") })
        #expect(try company.standing(id: old)?.transfer == .outOfScope)
        #expect(report.exit == .success)
    }
}
