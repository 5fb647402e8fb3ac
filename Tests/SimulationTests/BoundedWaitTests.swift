import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// Every wait has an age, a bound and then a reason.
@Suite struct BoundedWaitTests {
    private func shop() async throws -> (Company, Int) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        return (company, customer)
    }

    @Test(arguments: [403, 404, 410]) func aLinkThatNeverWorksIsAPersonsInTheEnd(status: Int) async throws {
        let (company, customer) = try await shop()
        let id = company.invoice(customer: customer)
        let meddler = Meddler(answer: { request in
            request.head.path?.contains("/files/") == true ? IncomingResponse(status: status, "") : nil
        })
        let first = try await company.pass(meddler)
        #expect(Company.line(first, id)?.reason == .fileUnavailable && first.exit == .deferred)
        for _ in 0..<60 {
            company.advance(hours: 1)
            try await company.pass(meddler)
        }
        let last = try await company.pass(meddler)
        #expect(Company.line(last, id)?.symbol == .person && last.exit == .peopleNeeded)
        #expect(try Overview.read(company.store).needsPeople)
        let entries = try company.history(id).count
        #expect(entries < 200)
        try await company.passAnHourLater()
        #expect(company.vouchers.count == 1)
    }

    /// A no is an answer: what was sent in vain before is no open question after it.
    @Test func aWriteThatIsRefusedInTheEndIsNotAskedForAnyMore() async throws {
        let (company, customer) = try await shop()
        let id = company.invoice(customer: customer)
        let silent = Meddler(answer: { request in
            guard request.head.method == .post, request.head.path?.hasPrefix("/v1/vouchers") == true else { return nil }
            return IncomingResponse(status: 503, "{}")
        })
        try await company.pass(silent)
        company.advance(hours: 1)
        #expect(try await company.pass(silent).unanswered.contains { $0.question == .createVoucher })
        let refusing = Meddler(answer: { request in
            guard request.head.method == .post, request.head.path?.hasPrefix("/v1/vouchers") == true else { return nil }
            return IncomingResponse(
                status: 406, #"{"IssueList":[{"i18nKey":"invalid_value","source":"voucherDate","type":"validation_failure"}]}"#)
        })
        company.advance(hours: 1)
        var report = try await company.pass(refusing)
        for _ in 0..<3 where report.lines.first?.reason != .rejectedByLexoffice {
            company.advance(hours: 1)
            report = try await company.pass(refusing)
        }
        #expect(Company.line(report, id)?.reason == .rejectedByLexoffice)
        #expect(report.unanswered.isEmpty)
    }

    @Test func aReversalWhoseOriginalIsMissingIsAPersonsInTheEnd() async throws {
        let (company, customer) = try await shop()
        let original = company.invoice(customer: customer)
        let reversal = try company.cancel(original)
        let number = try #require(company.number(original))
        // HERO shows the reversal and never what it reverses.
        let meddler = Meddler(change: { request, response in
            guard request.text.contains("query Document") else { return }
            guard let text = Self.without(number, String(decoding: response.body, as: UTF8.self)) else { return }
            response.body = Array(text.utf8)
        })
        let first = try await company.pass(meddler)
        #expect(Company.line(first, reversal)?.reason == .waitingForOriginal && first.exit == .deferred)
        company.advance(hours: 25)
        let late = try await company.pass(meddler)
        #expect(Company.line(late, reversal)?.reason == .originalMissing && Company.line(late, reversal)?.symbol == .person)
        #expect(late.exit == .peopleNeeded && company.vouchers.isEmpty)
        company.advance(hours: 24 * 60)
        #expect(try await company.pass(meddler).exit == .peopleNeeded)
        try await company.passAnHourLater()
        #expect(company.vouchers.count == 2)
    }

    /// The list without the rows that hold a text.
    private static func without(_ text: String, _ body: String) -> String? {
        guard let json = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any],
            let data = json["data"] as? [String: Any], let rows = data["customer_documents"] as? [[String: Any]]
        else { return nil }
        let kept = rows.filter { ($0["nr"] as? String) != text }
        guard let bytes = try? JSONSerialization.data(withJSONObject: ["data": ["customer_documents": kept]]) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A contact that lexoffice never takes is made by hand in the end; then nobody is asked about it any more.
    @Test func aContactMadeByHandEndsTheQuestion() async throws {
        let (company, customer) = try await shop()
        let id = company.invoice(customer: customer)
        let meddler = Meddler(answer: { request in
            request.head.method == .post && request.head.path == "/v1/contacts" ? IncomingResponse(status: 503, "") : nil
        })
        for _ in 0..<24 {
            try await company.pass(meddler)
            company.advance(hours: 1)
        }
        let held = try await company.pass(meddler)
        #expect(Company.line(held, id)?.reason == .notAccepted && held.exit == .peopleNeeded)
        #expect(held.unanswered.map(\.question) == [.createContact])
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        company.settleIndex()
        let last = try await company.pass(meddler)
        #expect(try company.standing(id: id)?.booking?.contactID == contact)
        #expect(last.unanswered.isEmpty && last.exit == .success)
    }

    /// An original that nobody settles keeps its reversal waiting for a week at most.
    @Test func aReversalWaitsAWeekForAHeldOriginal() async throws {
        let (company, customer) = try await shop()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.isNeverRendered = true
        let original = company.publish(draft)
        let reversal = try company.cancel(original)
        try await company.pass()
        #expect(Company.line(company.lastReport, reversal)?.symbol == .waiting)
        company.advance(hours: 24 * 8)
        try await company.pass()
        let line = Company.line(company.lastReport, reversal)
        #expect(line?.symbol == .person && line?.reason == .originalMissing, "\(String(describing: line))")
    }
}

/// What is dated in the future keeps nobody from being read.
@Suite struct FutureModifiedTests {
    @Test(arguments: ["2199-12-31T00:00:00+00:00", "in two days"]) func aDocumentFromTheFutureHidesNoOther(modified: String) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let strange = company.invoice(customer: customer)
        let number = try #require(company.number(strange))
        let moment = modified.contains("T") ? modified : company.now.adding(seconds: 2 * 86_400).isoText
        let meddler = Meddler(change: { request, response in
            guard request.text.contains("query DocumentPage("), request.text.contains("modified desc") else { return }
            response.body = Array(Self.dating(number, moment, String(decoding: response.body, as: UTF8.self)).utf8)
        })
        try await company.pass(meddler)
        company.advance(hours: 5)
        // More than a page of them.
        for _ in 0..<230 { company.invoice(customer: customer) }
        company.time.advance(milliseconds: 60_000)
        for _ in 0..<3 { try await company.pass(meddler) }
        #expect(company.vouchers.count == 231 && company.vouchers.allSatisfy { $0.files.count == 1 })
    }

    /// The row of one document, which then stands first.
    private static func dating(_ number: String, _ moment: String, _ body: String) -> String {
        guard let json = try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any],
            let data = json["data"] as? [String: Any], var rows = data["customer_documents"] as? [[String: Any]],
            let place = rows.firstIndex(where: { ($0["nr"] as? String) == number })
        else { return body }
        var row = rows.remove(at: place)
        row["modified"] = moment
        rows.insert(row, at: 0)
        guard let bytes = try? JSONSerialization.data(withJSONObject: ["data": ["customer_documents": rows]]) else { return body }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension Company {
    /// The remotes are themselves again; twice, for what waits for what.
    func passAnHourLater() async throws {
        for _ in 0..<2 {
            advance(hours: 1)
            try await pass()
        }
    }
}
