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
        var line = JSONLine("change_summary")
        line.add("paused", true)
        line.add("exit", Int(Exit.peopleNeeded.rawValue))
        return [JSONLine.version, line.text]
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
        for imported in report.imported.sorted(by: { $0.contactID < $1.contactID }) {
            var line = JSONLine("planned_change")
            line.add("action", imported.isResolved ? "resolved_contact" : "imported_contact")
            line.add("contact", imported.contactID)
            line.add("customer", imported.customer)
            if !imported.dropped.isEmpty { line.add("dropped", imported.dropped) }
            lines.append(line.text)
        }
        for refused in report.refused {
            var line = JSONLine("held")
            line.add("contact", refused.contactID)
            line.add("reason", "REFUSED_BY_HERO")
            lines.append(line.text)
        }
        if let interruption = report.interruption {
            var line = JSONLine("diagnostic")
            line.add("code", interruption.kind.rawValue)
            line.add("system", interruption.system)
            line.add("message", interruption.cause)
            line.add("hint", interruption.hint)
            lines.append(line.text)
        }
        return lines + [summary(report.plan, report, exit: report.exit)]
    }

    private func planned(_ plan: ImportPlan) -> [String] {
        plan.ready.map { card in
            var line = JSONLine("planned_change")
            line.add("action", "import_contact")
            line.add("contact", card.contact.id)
            return line.text
        }
    }

    private func records(_ skips: [ImportSkip]) -> [String] {
        skips.map { skip in
            var line = JSONLine(skip.obstacle.needsPerson ? "held" : "diagnostic")
            line.add("contact", skip.contactID)
            line.add("reason", skip.obstacle.rawValue)
            if !skip.customers.isEmpty { line.add("customers", skip.customers.map(String.init)) }
            return line.text
        }
    }

    private func summary(_ plan: ImportPlan, _ report: ImportReport, exit: Exit) -> String {
        var line = JSONLine("change_summary")
        line.add("ready", plan.ready.count)
        line.add("imported", report.imported.count)
        line.add("skipped", plan.skipped.count + report.skipped.count)
        line.add("failed", report.refused.count)
        line.add("uncertain", report.uncertain.count)
        line.add("left", report.left)
        line.add("exit", Int(exit.rawValue))
        return line.text
    }
}
