import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// The state itself: who holds it, whether it is whole, how old what it knows is.
struct StateCheck {
    let wiring: Wiring

    private static let hour: Int64 = 3_600_000

    func run(_ findings: inout Findings) -> Settings? {
        do {
            let directory = wiring.stateDirectory
            let store = try Store.view(directory: directory)
            findings.add(.ok, "lock", InstanceLock.isHeld(directory: directory).map(DoctorWords.lockHeld) ?? DoctorWords.lockFree)
            guard FileManager.default.isWritableFile(atPath: store.path) else {
                findings.add(.fail(.cannotWriteState), "state", DoctorWords.notWritable(store.path), hint: DoctorWords.giveToService)
                return nil
            }
            try content(store, &findings)
            let settings = try Settings.load(store)
            if settings == nil { findings.add(.fail(.configuration), "setup", DoctorWords.notSetUp, hint: DoctorWords.setUp) }
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
                .fail(.cannotWriteState), "state", complaints.joined(separator: "; "), hint: DoctorWords.putBackBackup(findings.language))
            return
        }
        let verdict = try store.verifyJournal()
        if let broken = verdict.broken {
            findings.add(.fail(.unexpected), "journal", "entry \(broken.seq): \(broken.why)", hint: "Restore a backup.")
        } else {
            findings.add(.ok, "state", DoctorWords.journalWhole(store.path, entries: verdict.entries))
        }
        findings.add(.ok, "schema", try store.madeWith())
    }

    private func age(_ store: Store, _ findings: inout Findings) throws {
        if let pass = try store.lastPass(.complete), let finished = pass.finishedAt {
            let hours = wiring.now.milliseconds(since: finished) / Self.hour
            findings.add(hours < 24 ? .ok : .warn, "last complete pass", DoctorWords.hoursAgo(hours), hint: DoctorWords.seeStatus)
        }
        let backup = BackupReceipt.last(directory: wiring.stateDirectory)
        let days = backup.map { wiring.now.milliseconds(since: $0.at) / (24 * Self.hour) }
        if let backup, let days, days < 2 {
            findings.add(.ok, "backup", "\(backup.at.berlinText) \(backup.path) (\(backup.entries))")
        } else {
            findings.add(.warn, "backup", days.map(DoctorWords.daysAgo) ?? DoctorWords.noBackup, hint: DoctorWords.backUpDaily)
        }
    }

    private func work(_ store: Store, _ findings: inout Findings) throws {
        let overview = try Overview.read(store)
        if let restoration = overview.restoration {
            let report = RelinkReport(restoration)
            let lines = RelinkText(language: findings.language).lines(report)
            findings.add(.warn, "restored", lines.dropLast().joined(separator: " "), hint: lines.last.map { String($0.dropFirst(4)) } ?? "")
        }
        if overview.needsPeople { findings.add(.warn, "documents", DoctorWords.someNeedPerson, hint: DoctorWords.seeStatusAndList) }
        if overview.unanswered.all > 0 {
            findings.add(
                .warn, overview.unreadableRows > 0 ? "unreadable rows" : "unanswered",
                Catalogue.unanswered(overview.unanswered.all, asked: overview.unanswered.asked, rows: overview.unreadableRows),
                hint: DoctorWords.seeList)
        }
        for right in overview.missingRights {
            let words = Catalogue.explanation(.rightMissing, about: "right=\(right)")
            findings.add(.warn, "rights", words.what, hint: words.next.sentence)
        }
        if overview.integration != "-" {
            let text = "\(overview.integration), \(overview.startDate?.description ?? "-")"
            if overview.isStill {
                findings.add(.warn, "integration", text, hint: DoctorWords.seeStatus(findings.language))
            } else {
                findings.add(.ok, "integration", text)
            }
        }
    }
}
