internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts

/// Gives one followed document its class (domain.md R2). Pure: where the machine stands, and the voucher as far as it was read.
struct Classification {
    let rules: MappingRules
    let now: Instant

    /// What reading the voucher in full told.
    enum Look: Sendable, Hashable {
        case notTaken
        case found(ObservedVoucher)
        /// 404
        case gone
        case unreadable
    }

    /// Nil of a document that no integration follows any more.
    func finding(_ standing: DocumentStatus, created: Instant?, look: Look, isVoidAccepted: Bool) -> Finding? {
        guard var finding = verdict(standing, created: created, look: look, isVoidAccepted: isVoidAccepted) else { return nil }
        finding.key = standing.key
        finding.number = standing.number
        finding.voucherID = standing.voucherID
        finding.date = standing.date ?? standing.booking?.voucher.voucherDate
        finding.gross = standing.heroGross?.magnitude ?? standing.booking?.voucher.gross
        return finding
    }

    private func verdict(_ standing: DocumentStatus, created: Instant?, look: Look, isVoidAccepted: Bool) -> Finding? {
        let reason = standing.machine.reason
        guard let own = ComparisonClass(transfer: standing.transfer, isContested: standing.isContested, reason: reason) else { return nil }
        switch own {
        case .beforeStart: return Finding(own, reason: reason)
        case .skipped: return Finding(own, reason: reason, detail: standing.transfer == .waived ? "waived" : nil)
        case .missing: return missing(standing, created)
        case .ok, .filePending: return onBooks(standing, look: look, isVoidAccepted: isVoidAccepted)
        case .different, .voided, .deleted, .duplicate, .blocked, .surplus, .payment:
            var finding = Finding(own, originator: reason?.originator ?? .hero, reason: reason, detail: standing.machine.detail)
            if standing.transfer == .edited, case .found(let voucher) = look { finding.fields = differences(standing, voucher) }
            return finding
        }
    }

    private func onBooks(_ standing: DocumentStatus, look: Look, isVoidAccepted: Bool) -> Finding {
        var finding = Finding(.ok)
        switch look {
        case .gone: return Finding(.deleted, originator: .lexoffice, reason: .voucherGone)
        case .unreadable: return Finding(.different, originator: .lexoffice, reason: .voucherUnreadable)
        case .found(let voucher):
            if voucher.status == "voided", !isVoidAccepted { return Finding(.voided, originator: .lexoffice, reason: .voucherVoided) }
            finding.fields = differences(standing, voucher)
            if !finding.fields.isEmpty {
                (finding.comparisonClass, finding.originator, finding.reason) = (.different, .lexoffice, .voucherEdited)
                finding.detail = DriftText.detail(finding.fields, rules)
                return finding
            }
            if voucher.fileIDs.isEmpty { finding = Finding(.filePending, originator: .reconcile) }
        case .notTaken: break
        }
        return standing.transfer == .fileComplete ? finding : ours(.filePending, standing)
    }

    private func differences(_ standing: DocumentStatus, _ voucher: ObservedVoucher) -> [FieldDifference] {
        guard let booking = standing.booking else { return [] }
        let comparison = VoucherComparison(expected: booking.voucher, contactID: booking.contactID, rules: rules)
        return comparison.differences(found: voucher).map { difference in
            // Free text may name a person.
            difference.field == "remark" ? FieldDifference(field: "remark", ours: "sent", theirs: "changed") : difference
        }
    }

    private func missing(_ standing: DocumentStatus, _ created: Instant?) -> Finding {
        var finding = ours(.missing, standing)
        let since = created ?? standing.machine.enteredAt
        finding.lateness = Lateness(milliseconds: now.milliseconds(since: since))
        return finding
    }

    /// What is for us to finish.
    private func ours(_ comparisonClass: ComparisonClass, _ standing: DocumentStatus) -> Finding {
        let reason = standing.machine.reason
        return Finding(comparisonClass, originator: .reconcile, reason: reason, detail: reason == nil ? nil : standing.machine.detail)
    }
}
