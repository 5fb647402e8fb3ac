internal import Bookkeeping
internal import Reconciliation

extension ReasonCode {
    /// Where what stands in the way was made.
    var originator: Originator {
        switch self {
        case .voucherEdited, .voucherGone, .voucherVoided, .voucherNotFound, .voucherDoubled, .voucherUnreadable, .surplusVoucher,
            .duplicateNumber,
            .rejectedByLexoffice, .contactAmbiguous, .contactNotCustomer, .contactArchived, .contactGone, .acceptedDifference,
            .fileElsewhere, .nettingOpen, .cancelledWithMoney, .paymentWithdrawn, .paymentUnreadable, .paymentMismatch,
            .paymentItemUnknown, .paymentCurrency, .paymentsNotTold, .notAccepted, .contactNotSearchable:
            .lexoffice
        case .unmappedCategory, .splitNotAllowed, .unknownDocumentType, .startDateAmbiguous, .outcomeUnknown, .waitingForContact,
            .waitingForOriginal, .vatIDRequired, .paymentOutcomeUnknown, .refundNotMirrored, .notAnswered:
            .reconcile
        case .beforeStart, .zeroTotal, .notBookingRelevant, .waitingForFile, .waitingForCancellation, .totalMismatch,
            .balanceMismatch, .cumulativeUnclear, .taxRoundingDiff, .mixedSign, .unsupportedRate, .zeroRateWithoutReason,
            .customerCountry, .smallBusinessMismatch, .cancellationMismatch, .contactRequired,
            .companyContactRequired, .missingNumber, .missingDate, .missingFigures, .fileMissing, .fileTooLarge, .fileNotPDF,
            .currencyNotEUR, .unreadableDocument, .contactIncomplete, .documentChanged, .documentMissing, .cancelledWithoutDocument,
            .statusUnknown, .fileUnavailable, .rowUnreadable, .originalMissing, .paymentEdited, .paymentForeign, .paymentClash,
            .paymentRefused, .eInvoiceMismatch, .eInvoiceInconsistent, .eInvoiceAmbiguous, .eInvoiceUnreadable, .deductionUnclear:
            .hero
        }
    }
}
