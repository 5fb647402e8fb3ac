internal import Bookkeeping
internal import Persistence
package import Wording

/// All accounts of a fleet, those in trouble first.
package struct FleetReport: Sendable {
    package let reports: [AccountReport]

    /// By gravity; of what is as grave, what waits longest and most.
    package init(_ reports: [AccountReport]) {
        let gravity = Dictionary(uniqueKeysWithValues: zip(AccountReport.Condition.allCases, 0...))
        func order(_ report: AccountReport) -> (Int, Int64, Int, AccountName) {
            (gravity[report.condition, default: 0], report.oldestWaiting?.milliseconds ?? .max, -report.waiting, report.account)
        }
        self.reports = reports.sorted { order($0) < order($1) }
    }

    package var isFine: Bool { reports.allSatisfy(\.condition.isFine) }

    /// How many stand so; the gravest first.
    private var counts: [(condition: AccountReport.Condition, count: Int)] {
        let all = AccountReport.Condition.allCases.map { condition in (condition, reports.count { $0.condition == condition }) }
        return all.filter { $0.1 > 0 }
    }

    // MARK: for people

    /// - Parameter bad: only those that are not in step.
    package func text(_ language: Language, bad: Bool) -> [TextLine] {
        var table = TextTable([.left, .left, .left, .left, .left])
        let shown = reports.filter { !bad || ![.inStep, .elsewhere].contains($0.condition) }
        for report in shown { table.add(cells(report, language)) }
        let lines = zip(shown, table.lines(indent: "")).flatMap { report, line -> [TextLine] in
            let hint = report.cause?.hint ?? ""
            return [TextLine(line, colour(report.condition))] + (hint.isEmpty ? [] : [TextLine("    → \(hint)")])
        }
        let sums = counts.reversed().map { "\($0.count) \($0.condition.words(language))" }.joined(separator: ", ")
        return lines + [TextLine("\(AccountWords.count(reports.count)(language)): \(sums)")]
    }

    private func cells(_ report: AccountReport, _ language: Language) -> [String] {
        let day = report.oldestWaiting.map { BusinessDay(berlinDayOf: $0) }
        let pass = report.lastPass.map { pass in
            let outcome = [pass.outcome?.rawValue ?? "…", pass.reason.map { "(\($0))" }].compactMap(\.self).joined(separator: " ")
            return "\(pass.startedAt.berlinText) \(outcome)"
        }
        return [
            report.account.description, report.condition.words(language),
            report.waiting > 0 ? AccountWords.waiting(report.waiting, since: day)(language) : "", pass ?? "", report.cause?.message ?? "",
        ]
    }

    private func colour(_ condition: AccountReport.Condition) -> TextLine.Colour? {
        switch condition {
        case .filesUnusable, .stateUnusable, .heldBack, .blocked, .passFailed, .noPass: .red
        case .needsPeople, .notSetUp, .deleted, .paused, .relinking: .yellow
        case .elsewhere, .inStep: nil
        }
    }

    // MARK: for programs

    package func records(bad: Bool, exit: Int32) -> [String] {
        let shown = reports.filter { !bad || ![.inStep, .elsewhere].contains($0.condition) }
        let end = JSONLine("change_summary").adding([
            "accounts": reports.count, "in_step": reports.count { $0.condition == .inStep }, "exit": Int64(exit),
        ])
        return [JSONLine.version] + shown.map { record($0).text } + [end.text]
    }

    private func record(_ report: AccountReport) -> JSONLine {
        var line = JSONLine("account").adding(["account": report.account.description, "condition": report.condition.rawValue])
        line.add(["integration": report.integration, "needs_people": report.waiting, "oldest_waiting": report.oldestWaiting?.isoText])
        line.add([
            "last_pass": report.lastPass?.startedAt.isoText, "last_pass_outcome": report.lastPass?.outcome?.rawValue,
            "last_pass_reason": report.lastPass?.reason, "last_complete_pass": report.lastCompletePass?.isoText,
        ])
        return line.adding(["holder": report.holder, "message": report.cause?.message, "hint": report.cause?.hint])
    }
}
