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

/// Whatever is wrong with a document stays with that document, with a reason and a next step (domain.md §2).
@Suite struct HoldTests {
    @Test(arguments: HeldCase.figures + HeldCase.settings + HeldCase.customers + HeldCase.files)
    func aDocumentIsHeldAndHoldsUpNobody(held: HeldCase) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let before = company.invoice(customer: customer)
        let id = try held.publish(company, customer)
        let after = company.invoice(customer: customer)
        let meddler = held.meddler(company, id)
        let report = try await company.pass(meddler)
        #expect(report.interruption == nil && report.unanswered.isEmpty)
        let standing = try #require(try company.standing(id: id))
        #expect(standing.transfer == .blocked && standing.machine.needsPerson)
        #expect(standing.machine.reason == held.reason)
        #expect(standing.machine.detail?.isEmpty == false)
        #expect(standing.voucherID == nil)
        for good in [before, after] { #expect(try company.standing(id: good)?.transfer == .fileComplete) }
        #expect(company.vouchers.count == 2)
        let line = try #require(Company.line(report, id))
        #expect(line.symbol == .person && line.record == .held && line.reason == held.reason)
        #expect(report.exit == .peopleNeeded)
        // Looking again changes nothing, and writes nothing, not even into the journal.
        let entries = try company.store.journalLength()
        company.time.advance(milliseconds: 60_000)
        let second = try await company.pass(meddler)
        #expect(second.writes == 0 && second.interruption == nil)
        #expect(try company.standing(id: id)?.machine.reason == held.reason)
        #expect(try company.store.journalLength() == entries)
    }

    /// All of them at once beside one good document.
    @Test func manyHeldDocumentsHoldUpNobody() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let cases = HeldCase.figures.filter { ![.totalMismatch, .taxRoundingDiff].contains($0.reason) } + HeldCase.customers
        let ids = try cases.map { try $0.publish(company, customer) }
        let good = company.invoice(customer: customer)
        let report = try await company.pass()
        #expect(try company.standing(id: good)?.transfer == .fileComplete)
        #expect(company.vouchers.count == 1)
        for (id, held) in zip(ids, cases) { #expect(try company.standing(id: id)?.machine.reason == held.reason) }
        #expect(report.count(.person) == cases.count)
    }

    /// HERO cannot deliver one document; the others go on, and it follows when HERO can.
    @Test func aDocumentHeroCannotDeliverWaits() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let ids = (0..<3).map { _ in company.invoice(customer: customer) }
        let meddler = Meddler(answer: { request in
            request.asksForDocument(ids[1]) ? IncomingResponse(status: 200, #"{"errors":[{"message":"Internal server error"}]}"#) : nil
        })
        let report = try await company.pass(meddler)
        #expect(report.interruption == nil)
        #expect(report.unanswered.map(\.document) == [String(ids[1])] && report.unanswered.first?.code == "internal_error")
        #expect(Company.line(report, ids[1])?.reason == .notAnswered && Company.line(report, ids[1])?.symbol == .waiting)
        #expect(company.vouchers.count == 2)
        #expect(report.exit == .deferred)
        try await company.pass()
        #expect(company.vouchers.count == 3)
        #expect(try company.standing(id: ids[1])?.transfer == .fileComplete)
    }

