internal import Persistence
internal import Reconciliation
internal import StateCharts

/// A customer that now exists in HERO and the lexoffice contact it came from: imported and linked in one transaction, so that the
/// first invoice of the customer finds the contact and makes none.
struct ImportedPair {
    let context: PassContext

    static func tied(to customer: Int) -> TransitionChanges {
        .because(nil).with(doubt: .some(nil), link: String(customer), journal: ["customer": String(customer)])
    }

    /// A move that links the contact to a customer takes the customer's machine along.
    func advance(_ key: String, _ event: ContactImportEvent, _ commitment: TransitionChanges) throws -> Advance<ContactImportChart> {
        guard let customer = commitment.link.flatMap({ Int($0) }), try isFree(customer) else {
            return try context.advance(ContactImportChart.self, key, event, commitment)
        }
        let linking = TransitionChanges.because(nil).with(link: key, journal: ["contact": key])
        let first = Move(ContactImportChart.self, key, event, commitment)
        let second = Move(ContactChart.self, String(customer), .opChoose, linking)
        return try context.store.advance(first, and: second, by: context.author, at: context.now).0
    }

    /// An invoice may have been quicker after a lost answer; what it found or made stands.
    private func isFree(_ customer: Int) throws -> Bool {
        let machine = try context.store.machine(ContactChart.self, String(customer))
        guard let machine else { return true }
        return [.unlinked, .ambiguous, .rejected].contains(machine.configuration.state)
    }
}
