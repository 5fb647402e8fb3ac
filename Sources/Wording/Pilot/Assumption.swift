/// What this program takes for granted of an account and an account can be asked about: the limits of `Sources/README.md` that a look
/// can settle. The raw value is what programs, the kept result and tests know it by.
package enum Assumption: String, Sendable, CaseIterable {
    // HERO
    case heroRights = "hero_rights"
    case heroSchema = "hero_schema"
    case heroPageSize = "hero_page_size"
    case documentTypes = "document_types"
    case invoiceStyles = "invoice_styles"
    case statusCodes = "status_codes"
    case bookingCategories = "booking_categories"
    case webhookEvents = "webhook_events"
    case idsAscending = "ids_ascending"
    case contactIDsAscending = "contact_ids_ascending"
    case modifiedOrder = "modified_order"
    case modifiedAfterCreated = "modified_after_created"
    case modifiedMoves = "modified_moves"
    case createdUTC = "created_utc"
    case balanceOpen = "balance_open"
    case balancePaid = "balance_paid"
    case balanceDiscount = "balance_discount"
    case noPaymentsOnReversals = "no_payments_on_reversals"
    case figuresSource = "figures_source"
    case positionVAT = "position_vat"
    case lineSums = "line_sums"
    case draftKeys = "draft_keys"
    case finalIsRest = "final_is_rest"
    case cumulativeIsRest = "cumulative_is_rest"
    case recipientAlone = "recipient_alone"
    case pdfEInvoice = "pdf_einvoice"
    case fileSize = "file_size"
    // lexoffice
    case lexofficeRights = "lexoffice_rights"
    case postingCategories = "posting_categories"
    case categoryFlags = "category_flags"
    case voucherPageSize = "voucher_page_size"
    case voucherCount = "voucher_count"
    case voucherOrder = "voucher_order"
    case voucherWords = "voucher_words"
    case openAmounts = "open_amounts"
    case numberFilterWhole = "number_filter_whole"
    case numberFilterCase = "number_filter_case"
    case fileKept = "file_kept"
    case paymentWords = "payment_words"
    case paymentMovesVoucher = "payment_moves_voucher"
    case lexofficeEvents = "lexoffice_events"
}

/// What a look at an account says of an assumption.
package enum AssumptionVerdict: String, Sendable, CaseIterable {
    case holds
    case doesNotHold = "does_not_hold"
    /// The account has nothing that could tell, or it was not asked.
    case notSeen = "not_seen"
}
