import Bookkeeping

/// A row of a list of which cannot be said which item it is. It is counted and named as far as it can be: behind it stands something.
package struct UnreadableRow: Error, Sendable, Hashable {
    /// `nr RE-2026-0077`, `id 1.5`; nil when the row tells nothing of itself. Foreign text: to be made harmless before it is shown.
    package var name: String?
    /// Which field, and what is wrong with it; no content.
    package var cause: String

    package init(name: String?, cause: String) {
        self.name = name
        self.cause = cause
    }

    init(_ row: WireObject, _ error: UnreadableField) {
        // The row is told as unreadable already; its number is for finding it.
        let number = (try? row.filledText("nr")).flatMap(\.self)
        name = number.map { "nr \($0.prefix(60))" } ?? UnreadableRow.id(row)
        cause = row.members.isEmpty ? "an empty row" : "\(error.path) \(error.detail)"
    }

    /// The id as it came, where it is something short.
    private static func id(_ row: WireObject) -> String? {
        switch row.members["id"] {
        case .text(let text)? where !text.isEmpty: "id \(text.prefix(60))"
        case .number(let number)?: "id \(number.description.prefix(40))"
        default: nil
        }
    }
}
