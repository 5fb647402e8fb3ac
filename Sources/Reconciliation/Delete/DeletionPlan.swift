internal import Bookkeeping
package import Persistence
internal import StateCharts
internal import Wording

/// What deleting the integration would unlink (domain.md S42-S45): read from the state alone, without any request.
package struct DeletionPlan: Sendable, Hashable {
    package enum Stage: Sendable, Hashable {
        /// Nothing is deleted before it is confirmed.
        case toConfirm
        /// Confirmed earlier and not finished.
        case underway
        case done
    }

    package var stage: Stage
    /// Where the integration stands, as in `reconcile status`.
    package var integration: String
    package var organizationName: String
    /// Documents linked to a voucher, and those among them with the earliest and the latest voucher date.
    package var documents = 0
    package var oldest: DeletionItem?
    package var newest: DeletionItem?
    package var inFlight: [DeletionItem]
    /// Linked documents whose voucher has no file yet.
    package var withoutFile = 0
    package var contacts: Int
    package var payments: Int
    /// lexoffice was asked to tell us of events, which is to be taken back.
    package var hasWebhooks = false

    /// Nil before any setup.
    package static func read(_ store: Store) throws -> DeletionPlan? {
        guard let machine = try IntegrationLevel.current(store) else { return nil }
        let configuration = machine.configuration
        let links = try store.links(InvoiceChart.self)
        var plan = DeletionPlan(
            stage: configuration.phase == .deleted ? .done : configuration.isDeleting ? .underway : .toConfirm,
            integration: configuration.description, organizationName: try Settings.load(store)?.organizationName ?? "",
            inFlight: try DeletionItem.inFlight(store), contacts: try store.links(ContactChart.self).count,
            payments: try store.keys(PaymentChart.self, where: .state([.mirrored])).count)
        plan.documents = links.count
        plan.hasWebhooks = try !WebhookSubscriptions.addresses(store).isEmpty
        plan.withoutFile = try store.keys(InvoiceChart.self, where: .transfer(InvoiceTransfer.withoutFile)).count
        for link in links {
            let item = try DeletionItem(kind: InvoiceChart.name, key: link.key, store)
            if plan.oldest.map({ item.precedes($0) }) ?? true { plan.oldest = item }
            if plan.newest.map({ $0.precedes(item) }) ?? true { plan.newest = item }
        }
        return plan
    }

    /// The answer is typed, not a reflex (S42): the name of the organisation, or a word where it has none.
    package func isConfirmed(by answer: String) -> Bool {
        let words = Self.words(answer)
        return organizationName.isEmpty
            ? [Catalogue.deletionWord.de, Catalogue.deletionWord.en].contains(words) : words == Self.words(organizationName)
    }

    private static func words(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension DeletionItem {
    fileprivate func precedes(_ other: DeletionItem) -> Bool {
        guard let date, let otherDate = other.date, date != otherDate else { return (Int(key) ?? 0) < (Int(other.key) ?? 0) }
        return date < otherDate
    }
}
