import Bookkeeping

/// Addresses of pages in the lexoffice application, for people (domain.md S31). An unknown id leads to a list there, not to an
/// error, so the caller sees to it that the object exists.
package enum DeepLink {
    /// - Parameter app: the application's address, e.g. `https://app.lexware.de`, with or without a slash at its end.
    package static func voucher(app: String, id: String) -> String { link(app, "vouchers", id) }

    package static func contact(app: String, id: String) -> String { link(app, "contacts", id) }

    private static func link(_ app: String, _ kind: String, _ id: String) -> String {
        let base = app.hasSuffix("/") ? String(app.dropLast()) : app
        return "\(base)/permalink/\(kind)/view/\(PercentEncoding.encoded(id))"
    }
}
