internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// Judges a document by what is known of it: when it comes up, and again right before it is sent.
struct DocumentJudging {
    let context: PassContext
    let settings: Settings

    var judge: Judge { Judge(rules: settings.rules, startDate: settings.startDate) }

    /// - Parameters:
    ///   - expected: vouchers this pass is about to create, by document.
    ///   - fileRequired: false for a document whose voucher exists.
    func judgement(
        _ detail: DetailRecord, _ machine: Machine<InvoiceChart>, _ header: DocumentHeader, expected: [Int: Voucher] = [:],
        fileRequired: Bool = true
    ) throws -> Judgement {
        let rulings = try context.store.rulings(machine.key)
        if !rulings.asStated, case .document(_, let file?) = detail, case .refused(let reason, let told)? = file.eInvoice {
            return .blocked(reason, detail: told)
        }
        let judgement = judge.judge(
            detail, original: try original(detail, expected), fileOverdue: isFileOverdue(machine, header),
            fileRequired: fileRequired && !rulings.withoutFile,
            evidence: try EvidenceReading(store: context.store, expected: expected).evidence(detail, header, rulings))
        if case .sound = judgement, fileRequired, !rulings.asStated, case .breaks(let left, let balance) = header.balanceCheck {
            return .blocked(.balanceMismatch, detail: "balance=\(balance.amount) expected=\(left.amount)")
        }
        guard case .waiting(.waitingForOriginal, _) = judgement, case .document(let document, _) = detail,
            let original = document.originalID
        else { return judgement }
        return try BoundedWait(context: context).forOriginal(original, bound: context.policy.bookingWait, machine)
    }

    /// Since when it is without its PDF: since it was published as far as we know, that is since we first saw it.
    func isFileOverdue(_ machine: Machine<InvoiceChart>, _ header: DocumentHeader) -> Bool {
        let since = min(machine.enteredAt, header.modified ?? machine.enteredAt)
        return context.now.milliseconds(since: since) >= context.policy.fileWait
    }

    private func original(_ detail: DetailRecord, _ expected: [Int: Voucher]) throws -> OriginalStatus {
        let standing = try OriginalLookup(store: context.store).standing(detail)
        guard standing == .pending, case .document(let document, _) = detail, let voucher = document.originalID.flatMap({ expected[$0] })
        else { return standing }
        return .booked(voucher)
    }
}
