internal import Bookkeeping
package import Persistence
package import Reconciliation

/// Carries out what people decided beside the holder of the state, each decision once: what it does and its outcome are one transaction.
/// Only for the holder, and by one task at a time.
package struct DecisionDesk: Sendable {
    let context: PassContext
    /// While the process ends a failure says nothing about the decision, which stays due.
    let isStopping: @Sendable () -> Bool
    /// Told of each outcome.
    let closed: @Sendable (DecisionKind, DecisionOutcome) -> Void
    /// Nil at a desk that writes to no remote: imports, set-up and deletion then wait for one that does.
    let hands: DeskHands?

    package init(
        context: PassContext, hands: DeskHands? = nil, isStopping: @escaping @Sendable () -> Bool = { false },
        closed: @escaping @Sendable (DecisionKind, DecisionOutcome) -> Void = { _, _ in }
    ) {
        self.context = context
        self.hands = hands
        self.isStopping = isStopping
        self.closed = closed
    }

    var store: Store { context.store }

    /// Everything that is due but passes and imports.
    /// - Parameter id: of the one decision to carry out, an import too, to its end; nil for all.
    /// - Returns: whether anything was carried out, with whatever outcome.
    package func carryOut(only id: String? = nil) async throws(PassFailure) -> Bool {
        let isAny = try await carryOutDue(id)
        guard let id else { return isAny }
        while try await importStep(only: id) {}
        return isAny
    }

    private func carryOutDue(_ id: String?) async throws(PassFailure) -> Bool {
        try await atDoor {
            let due = try store.dueDecisions().filter { isMine($0) && (id == nil || $0.id == id) }
            guard !due.isEmpty else { return false }
            // Nothing is written on a state that does not verify: the decisions wait for one that does.
            try store.verifyForWriting()
            var isAny = false
            for record in due where !isStopping() {
                if try await carryOut(record) { isAny = true }
            }
            if isAny { try store.rest(at: context.now) }
            return isAny
        }
    }

    private func isMine(_ record: DecisionRecord) -> Bool {
        switch record.kind {
        case .retry, .resolve, .pause, .resume, .sign: true
        case .setUp, .delete: hands != nil
        case .sync, .importContacts, nil: false
        }
    }

    package func wantsPass() throws(PassFailure) -> Bool { try atDoor { try store.dueDecisions().contains { $0.kind == .sync } } }

    /// The next pass is the one these asked for. One that dies before its end leaves them to the one after.
    func beginPass() throws -> [DecisionRecord] {
        let asked = try store.dueDecisions().filter { $0.kind == .sync }
        for record in asked { try store.take(decision: record.id, at: context.now) }
        return asked
    }

    func passEnded(_ report: PassReport, _ asked: [DecisionRecord]) throws {
        guard !isStopping() else { return }
        for record in asked { _ = try once(record) { .passed(report.summary) } }
        if !asked.isEmpty { try store.rest(at: context.now) }
    }

    private func carryOut(_ record: DecisionRecord) async throws -> Bool {
        switch record.kind {
        case .retry, .resolve: try await answer(record)
        case .pause: try setFlow(record, paused: true)
        case .resume: try setFlow(record, paused: false)
        case .sign: try sign(record)
        case .setUp: try await setUp(record)
        case .delete: try await delete(record)
        case .sync, .importContacts, nil: false
        }
    }

    private func answer(_ record: DecisionRecord) async throws -> Bool {
        let mapping = try Settings.load(store)?.mappingDigest ?? ""
        let answers = Answers(context: context.acting(as: author(record, mapping: mapping)))
        do {
            let order = try record.arguments(AnswerOrder.self)
            if let moved = try moved(record, order) { return try once(record) { moved } }
            let reading = try await AnswerReading.read(order.answer, order.name, answers.context)
            return try once(record) {
                try moved(record, order) ?? DecisionAnswer(try answers.write(order.answer, to: order.name, reading))
            }
        } catch {
            guard !isStopping() else { return false }
            return try once(record) { .unanswered(AnswerFailure(error)) }
        }
    }

    private func moved(_ record: DecisionRecord, _ order: AnswerOrder) throws -> DecisionAnswer? {
        record.moved(to: try AnsweredThing.named(order.name, order.answer, store).subject)
    }

    private func setFlow(_ record: DecisionRecord, paused: Bool) throws -> Bool {
        let flow = Flow(store: store, author: author(record, mapping: ""))
        do {
            return try once(record) {
                if let moved = record.moved(to: try Flow.subject(store)) { return moved }
                return try flow.change(paused: paused, at: context.now).map { .flowSet($0) } ?? .flowRefused
            }
        } catch {
            return try once(record) { .failed(PassFailure(error)) }
        }
    }

    private func sign(_ record: DecisionRecord) throws -> Bool {
        let signing = Signing(store: store, author: author(record, mapping: ""))
        do {
            let order = try record.arguments(SignOrder.self)
            return try once(record) {
                try record.moved(to: try order.subject(store)) ?? DecisionAnswer(try signing.sign(order, at: context.now))
            }
        } catch {
            return try once(record) { .failed(PassFailure(error)) }
        }
    }

    func author(_ record: DecisionRecord, mapping: String) -> Author {
        Author(actor: record.actor, cause: record.reason, software: context.author.software, mapping: mapping)
    }

    /// What is done and that it was done are one transaction. False when it has an outcome already.
    func once(_ record: DecisionRecord, _ work: () throws -> DecisionAnswer) throws -> Bool {
        let answer: DecisionAnswer? = try store.atOnce {
            guard try store.decision(record.id)?.outcome == nil else { return nil }
            let answer = try work()
            return try store.close(decision: record.id, answer.outcome, exit: answer.exit.rawValue, answer, at: context.now) ? answer : nil
        }
        if let answer, let kind = record.kind { closed(kind, answer.outcome) }
        return answer != nil
    }
}

extension DecisionRecord {
    /// Nil while its subject is where the person saw it.
    func moved(to present: DecisionSubject) -> DecisionAnswer? {
        guard let subject, subject != present else { return nil }
        let isSame = subject.kind == present.kind && subject.key == present.key
        return .moved(seen: subject.seen, now: isSame ? present.seen : "\(present.kind) \(present.key) \(present.seen)")
    }
}
