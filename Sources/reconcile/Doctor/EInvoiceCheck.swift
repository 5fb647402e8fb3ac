import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Wording

/// How many of the last documents that went over carry an e-invoice, and of which profiles.
struct EInvoiceCheck {
    private static let documentsMaximum = 200

    func run(_ store: Store, _ findings: inout Findings) throws {
        let census = try EInvoiceCensus.take(store, last: Self.documentsMaximum)
        guard census.documents > 0 else { return }
        let profiles = census.profiles.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key.rawValue): \($0.value)" }
        findings.add(
            .ok, "e-invoices",
            DoctorWords.eInvoices(
                census.profiles.values.reduce(0, +), of: census.documents, profiles: profiles.joined(separator: ", ")))
    }
}
