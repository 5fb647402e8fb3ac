package import Bookkeeping
package import Hero
package import Persistence
package import Reconciliation
internal import StateCharts
package import Wording

/// A set-up, or a change of one, on its way to whoever holds the state. Nil keeps what is in force.
package struct SetupOrder: Storable {
    package var startDate: BusinessDay?
    package var categories: [PostingCategory: String]
    /// The tax adviser has seen the whole mapping as it then is.
    package var isMappingConfirmed: Bool
    package var relinkFrom: BusinessDay?
    package var contactPerson: ContactPersonSource?
    package var eInvoicesFrom: BusinessDay?
    package var vatLines: [VATCase: VATLine]?
    /// HERO's new cancellation process is on (S8).
    package var cancellationProcessConfirmed: Bool?
    /// HERO's own lexoffice connector is off (S12).
    package var connectorOffConfirmed: Bool?

    package init(startDate: BusinessDay? = nil, categories: [PostingCategory: String] = [:], isMappingConfirmed: Bool = false) {
        self.startDate = startDate
        self.categories = categories
        self.isMappingConfirmed = isMappingConfirmed
    }

    package init(_ request: SetupRequest) {
        self.init(startDate: request.startDate, categories: request.categories)
        relinkFrom = request.relinkFrom
        contactPerson = request.contactPerson
        eInvoicesFrom = request.eInvoicesFrom
        vatLines = request.vatLines.isEmpty ? nil : request.vatLines
        cancellationProcessConfirmed = request.cancellationProcessConfirmed ? true : nil
        connectorOffConfirmed = request.connectorOffConfirmed ? true : nil
    }

    /// - Parameter subject: the set-up as the person saw it; nil of whoever did not look.
    package func decision(id: String, by actor: String, about subject: DecisionSubject?) throws(StoreError) -> NewDecision {
        try NewDecision(.setUp, id: id, self, about: subject, by: actor, reason: "setup")
    }

    package var request: SetupRequest {
        var request = SetupRequest()
        request.startDate = startDate
        request.categories = categories
        request.relinkFrom = relinkFrom
        request.contactPerson = contactPerson
        request.eInvoicesFrom = eInvoicesFrom
        request.vatLines = vatLines ?? [:]
        request.cancellationProcessConfirmed = cancellationProcessConfirmed ?? false
        request.connectorOffConfirmed = connectorOffConfirmed ?? false
        return request
    }
}

/// The set-up as a person saw it: it moves with what was set up, and with nothing else, so that of two who change it the later one is told.
package enum SettingsSubject {
    package static let kind = SettingChange.kind

    /// - Parameter change: the number of the newest change when the page was made; nil before a set-up.
    package static func seen(_ change: Int64?) -> DecisionSubject {
        DecisionSubject(kind: kind, key: "set-up", revision: change, seen: change.map { "#\($0)" } ?? "-")
    }

    package static func present(_ store: Store) throws(StoreError) -> DecisionSubject {
        let newest = try store.newestSettingChange()
        return seen(newest > 0 ? newest : nil)
    }
}

package struct SetupReceipt: Storable {
    package var startDate: BusinessDay
    /// Keys of the mapping nobody has named yet.
    package var unmapped: [String]
    /// HERO does not show its schema; nil in a state written before this was kept.
    package var isSchemaHidden: Bool?
}

/// Why nothing was set up.
package struct SetupDenial: Storable {
    /// A `SetupRefusal`.
    package var code: String
    package var detail: String

    package init(_ refusal: SetupRefusal, detail: String) { (code, self.detail) = (refusal.rawValue, detail) }
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

    /// As a command tells it that deleted by itself; of what is unresolved only the key is known here.
    package var report: DeletionReport {
        DeletionReport(
            documents: documents, contacts: contacts, payments: payments,
            unresolved: unresolved.compactMap { name in
                let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
                return parts.count == 2 ? DeletionItem(kind: parts[0], key: parts[1]) : nil
            }, isAccessLeft: isAccessLeft)
    }

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
            if let moved = record.moved(to: try SettingsSubject.present(store)) { return try once(record) { moved } }
            let prepared = try await setup.prepare(order.request)
            return try once(record) {
                if let moved = record.moved(to: try SettingsSubject.present(store)) { return moved }
                let result = try setup.write(prepared)
                if order.isMappingConfirmed {
                    let digest = result.settings.mappingDigest
                    let confirmation = MappingConfirmation(digest: digest, actor: record.actor, at: context.now)
                    try store.decide(confirmation, values: [("mapping-confirmed", digest)], by: acting.author, at: context.now)
                }
                let unmapped = result.unmapped.map(\.rawValue)
                return .isSetUp(
                    SetupReceipt(startDate: result.settings.startDate, unmapped: unmapped, isSchemaHidden: result.isSchemaHidden))
            }
        } catch SetupFailure.refused(let refusal, let detail) {
            return try once(record) { .notSetUp(SetupDenial(refusal, detail: detail)) }
        } catch {
            guard !isStopping() else { return false }
            return try once(record) { .failed(PassFailure(error)) }
        }
    }

    /// Where nobody can carry out a set-up yet, as a key is missing: each that is due is told so, instead of waiting for ever.
    package static func refuseSetUp(_ store: Store, because failure: PassFailure, at now: Instant) throws(PassFailure) -> Bool {
        try atDoor {
            var isAny = false
            for record in try store.dueDecisions() where record.kind == .setUp {
                let answer = DecisionAnswer.failed(failure)
                if try store.close(decision: record.id, answer.outcome, exit: answer.exit.rawValue, answer, at: now) { isAny = true }
            }
            return isAny
        }
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
