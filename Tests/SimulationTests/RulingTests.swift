import Administration
import Bookkeeping
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// A person says how a document is booked; it is, and the journal says who wanted it.
@Suite struct RulingTests {
    private func rulings(_ company: Company, _ id: Int) throws -> [JournalEntry] {
        try company.store.journal(InvoiceChart.self, String(id)).filter { $0.event == DocumentRulings.event }
    }

    @Test(arguments: HeldCase.files) func itIsBookedWithoutItsFileAndComesToRest(held: HeldCase) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = try held.publish(company, customer)
        let meddler = held.meddler(company, id)
        try await company.pass(meddler)
        #expect(try company.standing(id: id)?.machine.reason == held.reason)
        _ = try await company.answer(.rule(.withoutFile), String(id))
        #expect(try rulings(company, id).count { $0.detail.contains("rulings=without_file") } == 1)
        try await company.pass(meddler)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(company.vouchers.map(\.files.count) == [0])
        // It rests: nothing asks for a file any more, although lexoffice shows none.
        for _ in 0..<3 {
            company.time.advance(milliseconds: 3_600_000)
            let quiet = try await company.pass(meddler)
            #expect(quiet.writes == 0 && quiet.interruption == nil)
            #expect(try company.standing(id: id)?.transfer == .fileComplete)
        }
        #expect(try company.store.verifyJournal().broken == nil)
    }

    @Test func oneThatWaitsForItsFileNeedNotWait() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let meddler = Meddler(change: { request, response in
            guard request.asksForDocument(id) else { return }
            let text = String(decoding: response.body, as: UTF8.self)
            response.body = Array(text.replacing(/"temporary_url":"[^"]*"/, with: "\"temporary_url\":null").utf8)
        })
        try await company.pass(meddler)
        #expect(try company.standing(id: id)?.machine.reason == .waitingForFile)
        _ = try await company.answer(.rule(.withoutFile), String(id))
        try await company.pass(meddler)
        #expect(try company.standing(id: id)?.transfer == .fileComplete && company.vouchers.count == 1)
    }

    /// What a document is not held for cannot be answered.
    @Test(arguments: [Answer.rule(.asStated), .rule(.withoutFile), .cumulative(.rest)])
    func anAnswerToAnotherQuestionIsRefused(answer: Answer) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let held = HeldCase.figures[0]
        let id = try held.publish(company, customer)
        let good = company.invoice(customer: customer)
        try await company.pass()
        let entries = try company.store.journalLength()
        for document in [id, good] {
            await #expect(throws: AnswerFailure.self) { try await company.answer(answer, String(document)) }
        }
        #expect(try company.store.journalLength() == entries)
        #expect(try company.standing(id: id)?.machine.reason == held.reason)
    }
}
