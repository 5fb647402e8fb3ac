package import Bookkeeping

/// A document type as the firm configured it (hero-api.md §2.5).
package struct HeroDocumentTypeRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    package var name: String
    /// Technical value such as `invoice`.
    package var baseType: String
    package var isBookingRelevant: Bool
    /// A value of `CustomerDocumentBookingCategoryEnum`.
    package var bookingCategory = "none"
    package var showsVAT = true
    package var numberPrefix: String
    package var isActive = true

    /// Why lines without VAT have none, in the words of `TaxCase`.
    package var zeroReason: String? {
        switch bookingCategory {
        case "recipient_tax_debtor": "construction_13b"
        case "photovoltaic": "photovoltaic_0"
        default: nil
        }
    }
}

package enum HeroStatus {
    package static let draft = 0
    package static let published = 100
    package static let sent = 200
    /// An original that a *Stornorechnung* reversed.
    package static let cancelled = 600
    /// Soft-deleted, still listed.
    package static let deleted = 1000
}

package struct HeroPaymentRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    package var paidDate: BusinessDay
    /// Cents received.
    package var value: Int64
    /// Cents of *Skonto* granted with it.
    package var discount: Int64
    package var created: Instant
}

/// The payment state HERO keeps for a booking-relevant document (hero-api.md §2.2).
package struct HeroBookingRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    /// Cents; negative for reversals.
    package var gross: Int64
    package var dueDate: BusinessDay?
    package var payments: [HeroPaymentRecord] = []
    package var isCancelled = false
    package var created: Instant
    package var modified: Instant

    /// Cents not paid yet, of a cancelled document too: `value + vat − Σ(payment + discount)` holds wherever there is a booking
    /// (hero-2026.md §10). Below zero when more came in than was asked for.
    package var balance: Int64 { gross - payments.reduce(0) { $0 + $1.value + $1.discount } }
    package var isOpen: Bool { !isCancelled && balance.signum() == gross.signum() && balance != 0 }
    package var paidDate: BusinessDay? { isOpen || isCancelled ? nil : payments.map(\.paidDate).max() }

    package var status: (key: String, name: String) {
        if isCancelled { return ("cancelled", "Storniert") }
        if !isOpen { return ("paid", "Bezahlt") }
        return payments.isEmpty ? ("open", "Offen") : ("partially_paid", "Teilweise bezahlt")
    }
}

package struct HeroDocumentRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    /// `RE-xxxx` while a draft; nil when HERO lost it.
    package var number: String?
    package var statusCode: Int
    package var draft: HeroDraft
    package var totals: HeroTotals
    /// Base type of the document type.
    package var type: String
    /// The document this one reverses or corrects.
    package var selectedDocumentID: Int?
    package var created: Instant
    package var modified: Instant
    /// Nil for drafts.
    package var publishedAt: Instant?
    /// When the last rendering of the PDF was started; nil when none will come.
    package var renderingSince: Instant?
    package var fileUUID: String
    package var booking: HeroBookingRecord?

    /// What was never published has none, and neither has a PDF made elsewhere.
    var hasPublishedDraft: Bool { publishedAt != nil && !draft.isUploaded }
    /// Lines as `metadata.positions` lists them.
    var positions: [HeroLine] { draft.isUploaded ? [] : draft.deductionForm.positions(of: draft, groups: totals.groups) }

    package var statusName: String {
        switch statusCode {
        case HeroStatus.draft: "Entwurf"
        case HeroStatus.sent: "Versendet"
        case HeroStatus.cancelled: "Storniert"
        case HeroStatus.deleted: "Gelöscht"
        default: "Erstellt"
        }
    }
}
