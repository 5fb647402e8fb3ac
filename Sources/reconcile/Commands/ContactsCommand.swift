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

        @OptionGroup var patience: Patience
        @OptionGroup var options: Options

        func work() async throws -> Exit {
            let wiring = try Wiring(options)
            if yes { return try await carry(wiring, confirmed: nil, plan: nil) }
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
            return try await carry(wiring, confirmed: Set(plan.ready.map(\.contact.id)), plan: plan)
        }

        /// - Parameter plan: the count a person said yes to; nil where nobody was asked.
        private func carry(_ wiring: Wiring, confirmed: Set<String>?, plan: ImportPlan?) async throws -> Exit {
            try await DecisionDoor(wiring, options, patience.milliseconds(of: .importContacts)).carry {
                try await act(wiring, confirmed: confirmed)
            } beside: { door in
                try await order(wiring, door, confirmed: confirmed, plan: plan)
            }
        }

        /// Noted for the service. Names are read here, for the eyes of whoever waits: they are kept nowhere (domain.md D5).
        private func order(_ wiring: Wiring, _ door: DecisionDoor, confirmed: Set<String>?, plan: ImportPlan?) async throws -> Exit {
            let known: ImportPlan
            if let plan {
                known = plan
            } else {
                guard let counted = try await count(wiring) else { return paused() }
                known = counted
            }
            let actor = wiring.author("contacts import").actor
            let reply = try await door.put(.importContacts) { _, id in try ImportOrder(confirmed: confirmed).decision(id: id, by: actor) }
            switch reply {
            case .noted(let id): return door.tellNoted(id, answer: "contacts import")
            case .settled(.imported(let receipt)):
                if receipt.isPaused { return paused() }
                return show(receipt.report(known), withCount: confirmed == nil)
            case .settled(let answer): throw door.failure(answer, hint: "`reconcile contacts import`")
            }
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
            return show(report, withCount: confirmed == nil)
        }

        /// After a question the count has been seen; a script sees it here.
        private func show(_ report: ImportReport, withCount: Bool) -> Exit {
            let lines = output.result(report, withCount: withCount)
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
