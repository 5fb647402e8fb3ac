package import Lexoffice

/// "Look at this again": all that a webhook ever is to us. It carries no data, may come twice, late, or never.
package struct WebhookHint: Sendable, Hashable {
    package let event: LexofficeEvent
    /// A voucher's id, a contact's, or with ``LexofficeEvent/tokenRevoked`` the connection's.
    package let resourceID: String
}
