internal import Bookkeeping
package import Reconciliation
package import Wording

/// A deletion for people: what it will do before it is confirmed, and what it did.
package struct DeletionText {
    let language: Language

    package init(language: Language) { self.language = language }

    package func lines(_ plan: DeletionPlan) -> [String] {
        switch plan.stage {
        case .done: return [Catalogue.deletionDone(language), Catalogue.deletionNewSetup(language)]
        case .underway: return [Catalogue.deletionUnderway(language)] + content(plan)
        case .toConfirm:
            return [Catalogue.deletionHead(language)] + content(plan) + [
                Catalogue.deletionKept(language), Catalogue.deletionEffect(language),
            ]
        }
    }

    private func content(_ plan: DeletionPlan) -> [String] {
        var lines = ["  \(plan.documents) \(Catalogue.deletionDocuments(language))\(ends(plan))"]
        lines.append("  \(plan.contacts) \(Catalogue.deletionContacts(language))")
        lines.append("  \(plan.payments) \(Catalogue.deletionPayments(language))")
        if plan.withoutFile > 0 { lines.append("  \(plan.withoutFile) \(Catalogue.deletionWithoutFile(language))") }
        if !plan.inFlight.isEmpty {
            lines.append("  \(plan.inFlight.count) \(Catalogue.deletionInFlight(language)):")
            lines += items(plan.inFlight)
        }
        return lines
    }

    private func ends(_ plan: DeletionPlan) -> String {
        guard let oldest = plan.oldest, let newest = plan.newest else { return "" }
        return " (\(Catalogue.deletionOldest(language)) \(name(oldest)), \(Catalogue.deletionNewest(language)) \(name(newest)))"
    }

    package func lines(_ report: DeletionReport) -> [String] {
        var lines: [String] = []
        if report.isDone {
            let unlinked = [
                "\(report.documents) \(Catalogue.deletionDocuments(language))",
                "\(report.contacts) \(Catalogue.deletionContacts(language))",
                "\(report.payments) \(Catalogue.deletionPayments(language))",
            ].joined(separator: ", ")
            lines.append("\(Catalogue.deletionDone(language)) \(Catalogue.deletionUnlinked(language)): \(unlinked).")
            lines.append(Catalogue.deletionPaymentsFree(language))
            lines.append(Catalogue.deletionNewSetup(language))
        }
        if let deadline = report.deadline {
            lines.append("? \(Catalogue.deletionWaiting(language)) (\(deadline.berlinText)):")
            lines += items(report.inFlight)
        }
        if !report.unresolved.isEmpty {
            lines.append("! \(Catalogue.deletionUnresolved(language))")
            lines += items(report.unresolved)
        }
        if report.isAccessLeft { lines.append("! \(Catalogue.deletionAccessLeft(language))") }
        return lines
    }

    private func items(_ items: [DeletionItem]) -> [String] { items.map { "    \(Catalogue.deletionKind($0.kind)(language)) \(name($0))" } }

    private func name(_ item: DeletionItem) -> String {
        let amount = item.gross.map { ", \(Catalogue.amount($0, language))" } ?? ""
        return "\(item.number ?? "#\(item.key)")\(item.date.map { " \($0)" } ?? "")\(amount)"
    }
}

package enum DeletionJSON {
    package static func lines(_ plan: DeletionPlan) -> [String] {
        let line = JSONLine("deletion_plan").adding([
            "integration": plan.integration, "organisation": plan.organizationName, "documents": plan.documents,
            "oldest": plan.oldest?.number, "oldest_date": plan.oldest?.date?.description, "newest": plan.newest?.number,
            "newest_date": plan.newest?.date?.description, "contacts": plan.contacts, "payments": plan.payments,
            "without_file": plan.withoutFile, "in_flight": plan.inFlight.count,
        ])
        return [JSONLine.version, line.text] + items(plan.inFlight, "in_flight")
    }

    /// - Parameter stage: `dry_run`, `refused`, or where a deletion ended.
    package static func summary(_ stage: String, _ report: DeletionReport?, exit: Exit) -> [String] {
        var lines: [String] = []
        var line = JSONLine("change_summary").adding(["deletion": stage])
        if let report {
            lines = items(report.inFlight, "in_flight") + items(report.unresolved, "unresolved")
            line.add([
                "documents_unlinked": report.documents, "contacts_unlinked": report.contacts, "payments_unlinked": report.payments,
                "deadline": report.deadline?.isoText, "unresolved": report.unresolved.count,
                "access_left": report.isAccessLeft ? true : nil,
            ])
        }
        return lines + [line.adding(["exit": exit]).text]
    }

    static func items(_ items: [DeletionItem], _ record: String) -> [String] {
        items.map { item in
            JSONLine(record).adding([
                "kind": item.kind, "key": item.key, "number": item.number, "date": item.date?.description, "gross_cents": item.gross,
            ]).text
        }
    }
}
