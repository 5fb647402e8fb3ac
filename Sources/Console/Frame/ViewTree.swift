internal import Mustache

/// A view as dictionaries, made once. The template engine would look into the view anew for each of its tags, and for each word in a row
/// into the whole row first: of a page of documents that was most of the time.
enum ViewTree {
    /// Nil for what is absent: the engine then looks further up.
    static func of(_ value: Any) -> Any? {
        if let members = value as? [String: Any] { return members.compactMapValues(of) }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { of($0.value) }
        // One place for each, also for what is absent.
        case .collection: return mirror.children.map { of($0.value) ?? $0.value }
        // What answers by itself stays; so does what is shown as its text.
        case .struct where !mirror.children.isEmpty && !(value is any MustacheParent) && !(value is any CustomStringConvertible):
            var members: [String: Any] = [:]
            for child in mirror.children { if let label = child.label { members[label] = of(child.value) } }
            return members
        default: return value
        }
    }
}
