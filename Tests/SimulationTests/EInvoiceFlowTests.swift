import Administration
import Bookkeeping
import HTTPTypes
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing
import Transport

@testable import Sandbox

/// The e-invoice in a document's PDF goes before HERO's figures, and what contradicts it is held (einvoice.md §5).
@Suite struct EInvoiceFlowTests {
    /// Two part invoices, a final one and a supplement over two rates; whichever way HERO tells them, the four vouchers are the whole work.
    @Test(arguments: HeroDeductionForm.allCases, [HeroEInvoice.Deductions?.none, .advances, .prepaid, .rest])
    func aChainIsBookedToTheCent(form: HeroDeductionForm, deductions: HeroEInvoice.Deductions?) async throws {
        let company = try Company(on: "2026-09-14")
        try await company.setupShopless()
        var run = SampleChain(from: company.today, form: form, eInvoice: deductions.map { HeroEInvoice(deductions: $0) }).run
        company.world.withHero { run.publishAll(in: &$0) }
        company.time.advance(milliseconds: 86_400_000)
        try await company.passUntilQuiet()
        #expect(try await company.expectBooks(run) == 4)
        #expect(company.vouchers.reduce(0) { $0 + $1.content.gross.amount } == SampleChain.grossCents)
        let told = try run.expectations.keys.flatMap { try company.store.journal(InvoiceChart.self, String($0)) }
        #expect(told.count { $0.detail.contains("einvoice_sha256=") } == (deductions == nil ? 0 : 3))
        #expect(try company.store.verifyJournal().broken == nil)
    }

