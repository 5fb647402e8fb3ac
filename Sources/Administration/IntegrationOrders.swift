package import Bookkeeping
package import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// A change of what was set up, on its way to whoever holds the state.
package struct SetupOrder: Storable {
    /// Nil keeps the one in force.
    package var startDate: BusinessDay?
    package var categories: [PostingCategory: String]
    /// The tax adviser has seen the whole mapping as it then is.
    package var isMappingConfirmed: Bool

    package init(startDate: BusinessDay? = nil, categories: [PostingCategory: String] = [:], isMappingConfirmed: Bool = false) {
        self.startDate = startDate
        self.categories = categories
        self.isMappingConfirmed = isMappingConfirmed
    }

    package func decision(id: String, by actor: String, about subject: DecisionSubject?) throws(StoreError) -> NewDecision {
        try NewDecision(.setUp, id: id, self, about: subject, by: actor, reason: "setup")
    }

    var request: SetupRequest {
        var request = SetupRequest()
        request.startDate = startDate
        request.categories = categories
        return request
    }
}

package struct SetupReceipt: Storable {
    package var startDate: BusinessDay
    /// Keys of the mapping nobody has named yet.
    package var unmapped: [String]
}

/// Why nothing was set up.
package struct SetupDenial: Storable {
    /// A `SetupRefusal`.
    package var code: String
    package var detail: String
}

/// Whoever sees the mapping of revenues, and which one; a mapping that changed since is not confirmed.
package struct MappingConfirmation: StoredFact {
    package static let name = "mapping-confirmation"

    package var digest: String
    package var actor: String
    package var at: Instant
}

package struct DeletionOrder: Storable {
    /// As the deletion's page showed it.
    package static func decision(id: String, by actor: String, in store: Store) throws -> NewDecision {
        guard let machine = try IntegrationLevel.current(store) else { throw Settings.notSetUp() }
        let subject = DecisionSubject(IntegrationChart.self, machine.key, machine)
        return try NewDecision(.delete, id: id, DeletionOrder(), about: subject, by: actor, reason: "delete-integration")
    }
}

package struct DeletionReceipt: Storable {
    /// Links that ended with the turn that finished.
    package var documents: Int
    package var contacts: Int
    package var payments: Int
    /// `invoice/17`: let go of without knowing what became of a write.
    package var unresolved: [String]
    /// lexoffice did not confirm that our access has ended.
    package var isAccessLeft: Bool

    /// Nobody has to look at anything.
    var isFound: Bool { unresolved.isEmpty && !isAccessLeft }
}

extension DecisionDesk {
    func setUp(_ record: DecisionRecord) async throws -> Bool {
        guard let hands else { return false }
        let mapping = try Settings.load(store)?.mappingDigest ?? ""
        let acting = context.acting(as: author(record, mapping: mapping))
        let setup = Setup(context: acting, credentialDigest: hands.credentialDigest)
        do {
            let order = try record.arguments(SetupOrder.self)
            if let subject = record.subject, let moved = record.moved(to: try Self.settingsSubject(subject, store)) {
                return try once(record) { moved }
            }
            let prepared = try await setup.prepare(order.request)
            return try once(record) {
                let result = try setup.write(prepared)
                if order.isMappingConfirmed {
                    let digest = result.settings.mappingDigest
                    let confirmation = MappingConfirmation(digest: digest, actor: record.actor, at: context.now)
                    try store.decide(confirmation, values: [("mapping-confirmed", digest)], by: acting.author, at: context.now)
                }
                let unmapped = result.unmapped.map(\.rawValue)
                return .isSetUp(SetupReceipt(startDate: result.settings.startDate, unmapped: unmapped))
            }
        } catch SetupFailure.refused(let refusal, let detail) {
            return try once(record) { .notSetUp(SetupDenial(code: refusal.rawValue, detail: detail)) }
        } catch {
            guard !isStopping() else { return false }
            return try once(record) { .failed(PassFailure(error)) }
        }
    }

    /// What was set up as a person sees it: a subject whose words are the digest of the settings that matter.
    package static func settingsSubject(_ store: Store) throws -> DecisionSubject? {
        guard let machine = try IntegrationLevel.current(store) else { return nil }
        return DecisionSubject(IntegrationChart.self, machine.key, machine)
    }

    private static func settingsSubject(_ seen: DecisionSubject, _ store: Store) throws -> DecisionSubject {
        try settingsSubject(store) ?? seen
    }

    /// One turn of the deletion; while a write in flight is not settled the next turn goes on.
    func delete(_ record: DecisionRecord) async throws -> Bool {
        guard let hands else { return false }
        let mapping = try Settings.load(store)?.mappingDigest ?? ""
        do {
            guard let machine = try IntegrationLevel.current(store) else { throw Settings.notSetUp() }
            // Once it has begun the machine has moved by the decision itself.
            if record.takenAt == nil, let moved = record.moved(to: DecisionSubject(IntegrationChart.self, machine.key, machine)) {
                return try once(record) { moved }
            }
            try store.take(decision: record.id, at: context.now)
            let report = try await Deletion(
                context: context.acting(as: author(record, mapping: mapping)), writer: hands.lexoffice,
                credentialDigest: hands.credentialDigest, mayWait: false
            ).run()
            guard report.isDone else { return true }
            let unresolved = report.unresolved.map { "\($0.kind)/\($0.key)" }
            return try once(record) {
                .deleted(
                    DeletionReceipt(
                        documents: report.documents, contacts: report.contacts, payments: report.payments, unresolved: unresolved,
                        isAccessLeft: report.isAccessLeft))
            }
        } catch {
            // Once it has begun, the next turn goes on where this one stopped: a failure would say that nothing was done.
            guard !isStopping(), try IntegrationLevel.current(store)?.configuration.isDeleting != true else { return false }
            return try once(record) { .failed(PassFailure(error)) }
        }
    }
}
