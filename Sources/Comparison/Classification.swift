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
        case .beforeStart: return quiet(own, standing)
        case .skipped:
            var finding = quiet(own, standing)
            if standing.transfer == .waived { finding.detail = "waived" }
            return finding
        case .missing: return missing(standing, created)
        case .ok, .filePending: return onBooks(standing, look: look, isVoidAccepted: isVoidAccepted)
        case .different, .voided, .deleted, .duplicate, .blocked, .surplus, .payment:
            var finding = held(own, standing)
            if standing.transfer == .edited, case .found(let voucher) = look { finding.fields = differences(standing, voucher) }
            return finding
        }
    }

    private func onBooks(_ standing: DocumentStatus, look: Look, isVoidAccepted: Bool) -> Finding {
        var finding = Finding(.ok)
        switch look {
        case .gone:
            finding = Finding(.deleted, originator: .lexoffice)
            finding.reason = .voucherGone
            return finding
        case .unreadable:
            finding = Finding(.different, originator: .lexoffice)
            finding.reason = .voucherUnreadable
            return finding
        case .found(let voucher):
            if voucher.status == "voided", !isVoidAccepted {
                finding = Finding(.voided, originator: .lexoffice)
                finding.reason = .voucherVoided
                return finding
            }
            finding.fields = differences(standing, voucher)
            if !finding.fields.isEmpty {
                (finding.comparisonClass, finding.originator, finding.reason) = (.different, .lexoffice, .voucherEdited)
                finding.detail = DriftText.detail(finding.fields, rules)
                return finding
            }
            if voucher.fileIDs.isEmpty { finding = Finding(.filePending, originator: .reconcile) }
        case .notTaken: break
        }
        guard standing.transfer != .fileComplete else { return finding }
        finding = Finding(.filePending, originator: .reconcile)
        finding.reason = standing.machine.reason
        if finding.reason != nil { finding.detail = standing.machine.detail }
        return finding
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
        var finding = Finding(.missing, originator: .reconcile)
        finding.reason = standing.machine.reason
        if finding.reason != nil { finding.detail = standing.machine.detail }
        let since = created ?? standing.machine.enteredAt
        finding.lateness = Lateness(milliseconds: now.milliseconds(since: since))
        return finding
    }

    private func quiet(_ comparisonClass: ComparisonClass, _ standing: DocumentStatus) -> Finding {
        var finding = Finding(comparisonClass)
        finding.reason = standing.machine.reason
        return finding
    }

    private func held(_ comparisonClass: ComparisonClass, _ standing: DocumentStatus) -> Finding {
        var finding = Finding(comparisonClass, originator: standing.machine.reason?.originator ?? .hero)
        finding.reason = standing.machine.reason
        finding.detail = standing.machine.detail
        return finding
    }
}
