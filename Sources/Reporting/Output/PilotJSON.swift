internal import Hero
package import Pilot
internal import Wording

/// The same as NDJSON.
package enum PilotJSON {
    /// - Parameter exit: of the command.
    package static func lines(_ report: PilotReport, exit: Int) -> [String] {
        var head = JSONLine("pilot")
        head.add([
            "hero_requests": report.heroRequests, "lexoffice_requests": report.lexofficeRequests, "limit": report.limit,
            "cut": report.isCut, "hero_trouble": report.heroTrouble?.name, "lexoffice_trouble": report.lexofficeTroubleName,
        ])
        var lines = [JSONLine.version, head.text] + report.findings.map(finding)
        if let shape = report.shape { lines += self.lines(shape) }
        var summary = JSONLine("change_summary")
        for verdict in AssumptionVerdict.allCases { summary.add([verdict.rawValue: report.findings.count { $0.verdict == verdict }]) }
        summary.add(["exit": exit])
        return lines + [summary.text]
    }

    private static func finding(_ finding: PilotFinding) -> String {
        var line = JSONLine("assumption")
        line.add([
            "assumption": finding.assumption.rawValue, "verdict": finding.verdict.rawValue,
        ])
        let counts = finding.counts.map { count in
            var part = JSONLine()
            part.add([
                "name": count.name, "count": count.count,
            ])
            return part
        }
        line.add(["counts": counts])
        return line.text
    }

    private static func lines(_ shape: DraftShape) -> [String] {
        var head = JSONLine("draft_shape")
        head.add([
            "drafts": shape.drafts, "cut": shape.isCut,
        ])
        return [head.text]
            + shape.entries.map { entry in
                var line = JSONLine("draft_path")
                line.add([
                    "path": entry.path, "kind": entry.kind, "count": entry.count,
                ])
                return line.text
            }
    }
}
