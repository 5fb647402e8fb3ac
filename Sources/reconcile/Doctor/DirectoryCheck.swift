import Foundation
import Persistence
import Reconciliation
import Wording

/// The place the state lies in: whose it is, who can read it, and whether it can grow.
struct DirectoryCheck {
    let directory: String

    /// Below this a day of documents may not fit any more.
    private static let roomLeast: Int64 = 100 << 20
    private static let logMost: Int64 = 64 << 20

    func run(_ findings: inout Findings) {
        guard let facts = FileFacts(directory) else { return }
        if facts.owner != geteuid() && geteuid() != 0 {
            findings.add(.fail(.cannotWriteState), "state directory", DoctorWords.otherOwner(directory), hint: DoctorWords.runAsService)
        } else if facts.mode & 0o077 != 0 {
            findings.add(
                .warn, "state directory", "\(directory), \(facts.modeText)", hint: DoctorWords.closeDirectory(directory)(findings.language))
        } else {
            findings.add(.ok, "state directory", "\(directory), \(facts.modeText)")
        }
        files(&findings)
        room(&findings)
        if let network = FileFacts.network(directory) {
            findings.add(.fail(.configuration), "file system", DoctorWords.notLocal(network), hint: DoctorWords.useLocalDisk)
        } else {
            findings.add(.ok, "file system", DoctorWords.local)
        }
    }

    private func files(_ findings: inout Findings) {
        // Whose it is and with which rights is told above; this looks at what can be listed.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        for name in names.sorted() where name.hasPrefix("reconcile.") {
            guard let facts = FileFacts(directory + "/" + name), facts.mode & 0o077 != 0 else { continue }
            findings.add(.warn, "state files", "\(name), \(facts.modeText)", hint: DoctorWords.closeFile(findings.language))
        }
        if let log = FileFacts(directory + "/" + Store.fileName + "-wal"), log.bytes > Self.logMost {
            findings.add(.warn, "state log", "\(log.bytes >> 20) MiB", hint: DoctorWords.endReader(findings.language))
        }
    }

    private func room(_ findings: inout Findings) {
        guard let free = FileFacts.freeBytes(directory) else { return }
        let grade: Findings.Grade = free < Self.roomLeast ? .fail(.cannotWriteState) : .ok
        findings.add(grade, "disk", DoctorWords.mebibytesFree(free >> 20), hint: DoctorWords.freeSpace)
    }
}
