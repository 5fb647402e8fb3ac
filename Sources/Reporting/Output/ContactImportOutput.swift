package import Administration
internal import Bookkeeping
internal import Foundation
internal import Reconciliation
package import Wording

/// The contact import in words and in records. Names are for the person at the terminal; records carry ids alone.
package struct ContactImportOutput {
    let language: Language
    /// Records instead of words.
    let asJSON: Bool

    package init(language: Language, asJSON: Bool) {
        self.language = language
        self.asJSON = asJSON
    }

    /// Names shown for one reason at most.
    private static let namesMax = 20

    package func count(_ plan: ImportPlan) -> [String] {
        guard asJSON else { return ready(plan) + skipped(plan.skipped) }
        return [JSONLine.version] + planned(plan) + records(plan.skipped) + [summary(plan, ImportReport(), exit: .success)]
    }

    package func result(_ report: ImportReport, withCount: Bool) -> [String] {
        asJSON ? machine(report) : people(report, withCount: withCount)
    }

    package func paused() -> [String] {
        guard asJSON else { return [Catalogue.paused(language)] }
        return JSONLine.outcome(["paused": true, "exit": Exit.peopleNeeded])
    }

    // MARK: words

    private func ready(_ plan: ImportPlan) -> [String] { [Catalogue.importReady(plan.ready.count)(language)] }

    private func skipped(_ skips: [ImportSkip]) -> [String] {
        ImportObstacle.allCases.flatMap { obstacle -> [String] in
            let hit = skips.filter { $0.obstacle == obstacle }
            guard !hit.isEmpty else { return [] }
            let head =
                "\(obstacle.needsPerson ? "!" : " ") \(hit.count) \(Catalogue.importSkipped(language)): "
                + Catalogue.importObstacle(obstacle)(language)
            guard [.several, .alike, .known, .unreadable, .outcomeUnknown].contains(obstacle) else { return [head] }
            var lines = [head] + hit.prefix(Self.namesMax).map { "    \(name($0.name, $0.contactID))\(customers($0.customers))" }
            if hit.count > Self.namesMax { lines.append("    … \(hit.count - Self.namesMax) \(Catalogue.importMore(language))") }
            return lines
        }
    }

    private func people(_ report: ImportReport, withCount: Bool) -> [String] {
        let sawNothing = report.plan.ready.isEmpty && report.plan.skipped.isEmpty && report.imported.isEmpty
        if report.interruption != nil && sawNothing { return [] }
        var lines = withCount ? ready(report.plan) : []
        lines += skipped((withCount ? report.plan.skipped : []) + report.skipped)
        for refused in report.refused.prefix(Self.namesMax) {
            let words = "\(Catalogue.importRefused(language)): \(refused.cause)"
            lines.append("! \(name(refused.name, refused.contactID)): \(words)")
        }
        for imported in report.imported where !imported.dropped.isEmpty {
            let fields = imported.dropped.joined(separator: ", ")
            lines.append(
                "~ \(Catalogue.importHeroCustomer(language)) \(imported.customer): \(Catalogue.importDropped(language)): \(fields)")
        }
        lines.append(footer(report))
        if !report.uncertain.isEmpty { lines.append(Catalogue.importAgain(language)) }
        return lines
    }

    private func footer(_ report: ImportReport) -> String {
        var parts = [
            "\(report.imported.count) \(Catalogue.importImported(language))",
            "\(report.plan.skipped.count + report.skipped.count) \(Catalogue.importSkipped(language))",
            "\(report.refused.count) \(Catalogue.importFailed(language))",
        ]
        if !report.uncertain.isEmpty { parts.append("\(report.uncertain.count) \(Catalogue.importUncertain(language))") }
        if report.left > 0 { parts.append("\(report.left) \(Catalogue.importLeft(language))") }
        return parts.joined(separator: ", ")
    }

    private func name(_ name: String, _ id: String) -> String { name.isEmpty ? id : "\(name) (\(id))" }

    private func customers(_ ids: [Int]) -> String {
        ids.isEmpty ? "" : " → \(Catalogue.importHeroCustomer(language)) \(ids.prefix(10).map(String.init).joined(separator: ", "))"
    }

    // MARK: records

    private func machine(_ report: ImportReport) -> [String] {
        var lines = [JSONLine.version] + records(report.plan.skipped + report.skipped)
        lines += report.imported.sorted { $0.contactID < $1.contactID }.map { imported in
            JSONLine("planned_change").adding([
                "action": imported.isResolved ? "resolved_contact" : "imported_contact", "contact": imported.contactID,
                "customer": imported.customer, "dropped": imported.dropped.isEmpty ? nil : imported.dropped,
            ]).text
        }
        lines += report.refused.map { JSONLine("held").adding(["contact": $0.contactID, "reason": "REFUSED_BY_HERO"]).text }
        if let interruption = report.interruption { lines.append(ReportJSON.line(interruption)) }
        return lines + [summary(report.plan, report, exit: report.exit)]
    }

    private func planned(_ plan: ImportPlan) -> [String] {
        plan.ready.map { JSONLine("planned_change").adding(["action": "import_contact", "contact": $0.contact.id]).text }
    }

    private func records(_ skips: [ImportSkip]) -> [String] {
        skips.map { skip in
            JSONLine(skip.obstacle.needsPerson ? "held" : "diagnostic").adding([
                "contact": skip.contactID, "reason": skip.obstacle.rawValue,
                "customers": skip.customers.isEmpty ? nil : skip.customers.map(String.init),
            ]).text
        }
    }

    private func summary(_ plan: ImportPlan, _ report: ImportReport, exit: Exit) -> String {
        JSONLine("change_summary").adding([
            "ready": plan.ready.count, "imported": report.imported.count, "skipped": plan.skipped.count + report.skipped.count,
            "failed": report.refused.count, "uncertain": report.uncertain.count, "left": report.left, "exit": exit,
        ]).text
    }
}
