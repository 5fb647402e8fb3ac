import Bookkeeping
import ConsoleAccess
import Foundation
import Persistence
import Reconciliation
import Wording

/// Who may come in to the console, and whether somebody could who should not.
struct ConsoleCheck {
    let wiring: Wiring

    private static let oldDays: Int64 = 14
    private static let subject = "console"

    func run(_ findings: inout Findings) {
        do throws(CommandFailure) {
            listener(try ConsoleConfiguration(wiring.configuration), &findings)
        } catch {
            findings.add(.fail(error.exit), Self.subject, error.message, hint: error.hint)
        }
        file(&findings)
    }

    private func listener(_ console: ConsoleConfiguration, _ findings: inout Findings) {
        guard let listen = console.listen else { return findings.add(.ok, Self.subject, ConsoleWords.off) }
        if console.isOpenWithoutTLS {
            findings.add(.warn, Self.subject, ConsoleWords.openWithoutTLS, hint: ConsoleWords.speakTLS)
        }
        if !console.settings.userHeader.isEmpty, console.address?.isSecure != true {
            findings.add(.warn, Self.subject, ConsoleWords.proxyWithoutTLS, hint: ConsoleWords.speakTLS)
        }
        guard let address = console.address else {
            return findings.add(.fail(.configuration), Self.subject, ConsoleWords.noAddress, hint: ConsoleWords.nameAddress)
        }
        findings.add(.ok, Self.subject, "\(listen), \(address)")
    }

    /// Looked at where there is one: it is made with the first link.
    private func file(_ findings: inout Findings) {
        let store = AccessStore(directory: wiring.stateDirectory)
        guard let facts = FileFacts(store.path) else { return }
        if let directory = FileFacts(wiring.stateDirectory), directory.owner != facts.owner {
            findings.add(.fail(.cannotWriteState), Self.subject, ConsoleWords.otherOwner(store.path), hint: ConsoleWords.remove(store.path))
        }
        if facts.mode & 0o077 != 0 {
            findings.add(.warn, Self.subject, "\(AccessStore.fileName), \(facts.modeText)", hint: DoctorWords.closeFile(findings.language))
        }
        do throws(StoreError) {
            sessions(try store.sessions(at: wiring.now), &findings)
        } catch {
            findings.add(.fail(CommandFailure(error).exit), Self.subject, "\(error.subject): \(error.cause)", hint: error.hint)
        }
        if FileFacts(store.damagedPath) != nil {
            findings.add(
                .warn, Self.subject, ConsoleWords.replaced(store.damagedPath), hint: .untranslated("`rm \(store.damagedPath)`"))
        }
    }

    private func sessions(_ sessions: [AccessSession], _ findings: inout Findings) {
        findings.add(.ok, Self.subject, ConsoleWords.visitors(sessions.count))
        for session in sessions {
            let days = wiring.now.milliseconds(since: session.begun) / 86_400_000
            guard days >= Self.oldDays else { continue }
            findings.add(
                .warn, Self.subject, ConsoleWords.oldSession("\(AccessID.session(session.id))", session.name.text, days: days),
                hint: ConsoleWords.revokeOld)
        }
    }
}
