internal import Hero
package import Pilot
package import Reconciliation
internal import Wording

/// The result of a pilot as NDJSON.
package enum PilotJSON {
    /// - Parameter exit: of the command.
    package static func lines(_ report: PilotReport, exit: Exit) -> [String] {
        let head = JSONLine("pilot").adding([
            "hero_requests": report.heroRequests, "lexoffice_requests": report.lexofficeRequests, "limit": report.limit,
            "cut": report.isCut,
            "hero_trouble": report.heroTrouble?.name, "lexoffice_trouble": report.lexofficeTroubleName,
        ])
        var lines = [JSONLine.version, head.text] + report.findings.map(finding)
        if let shape = report.shape { lines += self.lines(shape) }
        func count(_ verdict: AssumptionVerdict) -> Int { report.findings.count { $0.verdict == verdict } }
        let summary = JSONLine("change_summary").adding([
            "holds": count(.holds), "does_not_hold": count(.doesNotHold), "not_seen": count(.notSeen), "exit": exit,
        ])
        return lines + [summary.text]
    }

    private static func finding(_ finding: PilotFinding) -> String {
        let counts = finding.counts.map { JSONLine().adding(["name": $0.name, "count": $0.count]) }
        return JSONLine("assumption").adding([
            "assumption": finding.assumption.rawValue, "verdict": finding.verdict.rawValue, "counts": counts,
        ]).text
    }

    private static func lines(_ shape: DraftShape) -> [String] {
        let head = JSONLine("draft_shape").adding(["drafts": shape.drafts, "cut": shape.isCut])
        return [head.text]
            + shape.entries.map { JSONLine("draft_path").adding(["path": $0.path, "kind": $0.kind, "count": $0.count]).text }
    }
}
