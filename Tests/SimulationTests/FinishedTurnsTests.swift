import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import Synchronization
import Testing
import Transport

/// Paid documents are many and are looked at again in turns: what happens to them is seen a round later at the latest.
@Suite struct FinishedTurnsTests {
    private static let turns = PaidDocuments.turns

    private let paid: PaidDocuments
    private var company: Company { paid.company }
    private var documents: [Int] { paid.documents }

    init() async throws { paid = try await PaidDocuments() }

    /// HERO does not say that a document changed when somebody enters a payment on it. One service, which keeps recent answers.
    @Test func aPaymentOnEachOfThemIsSeenWithinARound() async throws {
        let clients = try company.clients()
        for _ in 0..<2 * Self.turns { #expect(await clients.pass().run().lines.isEmpty) }
        documents.forEach(paid.enterPayment)
        var foreign: [Set<Int>] = []
        for _ in 0..<Self.turns {
            let report = await clients.pass().run()
            foreign.append(Set(report.lines.filter { $0.reason == .paymentForeign }.compactMap(\.payment?.documentID)))
        }
        #expect(foreign.last == Set(documents))
        #expect(foreign.map(\.count) == [4, 8, 11])
    }

    @Test func aRoundTakesEachOfThemOnce() async throws {
        let answered = Answered(documents)
        let clients = try company.clients(Meddler(change: { request, response in answered.note(request, response) }))
        for round in 1...3 {
            for _ in 0..<Self.turns { _ = await clients.pass().run() }
            #expect(answered.counts == Array(repeating: round, count: PaidDocuments.count))
        }
    }

    /// The next pass asks for it again, though its turn is over; it stays missing while it is, and is no longer once it is back.
    @Test func oneThatIsNoLongerListedIsMissed() async throws {
        let id = documents[6]
        let hidden = Meddler(change: { request, response in
            if request.head.path?.hasSuffix("graphql") == true { response.hide(id) }
        })
        for _ in 0...Self.turns { try await company.pass(hidden) }
        for _ in 0..<2 * Self.turns {
            let standing = try #require(try company.standing(id: id))
            #expect(standing.machine.reason == .documentMissing && standing.isContested)
            try await company.pass(hidden)
        }
        _ = try await company.answer(.accept, String(id))
        for _ in 0..<2 * Self.turns {
            #expect(try await company.pass(hidden).lines.isEmpty)
            #expect(try company.standing(id: id)?.isContested == false)
        }
        for _ in 0..<Self.turns { #expect(try await company.pass().lines.isEmpty) }
        #expect(try company.standing(id: id)?.machine.configuration.life == .paid)
    }
}

/// How often each document was answered in a list by ids.
private final class Answered: Sendable {
    private let documents: [Int]
    private let answered = Mutex<[Int: Int]>([:])

    init(_ documents: [Int]) { self.documents = documents }

    var counts: [Int] { answered.withLock { answered in documents.map { answered[$0] ?? 0 } } }

    func note(_ request: OutgoingRequest, _ response: IncomingResponse) {
        guard String(decoding: request.body, as: UTF8.self).contains(#""ids":["#), let rows = response.rows?.rows else { return }
        let ids = rows.compactMap { $0["id"] as? Int }
        answered.withLock { answered in ids.forEach { answered[$0, default: 0] += 1 } }
    }
}

extension IncomingResponse {
    fileprivate var rows: (answer: [String: Any], data: [String: Any], rows: [[String: Any]])? {
        guard let answer = try? JSONSerialization.jsonObject(with: Data(body)) as? [String: Any],
            let data = answer["data"] as? [String: Any], let rows = data["customer_documents"] as? [[String: Any]]
        else { return nil }
        return (answer, data, rows)
    }

    /// Takes a document out of a list.
    fileprivate mutating func hide(_ id: Int) {
        guard var (answer, data, rows) = rows else { return }
        rows.removeAll { $0["id"] as? Int == id }
        data["customer_documents"] = rows
        answer["data"] = data
        if let changed = try? JSONSerialization.data(withJSONObject: answer) { body = Array(changed) }
    }
}
