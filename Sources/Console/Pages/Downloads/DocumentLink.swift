/// Where a document has its page.
enum DocumentLink {
    /// - Returns: nil of what is no document, or has neither number nor id.
    static func address(number: String?, key: String?) -> String? {
        guard let key else { return nil }
        return "/beleg/\(Fields.encoded(number ?? key))"
    }
}
