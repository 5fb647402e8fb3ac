import Bookkeeping
import Fleet
import Foundation
import Persistence
import Reconciliation
import Sandbox
import Synchronization
import TestSupport
import Testing
import Transport

/// An account of a fleet rests though its paid documents are looked at in turns: it takes the turns as its passes would.
@Suite struct RestingTurnsTests {
    private static let turns = PaidDocuments.turns

    private let paid: PaidDocuments
    private let resting = RestingAccount()
    private let asked = AskedDocuments()
    private var company: Company { paid.company }

    init() async throws { paid = try await PaidDocuments() }

    @Test func itRestsOnceARoundIsKnown() async throws {
        var rests: [Bool] = []
        for _ in 0...Self.turns {
            try await pass()
            rests.append(rest != nil)
        }
        #expect(rests == [false, false, true, true])
        // Whatever is answered, a pass is made after a quarter of an hour; the turns stay known.
        company.time.advance(milliseconds: 900_000)
        #expect(rest == nil)
        try await pass()
        #expect(rest != nil)
    }

    @Test func aRoundOfRestsAsksForEachDocumentOnce() async throws {
        for _ in 0..<Self.turns { try await pass() }
        asked.forget()
        for round in 1...3 {
            for _ in 0..<Self.turns { #expect(try await goesOn()) }
            #expect(asked.counts(paid.documents) == Array(repeating: round, count: PaidDocuments.count))
        }
    }

    /// A payment entered on any of them ends the rest when its turn comes, and the pass that follows finds it.
    @Test(arguments: 0..<PaidDocuments.count) func aPaymentIsFoundWhenItsTurnComes(place: Int) async throws {
        for _ in 0...Self.turns { try await pass() }
        #expect(try await goesOn())
        paid.enterPayment(paid.documents[place])
        var turns = 0
        while try await goesOn() { turns += 1 }
        #expect(turns < Self.turns)
        let found = try await pass().lines.filter { $0.reason == .paymentForeign }.compactMap(\.payment?.documentID)
        #expect(found == [paid.documents[place]])
        // What was known is known no more.
        #expect(rest == nil && resting.take() == nil)
    }

    /// A pass that found something, or did not come to its end, leaves nothing to rest by.
    @Test func whatWasTakenBeforeAPassIsNotKeptByItself() async throws {
        for _ in 0..<Self.turns { try await pass() }
        #expect(rest != nil)
        company.invoice(customer: company.openShop())
        try await pass()
        #expect(rest == nil && resting.take() == nil)
    }

    private var rest: RestingAccount.Rest? { resting.rest(now: company.now, moment: company.time.monotonicMilliseconds()) }

    /// As a fleet makes one.
    @discardableResult
    private func pass() async throws -> PassReport {
        let (record, known) = (QuestionRecord(), resting.take())
        if let next = known?.next { try company.store.keep(waiting: next) }
        let began = company.time.monotonicMilliseconds()
        let report = try await company.clients(over: record.over(transport)).pass().run()
        resting.keep(report, record, of: nil, after: known, at: began)
        return report
    }

    /// Whether another pass need not be made.
    private func goesOn() async throws -> Bool {
        let rest = try #require(rest)
        let goesOn = await rest.goesOn(QuestionRecord()) { ($0, try await transport.send($0)) }
        if goesOn { resting.rested() }
        return goesOn
    }

    private var transport: any HTTPTransport {
        MeddledTransport(
            inner: SandboxTransport(world: company.world, time: company.time),
            meddler: Meddler(change: { [asked] request, _ in asked.note(request) }))
    }
}

/// How often each document was asked for by its id.
private final class AskedDocuments: Sendable {
    private let asked = Mutex<[Int: Int]>([:])

    func counts(_ documents: [Int]) -> [Int] { asked.withLock { asked in documents.map { asked[$0] ?? 0 } } }
    func forget() { asked.withLock { $0 = [:] } }

    func note(_ request: OutgoingRequest) {
        guard let body = try? JSONSerialization.jsonObject(with: Data(request.body)) as? [String: Any],
            let ids = (body["variables"] as? [String: Any])?["ids"] as? [Int]
        else { return }
        asked.withLock { asked in ids.forEach { asked[$0, default: 0] += 1 } }
    }
}
