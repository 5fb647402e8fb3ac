internal import Bookkeeping
internal import Persistence
package import Reconciliation
package import Transport

/// What a pass would do, computed on a copy of the state with clients that cannot write.
package struct DryRun: Sendable {
    let survey: PassPlanner
    let heroMeter: RequestMeter
    let lexofficeMeter: RequestMeter

    package init(survey: PassPlanner, heroMeter: RequestMeter, lexofficeMeter: RequestMeter) {
        self.survey = survey
        self.heroMeter = heroMeter
        self.lexofficeMeter = lexofficeMeter
    }

    /// - Parameter readingAll: also the documents of which both sides say the same.
    package func run(readingAll: Bool = false) async -> DryRunReport {
        let started = survey.context.time.monotonicMilliseconds()
        var report = PassReport()
        report.isDryRun = true
        var comparison: Comparison?
        do {
            let result = try await survey.runAnew()
            report.isPaused = result.isPaused
            report.relink = result.held
            report.lines = try PlanLines(store: survey.context.store).lines(result)
            if var relinking = result.relinking {
                let matches = Set(report.lines.filter { $0.symbol == .adopt }.map(\.key))
                report.relink = try relinking.conclude(expecting: matches, isWhole: true)
            }
            let planned = Set(report.lines.map(\.key))
            for standing in try DocumentStatus.needing(survey.context.store) where !planned.contains(standing.key) {
                if let line = standing.line { report.lines.append(line) }
            }
            let payments = PaymentLines(store: survey.context.store)
            report.lines += try payments.planned(result.paymentsDue)
            let due = Set(result.paymentsDue.map(\.text))
            report.lines += try payments.needing().filter { !due.contains($0.key) }
            report.unanswered = try survey.context.store.unanswered()
            report.lines = try UnansweredLines(survey.context.store, survey.context.policy).merged(with: report.lines)
            if let settings = result.settings { comparison = try await compare(settings, &report, readingAll) }
        } catch {
            report.interruption = PassFailure(error)
        }
        report.heroRequests = heroMeter.requests
        report.lexofficeRequests = lexofficeMeter.requests
        report.writes = lexofficeMeter.writes
        report.milliseconds = survey.context.time.monotonicMilliseconds() - started
        return DryRunReport(plan: report, comparison: comparison)
    }

    /// Both systems side by side; what has no line yet gets one, notes come last.
    private func compare(_ settings: Settings, _ report: inout PassReport, _ readingAll: Bool) async throws -> Comparison {
        let reading = ComparisonReading(context: survey.context, settings: settings)
        let comparison = try await reading.run(.drifted, planned: report.lines, readingAll: readingAll)
        let told = Set(report.lines.map(\.key))
        // Payments have their lines already, told by their own keys.
        let untold = comparison.discrepancies.filter { $0.comparisonClass != .payment && $0.key.map(told.contains) != true }
        report.lines += untold.map(ReportLine.init)
        report.lines += comparison.notes
        return comparison
    }
}

/// What a pass would do, and both systems side by side where they could be compared.
package struct DryRunReport: Sendable {
    package var plan: PassReport
    package var comparison: Comparison?

    package var exit: Exit {
        if plan.interruption != nil || plan.isPaused { return plan.exit }
        if let relink = plan.relink, relink.phase != .done { return .discrepancies }
        let agrees = plan.lines.allSatisfy { $0.symbol == .note } && plan.unanswered.isEmpty && comparison?.discrepancies.isEmpty != false
        return agrees ? .success : .discrepancies
    }
}
