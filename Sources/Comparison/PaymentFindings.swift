internal import Bookkeeping
internal import Hero
internal import Persistence
internal import Reconciliation

/// Where the two systems' payments of a document differ, each difference once with its author (domain.md S11, P1-P14).
struct PaymentFindings {
    let store: Store

    /// In HERO's order.
    func all() throws -> [Finding] {
        var findings: [Finding] = []
        for standing in try PaymentStatus.needing(store) { findings.append(try finding(standing)) }
        for reading in try TroubledReading.all(store) {
            var finding = Finding(
                .payment, key: String(reading.documentID), originator: .lexoffice, reason: reading.line.reason, detail: reading.line.detail)
            finding.voucherID = reading.voucherID
            finding.number = reading.line.number
            finding.date = try date(ofDocument: reading.documentID)
            finding.gross = reading.line.gross
            findings.append(finding)
        }
        return findings
    }

    private func finding(_ standing: PaymentStatus) throws -> Finding {
        var finding = Finding(.payment, key: String(standing.key.documentID), originator: standing.machine.reason?.originator ?? .reconcile)
        finding.number = standing.number
        // A payment belongs to the month its document is booked in: there both sides are compared.
        finding.date = try date(ofDocument: standing.key.documentID)
        finding.gross = standing.amount
        finding.reason = standing.machine.reason
        let what = standing.payment.map { "kind=\($0.kind.rawValue) date=\($0.date) amount=\($0.amount)" }
        let why = standing.machine.reason == nil ? nil : standing.machine.detail
        finding.detail = [what, why].compactMap(\.self).joined(separator: " ")
        return finding
    }

    private func date(ofDocument id: Int) throws -> BusinessDay? { try store.document(DocumentRow.self, id)?.header.date }
}
