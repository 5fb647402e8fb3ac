import Administration
import ArgumentParser
import Bookkeeping
import Foundation
import Hero
import Persistence
import Reconciliation
import Reporting
import Wording

/// What can be done about contacts by hand.
struct ContactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contacts", abstract: "Import lexoffice's contacts into HERO.", subcommands: [Import.self])

    struct Import: Command {
        static let configuration = CommandConfiguration(
            commandName: "import", abstract: "Show how many lexoffice contacts are ready, then import them into HERO.",
            discussion: """
                First shows how many contacts are ready and which are skipped and why; that writes nothing. Then asks, where a
                terminal is there. Interrupted at any point, the next run finishes it without making anybody twice.
                """)

        @ArgumentParser.Flag(help: "Import without asking.")
        var yes = false

        @OptionGroup var options: Options

        func work() async throws -> Exit {
            let wiring = try Wiring(options)
            if yes { return try await act(wiring, confirmed: nil) }
            guard let plan = try await count(wiring) else { return paused() }
            Terminal.print(output.count(plan))
            guard !plan.ready.isEmpty, options.format == .text, Terminal.hasPerson else {
                if !plan.ready.isEmpty, options.format == .text { Terminal.print([Catalogue.importNext(options.language)]) }
                return .success
            }
            guard isYes(Terminal.ask(Catalogue.askImport(options.language))) else {
                Terminal.print([Catalogue.importDeclined(options.language)])
                return .success
            }
            return try await act(wiring, confirmed: Set(plan.ready.map(\.contact.id)))
        }

        private var output: ContactImportOutput { ContactImportOutput(language: options.language, asJSON: options.format == .json) }

        private func isYes(_ answer: String?) -> Bool {
            let words = [Language.de, .en].map { Catalogue.yes($0) }
            return answer.map { words.contains($0.lowercased().trimmingCharacters(in: .whitespaces)) } ?? false
        }

        /// Reads beside a running instance; the state is opened for reading alone.
        private func count(_ wiring: Wiring) async throws -> ImportPlan? {
            let store = try Store.view(directory: wiring.stateDirectory)
            return try await ImportCount(context: try wiring.workplace(store, "contacts import", isWriting: false).context).run()
        }

        private func act(_ wiring: Wiring, confirmed: Set<String>?) async throws -> Exit {
            let (lock, store) = try wiring.state(lockedFor: "reconcile contacts import")
            defer { withExtendedLifetime(lock) {} }
            let place = try wiring.workplace(store, "contacts import")
            let work = ContactImport(
                context: place.context, writer: HeroWriter(place.remotes.heroConnection), credentialDigest: place.remotes.credentialDigest)
            var report = await work.run(confirmed: confirmed)
            // What was imported is told whatever becomes of the mark.
            do { try store.rest(at: wiring.now) } catch { report.interruption = report.interruption ?? PassFailure(error) }
            Terminal.endProgress()
            if report.isPaused { return paused() }
            // After a question the count has been seen; a script sees it here.
            let lines = output.result(report, withCount: confirmed == nil)
            if !lines.isEmpty { Terminal.print(lines) }
            // Records have it already.
            if let interruption = report.interruption, options.format == .text { CommandFailure(interruption).report() }
            return report.exit
        }

        private func paused() -> Exit {
            Terminal.print(output.paused())
            return .peopleNeeded
        }
    }
}
