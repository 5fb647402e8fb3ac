import Administration
import Bookkeeping
import ConsoleAccess
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

@testable import Console

/// Two people at the console, a command and the passes, in every order a seed comes up with; and a holder that dies.
@Suite struct ConsoleRaceTests {
    private static let seeds = Array(1...UInt64(amount(usual: 50, all: 1_000)))
    private static let people = ["erika", "rudi"]

    /// One step of a race.
    private enum Step { case looks(String), presses(String), pressesAgain(String), command, pass, decidedPass, holder }

    /// Looking comes before pressing, and pressing before pressing again; everything else is anywhere.
    private func steps(_ chance: inout SeededGenerator) -> [Step] {
        var queues: [[Step]] = Self.people.map { [.looks($0), .presses($0), .pressesAgain($0)] }
        queues += [[.command], [.pass, .decidedPass], [.holder]]
        var steps: [Step] = []
        while let queue = queues.indices.filter({ !queues[$0].isEmpty }).randomElement(using: &chance) {
            steps.append(queues[queue].removeFirst())
        }
        return steps
    }

    /// What one race noted.
    private struct Race {
        let document: Int
        var forms: [String: AnswerFormsView.Subject] = [:]
        var decisions: [String] = []
    }

    @Test(arguments: seeds) func noAnswerIsLostAndNoneIsGivenTwice(seed: UInt64) async throws {
        var chance = SeededGenerator(seed: seed)
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        draft.numbering = .missing
        var race = Race(document: company.publish(draft))
        try await company.pass()
        for step in steps(&chance) {
            try await take(step, &race, company)
            company.time.advance(milliseconds: 1_000)
        }
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        try expectEachOnce(race, company, seed)
    }

    private func take(_ step: Step, _ race: inout Race, _ company: Company) async throws {
        switch step {
        case .looks(let name):
            race.forms[name] = try ConsoleVisit(company, name).forms(race.document).first { $0.kind == InvoiceChart.name }
        case .presses(let name):
            guard let form = race.forms[name] else { return }
            guard case .seeOther = try await ConsoleVisit(company, name).press("retry", form) else { throw Company.Misuse("refused") }
            race.decisions.append(form.id)
        case .pressesAgain(let name):
            guard let form = race.forms[name] else { return }
            _ = try await ConsoleVisit(company, name).press("retry", form)
        case .command:
            let order = AnswerOrder(.retry, to: String(race.document))
            try company.store.note(
                try order.decision(id: "command", by: "user:otto", reason: "retry", in: company.store), at: company.now)
            race.decisions.append("command")
        case .pass: _ = try await company.pass()
        case .decidedPass:
            let clients = try company.clients()
            _ = await DecidedPass(desk: DecisionDesk(context: clients.context)).run { clients.pass(mayContinue: $0) }
        case .holder: _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        }
    }

    /// Each decision is done or stale; each that moved the document is one entry of its own, and no entry is anybody's twice.
    private func expectEachOnce(_ race: Race, _ company: Company, _ seed: UInt64) throws {
        let store = company.store
        #expect(try store.dueDecisions().isEmpty, "seed \(seed)")
        #expect(race.decisions.count == 3, "seed \(seed)")
        let moves = try store.journal(InvoiceChart.self, String(race.document)).filter { $0.event == "op.retry" && $0.from != $0.to }
        var movers: [String] = []
        for id in race.decisions {
            let record = try #require(try store.decision(id), "seed \(seed): lost")
            switch record.outcome {
            case .done:
                guard case .answered(let receipt)? = try record.answer(DecisionAnswer.self) else {
                    Issue.record("seed \(seed): no receipt")
                    continue
                }
                if receipt.before != receipt.state { movers.append(record.actor) }
            case .stale:
                guard case .moved(let seen, let now)? = try record.answer(DecisionAnswer.self) else {
                    Issue.record("seed \(seed): not told")
                    continue
                }
                #expect(!seen.isEmpty && !now.isEmpty, "seed \(seed)")
                let notice = try ConsoleVisit(company, "erika").notice("/?\(DecisionNotice.field)=\(id)")
                #expect(notice?.tone == "warn" && notice?.detail?.isEmpty == false, "seed \(seed)")
            case .refused, .failed, nil: Issue.record("seed \(seed): \(id) \(String(describing: record.outcome))")
            }
        }
        #expect(moves.map(\.actor).sorted() == movers.sorted(), "seed \(seed)")
        #expect(!movers.isEmpty, "seed \(seed): somebody was the first")
        #expect(try store.verifyJournal().broken == nil, "seed \(seed)")
    }

