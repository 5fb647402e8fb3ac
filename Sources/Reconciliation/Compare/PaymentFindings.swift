internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// Differences between the payments of both systems, one each (domain.md P1-P14).
struct PaymentFindings {
    let store: Store

    func all() throws(Interruption) -> [Finding] {
        var findings: [Finding] = []
        for standing in try PaymentStanding.needing(store) {
            guard let line = standing.line else { continue }
            var finding = finding(line, standing.key.documentID, originator(standing))
            finding.date = standing.payment?.date
            finding.detail = [standing.machine.key, line.detail].compactMap(\.self).joined(separator: " ")
            findings.append(finding)
        }
        return findings + (try TroubledReading.all(store).map { finding($0.line, $0.documentID, .lexoffice) })
    }

    private func finding(_ line: ReportLine, _ documentID: Int, _ originator: Originator) -> Finding {
        var finding = Finding(.payment, key: String(documentID), originator: originator)
        finding.number = line.number
        finding.gross = line.gross
        finding.reason = line.reason
        finding.detail = line.detail
        return finding
    }

    private func originator(_ standing: PaymentStanding) -> Originator {
        switch standing.state {
        case .foreign, .refused, .clash: .hero
        case .toWithdraw: standing.machine.reason == .paymentEdited ? .hero : .lexoffice
        case .toMirror, .checking, .posting, .uncertain, .releasedUnresolved, .mirrored, .withdrawn, .released, .accepted: .reconcile
        }
    }
}
