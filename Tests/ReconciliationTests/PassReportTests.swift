import Bookkeeping
import Persistence
import Testing
import Transport

@testable import Reconciliation

/// How a pass ended, for the shell and for the state (contract.md): what interrupts, then people, then what comes by itself.
@Suite struct PassReportTests {
    private typealias Change = (inout PassReport) -> Void

    private func report(_ symbols: [ReportLine.Symbol] = [], _ change: Change = { _ in }) -> PassReport {
        var report = PassReport()
        report.lines = symbols.enumerated().map { index, symbol in
            ReportLine(symbol: symbol, record: .held, key: String(index + 1), number: nil)
        }
        change(&report)
        return report
    }

    private func unanswered(_ question: Unanswered.Question, about key: String) -> Unanswered {
        let never = Instant(milliseconds: 0)
        return Unanswered(
            system: .hero, question: question, subject: key, document: nil, code: "timeout", since: never, attempts: 1, nextAt: never)
    }

    private func relink(_ phase: Restoration.Phase) -> RelinkReport {
        var restoration = Restoration(cause: .restored)
        restoration.phase = phase
        return RelinkReport(restoration)
    }

    @Test func everyLineHasItsExit() {
        let exits: [ReportLine.Symbol: Exit] = [
            .create: .success, .change: .success, .adopt: .success, .note: .success, .uncertain: .deferred, .person: .peopleNeeded,
            .ready: .deferred, .waiting: .deferred,
        ]
        #expect(exits.count == ReportLine.Symbol.allCases.count)
        for (symbol, exit) in exits { #expect(report([symbol]).exit == exit, "\(symbol)") }
        #expect(report().exit == .success)
        // A person comes before what is deferred, wherever it stands.
        #expect(report([.waiting, .create, .person, .ready]).exit == .peopleNeeded)
    }

    @Test func whatWasNotSaidOrNotReachedIsDeferred() {
        #expect(report { $0.remaining = 1 }.exit == .deferred)
        #expect(report { $0.unanswered = [unanswered(.row, about: "row 3")] }.exit == .deferred)
        #expect(report { $0.isPaused = true }.exit == .peopleNeeded)
        #expect(report { $0.relink = relink(.relinking) }.exit == .deferred)
        #expect(report { $0.relink = relink(.held) }.exit == .peopleNeeded)
        #expect(report { $0.relink = relink(.done) }.exit == .success)
        #expect(report([.person]) { $0.relink = relink(.relinking) }.exit == .peopleNeeded)
    }

    @Test(arguments: [
        (PassFailure.Kind.unavailable, Exit.unavailable, Exit.deferred), (.throttled, .temporary, .deferred),
        (.credentialRefused, .refused, .refused), (.wrongOrganisation, .refused, .refused), (.state, .cannotWriteState, .cannotWriteState),
        (.configuration, .configuration, .configuration), (.defect, .unexpected, .unexpected),
    ]) func anInterruptionSaysMoreThanAnyLine(_ kind: PassFailure.Kind, _ nothingDone: Exit, _ partlyDone: Exit) {
        let failure = PassFailure(kind, system: "hero", cause: "", hint: "")
        let before = report([.person]) { $0.interruption = failure }
        #expect(before.exit == nothingDone && before.outcome == .failed)
        // What is done stays done, and the rest comes by itself where the remote does.
        let after = report([.person]) { ($0.interruption, $0.writes) = (failure, 1) }
        #expect(after.exit == partlyDone && after.outcome == .partial)
    }

    @Test func aDeletionEndsAsItsReportSays() {
        var deletion = DeletionReport()
        #expect(report([.person]) { $0.deletion = deletion }.exit == .deferred)
        deletion.isDone = true
        #expect(report([.waiting]) { $0.deletion = deletion }.exit == .success)
        deletion.isAccessLeft = true
        #expect(report { $0.deletion = deletion }.exit == .peopleNeeded)
    }

    /// Complete means that nothing is asked again by itself, and that nothing may be missed.
    @Test func aPassIsCompleteWhenPeopleWereAskedAboutTheRest() {
        #expect(report().outcome == .complete)
        #expect(report([.person]) { $0.unanswered = [unanswered(.document, about: "1")] }.outcome == .complete)
        #expect(report([.person]) { $0.unanswered = [unanswered(.document, about: "2")] }.outcome == .partial)
        #expect(report([.waiting]) { $0.unanswered = [unanswered(.document, about: "1")] }.outcome == .partial)
        // Behind a row that cannot be read may stand an invoice, whoever was asked about it.
        let row = report([.person]) { $0.unanswered = [unanswered(.row, about: "1")] }
        #expect(row.outcome == .partial && row.unreadableRows == 1)
    }
}
