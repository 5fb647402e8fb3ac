package import Bookkeeping

/// Everything people read, by code.
package enum Catalogue {
    /// What is said of a reason, of what it is about: which field was refused, what was sent in vain, which right is missing.
    package static func explanation(_ reason: ReasonCode, about detail: String?) -> Explanation {
        let general = explanation(reason)
        guard let detail else { return general }
        if reason == .rejectedByLexoffice { return RefusalWords(detail).explanation ?? general }
        if reason == .notAccepted { return Explanation.notAccepted(detail) }
        return reason == .rightMissing ? Explanation.rightMissing(detail) : general
    }

    /// Every reason has its sentences: one that has none does not compile.
    package static func explanation(_ reason: ReasonCode) -> Explanation {
        switch reason {
        case .beforeStart: .beforeStart
        case .zeroTotal: .zeroTotal
        case .notBookingRelevant: .notBookingRelevant
        case .waitingForFile: .waitingForFile
        case .waitingForOriginal: .waitingForOriginal
        case .waitingForContact: .waitingForContact
        case .waitingForCancellation: .waitingForCancellation
        case .sentInVain: .sentInVain
        case .notAnswered: .notAnswered
        case .notAccepted: .notAccepted
        case .fileUnavailable: .fileUnavailable
        case .paymentsNotTold: .paymentsNotTold
        case .rowUnreadable: .rowUnreadable
        case .originalMissing: .originalMissing
        case .contactNotSearchable: .contactNotSearchable
        case .totalMismatch: .totalMismatch
        case .balanceMismatch: .balanceMismatch
        case .cumulativeUnclear: .cumulativeUnclear
        case .taxRoundingDiff: .taxRoundingDiff
        case .mixedSign: .mixedSign
        case .unsupportedRate: .unsupportedRate
        case .zeroRateWithoutReason: .zeroRateWithoutReason
        case .customerCountry: .customerCountry
        case .smallBusinessMismatch: .smallBusinessMismatch
        case .cancellationMismatch: .cancellationMismatch
        case .unmappedCategory: .unmappedCategory
        case .splitNotAllowed: .splitNotAllowed
        case .contactRequired: .contactRequired
        case .companyContactRequired: .companyContactRequired
        case .vatIDRequired: .vatIDRequired
        case .missingNumber: .missingNumber
        case .missingDate: .missingDate
        case .missingFigures: .missingFigures
        case .duplicateNumber: .duplicateNumber
        case .fileMissing: .fileMissing
        case .fileTooLarge: .fileTooLarge
        case .fileNotPDF: .fileNotPDF
        case .fileElsewhere: .fileElsewhere
        case .fileUnsafe: .fileUnsafe
        case .fileImageUnreadable: .fileImageUnreadable
        case .fileKindRefused: .fileKindRefused
        case .fileNotXRechnung: .fileNotXRechnung
        case .fileRefused: .fileRefused
        case .invoiceInLexoffice: .invoiceInLexoffice
        case .rightMissing: .rightMissing
        case .currencyNotEUR: .currencyNotEUR
        case .unknownDocumentType: .unknownDocumentType
        case .startDateAmbiguous: .startDateAmbiguous
        case .unreadableDocument: .unreadableDocument
        case .eInvoiceMismatch: .eInvoiceMismatch
        case .eInvoiceInconsistent: .eInvoiceInconsistent
        case .eInvoiceAmbiguous: .eInvoiceAmbiguous
        case .eInvoiceUnreadable: .eInvoiceUnreadable
        case .deductionUnclear: .deductionUnclear
        case .contactAmbiguous: .contactAmbiguous
        case .contactSimilar: .contactSimilar
        case .contactIncomplete: .contactIncomplete
        case .countryUnknown: .countryUnknown
        case .contactNotCustomer: .contactNotCustomer
        case .rejectedByLexoffice: .rejectedByLexoffice
        case .documentChanged: .documentChanged
        case .documentMissing: .documentMissing
        case .voucherEdited: .voucherEdited
        case .voucherGone: .voucherGone
        case .voucherVoided: .voucherVoided
        case .voucherNotFound: .voucherNotFound
        case .cancelledWithoutDocument: .cancelledWithoutDocument
        case .voucherDoubled: .voucherDoubled
        case .voucherUnchecked: .voucherUnchecked
        case .voucherUnreadable: .voucherUnreadable
        case .surplusVoucher: .surplusVoucher
        case .outcomeUnknown: .outcomeUnknown
        case .statusUnknown: .statusUnknown
        case .nettingOpen: .nettingOpen
        case .cancelledWithMoney: .cancelledWithMoney
        case .acceptedDifference: .acceptedDifference
        case .contactArchived: .contactArchived
        case .contactGone: .contactGone
        case .paymentWithdrawn: .paymentWithdrawn
        case .paymentEdited: .paymentEdited
        case .paymentForeign: .paymentForeign
        case .paymentClash: .paymentClash
        case .paymentRefused: .paymentRefused
        case .paymentOutcomeUnknown: .paymentOutcomeUnknown
        case .refundNotMirrored: .refundNotMirrored
        case .paymentOnCancelled: .paymentOnCancelled
        case .paymentUnreadable: .paymentUnreadable
        case .paymentMismatch: .paymentMismatch
        case .paymentItemUnknown: .paymentItemUnknown
        case .paymentCurrency: .paymentCurrency
        }
    }
}
