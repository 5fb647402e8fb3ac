internal import Bookkeeping
package import Persistence
internal import StateCharts

/// Which document a voucher counts with although it is not linked to it: one of several that a person adopted together.
package struct JointOwners {
    private var owners: [String: String] = [:]

    package init(_ store: Store) throws(StoreError) {
        for (key, joint) in try store.facts(JointVouchers.self) where try store.link(InvoiceChart.self, key) != nil {
            for id in joint.others { owners[id] = key }
        }
    }

    package var vouchers: [String] { owners.keys.sorted() }

    package func key(ofVoucher id: String) -> String? { owners[id] }
}

extension PaymentReading {
    /// Of two vouchers of one document: unusable if either is.
    func joined(_ other: PaymentReading) -> PaymentReading {
        var joined = self
        joined.payments = payments.flatMap { own in other.payments.map { (own + $0).sorted() } }
        joined.remainders += other.remainders
        joined.open = open.flatMap { own in other.open.map { own + $0 } }
        if isUsable, !other.isUsable { (joined.problem, joined.detail) = (other.problem, other.detail) }
        return joined
    }
}
