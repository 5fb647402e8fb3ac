internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Transport

/// Creations without an answer: what an earlier process left, and what became of them. A doubt is looked up and never
/// resolved by sending again.
struct ImportDoubt {
    let context: PassContext

    static func several(_ customers: [Int]) -> TransitionChanges {
        .because(.contactAmbiguous, detail: CandidateText.customers(customers), candidates: customers.map(String.init))
    }

    /// Imports do not overlap, so whatever waits for an answer at the start of one waits for an answer that will never come.
    func recover() throws {
        for machine in try context.store.machines(ContactImportChart.self) {
            switch machine.configuration.state {
            case .checking: try context.advance(ContactImportChart.self, machine.key, .sysRestarted)
            case .creating:
                let commitment = TransitionChanges.because(.outcomeUnknown, detail: "error=restarted").with(
                    doubt: .some(context.doubtNow), closeIntent: ClosedIntent(.unknown))
                try context.advance(ContactImportChart.self, machine.key, .sysRestarted, commitment)
            case .uncertain where machine.doubt?.bootID != context.time.bootID:
                // A window measured on another boot's clock proves nothing.
                let commitment = TransitionChanges().with(doubt: .some(context.doubtNow))
                try context.advance(ContactImportChart.self, machine.key, .sysRestarted, commitment)
            case .counted, .uncertain, .imported, .matched, .unfit, .ambiguous, .refused, .gone: continue
            }
        }
    }

    /// Those whose window has passed. To be asked before the look that is to prove absence, never after it.
    func settled() throws -> Set<String> { Set(try uncertain().filter { context.hasSettled($0.doubt) }.map(\.key)) }

    func uncertain() throws -> [Machine<ContactImportChart>] {
        try context.store.machines(ContactImportChart.self).filter { $0.configuration.state == .uncertain }
    }

    /// Returns what turned out to be imported.
    func resolve(_ sighting: ImportSnapshot, settled: Set<String>) throws -> [ImportReport.Imported] {
        var found: [ImportReport.Imported] = []
        for machine in try uncertain() {
            let key = machine.key
            guard let sent = try context.store.fact(SentContact.self, about: key) else { continue }
            let candidates = try candidates(sent, sighting)
            if candidates.count == 1 {
                let commitment = ImportedPair.tied(to: candidates[0]).with(journal: ["adopted": "after-doubt"])
                _ = try ImportedPair(context: context).advance(key, .replyFoundOne, commitment)
                found.append(ImportReport.Imported(contactID: key, customer: candidates[0], dropped: [], isResolved: true))
            } else if candidates.count > 1 {
                try context.advance(ContactImportChart.self, key, .replyFoundMany, Self.several(candidates))
            } else if settled.contains(key) {
                let commitment = TransitionChanges.because(nil).with(
                    doubt: .some(nil), journal: ["settled_ms": String(context.policy.settle)])
                try context.advance(ContactImportChart.self, key, .replyFoundNoneSettled, commitment)
            } else {
                continue
            }
            // What was kept for the look-up alone is not kept after it (domain.md D4).
            try context.store.forget(SentContact.self, about: key)
        }
        return found
    }

    /// Who fits by the keys of S38, else who bears the name and came after we looked: HERO drops in silence what it does not like,
    /// so the customer may lack the very field it would be told by. Customers of other imports are theirs.
    private func candidates(_ sent: SentContact, _ sighting: ImportSnapshot) throws -> [Int] {
        let links = try context.store.links(ContactImportChart.self)
        let claimed = Set(links.compactMap { Int($0.remoteID) })
        let fitting: [Int] =
            switch sighting.customers.match(sent.contact) {
            case .none: []
            case .one(let id): [id]
            case .many(let ids): ids
            }
        let free = fitting.filter { !claimed.contains($0) }
        if !free.isEmpty { return free }
        return sighting.customers.named(sent.contact.name).filter { $0 > sent.newest && !claimed.contains($0) }.sorted()
    }
}
