package import Bookkeeping
package import Persistence

// What is kept between passes besides machines, rows and links; ``Settings``, ``KeySnapshot`` and ``Restoration`` are such facts, too.

// MARK: how far the looking and the judging came

/// HERO is read down to here.
struct HeroWatermark: Fact {
    static let name = "hero.watermark"
    var at: Instant
}

/// The last document of the last turn among those at their end; 0 at the end of a round.
package struct FinishedTurn: Fact, Hashable {
    package static let name = "hero.finished"
    package var documentID: Int
}

/// When lexoffice's whole list was read last.
struct LexofficeSweep: Fact {
    static let name = "lexoffice.swept"
    var at: Instant
}

/// When open vouchers beyond the first page were read last.
struct OpenVouchersRead: Fact {
    static let name = "lexoffice.open"
    var at: Instant
}

/// When a voucher was first met whose open amount had moved without moving it in the list.
struct SilentMovement: Fact {
    static let name = "lexoffice.silent"
    var at: Instant
}

/// When lexoffice's contacts were read last.
struct ContactsRead: Fact {
    static let name = "lexoffice.contacts"
    var at: Instant
}

/// When lexoffice last said of a contact, by its id, that it is gone or cannot be used. Its lists lag, and would offer it again.
struct DeadContact: Fact {
    static let name = "contact.dead"
    var at: Instant
}

/// When a voucher was refused because of a contact that lexoffice would not tell about.
struct RefusedContact: Fact {
    static let name = "contact.refused"
    var at: Instant
}

/// Contacts that a webhook named and nobody has looked at since.
struct ContactNews: Fact {
    static let name = "contact.news"
    var ids: [String]
}

package struct CategoriesCheck: Fact {
    package static let name = "lexoffice.categories"
    var at: Instant

    package init(at: Instant) { self.at = at }
}

/// When each open voucher was asked about, because its list may not be seen.
struct OpenVouchersAsked: Fact {
    static let name = "lexoffice.asked"
    var at: Instant
}

/// What documents outside the books were last judged by.
struct LastJudgement: Fact {
    static let name = "derived.judgement"
    var digest: String
}

extension Store {
    /// Everything is news: after a new setup and after a restoration.
    package func lookAnew() throws(StoreError) {
        try lookAnew(forgetting: [HeroWatermark.self, MissingDocuments.self, LexofficeSweep.self, LastJudgement.self])
    }
}

// MARK: webhooks

/// Addresses we ever subscribed and have not seen to be gone.
struct WebhookAddresses: Fact {
    static let name = "webhooks.addresses"
    var all: [String]
}

/// For which credential and address all was as it should be, and until when that is believed.
struct WebhooksKept: Fact {
    static let name = "webhooks.kept"
    var mark: String
    var until: Instant
}

// MARK: what was sent, for whoever looks up what became of it

/// By the customer's id.
struct SentCustomer: Fact {
    static let name = "customer"
    var customer: Customer
}

/// What a customer has and his contact did not get, by the customer's id.
package struct LeftOutFields: Fact {
    package static let name = "contact.leftOut"
    package var fields: [ContactField]
}

/// By the contact's id.
package struct SentContact: Fact {
    package static let name = "import"
    package var contact: LexofficeContact
    /// The newest customer in HERO before it was sent: it became none of those.
    package var newest: Int

    package init(contact: LexofficeContact, newest: Int) {
        self.contact = contact
        self.newest = newest
    }
}

// MARK: what a person decided

/// That something about a document is as it should be, by its id; the same objection is not raised again.
package struct AcceptedObjection: Decision {
    package static let name = "accepted"
    package static let event = "op.acceptObjection"
    var reason: ReasonCode

    package init(reason: ReasonCode) { self.reason = reason }

    package func journal(about document: String) -> [String: String] { ["reason": reason.rawValue] }
}

/// That the voiding of a voucher stands, by the voucher's id.
package struct AcceptedVoid: Decision {
    package static let name = "accepted.voided"
    package static let event = "op.acceptVoid"
    var document: String

    package init(document: String) { self.document = document }

    package func journal(about voucher: String) -> [String: String] { ["voucher": voucher] }
}

/// The other vouchers a document was booked on by hand, besides the one it is linked to; by the document's id. Together they are it.
package struct JointVouchers: Decision {
    package static let name = "joint"
    package static let event = "op.adoptTogether"

    /// One of them as it was when a person said so.
    package struct Part: Sendable, Hashable, Codable {
        package var id: String
        package var voucher: Voucher
        package var contactID: String?
        package var isVoided: Bool

        package init(id: String, voucher: Voucher, contactID: String?, isVoided: Bool) {
            self.id = id
            self.voucher = voucher
            self.contactID = contactID
            self.isVoided = isVoided
        }
    }

    package var others: [String]
    /// Nil in a state of before they were followed.
    package var parts: [Part]?

    package init(_ parts: [Part]) {
        others = parts.map(\.id)
        self.parts = parts
    }

    package func journal(about document: String) -> [String: String] { ["others": others.isEmpty ? "none" : others.joined(separator: ",")] }
}

/// The entry in HERO that somebody named for a payment, as it then was; by the payment.
package struct AdoptedEntry: Decision {
    package static let name = "adopted"
    package static let event = "op.adoptEntry"
    var entry: PaymentEntry

    package init(entry: PaymentEntry) { self.entry = entry }

    package func journal(about payment: String) -> [String: String] {
        ["amount": String(entry.amount.amount), "date": entry.date?.description ?? "none", "entry": entry.reference]
    }
}
