package import Bookkeeping
package import Hero
internal import Persistence
internal import StateCharts

/// The payment entries HERO shows for one document, and which of them are spoken for.
package struct HeroEntries {
    /// Every part of every entry, in HERO's order.
    package let parts: [PaymentEntry]
    private var taken: Set<String>

    /// Nil when HERO did not show the document's payments in a form that can be read.
    /// - Parameter taken: references that belong to a payment already.
    package init?(_ header: DocumentHeader, taken: Set<String>) {
        guard let booking = header.booking, header.lifecycle != .deleted else { return nil }
        self.init(booking.payments, taken: taken)
    }

    package init(_ payments: [BookedPayment], taken: Set<String>) {
        parts = payments.sorted { $0.id < $1.id }.flatMap { payment -> [PaymentEntry] in
            [
                PaymentEntry(id: payment.id, isDiscount: false, date: payment.paidDate, amount: payment.value),
                PaymentEntry(id: payment.id, isDiscount: true, date: payment.paidDate, amount: payment.discount ?? .zero),
            ].filter { $0.amount != .zero }
        }
        self.taken = taken
    }

    package var free: [PaymentEntry] { parts.filter { !taken.contains($0.reference) } }

    package func part(_ reference: String) -> PaymentEntry? { parts.first { $0.reference == reference } }

    mutating func take(_ reference: String) { taken.insert(reference) }

    /// The oldest free part that says what the payment says. Equal ones cannot be told apart, and need not be.
    func match(_ payment: Payment, anySign: Bool = false, except disowned: Set<String> = []) -> PaymentEntry? {
        free.first { $0.equals(payment, anySign: anySign) && !disowned.contains($0.reference) }
    }

    /// Free parts of the same amount on another day.
    func lookalikes(_ payment: Payment, except disowned: Set<String>) -> [PaymentEntry] {
        free.filter { $0.resembles(payment) && !disowned.contains($0.reference) }
    }
}

extension PassContext {
    /// HERO documents no payment on a reversal, neither its sign nor what it does to the open amount: a person enters it.
    func isReversal(_ documentID: Int) throws -> Bool {
        let booking = try store.booking(String(documentID))
        return booking?.voucher.type == .salesCreditNote
    }

    /// References in HERO that payments of this document are linked to, or that a person has accepted as they are.
    package func takenEntries(ofDocument id: Int) throws -> Set<String> {
        let prefix = PaymentKey.prefix(documentID: id)
        let links = try store.paymentLinks(ofDocument: prefix)
        let machines = try store.payments(ofDocument: prefix)
        let accepted = machines.filter { $0.configuration.state == .accepted }.compactMap { PaymentKey($0.key)?.entryReference }
        return Set(links.values).union(accepted)
    }
}

extension PaymentKey {
    var entryReference: String? { if case .entry(let reference) = subject { reference } else { nil } }
}

extension TransitionChanges {
    /// Entries like a payment, of which nobody can say whether one is it.
    static func clash(_ lookalikes: [PaymentEntry]) -> TransitionChanges {
        .because(.paymentClash, detail: CandidateText.entries(lookalikes), candidates: lookalikes.map(\.reference))
    }
}