    /// A copy of the state after each commit of an answer is what a holder leaves that dies there: the answer is given and says so, or it
    /// is due; and whoever takes it up gives it once.
    @Test(arguments: ConsoleAnswerTests.cases) func aHolderThatDiesHasAnsweredOnceOrNotAtAll(held: ConsoleAnswerTests.Held) async throws {
        let premises = try Premises()
        let company = premises.company
        let id = try await held.make(company)
        let visit = ConsoleVisit(company, "erika")
        let form = try #require(try visit.forms(id).first { $0.kind == held.kind })
        let act = try held.act(company, id)
        var states = [try copy(company, premises, "before")]
        _ = try await visit.press(act, form)
        states.append(try copy(company, premises, "noted"))
        let copyist = Copyist(company.store, root: premises.directory + "/copies") { 0 }
        _ = try await DecisionDesk(context: try company.clients().context).carryOut()
        #expect(!copyist.copies.isEmpty)
        states += copyist.copies.map(\.directory)
        for (place, directory) in states.enumerated() {
            let store = try Store.open(directory: directory)
            func answers() throws -> Int {
                try store.journal(after: 0, limit: 10_000).count {
                    $0.actor == visit.visitor.actor && $0.event.hasPrefix("op.") && $0.from != $0.to
                }
            }
            let record = try store.decision(form.id)
            // A browser that saw its form go nowhere sends it again; the id says whether it was there already.
            #expect((record == nil) == (place == 0), "\(directory)")
            #expect(try answers() == (record?.outcome == .done ? 1 : 0), "\(directory)")
            let isAny = try await DecisionDesk(context: try company.clients(store).context).carryOut()
            #expect(isAny == (record != nil && record?.outcome == nil), "\(directory)")
            #expect(try answers() == (place == 0 ? 0 : 1) && store.verifyJournal().broken == nil, "\(directory)")
        }
    }

    private func copy(_ company: Company, _ premises: Premises, _ name: String) throws -> String {
        let directory = premises.directory + "/" + name
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        _ = try company.store.backup(to: directory + "/" + Store.fileName, at: company.now)
        return directory
    }

    /// Dead in the middle of what it asks lexoffice before it answers: nothing is done, the answer is due, and the next holder gives it.
    @Test(arguments: ConsoleAnswerTests.cases, [false, true])
    func aHolderThatDiesWhileItAsksHasDoneNothing(held: ConsoleAnswerTests.Held, isExecuted: Bool) async throws {
        var request = 1
        while request < 10 {
            let company = try Company()
            let id = try await held.make(company)
            let visit = ConsoleVisit(company, "erika")
            let form = try #require(try visit.forms(id).first { $0.kind == held.kind })
            let act = try held.act(company, id)
            _ = try await visit.press(act, form)
            let length = try company.store.journalLength()
            let transport = MortalTransport(company, dyingAt: request, executed: isExecuted)
            let (desk, death) = (DecisionDesk(context: try company.clients(over: transport).context), transport.death)
            Task.detached {
                _ = try? await desk.carryOut()
                death.open()
            }
            try? await death.wait()
            // Whoever asks less often is done, not dead.
            guard transport.count >= request else { break }
            #expect(try company.store.decision(form.id)?.outcome == nil && company.store.journalLength() == length)
            #expect(try await DecisionDesk(context: company.clients().context).carryOut())
            #expect(try company.store.decision(form.id)?.outcome == .done)
            let answers = try company.store.journal(after: 0, limit: 10_000).filter { $0.actor == visit.visitor.actor && $0.from != $0.to }
            #expect(answers.count { $0.event.hasPrefix("op.") } == 1)
            request += 1
        }
        #expect(request < 10)
    }
}
