import Bookkeeping
import Foundation
import Persistence
import Reconciliation

/// The state itself: who holds it, whether it is whole, how old what it knows is.
struct StateCheck {
    let wiring: Wiring

    private static let hour: Int64 = 3_600_000

    func run(_ findings: inout Findings) -> Settings? {
        do {
            let directory = wiring.stateDirectory
            let store = try Store.view(directory: directory)
            if let holder = InstanceLock.isHeld(directory: directory) {
                findings.add(.ok, "lock", Wording("gehalten von \(holder)", "held by \(holder)"))
            } else {
                findings.add(.ok, "lock", Wording("frei", "free"))
            }
            guard FileManager.default.isWritableFile(atPath: store.path) else {
                findings.add(
                    .fail(.cannotWriteState), "state", Wording("\(store.path) ist nicht schreibbar", "\(store.path) is not writable"),
                    hint: Wording("Dem Benutzer des Dienstes geben.", "Give the file to the user of the service."))
                return nil
            }
            try content(store, &findings)
            let settings = try Settings.load(store)
            if settings == nil {
                findings.add(
                    .fail(.configuration), "setup", Wording("nicht eingerichtet", "not set up"),
                    hint: Wording("`reconcile setup` ausführen.", "Run `reconcile setup`."))
            }
            try age(store, &findings)
            try work(store, &findings)
            try KeyAgeCheck(now: wiring.now).run(store, &findings)
            return settings
        } catch let error as StoreError {
            findings.add(.fail(CommandFailure(error).exit), "state", error.cause, hint: error.hint)
        } catch {
            findings.add(.fail(.unexpected), "state", "\(error)")
        }
        return nil
    }

    private func content(_ store: Store, _ findings: inout Findings) throws {
        let complaints = try store.integrityComplaints()
        guard complaints.isEmpty else {
            findings.add(
                .fail(.cannotWriteState), "state", complaints.joined(separator: "; "),
                hint: Wording("Ein Backup zurückspielen.", "Put back a backup.")(findings.language))
            return
        }
        let verdict = try store.verifyJournal()
        if let broken = verdict.broken {
            findings.add(.fail(.unexpected), "journal", "entry \(broken.seq): \(broken.why)", hint: "Restore a backup.")
        } else {
            findings.add(
                .ok, "state",
                Wording(
                    "\(store.path), \(verdict.entries) Protokolleinträge, Kette vollständig",
                    "\(store.path), \(verdict.entries) journal entries, chain whole"))
        }
        findings.add(.ok, "schema", try store.madeWith())
    }

    private func age(_ store: Store, _ findings: inout Findings) throws {
        if let pass = try store.lastPass(.complete), let finished = pass.finishedAt {
            let hours = wiring.now.milliseconds(since: finished) / Self.hour
            let text = Wording("vor \(hours) Stunden", "\(hours) hours ago")
            if hours < 24 {
                findings.add(.ok, "last complete pass", text)
            } else {
                findings.add(
                    .warn, "last complete pass", text,
                    hint: Wording("`reconcile status` sagt, was im Weg steht.", "`reconcile status` says what is in the way."))
            }
        }
        let backup = BackupReceipt.last(directory: wiring.stateDirectory)
        let days = backup.map { wiring.now.milliseconds(since: $0.at) / (24 * Self.hour) }
        if let backup, let days, days < 2 {
            findings.add(.ok, "backup", "\(backup.at.berlinText) \(backup.path) (\(backup.entries))")
        } else {
            findings.add(
                .warn, "backup",
                days.map { Wording("vor \($0) Tagen", "\($0) days ago") } ?? Wording("noch keines", "none yet"),
                hint: Wording("Täglich `reconcile backup DATEI` laufen lassen.", "Let `reconcile backup FILE` run every day."))
        }
    }

    private func work(_ store: Store, _ findings: inout Findings) throws {
        let overview = try Overview.read(store)
        if let restoration = overview.restoration {
            let report = RelinkReport(restoration)
            let lines = Catalogue.relink(report, findings.language)
            findings.add(.warn, "restored", lines.dropLast().joined(separator: " "), hint: lines.last.map { String($0.dropFirst(4)) } ?? "")
        }
        if overview.needsPeople {
            findings.add(
                .warn, "documents", Wording("einige brauchen eine Entscheidung", "some need a person"),
                hint: Wording(
                    "`reconcile status`, dann `reconcile list --state …`.", "`reconcile status`, then `reconcile list --state …`."))
        }
        if overview.unanswered.all > 0 {
            findings.add(
                .warn, overview.unreadableRows > 0 ? "unreadable rows" : "unanswered", Catalogue.unanswered(overview),
                hint: Wording("`reconcile list` nennt jede.", "`reconcile list` names each."))
        }
        if overview.integration != "-" {
            findings.add(.ok, "integration", "\(overview.integration), \(overview.startDate?.description ?? "-")")
        }
    }
}
