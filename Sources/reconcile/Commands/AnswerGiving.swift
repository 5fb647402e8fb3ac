import Administration
import Persistence
import Reconciliation
import Reporting
import Wording

/// Gives a person's answer, here or by the service, and tells what it led to.
struct AnswerGiving {
    let options: Options
    let patience: Patience

    /// A machine that moved and came back, as one in doubt does with every pass, is answered as it stands now; so often at most.
    private static let triesMax = 3

    func give(_ answer: Answer, to document: String, reason: String) async throws -> Exit {
        let wiring = try Wiring(options)
        let kind: DecisionKind = answer == .retry ? .retry : .resolve
        return try await DecisionDoor(wiring, options, patience.milliseconds(of: kind)).carry {
            show(answer, try await act(answer, document, wiring, reason))
        } beside: { door in
            try await ask(door, kind, AnswerOrder(answer, to: document), by: wiring.author(reason))
        }
    }

    private func act(_ answer: Answer, _ document: String, _ wiring: Wiring, _ reason: String) async throws -> AnswerReceipt {
        let (lock, store) = try wiring.state(lockedFor: "reconcile resolve")
        defer { withExtendedLifetime(lock) {} }
        return try await store.resting(wiring) {
            let answers = Answers(context: try wiring.workplace(store, reason, progress: { _ in }).context)
            do throws(AnswerFailure) { return try await answers.give(answer, to: document) } catch { throw failure(error, document) }
        }
    }

    private func ask(_ door: DecisionDoor, _ kind: DecisionKind, _ order: AnswerOrder, by author: Author) async throws -> Exit {
        for attempt in 1...Self.triesMax {
            let reply = try await door.put(kind) { store, id in
                do throws(AnswerFailure) {
                    return try order.decision(id: id, by: author.actor, reason: author.cause, in: store)
                } catch { throw failure(error, order.name) }
            }
            switch reply {
            case .noted(let id): return door.tellNoted(id, answer: order.answer.kind.code)
            case .settled(.answered(let receipt)): return show(order.answer, receipt)
            case .settled(.moved(let seen, let now)) where seen == now && attempt < Self.triesMax: continue
            case .settled(.unanswered(let error)): throw failure(error, order.name)
            case .settled(let other): throw door.failure(other, hint: "`reconcile explain \(order.name)`")
            }
        }
        // The last try returns or throws.
        return .unexpected
    }

    private func failure(_ error: AnswerFailure, _ document: String) -> CommandFailure {
        let language = options.language
        return switch error {
        case .notFound: CommandFailure(error.exit, "\(Catalogue.noSuchDocument(language)): \(document)", hint: "`reconcile list`")
        case .noReference(let wanted):
            CommandFailure(error.exit, Catalogue.noReference(wanted)(language), hint: "`reconcile explain \(document)`")
        case .severalFound(let count):
            CommandFailure(error.exit, "\(Catalogue.severalDocuments(language)) (\(count))", hint: "`reconcile list`")
        case .refused(let state, let why):
            CommandFailure(
                error.exit, "\(Catalogue.refusedByChart(language)) (\(state)): \(why)", hint: "`reconcile explain \(document)`")
        case .interrupted(let interruption): CommandFailure(interruption)
        }
    }

    private func show(_ answer: Answer, _ receipt: AnswerReceipt) -> Exit {
        switch options.format {
        case .text:
            let name = receipt.payment.map { "\(receipt.number ?? "-") \($0)" } ?? receipt.number ?? receipt.document
            Terminal.print(["\(Catalogue.answered(options.language)): \(name) → \(receipt.state)"])
        case .json:
            var line = JSONLine("change_summary").adding(["answer": answer.kind.code, "document": receipt.document])
            line.add(["payment": receipt.payment, "number": receipt.number])
            line.add(["state_before": receipt.before, "state": receipt.state, "exit": 0])
            Terminal.print([JSONLine.version, line.text])
        }
        return .success
    }
}
