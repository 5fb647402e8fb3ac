package import Bookkeeping

/// How strict and how slow the stand-in is. Every default is the reading of lexoffice-api.md that is hardest for a client;
/// what that page calls UNVERIFIED is a parameter, so that both readings can be tried.
package struct LexofficeRules: Sendable, Hashable {
    package enum NumberMatch: String, Sendable, Hashable { case substring, exact }

    /// Budget of all endpoints together; nil switches the limit off (§2.1).
    package var requestsPerSecond: Int? = 2
    /// Requests that may come at once after a pause.
    package var burst = 1
    /// How long after a change searches and lists still show the old state (§6.3).
    package var indexLagMilliseconds: Int64 = 2000
    /// How long a new contact cannot be referenced by a voucher (§6.3 reports 500 to 2000).
    package var contactUsableAfterMilliseconds: Int64 = 0
    /// How far the tax of one item may be from the formula of §4.4.
    package var taxTolerance = Cents(5)
    /// How voucherlist compares `voucherNumber` (§8.10).
    package var voucherNumberMatch = NumberMatch.substring
    /// For how long after a create another contact gets the number of the one before, and is refused (lexoffice-2026.md §3).
    package var numberingMilliseconds: Int64 = 0
    /// Whether letters beyond ASCII may stand in an e-mail address (lexoffice-2026.md §2).
    package var acceptsUmlautEmails = true
    /// Whether a voucher may name an archived contact (§8.6).
    package var acceptsArchivedContacts = false
    /// 404 or 406 for a voucher that names a contact nobody knows (§6.3).
    package var unknownContactStatus = 406
    /// 409 or 406 for a voucher update from an old version (§8.3).
    package var staleVoucherStatus = 409
    /// 200 or 201 for a created voucher (§8.2).
    package var voucherCreatedStatus = 201
    /// Whether "E-Rechnung" is switched on, without which XML files are refused (§3.3).
    package var acceptsXML = false
    package var maximumFileBytes = 5 << 20
    /// A PDF that holds this text is one lexoffice thinks unsafe (lexoffice-2026.md §2, no. 12).
    package var toxicText = "/JavaScript"
    /// Whether a create may name `voucherStatus`, which some saw refused and others accepted (lexoffice-2026.md §1).
    package var acceptsVoucherStatus = true
    /// Whether numbers are kept without the blanks around them.
    package var trimsNumbers = false
    /// What goes wrong with every voucher of a number.
    package var trouble: [String: LexofficeTrouble] = [:]
    /// What the credential has no right to.
    package var denied: Set<LexofficeOperation> = []
    /// Characters; longer remarks are `invalid_size` (§8.8).
    package var maximumRemark = 2000
    /// Whether the organisation is a *Kleinunternehmer*: then any tax is refused (domain.md V6).
    package var isSmallBusiness = false
    /// Whether a payment that leaves something open moves `updatedDate` (§8.7).
    package var partialPaymentMovesUpdatedDate = false
    package var companyName = "Musterbetrieb GmbH"
    /// Start of every `resourceUri`; clients must not build on it (§1.1).
    package var resourceHost = "https://api.lexware.io"
    /// Seed of all generated ids: same seed and same requests, same ids.
    package var seed: UInt64 = 1

    package init() {}
}
