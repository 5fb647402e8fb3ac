import Foundation
import Persistence
import Reconciliation

/// The place the state lies in: whose it is, who can read it, and whether it can grow.
struct DirectoryCheck {
    let directory: String

    /// Below this a day of documents may not fit any more.
    private static let roomLeast: Int64 = 100 << 20
    private static let logMost: Int64 = 64 << 20

    func run(_ findings: inout Findings) {
        guard let facts = FileFacts(directory) else { return }
        if facts.owner != geteuid() && geteuid() != 0 {
            findings.add(
                .fail(.cannotWriteState), "state directory",
                Wording("\(directory) gehört einem anderen Benutzer", "\(directory) belongs to another user"),
                hint: Wording("Als Benutzer des Dienstes aufrufen.", "Run this as the user of the service."))
        } else if facts.mode & 0o077 != 0 {
            findings.add(
                .warn, "state directory", "\(directory), \(facts.modeText)",
                hint: Wording("`chmod 700 \(directory)`: andere können hineinsehen.", "`chmod 700 \(directory)`: others can look in.")(
                    findings.language))
        } else {
            findings.add(.ok, "state directory", "\(directory), \(facts.modeText)")
        }
        files(&findings)
        room(&findings)
        if let network = FileFacts.network(directory) {
            findings.add(
                .fail(.configuration), "file system", Wording("\(network): nicht lokal", "\(network): not local"),
                hint: Wording(
                    "Der Stand muss auf einer lokalen Platte liegen; Sperren halten hier nicht.",
                    "The state must lie on a local disk; locks do not hold here."))
        } else {
            findings.add(.ok, "file system", Wording("lokal", "local"))
        }
    }

    private func files(_ findings: inout Findings) {
        // Whose it is and with which rights is told above; this looks at what can be listed.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names.sorted() where name.hasPrefix("reconcile.") {
            guard let facts = FileFacts(directory + "/" + name), facts.mode & 0o077 != 0 else { continue }
            findings.add(
                .warn, "state files", "\(name), \(facts.modeText)",
                hint: Wording("`chmod 600` auf die Datei anwenden.", "Apply `chmod 600` to the file.")(findings.language))
        }
        if let log = FileFacts(directory + "/" + Store.fileName + "-wal"), log.bytes > Self.logMost {
            findings.add(
                .warn, "state log", "\(log.bytes >> 20) MiB",
                hint: Wording(
                    "Ein lesendes Programm hält das Log fest; es beenden.", "A reading program holds on to the log; end it.")(
                        findings.language))
        }
    }

    private func room(_ findings: inout Findings) {
        guard let free = FileFacts.freeBytes(directory) else { return }
        let text = Wording("\(free >> 20) MiB frei", "\(free >> 20) MiB free")
        guard free < Self.roomLeast else { return findings.add(.ok, "disk", text) }
        findings.add(
            .fail(.cannotWriteState), "disk", text,
            hint: Wording("Platz schaffen: ohne ihn wird nichts übertragen.", "Free some space: without it nothing is transferred."))
    }
}
