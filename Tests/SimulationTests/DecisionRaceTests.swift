import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// Two people, a holder and its passes, in every order a seed comes up with, and a holder that dies.
@Suite struct DecisionRaceTests {
    private static let documents = 20

    private func held(_ company: Company, _ count: Int) async throws -> [Int] {
        let customer = company.openShop()
        try await company.setup()
        let ids = (0..<count).map { _ in
            var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
            draft.numbering = .missing
            return company.publish(draft)
        }
        try await company.pass()
        return ids
    }

    /// A thousand races, twenty in each company: what was decided before the other's answer was carried out is stale, nothing is lost,
    /// nothing is done twice.
    @Test func noAnswerIsLostAndNoneIsGivenTwice() async throws {
        try await sideBySide(Seeds.chosen(usual: 50, all: 1_000), atOnce: 2) { try await race($0) }
    }

    private func race(_ seed: Int) async throws {
        let comment = "seed \(seed) (again: HISTORY=\(seed) swift test --filter DecisionRaceTests)"
        var chance = SeededGenerator(seed: UInt64(seed))
        let company = try Company()
        let ids = try await held(company, Self.documents)
        let store = company.store
        var noted: [(id: String, document: Int)] = []
        var steps = ids.flatMap { id in ["erika", "rudi"].map { (document: id, person: $0) } }
        steps.shuffle(using: &chance)
        for step in steps {
            let id = "\(step.person)-\(step.document)"
            let order = AnswerOrder(.retry, to: String(step.document))
            try store.note(try order.decision(id: id, by: "user:\(step.person)", reason: "retry", in: store), at: company.now)
            noted.append((id, step.document))
            switch UInt8.random(in: 0..<8, using: &chance) {
            case 0:
                // A holder that carries out nothing, such as one that died before it looked.
                _ = try await company.pass()
            case 3:
                let clients = try company.clients()
                _ = await DecidedPass(desk: DecisionDesk(context: clients.context)).run { clients.pass(mayContinue: $0) }
            case 1, 2:
                // A new holder each time: the one before has died.
                _ = try await DecisionDesk(context: try company.clients().context).carryOut()
            default: break
            }
            company.time.advance(milliseconds: 1_000)
        }
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        #expect(try store.dueDecisions().isEmpty, "\(comment)")
        for id in ids {
            let decisions = try noted.filter { $0.document == id }.compactMap { try store.decision($0.id) }
            #expect(decisions.count == 2, "\(comment)")
            let done = decisions.filter { $0.outcome == .done }
            #expect(!done.isEmpty && decisions.allSatisfy { $0.outcome == .done || $0.outcome == .stale }, "\(comment)")
            let moves = try store.journal(InvoiceChart.self, String(id)).filter { $0.event == "op.retry" && $0.from != $0.to }
            // Each move is one person's, and nobody's answer moved it twice.
            #expect(moves.count <= done.count && !moves.isEmpty && Set(moves.map(\.actor)).count == moves.count, "\(comment)")
            for stale in decisions where stale.outcome == .stale {
                guard case .moved(let seen, let now)? = try stale.answer(DecisionAnswer.self) else {
                    Issue.record("\(comment): not told")
                    continue
                }
                #expect(!seen.isEmpty && !now.isEmpty, "\(comment)")
            }
        }
        #expect(try store.verifyJournal().broken == nil, "\(comment)")
    }

    /// A copy of the state after each entry of the journal is what a holder leaves that dies there: in each the answer is given and says
    /// so, or neither; and whoever takes it up gives it once.
    @Test func aHolderThatDiesHasAnsweredOnceOrNotAtAll() async throws {
        let premises = try Premises()
        let company = premises.company
        let id = try await held(company, 1)[0]
        let order = AnswerOrder(.retry, to: String(id))
        try company.store.note(
            try order.decision(id: "a", by: "user:erika", reason: "retry", in: company.store), at: company.now)
        let before = premises.directory + "/before"
        try FileManager.default.createDirectory(atPath: before, withIntermediateDirectories: true)
        _ = try company.store.backup(to: before + "/" + Store.fileName, at: company.now)
        let copyist = Copyist(company.store, root: premises.directory + "/copies") { 0 }
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        #expect(!copyist.copies.isEmpty)
        for directory in [before] + copyist.copies.map(\.directory) {
            let store = try Store.open(directory: directory)
            func moves() throws -> Int {
                try store.journal(InvoiceChart.self, String(id)).count { $0.event == "op.retry" && $0.from != $0.to }
            }
            let isAnswered = try store.decision("a")?.outcome == .done
            #expect(try moves() == (isAnswered ? 1 : 0), "\(directory)")
            let isAny = try await DecisionDesk(context: try company.clients(store).context).carryOut()
            #expect(isAny != isAnswered)
            #expect(try moves() == 1 && store.decision("a")?.outcome == .done && store.verifyJournal().broken == nil)
        }
    }
}
