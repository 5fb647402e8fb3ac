internal import Bookkeeping
package import Persistence

/// Whom a document is for, as people call them.
package enum CustomerName {
    /// Nil where the document was not read in full, or names nobody.
    package static func of(document key: String, _ store: Store) throws -> String? {
        guard let id = Int(key), let detail = try store.document(DocumentRow.self, id)?.detail(), case .document(let document, _) = detail,
            let customer = document.customer
        else { return nil }
        let person = [customer.firstName, customer.lastName].compactMap(\.self).joined(separator: " ")
        let name = customer.isCompany ? customer.companyName ?? person : person
        return name.isEmpty ? customer.companyName : name
    }
}
