internal import Bookkeeping
package import Persistence
package import Reconciliation
internal import StateCharts

/// An import on its way to whoever holds the state.
package struct ImportOrder: Storable {
    /// The contacts a person was shown and said yes to; nil for all that are ready.
    package var confirmed: Set<String>?

    package init(confirmed: Set<String>?) { self.confirmed = confirmed }

    /// It is about nothing that could have moved: each contact is looked at again before its turn.
    package func decision(id: String, by actor: String) throws(StoreError) -> NewDecision {
        try NewDecision(.importContacts, id: id, self, about: nil, by: actor, reason: "contacts import")
    }
}

/// What became of an import, as it may be kept: ids and codes, no names (domain.md D5).
package struct ImportReceipt: Storable {
    package struct Skipped: Storable {
        package var contactID: String
        /// An `ImportObstacle`.
        package var obstacle: String
        package var customers: [Int]
    }

    package struct Refused: Storable {
        package var contactID: String
        /// Of HERO's error.
        package var code: String
    }

    package var imported: [ImportReport.Imported] = []
    /// Ready when counted, but not when their turn came.
    package var skipped: [Skipped] = []
    package var refused: [Refused] = []
    package var uncertain: [String] = []
    package var left = 0
    /// Somebody has to look at a contact that was never ready.
    package var needsPerson = false
    package var interruption: PassFailure?
    package var isPaused = false

    /// As a command that did it by itself would tell it.
    /// - Parameter plan: as it was counted before, for the names.
    package func report(_ plan: ImportPlan) -> ImportReport {
        var names: [String: String] = [:]
        for card in plan.ready { names[card.contact.id] = card.contact.name }
        var report = ImportReport()
        report.plan = plan
        report.imported = imported
        report.skipped = skipped.compactMap { skip in
            ImportObstacle(rawValue: skip.obstacle).map {
                ImportSkip(contactID: skip.contactID, name: names[skip.contactID] ?? "", obstacle: $0, customers: skip.customers)
            }
        }
        report.refused = refused.map {
            ImportReport.Refused(contactID: $0.contactID, name: names[$0.contactID] ?? "", cause: $0.code, code: $0.code)
        }
        report.uncertain = uncertain
        report.left = left
        report.interruption = interruption
        report.isPaused = isPaused
        return report
    }

    /// As of the command.
    var exit: Exit {
        var report = report(ImportPlan())
        if needsPerson { report.plan.skipped = [ImportSkip(contactID: "", name: "", obstacle: .several)] }
        return report.exit
    }
}

/// What earlier stretches of an import came to; kept between them under the decision's id.
package struct ImportLog: Fact {
    package static let name = "import-log"

    /// Nil before the first look.
    package var wanted: Set<String>?
    package var handled: Set<String> = []
    package var receipt = ImportReceipt()

    mutating func add(_ report: ImportReport) {
        if wanted == nil, report.interruption == nil { wanted = Set(report.plan.ready.map(\.contact.id)) }
        handled.formUnion(report.handled)
        receipt.imported += report.imported
        receipt.skipped += report.skipped.map {
            ImportReceipt.Skipped(contactID: $0.contactID, obstacle: $0.obstacle.rawValue, customers: $0.customers)
        }
        receipt.refused += report.refused.map { ImportReceipt.Refused(contactID: $0.contactID, code: $0.code) }
        receipt.uncertain = report.uncertain
        receipt.needsPerson = receipt.needsPerson || (report.plan.skipped + report.skipped).contains { $0.obstacle.needsPerson }
        receipt.interruption = report.interruption
        receipt.isPaused = report.isPaused
        receipt.left = left(report)
    }

    /// What a stretch had made when its process died, which no report tells.
    mutating func addUntold(_ record: DecisionRecord, _ order: ImportOrder, _ store: Store) throws {
        let told = Set(receipt.imported.map(\.contactID))
        for tie in try store.ties(ContactImportChart.self) where tie.linkedAt >= record.createdAt && !told.contains(tie.key) {
            guard order.confirmed?.contains(tie.key) ?? true, let customer = Int(tie.remoteID) else { continue }
            receipt.imported.append(ImportReport.Imported(contactID: tie.key, customer: customer, dropped: [], isResolved: true))
        }
    }

    /// Everybody who was asked for, could be made now, and is not.
    private func left(_ report: ImportReport) -> Int {
        let asked = (wanted ?? []).union(report.plan.begun)
        let sawNothing = report.plan.ready.isEmpty && report.interruption != nil
        let open = (sawNothing ? asked : asked.intersection(report.plan.ready.map(\.contact.id))).union(handled)
        return open.subtracting(receipt.imported.map(\.contactID)).subtracting(receipt.skipped.map(\.contactID))
            .subtracting(receipt.refused.map(\.contactID)).subtracting(receipt.uncertain).count
    }
}
