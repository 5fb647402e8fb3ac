import Bookkeeping
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// A pass that would be answered as the last one was need not be made (decision 42): made all the same, over years with random people on
/// both sides, it does nothing. And whatever it would do something about is seen in the answers.
@Suite struct RestingTests {
    @Test(arguments: [UInt64(1), 2, 5]) func sameAnswersMakeTheSamePass(seed: UInt64) async throws {
        var history = try await History(seed: seed)
        let company = history.company
        var (rests, ended) = (0, 0)
        for month in 1...12 {
            try await history.run(months: 1)
            _ = try await history.comeToRest()
            for turn in 1...8 {
                let (report, questions) = try await pass(company)
                guard let until = report.foundNothing?.until, let questions else {
                    company.time.advance(milliseconds: 61_000)
                    continue
                }
                if turn > 6 { company.invoice(customer: company.openShop(), net: Int64(month * 1_000 + turn)) }
                company.time.advance(milliseconds: min(Int64(turn) * 61_000, until.milliseconds(since: company.now) - 1))
                guard try await isAnsweredAlike(questions, company) else {
                    ended += 1
                    continue
                }
                #expect(turn <= 6, "seed \(seed): a new invoice is not in what is asked")
                try await expectNothing(company, "seed \(seed), month \(month), turn \(turn)")
                rests += 1
            }
        }
        #expect(rests > 20 && ended > 5)
    }

    private func pass(_ company: Company) async throws -> (PassReport, [AskedQuestion]?) {
        let record = QuestionRecord()
        let clients = try company.clients(over: record.over(SandboxTransport(world: company.world, time: company.time)))
        return (await clients.pass().run(), record.questions)
    }

    private func isAnsweredAlike(_ questions: [AskedQuestion], _ company: Company) async throws -> Bool {
        let transport = SandboxTransport(world: company.world, time: company.time)
        for question in questions where try await !question.isAnswered(by: transport.send(question.request)) { return false }
        return true
    }

    private func expectNothing(_ company: Company, _ place: String) async throws {
        let (entries, facts) = (try company.store.journalLength(), try company.store.figures().documents)
        let (report, _) = try await pass(company)
        #expect(report.writes == 0 && report.interruption == nil, "\(place)")
        #expect(try company.store.journalLength() == entries, "\(place)")
        #expect(try company.store.figures().documents == facts, "\(place)")
    }
}
