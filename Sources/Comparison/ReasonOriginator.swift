internal import Bookkeeping

extension ReasonCode {
    /// Where what stands in the way was made.
    var originator: Originator {
        switch self {
        case .voucherEdited, .voucherGone, .voucherVoided, .voucherNotFound, .voucherDoubled, .voucherUnreadable, .surplusVoucher,
            .duplicateNumber, .rejectedByLexoffice, .contactAmbiguous, .contactSimilar, .contactNotCustomer, .contactArchived,
            .contactGone, .acceptedDifference, .fileElsewhere, .nettingOpen, .cancelledWithMoney, .paymentWithdrawn, .paymentUnreadable,
            .paymentMismatch, .paymentItemUnknown, .paymentCurrency, .paymentsNotTold, .notAccepted, .contactNotSearchable,
            .fileRefused, .invoiceInLexoffice, .rightMissing, .voucherUnchecked:
            .lexoffice
        case .unmappedCategory, .splitNotAllowed, .unknownDocumentType, .startDateAmbiguous, .outcomeUnknown, .waitingForContact,
            .waitingForOriginal, .vatIDRequired, .paymentOutcomeUnknown, .refundNotMirrored, .paymentOnCancelled, .notAnswered,
            .sentInVain:
            .reconcile
        case .beforeStart, .zeroTotal, .notBookingRelevant, .waitingForFile, .waitingForCancellation, .totalMismatch,
            .balanceMismatch, .cumulativeUnclear, .taxRoundingDiff, .mixedSign, .unsupportedRate, .zeroRateWithoutReason,
            .customerCountry, .smallBusinessMismatch, .cancellationMismatch, .contactRequired,
            .companyContactRequired, .missingNumber, .missingDate, .missingFigures, .fileMissing, .fileTooLarge, .fileNotPDF,
            .currencyNotEUR, .unreadableDocument, .contactIncomplete, .countryUnknown,
            .documentChanged, .documentMissing, .cancelledWithoutDocument,
            .statusUnknown, .fileUnavailable, .rowUnreadable, .originalMissing, .paymentEdited, .paymentForeign, .paymentClash,
            .paymentRefused, .eInvoiceMismatch, .eInvoiceInconsistent, .eInvoiceAmbiguous, .eInvoiceUnreadable, .deductionUnclear,
            .fileUnsafe, .fileImageUnreadable, .fileKindRefused, .fileNotXRechnung:
            .hero
        }
    }
}
