import Administration
import Foundation
import Persistence
import Reconciliation
import Reporting
import Transport
import Wording

/// `reconcile --delete-integration`: shows what will be unlinked, asks a second time, and deletes (S42-S45).
struct DeletionRun {
    let options: Options
    let isConfirmed: Bool
    let isDryRun: Bool

    /// How long a question may stand: the state is held meanwhile.
    private static let answerSeconds = 300

    func run() async throws -> Exit {
        let wiring = try Wiring(options)
        if isDryRun {
            show(try plan(try Store.view(directory: wiring.stateDirectory)))
            finish("dry_run", nil, .success, [Catalogue.deletionDry(options.language)])
            return .success
        }
        return try await DecisionDoor(wiring, options, Patience.usual(.delete)).carry {
            let lock = try wiring.lock("reconcile --delete-integration")
            defer { withExtendedLifetime(lock) {} }
            guard let plan = try confirmed(wiring) else { return .success }
            return try await delete(wiring, try Store.open(directory: wiring.stateDirectory), plan)
        } beside: { door in
            guard try confirmed(wiring) != nil else { return .success }
            return try await put(wiring, door)
        }
    }

    /// Nil where nothing is left to delete. Without a setup there is nothing to delete, and until it is confirmed nothing is written.
    private func confirmed(_ wiring: Wiring) throws -> DeletionPlan? {
        let plan = try plan(try Store.view(directory: wiring.stateDirectory))
        show(plan)
        switch plan.stage {
        case .done:
            finish("deleted", nil, .success, [])
            return nil
        case .toConfirm where !isConfirmed && !ask(plan):
            finish("refused", nil, .usage, [])
            throw CommandFailure(.usage, Catalogue.deletionRefused(options.language), hint: Catalogue.deletionConfirmHint(options.language))
        case .toConfirm, .underway: return plan
        }
    }

    /// The service lets go of everything, its logins and webhooks with it, and goes on while a write is in flight.
    private func put(_ wiring: Wiring, _ door: DecisionDoor) async throws -> Exit {
        let reply = try await door.put(.delete) { store, id in
            try DeletionOrder.decision(id: id, by: wiring.author("delete-integration").actor, in: store)
        }
        switch reply {
        case .noted(let id): return door.tellNoted(id, answer: "delete-integration")
        case .settled(.deleted(let receipt)):
            let report = receipt.report
            finish("deleted", report, report.exit, DeletionText(language: options.language).lines(report))
            return report.exit
        case .settled(let other): throw door.failure(other, hint: "`reconcile status`")
        }
    }

    private func plan(_ store: Store) throws -> DeletionPlan {
        guard let plan = try DeletionPlan.read(store) else { throw Settings.notSetUp() }
        return plan
    }

    private func ask(_ plan: DeletionPlan) -> Bool {
        let question = Catalogue.deletionQuestion(plan.organizationName)(options.language)
        return Terminal.ask(question, withinSeconds: Self.answerSeconds).map(plan.isConfirmed) ?? false
    }

    private func delete(_ wiring: Wiring, _ store: Store, _ plan: DeletionPlan) async throws -> Exit {
        let settings = try Settings.load(store)
        let remotes = try remotes(wiring, store, settings, plan)
        let author = wiring.author("delete-integration", mapping: settings?.mappingDigest ?? "")
        let context = try remotes.context(wiring, store, author, progress: Terminal.progress)
        let report: DeletionReport
        do throws(PassFailure) {
            report = try await Deletion(
                context: context, writer: remotes.writers.lexoffice, credentialDigest: remotes.credentialDigest, mayWait: true
            ).run()
        } catch {
            Terminal.endProgress()
            // What stopped the deletion is told; a mark that stays behind is as after a crash, and the next opening moves it.
            try? store.rest(at: wiring.now)
            finish("underway", nil, error.exit, [])
            throw error
        }
        Terminal.endProgress()
        // What was deleted is told whatever becomes of the mark.
        var trouble: CommandFailure?
        do throws(StoreError) { try store.rest(at: wiring.now) } catch { trouble = CommandFailure(error) }
        let exit = trouble?.exit ?? report.exit
        finish(report.isDone ? "deleted" : "underway", report, exit, DeletionText(language: options.language).lines(report))
        if let trouble { throw trouble }
        return exit
    }

    /// With nothing in flight there is nothing that must be asked: neither keys nor a connection are needed, and a login is given back all
    /// the same. Webhooks are taken back where keys are still there; whoever has none any more is told so and not kept from deleting.
    private func remotes(_ wiring: Wiring, _ store: Store, _ settings: Settings?, _ plan: DeletionPlan) throws -> Remotes {
        if !plan.inFlight.isEmpty { return try Remotes(wiring, organization: settings?.organizationID, writingOn: store) }
        if plan.hasWebhooks {
            do throws(CommandFailure) {
                return try Remotes(wiring, organization: settings?.organizationID, writingOn: store)
            } catch {
                // Records say how a command ended, and this is not its end.
                if options.format == .text { error.report() }
            }
        }
        return try Remotes(
            wiring, transport: NoTransport(), authorising: try Remotes.transport(wiring), heroKey: "none", credential: .key("none"),
            organization: nil)
    }

    private func show(_ plan: DeletionPlan) {
        switch options.format {
        case .json: Terminal.print(DeletionJSON.lines(plan))
        case .text: Terminal.print(DeletionText(language: options.language).lines(plan))
        }
    }

    private func finish(_ stage: String, _ report: DeletionReport?, _ exit: Exit, _ text: [String]) {
        switch options.format {
        case .json: Terminal.print(DeletionJSON.summary(stage, report, exit: exit))
        case .text: if !text.isEmpty { Terminal.print(text) }
        }
    }
}

/// Where nothing is to be sent.
private struct NoTransport: HTTPTransport {
    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        throw RequestFailure(reach: .notSent, cause: .refused, detail: "nothing is sent in a deletion without writes in flight")
    }
}
