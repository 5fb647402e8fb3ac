import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import Synchronization
import TestSupport
import Testing
import Transport

/// A write that lexoffice never takes is tried again for three windows, told all the while, and then a person's.
@Suite struct WritesThatFailTests {
    struct Kind: Sendable, CustomTestStringConvertible {
        var question: Unanswered.Question
        var chart: String
        /// Whether a request is the write of the bad document.
        var isBad: @Sendable (OutgoingRequest, String) -> Bool
        var status = 500
        var testDescription: String { "\(question.rawValue) \(status)" }

        private static func post(_ request: OutgoingRequest, _ path: String) -> Bool {
            request.head.method == .post && request.head.path?.hasSuffix(path) == true
        }

        static func all(_ status: Int) -> [Kind] {
            [
                Kind(
                    question: .createVoucher, chart: InvoiceChart.name, isBad: { post($0, "/v1/vouchers") && $0.text.contains($1) },
                    status: status),
                Kind(
                    question: .createContact, chart: ContactChart.name,
                    isBad: { request, _ in post(request, "/v1/contacts") && request.text.contains("Söhne Bau") }, status: status),
                Kind(
                    question: .attachFile, chart: InvoiceChart.name, isBad: { post($0, "/files") && $0.text.contains($1) }, status: status),
            ]
        }
    }

    private final class Count: Sendable {
        let value: Mutex<Int> = Mutex(0)
    }

    @Test(arguments: [500, 503].flatMap(Kind.all)) func itIsSentInThreeWindowsAndThenAPersons(kind: Kind) async throws {
        let company = try Company()
        let customers = [company.openShop(), company.openShop(Company.customer("Weiß GmbH", email: "weiss@weiss.example"))]
        try await company.setup()
        let ids = customers.map { company.invoice(customer: $0) }
        let number = try #require(company.number(ids[0]))
        let count = Count()
        let meddler = Meddler(answer: { request in
            guard kind.isBad(request, number) else { return nil }
            count.value.withLock { $0 += 1 }
            return IncomingResponse(status: kind.status, "{}")
        })
        let begin = company.now
        // A pass each minute, for as long as three windows and the waits between them may take.
        var task: Instant?
        for minute in 0..<75 {
            let report = try await company.pass(meddler)
            #expect(report.interruption == nil)
            if minute == 0 { #expect(try company.standing(id: ids[1])?.transfer == .fileComplete) }
            if task == nil, Company.line(report, ids[0])?.symbol == .person { task = company.now }
            // What was sent for the first time then does not grow younger, whatever it went through since.
            if minute > 0, task == nil {
                let oldest = try #require(try company.store.figures().oldestUncertain[kind.chart])
                #expect(oldest.milliseconds(since: begin) < 120_000, "minute \(minute): \(oldest)")
            }
            company.time.advance(milliseconds: 60_000)
        }
        let since = try #require(task).milliseconds(since: begin)
        #expect((2 * company.settle...4 * company.settle + 600_000).contains(since), "\(since / 60_000) minutes")
        let sent = count.value.withLock { $0 }
        #expect((3...4).contains(sent))
        let report = try await company.pass(meddler)
        let line = try #require(Company.line(report, ids[0]))
        #expect(line.reason == .notAccepted && line.detail?.contains("tries=\(sent) since=2026-04-01") == true, "\(line)")
        // What came in place of an answer, and not merely that nothing arrived.
        #expect(line.detail?.contains("error=") == true && line.detail?.contains("no_trace") == false, "\(line)")
        #expect(report.lines.count { $0.reason == .notAccepted } == 1 && report.exit == .peopleNeeded)
        let oldest = try #require(try company.store.figures().oldestUncertain[kind.chart])
        #expect(company.now.milliseconds(since: oldest) > 3_600_000)
        // Not sent any more, until a person says so.
        company.advance(hours: 24)
        try await company.pass(meddler)
        #expect(count.value.withLock { $0 } == sent)
        _ = try await company.answer(.retry, number)
        try await company.passAnHourLater()
        #expect(company.vouchers(of: ids[0]).map(\.files.count) == [1])
        #expect(try await company.pass().exit == .success)
    }

    /// Not taken once, and then held for its own sake: a person is told that, and nothing counts as still being asked.
    @Test func whatIsHeldAfterATryIsNotAskedAbout() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        let failing = Meddler(answer: { request in
            request.head.method == .post && request.head.path == "/v1/vouchers" ? IncomingResponse(status: 500, "{}") : nil
        })
        var report = try await company.pass(failing)
        for _ in 0..<3 where report.unanswered.isEmpty {
            company.advance(hours: 1)
            report = try await company.pass(failing)
        }
        #expect(report.unanswered.map(\.question) == [.createVoucher] && report.exit == .deferred, "\(report.lines)")
        let now = company.now
        company.world.withHero { $0.edit(documentID: id, now: now) { $0.lines[0].rate = 17 } }
        for _ in 0..<3 {
            company.advance(hours: 1)
            report = try await company.pass()
        }
        #expect(try company.standing(id: id)?.transfer == .blocked)
        #expect(report.unanswered.isEmpty && report.exit == .peopleNeeded, "\(report.unanswered) \(report.lines)")
    }

    /// A file store that is down for some minutes is nobody's task.
    @Test func aFileThatIsRefusedForTenMinutesGoesThrough() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let ids = (0..<3).map { _ in company.invoice(customer: customer) }
        let down = Meddler(answer: { request in
            request.head.method == .post && request.head.path?.hasSuffix("/files") == true ? IncomingResponse(status: 503, "{}") : nil
        })
        for _ in 0..<10 {
            #expect(try await company.pass(down).lines.allSatisfy { $0.symbol != .person })
            company.time.advance(milliseconds: 60_000)
        }
        company.time.advance(milliseconds: company.settle)
        try await company.pass()
        for id in ids { #expect(try company.standing(id: id)?.transfer == .fileComplete) }
    }
}