    /// A held document goes through once its cause is gone and somebody says so.
    @Test func aRepairedDocumentGoesThrough() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.currency = "CHF"
        let id = company.publish(draft)
        try await company.pass()
        let now = company.now
        company.world.withHero { $0.edit(documentID: id, now: now) { $0.currency = "EUR" } }
        let standing = try await company.answer(.retry, String(id))
        #expect(standing.transfer == .waiting)
        try await company.pass()
        #expect(try company.voucher(of: id).content.gross == Cents(11_900))
        #expect(try company.history(id).contains { $0.event == "op.retry" })
    }

    // MARK: files

    @Test func aPDFThatIsNotReadyIsWaitedFor() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        company.world.withHero { $0.settings.pdfDelaySeconds = 6 }
        let id = company.invoice(customer: customer)
        let report = try await company.pass()
        #expect(company.vouchers.isEmpty)
        #expect(try company.standing(id: id)?.machine.reason == .waitingForFile)
        #expect(Company.line(report, id)?.symbol == .waiting && report.exit == .deferred)
        company.time.advance(milliseconds: 10_000)
        try await company.pass()
        #expect(try company.voucher(of: id).files.count == 1)
    }

    @Test func aPDFThatNeverComesIsHeldAfterADay() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.isNeverRendered = true
        let id = company.publish(draft)
        try await company.pass()
        company.time.advance(milliseconds: 24 * 3_600_000 - 60_000)
        try await company.pass()
        #expect(try company.standing(id: id)?.machine.reason == .waitingForFile)
        company.time.advance(milliseconds: 60_000)
        let report = try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .blocked)
        #expect(try company.standing(id: id)?.machine.reason == .fileMissing)
        #expect(report.exit == .peopleNeeded && company.vouchers.isEmpty)
        let now = company.now
        company.world.withHero { $0.edit(documentID: id, now: now) { $0.isNeverRendered = false } }
        _ = try await company.answer(.retry, String(id))
        try await company.pass()
        #expect(try company.voucher(of: id).files.count == 1)
    }

    /// The link is read anew each time; a page of the file store in place of the bytes is no PDF and no reason to give up.
    @Test func aFileStoreThatFailsIsAskedAgain() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let report = try await company.pass(
            Meddler(answer: { request in
                request.head.path?.contains("/files/") == true ? IncomingResponse(status: 503, "down") : nil
            }))
        #expect(company.vouchers.isEmpty)
        #expect(report.unanswered.map(\.document) == [String(id)] && Company.line(report, id)?.reason == .fileUnavailable)
        try await company.pass()
        #expect(try company.voucher(of: id).files.count == 1)
    }

    // MARK: reversals

    @Test func aCancellationThatDoesNotMatchIsHeld() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        let reversal = try company.cancel(id)
        let now = company.now
        company.world.withHero { $0.edit(documentID: reversal, now: now) { $0.lines[0].unitPrice = 9_999 } }
        try await company.pass()
        #expect(try company.standing(id: reversal)?.machine.reason == .cancellationMismatch)
        #expect(company.vouchers.count == 1)
    }

    @Test func invoiceAndCancellationInOnePass() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer, net: 12_345)
        let reversal = try company.cancel(id)
        let report = try await company.pass()
        #expect(report.exit == .success)
        #expect(company.vouchers.map(\.content.kind) == [.salesInvoice, .salesCreditNote])
        #expect(company.vouchers.map(\.content.number) == [company.number(id), company.number(reversal)])
        #expect(company.vouchers.map(\.content.gross) == [Cents(14_691), Cents(14_691)])
        #expect(company.vouchers[0].content.items == company.vouchers[1].content.items)
        let remark = try #require(company.vouchers[1].content.remark)
        let original = try #require(company.number(id))
        #expect(remark.hasPrefix("Stornorechnung") && remark.contains(original))
        #expect(try company.standing(id: id)?.machine.configuration.life == .cancelled)
        #expect(try company.standing(id: reversal)?.machine.detail == nil)
        #expect(company.world.lexoffice.files.count == 2)
    }

    /// The cancellation waits as long as its original is held.
    @Test func aCancellationWaitsForItsOriginal() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.isNeverRendered = true
        let id = company.publish(draft)
        let reversal = try company.cancel(id)
        try await company.pass()
        #expect(company.vouchers.isEmpty)
        #expect(try company.standing(id: reversal)?.machine.reason == .waitingForOriginal)
        let now = company.now
        company.world.withHero { $0.edit(documentID: id, now: now) { $0.isNeverRendered = false } }
        try await company.pass()
        #expect(company.vouchers.map(\.content.number) == [company.number(id), company.number(reversal)])
    }

    /// A held original of a cancelled pair may be waived, and its cancellation with it.
    @Test func aWaivedPairIsNeverBooked() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.currency = "CHF"
        let id = company.publish(draft)
        try await company.pass()
        await #expect(throws: AnswerFailure.self) { try await company.answer(.waive, String(id)) }
        let reversal = try company.cancel(id)
        try await company.pass()
        #expect(try await company.answer(.waive, String(id)).transfer == .waived)
        _ = try await company.answer(.retry, String(reversal))
        try await company.pass()
        #expect(try company.standing(id: reversal)?.transfer == .waived)
        #expect(company.vouchers.isEmpty)
        #expect(try company.history(id).filter { $0.event == "op.waive" }.count == 2)
    }

    /// A credit note lessens revenue and leaves the invoice valid (V25, V26), whatever sign HERO prints (C10).
    @Test(arguments: [-1000, 1000] as [Int64]) func aCreditNoteLessensRevenue(quantity: Int64) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let now = company.now
        let note = try #require(
            company.world.withHero {
                $0.creditNote(
                    for: id, typeID: SampleTypes.creditNote, lines: [HeroLine("Kulanz", quantity: quantity, unitPrice: 5_000, rate: 19)],
                    now: now)
            })
        try await company.pass()
        let credit = try company.voucher(of: note).content
        #expect(credit.kind == .salesCreditNote && credit.gross == Cents(5_950) && credit.tax == Cents(950))
        #expect(try company.voucher(of: id).content.gross == Cents(11_900))
        #expect(try company.standing(id: id)?.machine.configuration.life == .uploaded)
        #expect(try company.standing(id: note)?.machine.detail == (quantity > 0 ? "SIGN_NORMALISED" : nil))
    }
}
