internal import Bookkeeping
internal import Persistence
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
    func finding(_ standing: Standing, created: Instant?, look: Look, isVoidAccepted: Bool) -> Finding? {
        guard var finding = verdict(standing, created: created, look: look, isVoidAccepted: isVoidAccepted) else { return nil }
        finding.key = standing.key
        finding.number = standing.number
        finding.voucherID = standing.voucherID
        finding.date = standing.date ?? standing.booking?.voucher.voucherDate
        finding.gross = standing.heroGross?.magnitude ?? standing.booking?.voucher.gross
        return finding
    }

    private func verdict(_ standing: Standing, created: Instant?, look: Look, isVoidAccepted: Bool) -> Finding? {
        switch standing.transfer {
        case .none: return nil
        case .outOfScope:
            if standing.isContested { return held(.different, standing) }
            return quiet(standing.machine.reason == .beforeStart ? .beforeStart : .skipped, standing)
        case .waived:
            if standing.isContested { return held(.different, standing) }
            var finding = quiet(.skipped, standing)
            finding.detail = "waived"
            return finding
        case .blocked, .rejected, .clash: return held(.blocked, standing)
        case .unjudged, .waiting, .ready, .checking, .creating, .uncertain:
            if standing.isContested { return held(.blocked, standing) }
            return missing(standing, created)
        case .gone: return held(.deleted, standing)
        case .doubled: return held(.duplicate, standing)
        case .edited:
            var finding = held(standing.machine.reason == .voucherVoided ? .voided : .different, standing)
            if case .found(let voucher) = look { finding.fields = differences(standing, voucher) }
            return finding
        case .fileDue, .fileSending, .fileUnsure, .fileRefused, .fileComplete:
            return onBooks(standing, look: look, isVoidAccepted: isVoidAccepted)
        }
    }

    private func onBooks(_ standing: Standing, look: Look, isVoidAccepted: Bool) -> Finding {
        if standing.isContested { return held(.different, standing) }
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

    private func differences(_ standing: Standing, _ voucher: ObservedVoucher) -> [FieldDifference] {
        guard let booking = standing.booking else { return [] }
        let comparison = VoucherComparison(expected: booking.voucher, contactID: booking.contactID, rules: rules)
        return comparison.differences(found: voucher).map { difference in
            // Free text may name a person.
            difference.field == "remark" ? FieldDifference(field: "remark", ours: "sent", theirs: "changed") : difference
        }
    }

    private func missing(_ standing: Standing, _ created: Instant?) -> Finding {
        var finding = Finding(.missing, originator: .reconcile)
        finding.reason = standing.machine.reason
        if finding.reason != nil { finding.detail = standing.machine.detail }
        let since = created ?? standing.machine.enteredAt
        finding.lateness = Lateness(milliseconds: now.milliseconds - since.milliseconds)
        return finding
    }

    private func quiet(_ comparisonClass: ComparisonClass, _ standing: Standing) -> Finding {
        var finding = Finding(comparisonClass)
        finding.reason = standing.machine.reason
        return finding
    }

    private func held(_ comparisonClass: ComparisonClass, _ standing: Standing) -> Finding {
        var finding = Finding(comparisonClass, originator: standing.machine.reason.map(originator) ?? .hero)
        finding.reason = standing.machine.reason
        finding.detail = standing.machine.detail
        return finding
    }

    /// Where what stands in the way was made.
    private func originator(_ reason: ReasonCode) -> Originator {
        switch reason {
        case .voucherEdited, .voucherGone, .voucherVoided, .voucherDoubled, .voucherUnreadable, .surplusVoucher, .duplicateNumber,
            .rejectedByLexoffice, .contactAmbiguous, .contactNotCustomer, .contactArchived, .contactGone, .acceptedDifference,
            .fileElsewhere, .paymentWithdrawn, .refundNotMirrored, .paymentUnreadable, .paymentMismatch, .paymentItemUnknown,
            .paymentCurrency, .nettingOpen, .cancelledWithMoney:
            .lexoffice
        case .unmappedCategory, .splitNotAllowed, .unknownDocumentType, .startDateAmbiguous, .outcomeUnknown, .waitingForContact,
            .waitingForOriginal, .vatIDRequired, .paymentOutcomeUnknown:
            .reconcile
        case .beforeStart, .zeroTotal, .notBookingRelevant, .waitingForFile, .waitingForCancellation, .totalMismatch, .taxRoundingDiff,
            .mixedSign, .unsupportedRate, .zeroRateWithoutReason, .smallBusinessMismatch, .cancellationMismatch, .contactRequired,
            .companyContactRequired, .missingNumber, .missingDate, .missingFigures, .fileMissing, .fileTooLarge, .fileNotPDF,
            .currencyNotEUR, .unreadableDocument, .contactIncomplete, .documentChanged, .documentMissing, .cancelledWithoutDocument,
            .statusUnknown, .paymentEdited, .paymentForeign, .paymentClash, .paymentRefused:
            .hero
        }
    }
}
