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

/// A number that lexoffice keeps in another spelling than it was sent is still our number: one voucher, whatever gets lost.
@Suite struct NumberSpellingTests {
    struct Spelling: Sendable, CustomTestStringConvertible {
        var sent: String
        var kept: String
        var testDescription: String { "\(sent.debugDescription) as \(kept.debugDescription)" }

        static let all = [
            Spelling(sent: "RE-77 ", kept: "RE-77"), Spelling(sent: " RE-77", kept: "RE-77"), Spelling(sent: "RE-77\t", kept: "RE-77"),
            Spelling(sent: "RE-77\u{A0}", kept: "RE-77"), Spelling(sent: "RE-U\u{308}77", kept: "RE-\u{DC}77"),
            Spelling(sent: "RE-\u{DC}77", kept: "RE-U\u{308}77"), Spelling(sent: "re-77a", kept: "RE-77A"),
            Spelling(sent: "RE-A\u{30A}", kept: "re-\u{E5}"),
        ]
    }

    /// What lexoffice shows from now on of everything that was sent under one number. Its search finds whole numbers ignoring case.
    private func keeping(_ spelling: Spelling) -> Meddler {
        Meddler(change: { request, response in
            guard request.head.method == .get, request.head.path?.hasPrefix("/v1/voucher") == true else { return }
            response.replace("\"voucherNumber\":\(Self.json(spelling.sent))", "\"voucherNumber\":\(Self.json(spelling.kept))")
        })
    }

    private static func json(_ text: String) -> String { "\"\(text.replacingOccurrences(of: "\t", with: "\\t"))\"" }

    private func shop(_ spelling: Spelling) async throws -> (Company, Int) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        return (company, company.invoice(customer: customer, number: spelling.sent))
    }

    @Test(arguments: Spelling.all) func anAnswerThatIsLostLeadsToNoSecondVoucher(spelling: Spelling) async throws {
        let (company, id) = try await shop(spelling)
        let selector = FaultPlan.Selector(.lexoffice, isWrite: true)
        company.world.install(FaultPlan(appointments: [FaultPlan.Appointment(selector, nth: 2, Fault(.dropAfter))]))
        for _ in 0..<6 {
            try await company.pass(keeping(spelling))
            company.advance(hours: 1)
        }
        #expect(company.vouchers.count == 1)
        let standing = try #require(try company.standing(id: id))
        #expect(standing.transfer == .fileComplete && standing.machine.reason == nil, "\(standing.machine)")
        // What lexoffice shows is learnt and said.
        #expect(standing.booking?.voucher.number.utf8.elementsEqual(spelling.kept.utf8) == true)
        #expect(try company.history(id).contains { $0.detail.contains("number_shown=") })
        #expect(try await company.pass(keeping(spelling)).exit == .success)
    }

    /// The same without any loss: no drift, said once.
    @Test(arguments: Spelling.all) func aNumberShownDifferentlyIsNoDrift(spelling: Spelling) async throws {
        let (company, id) = try await shop(spelling)
        for _ in 0..<3 {
            try await company.pass(keeping(spelling))
            company.advance(hours: 25)
        }
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(try company.history(id).count { $0.detail.contains("number_shown=") } == 1)
    }

    /// Sent as HERO has it; what lexoffice's answers show from then on is what it is held against, and nothing is sent twice.
    @Test(arguments: Spelling.all.prefix(4), [false, true]) func aLexofficeThatTrimsIsFollowed(spelling: Spelling, isLost: Bool)
        async throws
    {
        let (company, id) = try await shop(spelling)
        company.world.withLexoffice { $0.rules.trimsNumbers = true }
        if isLost {
            let selector = FaultPlan.Selector(.lexoffice, isWrite: true, path: "/v1/vouchers")
            company.world.install(FaultPlan(appointments: [FaultPlan.Appointment(selector, nth: 1, Fault(.dropAfter))]))
        }
        let sent = Mutex<[Bool]>([])
        let witness = Meddler(answer: { request in
            guard request.head.method == .post, request.head.path == "/v1/vouchers" else { return nil }
            sent.withLock { $0.append(request.text.contains("\"voucherNumber\":\(Self.json(spelling.sent))")) }
            return nil
        })
        for _ in 0..<4 {
            try await company.pass(witness)
            company.advance(hours: 9)
        }
        #expect(sent.withLock { $0 } == [true])
        #expect(company.vouchers.map(\.content.number) == [spelling.kept])
        let standing = try #require(try company.standing(id: id))
        #expect(standing.transfer == .fileComplete && standing.booking?.voucher.number == spelling.kept)
        #expect(try await company.pass(witness).exit == .success)
    }

    /// Two documents whose numbers differ in nothing else are two documents.
    @Test func twoNumbersThatDifferInCaseAreTwo() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let ids = ["RE-9a", "RE-9A"].map { company.invoice(customer: customer, number: $0) }
        for _ in 0..<3 {
            try await company.pass()
            company.advance(hours: 1)
        }
        #expect(company.vouchers.count == 2)
        for id in ids { #expect(try company.standing(id: id)?.transfer == .fileComplete) }
        #expect(company.lastReport.exit == .success)
    }

    /// One that was typed in by hand in another spelling is adopted when it is the same in everything, and a question when it is not.
    @Test(arguments: [(11_900, true), (12_000, false)] as [(Int64, Bool)])
    func aVoucherTypedInOtherwiseIsSeen(cents: Int64, isOurs: Bool) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        let id = company.invoice(customer: customer, number: "RE-5 ")
        let typed = try await company.enterVoucher("re-5", cents: cents, contact: contact)
        company.settleIndex()
        try await company.pass()
        let standing = try #require(try company.standing(id: id))
        #expect(company.vouchers.count == 1)
        #expect(isOurs ? standing.voucherID == typed : standing.machine.reason == .duplicateNumber)
    }
}