    private func company(_ change: (inout HeroDraft) -> Void) async throws -> (company: Company, document: Int) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.eInvoice = HeroEInvoice()
        change(&draft)
        return (company, company.publish(draft))
    }

    /// HERO's figures are not those of its own e-invoice: a person decides, and what they decide is booked once.
    @Test func aContradictionIsHeldAndRuledOn() async throws {
        let (company, id) = try await company { _ in }
        let meddler = Meddler.hero("\"vat\":19", "\"vat\":18")
        try await company.pass(meddler)
        let held = try #require(try company.standing(id: id))
        #expect(held.transfer == .blocked && company.vouchers.isEmpty)
        let reason = try #require(held.machine.reason)
        #expect([.eInvoiceMismatch, .taxRoundingDiff, .totalMismatch].contains(reason))
        let entries = try company.store.journalLength()
        try await company.pass(meddler)
        #expect(try company.store.journalLength() == entries && company.vouchers.isEmpty)
        // HERO has its figures right again.
        _ = try await company.answer(.retry, String(id))
        try await company.pass()
        #expect(company.vouchers.map(\.content.gross.amount) == [11_900])
    }

    /// A PDF whose e-invoice nobody can read is no PDF without one.
    @Test func aBrokenEInvoiceIsHeldAndMayBeSetAside() async throws {
        let (company, id) = try await company { _ in }
        let link = "/files/\(company.world.hero.records.documents[id]?.fileUUID ?? "-")"
        let meddler = Meddler(change: { request, response in
            guard request.head.path?.contains(link) == true else { return }
            response.body = HeroFile.withBrokenStreams(response.body)
        })
        try await company.pass(meddler)
        #expect(try company.standing(id: id)?.machine.reason == .eInvoiceUnreadable)
        #expect(company.vouchers.isEmpty)
        _ = try await company.answer(.rule(.asStated), String(id))
        try await company.pass(meddler)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(company.vouchers.map(\.content.gross.amount) == [11_900])
    }

    /// What HERO's draft leaves unreadable, the e-invoice states.
    @Test func figuresThatHeroCannotTellAreReadFromTheEInvoice() async throws {
        let (company, id) = try await company { draft in
            draft.lines = [HeroLine("A", unitPrice: 10_003, rate: 19), HeroLine("B", unitPrice: 5007, rate: 7)]
        }
        let meddler = Meddler.document(id, "\"net_price_per_unit\"", "\"nobody_knows\"")
        try await company.pass(meddler)
        let voucher = try #require(company.vouchers.first)
        // 100.03 + 19.01 and 50.07 + 3.50.
        #expect(voucher.content.items.map(\.amount.amount) == [11_904, 5357])
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
    }

    /// An XML alone goes to lexoffice as it is where it is taken; where it is not, the office chooses to do without.
    @Test(arguments: [(false, ReasonCode?.some(.fileKindRefused)), (true, nil)])
    func anXMLAloneIsSentAsItIs(accepts: Bool, refusal: ReasonCode?) async throws {
        let (company, id) = try await company { $0.eInvoice = HeroEInvoice(isAlone: true) }
        company.world.withLexoffice { $0.rules.acceptsXML = accepts }
        try await company.pass()
        let voucher = try #require(company.vouchers.first)
        #expect(voucher.content.gross.amount == 11_900 && company.vouchers.count == 1)
        guard let refusal else {
            let file = voucher.files.first.flatMap { company.world.lexoffice.file($0) }
            let sent = try await company.heroFile(id)
            #expect(file?.contentType == "application/xml" && file?.bytes == sent)
            #expect(try company.standing(id: id)?.transfer == .fileComplete)
            return
        }
        #expect(voucher.files.isEmpty)
        #expect(try company.standing(id: id)?.machine.reason == refusal)
        _ = try await company.answer(.rule(.withoutFile), String(id))
        let quiet = try await company.pass()
        #expect(quiet.writes == 0 && quiet.exit == .success)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
    }

    /// From the day on that the firm named, an invoice to a business has its e-invoice, or is flagged; small ones and consumers need none.
    @Test(
        arguments: [
            (true, 100_000, false, "2026-04-01", true), (true, 100_000, true, "2026-04-01", false),
            (true, 20_000, false, "2026-04-01", false),
            (false, 100_000, false, "2026-04-01", false), (true, 100_000, false, "2026-04-02", false),
        ] as [(Bool, Int64, Bool, String, Bool)])
    func aBusinessWithoutItsEInvoiceIsFlagged(isBusiness: Bool, net: Int64, carries: Bool, from: String, isFlagged: Bool) async throws {
        let company = try Company(on: "2026-04-01")
        let customer =
            isBusiness
            ? company.openShop()
            : company.openShop(
                HeroCustomerRecord(
                    type: "private", firstName: "Änne", lastName: "Roß",
                    address: HeroAddressRecord(street: "Am Bach 1", zipcode: "30449", city: "Hannover")))
        try await company.setup(eInvoicesFrom: BusinessDay(from))
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: net, rate: 19)])
        draft.eInvoice = carries ? HeroEInvoice() : nil
        let id = company.publish(draft)
        try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        let entries = try company.store.journal(InvoiceChart.self, String(id))
        #expect(entries.contains { $0.detail.contains("EINVOICE_MISSING") } == isFlagged)
        let census = try EInvoiceCensus.take(company.store, last: 10)
        #expect(census.documents == 1 && census.profiles == (carries ? [.invoice: 1] : [:]))
    }

    /// HERO shows an open amount that is not what its own figures and payments leave.
    @Test func anOpenAmountThatDoesNotFitIsHeld() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let meddler = Meddler.hero("\"balance\":119", "\"balance\":79")
        try await company.pass(meddler)
        let held = try #require(try company.standing(id: id))
        #expect(held.machine.reason == .balanceMismatch)
        #expect(held.machine.detail == "balance=7900 expected=11900")
        _ = try await company.answer(.rule(.asStated), String(id))
        try await company.pass(meddler)
        #expect(company.vouchers.map(\.content.gross.amount) == [11_900])
    }

    /// What a cumulative invoice totals nobody knows but the adviser; the answer holds for all that follow.
    @Test(arguments: [CumulativeMeaning.rest, .whole]) func cumulativeInvoicesAskOnce(meaning: CumulativeMeaning) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let now = company.now
        let project = company.world.withHero { $0.addProject(name: "Bau", customerID: customer, now: now) }
        func publish(_ net: Int64, _ style: HeroInvoiceStyle) -> Int {
            var draft = company.draft(customer, [HeroLine("Bau", unitPrice: net, rate: 19)])
            draft.style = style
            draft.projectID = project
            return company.publish(draft)
        }
        let part = publish(100_000, .parted)
        let first = publish(250_000, .cumulative)
        try await company.passUntilQuiet()
        #expect(try company.standing(id: part)?.transfer == .fileComplete)
        #expect(try company.standing(id: first)?.machine.reason == .cumulativeUnclear)
        _ = try await company.answer(.cumulative(meaning), String(first))
        let second = publish(400_000, .cumulative)
        try await company.passUntilQuiet()
        for id in [first, second] { #expect(try company.standing(id: id)?.transfer == .fileComplete) }
        // 1,000 + 2,500 + 4,000, or what each adds: 1,000 + 1,500 + 1,500, and VAT.
        let gross: [Int64] = meaning == .rest ? [119_000, 297_500, 476_000] : [119_000, 178_500, 178_500]
        #expect(company.vouchers.map(\.content.gross.amount) == gross)
        let decisions = try company.store.journal(InvoiceChart.self, String(first)).filter { $0.event == CumulativeDecision.event }
        #expect(decisions.count == 1)
    }
}
