import Bookkeeping

/// One row of HERO's contact list (hero-api.md §5.4).
package struct HeroContact: Sendable, Hashable, Codable {
    package var id: Int
    /// Nil when a field was unreadable; ``unreadable`` names it.
    package var customer: Customer?
    /// What tells the customer apart, as far as it could be read: also of a row whose kind is not known.
    package var known: KnownCustomer
    /// `customer`, `supplier`, `partner`, `other`, `contact`.
    package var category: String?
    package var isDeleted: Bool?
    package var isInvoiceRecipient: Bool?
    package var parentCustomerID: Int?
    package var created: Instant?
    package var modified: Instant?
    package var unreadable: [UnreadableField]

    /// Fails only when the row has no readable id.
    static func entry(_ row: WireObject) -> Result<HeroContact, UnreadableRow> {
        do throws(UnreadableField) {
            return .success(HeroContact(row, id: try row.required("id", row.identifier("id"))))
        } catch {
            return .failure(UnreadableRow(row, error))
        }
    }

    private init(_ row: WireObject, id: Int) {
        var fields = FieldCollector()
        self.id = id
        customer = fields.read({ (_) throws(UnreadableField) in try CustomerReading.customer(row) }, "id")
        known = CustomerReading.known(row, id: id)
        category = fields.read(row.filledText, "category")
        isDeleted = fields.read(row.flag, "is_deleted")
        isInvoiceRecipient = fields.read(row.flag, "is_invoice_recipient")
        parentCustomerID = fields.read(row.identifier, "parent_customer_id")
        created = fields.read(row.instant, "created")
        modified = fields.read(row.instant, "modified")
        unreadable = fields.unreadable
    }
}
