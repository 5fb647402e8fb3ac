package import Persistence
package import Reconciliation

/// What a copy of the state would link, ask and not find if it were put back now: a look at both systems on the copy in memory, with
/// clients that cannot write. The first pass after a restore asks the same (``Relinking``).
package struct CopyCheck: Sendable {
    let survey: PassPlanner
    let facts: CopyFacts

    /// - Parameter survey: over the store ``Store/trial(of:beside:)`` has made.
    package init(survey: PassPlanner, facts: CopyFacts) {
        self.survey = survey
        self.facts = facts
    }

    package func run() async -> CopyCheckReport {
        var report = PassReport()
        report.isDryRun = true
        do {
            let result = try await survey.runAnew()
            report.isPaused = result.isPaused
            report.relink = result.held
            report.lines = try PlanLines(store: survey.context.store).lines(result)
            if var relinking = result.relinking {
                report.lines = try await RelinkReading(context: survey.context).read(report.lines, result)
                let matches = Set(report.lines.filter { $0.symbol == .adopt }.map(\.key))
                report.relink = try relinking.conclude(expecting: matches, isWhole: true)
            }
            let planned = Set(report.lines.map(\.key))
            for standing in try DocumentStatus.needing(survey.context.store) where !planned.contains(standing.key) {
                if let line = standing.line { report.lines.append(line) }
            }
            report.unanswered = try survey.context.store.unanswered()
        } catch {
            report.interruption = PassFailure(error)
        }
        return CopyCheckReport(facts: facts, plan: report)
    }
}

package struct CopyCheckReport: Sendable {
    package var facts: CopyFacts
    package var plan: PassReport

    package init(facts: CopyFacts, plan: PassReport) {
        self.facts = facts
        self.plan = plan
    }

    /// What would be linked, and what a person would be asked: the documents, as a dry run shows them.
    package var lines: [ReportLine] { plan.lines.filter { $0.symbol == .adopt || $0.symbol == .person } }

    package enum Verdict: String, Sendable {
        /// As new as the watermark: nothing would be linked.
        case goesOn
        /// All that was transferred since is found and would be linked.
        case allFound
        /// Something is a question or absent; the rest would be linked.
        case someOpen
        /// So much is absent that the integration would rest until somebody has looked.
        case wouldHold
        /// Not everything could be looked at.
        case unknown
    }

    package var verdict: Verdict {
        if plan.interruption != nil || plan.isPaused || !plan.unanswered.isEmpty { return .unknown }
        guard let relink = plan.relink else { return .goesOn }
        if relink.isTooMuchAbsent { return .wouldHold }
        return relink.asked + relink.absent > 0 ? .someOpen : .allFound
    }

    package var exit: Exit {
        switch verdict {
        case .goesOn, .allFound: .success
        case .someOpen, .wouldHold: .discrepancies
        case .unknown: plan.interruption == nil && !plan.isPaused ? .deferred : plan.exit
        }
    }
}
