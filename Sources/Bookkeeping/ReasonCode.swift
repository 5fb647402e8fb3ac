/// Every reason why a document or contact does not simply go through (domain.md §2, §5). Codes are English and stable;
/// the sentences people read are in the catalogue.
package enum ReasonCode: String, Sendable, Codable, CaseIterable {
    // Not ours to transfer: visible, never an alarm.
    case beforeStart = "BEFORE_START"
    case zeroTotal = "ZERO_TOTAL"
    case notBookingRelevant = "NOT_BOOKING_RELEVANT"
    // Waits by itself.
    case waitingForFile = "WAITING_FOR_FILE"
    case waitingForOriginal = "WAITING_FOR_ORIGINAL"
    case waitingForContact = "WAITING_FOR_CONTACT"
    case waitingForCancellation = "WAITING_FOR_CANCELLATION"
    /// Sent, no answer, nothing arrived; sent again in a while.
    case sentInVain = "SENT_IN_VAIN"
    // Tried again by itself for a while; then a person must look.
    /// HERO or lexoffice as a whole answers, but not about this one item.
    case notAnswered = "NOT_ANSWERED"
    /// Sent again and again, and nothing ever came of it.
    case notAccepted = "NOT_ACCEPTED"
    case fileUnavailable = "FILE_UNAVAILABLE"
    case paymentsNotTold = "PAYMENTS_NOT_TOLD"
    case rowUnreadable = "ROW_UNREADABLE"
    /// What a reversal reverses is not in HERO, or is not booked for days.
    case originalMissing = "ORIGINAL_MISSING"
    /// lexoffice has too many contacts to list, and no filter leads to this one.
    case contactNotSearchable = "CONTACT_NOT_SEARCHABLE"
    // A person must act on the document, the settings or lexoffice.
    case totalMismatch = "TOTAL_MISMATCH"
    /// HERO's open amount is not its own total less its payments: it subtracts something we do not see (hero-2026.md §10).
    case balanceMismatch = "BALANCE_MISMATCH"
    /// A cumulative invoice over the whole, after earlier invoices of the project: HERO's total may be the rest or all (V18).
    case cumulativeUnclear = "CUMULATIVE_UNCLEAR"
    case taxRoundingDiff = "TAX_ROUNDING_DIFF"
    case mixedSign = "MIXED_SIGN"
    case unsupportedRate = "UNSUPPORTED_RATE"
    case zeroRateWithoutReason = "ZERO_RATE_WITHOUT_REASON"
    /// The recipient owes the tax by the document's type, and is not known to be in Germany (C13).
    case customerCountry = "CUSTOMER_COUNTRY"
    case smallBusinessMismatch = "SMALL_BUSINESS_MISMATCH"
    case cancellationMismatch = "CANCELLATION_MISMATCH"
    case unmappedCategory = "UNMAPPED_CATEGORY"
    case splitNotAllowed = "SPLIT_NOT_ALLOWED"
    case contactRequired = "CONTACT_REQUIRED"
    case companyContactRequired = "COMPANY_CONTACT_REQUIRED"
    case vatIDRequired = "VAT_ID_REQUIRED"
    case missingNumber = "MISSING_NUMBER"
    case missingDate = "MISSING_DATE"
    case missingFigures = "MISSING_FIGURES"
    case duplicateNumber = "DUPLICATE_NUMBER"
    case fileMissing = "FILE_MISSING"
    case fileTooLarge = "FILE_TOO_LARGE"
    case fileNotPDF = "FILE_NOT_PDF"
    /// lexoffice keeps the same bytes with another voucher and drops ours (E5).
    case fileElsewhere = "FILE_ON_OTHER_VOUCHER"
    /// What lexoffice itself says against the file (lexoffice-2026.md §2).
    case fileUnsafe = "FILE_UNSAFE"
    case fileImageUnreadable = "FILE_IMAGE_UNREADABLE"
    case fileKindRefused = "FILE_KIND_REFUSED"
    case fileNotXRechnung = "FILE_NOT_XRECHNUNG"
    case fileRefused = "FILE_REFUSED"
    /// lexoffice has an invoice of its own of the same number, day and amount: booked as well, the income would count twice.
    case invoiceInLexoffice = "INVOICE_IN_LEXOFFICE"
    /// The key or login lacks a right, and with it everything stands still that needs it.
    case rightMissing = "RIGHT_MISSING"
    case currencyNotEUR = "CURRENCY_NOT_EUR"
    case unknownDocumentType = "UNKNOWN_DOCUMENT_TYPE"
    case startDateAmbiguous = "START_DATE_AMBIGUOUS"
    case unreadableDocument = "UNREADABLE_DOCUMENT"
    /// The XML inside the PDF and HERO say different things about one document.
    case eInvoiceMismatch = "EINVOICE_MISMATCH"
    /// The XML contradicts itself.
    case eInvoiceInconsistent = "EINVOICE_INCONSISTENT"
    /// Two different invoices in one PDF.
    case eInvoiceAmbiguous = "EINVOICE_AMBIGUOUS"
    case eInvoiceUnreadable = "EINVOICE_UNREADABLE"
    /// What was paid before cannot be split into rates and taxes.
    case deductionUnclear = "DEDUCTION_UNCLEAR"
    case contactAmbiguous = "CONTACT_AMBIGUOUS"
    /// Almost one that is there, or another name with the same e-mail address.
    case contactSimilar = "CONTACT_SIMILAR"
    case contactIncomplete = "CONTACT_INCOMPLETE"
    case countryUnknown = "COUNTRY_UNKNOWN"
    case contactNotCustomer = "CONTACT_NOT_CUSTOMER"
    case rejectedByLexoffice = "REJECTED_BY_LEXOFFICE"
    // Differences between the systems.
    case documentChanged = "DOCUMENT_CHANGED"
    case documentMissing = "DOCUMENT_MISSING"
    case voucherEdited = "VOUCHER_EDITED"
    case voucherGone = "VOUCHER_GONE"
    case voucherVoided = "VOUCHER_VOIDED"
    /// Issued before the state was lost, and no voucher in lexoffice bears its number.
    case voucherNotFound = "VOUCHER_NOT_FOUND"
    case cancelledWithoutDocument = "CANCELLED_WITHOUT_DOCUMENT"
    case voucherDoubled = "VOUCHER_DOUBLED"
    /// It stands under *Zu prüfen*: not booked, and nobody can pay it.
    case voucherUnchecked = "VOUCHER_UNCHECKED"
    case voucherUnreadable = "VOUCHER_UNREADABLE"
    case surplusVoucher = "SURPLUS_IN_LEXOFFICE"
    case outcomeUnknown = "OUTCOME_UNKNOWN"
    case statusUnknown = "STATUS_UNKNOWN"
    // Worth knowing, no difference between the systems.
    case nettingOpen = "NETTING_OPEN"
    case cancelledWithMoney = "CANCELLED_WITH_MONEY"
    case acceptedDifference = "ACCEPTED_DIFFERENCE"
    case contactArchived = "CONTACT_ARCHIVED"
    case contactGone = "CONTACT_GONE"
    // Payments.
    case paymentWithdrawn = "PAYMENT_WITHDRAWN"
    case paymentEdited = "PAYMENT_EDITED"
    case paymentForeign = "PAYMENT_FOREIGN"
    case paymentClash = "PAYMENT_CLASH"
    case paymentRefused = "PAYMENT_REFUSED"
    case paymentOutcomeUnknown = "PAYMENT_OUTCOME_UNKNOWN"
    case refundNotMirrored = "REFUND_NOT_MIRRORED"
    case paymentOnCancelled = "PAYMENT_ON_CANCELLED"
    case paymentUnreadable = "PAYMENT_UNREADABLE"
    case paymentMismatch = "PAYMENT_MISMATCH"
    case paymentItemUnknown = "PAYMENT_ITEM_UNKNOWN"
    case paymentCurrency = "PAYMENT_CURRENCY"
}

/// Something a person should know about a document that goes through all the same.
package enum Flag: Sendable, Hashable, Codable {
    /// Our tax figure minus the printed one, in cents, for one rate (C9).
    case taxRoundingDiff(rate: Int, cents: Int)
    /// A reversal arrived with positive amounts (C10).
    case signNormalised
    /// Document date before the start date (S18).
    case backdated
    /// The original of a cancellation was never transferred (S35).
    case cancellationWithoutOriginal
    /// An invoice to a business whose PDF holds no e-invoice although it should (einvoice.md §5, rule 9).
    case eInvoiceMissing

    package var text: String {
        switch self {
        case .taxRoundingDiff(let rate, let cents): "TAX_ROUNDING_DIFF:\(rate):\(cents < 0 ? "" : "+")\(cents)"
        case .signNormalised: "SIGN_NORMALISED"
        case .backdated: "BACKDATED"
        case .cancellationWithoutOriginal: "STORNO_WITHOUT_ORIGINAL"
        case .eInvoiceMissing: "EINVOICE_MISSING"
        }
    }
}
