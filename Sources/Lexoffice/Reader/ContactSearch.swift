import Bookkeeping

/// What contacts are looked for by, where there are too many to list (lexoffice-api.md §3.1).
package struct ContactFilter: Sendable, Hashable {
    private let name: String
    /// In lexoffice's own notation.
    private let pattern: String
    /// Looks for one word of the name: finds every spelling of the rest.
    package var isOneWord: Bool { name == "name" }

    /// lexoffice refuses shorter and longer terms (lexoffice-2026.md §2).
    private static let lengths = 3...128

    /// Nil for an address of a length that lexoffice refuses. `_` and `%` stand for any letters over there; here they mean themselves.
    package init?(email: String) {
        guard Self.lengths.contains(email.count) else { return nil }
        name = "email"
        pattern = email.reduce(into: "") { literal, character in
            if "_%\\".contains(character) { literal.append("\\") }
            literal.append(character)
        }
    }

    /// Nil for a word of a length that lexoffice refuses.
    package init?(nameWord: NamePattern) {
        guard Self.lengths.contains(nameWord.text.count) else { return nil }
        name = "name"
        pattern = nameWord.text
    }

    var item: QueryItem { .search(name, pattern) }
}

/// What a filter led to.
package struct ContactHits: Sendable {
    package var rows: [LexofficeContact] = []
    /// Rows that cannot be read; each costs nobody but itself.
    package var unreadable: [UnreadableEntry] = []
    /// False when there were more than is worth reading.
    package var isWhole = true
}

extension LexofficeReader {
    /// So many pages of hits are no answer to the question who a customer is.
    private static let searchPagesMax = 4

    package func contacts(matching filter: ContactFilter) async throws(LexofficeError) -> ContactHits {
        var hits = ContactHits()
        for page in 0..<Self.searchPagesMax {
            let answer = try await contacts(page: page, filter: filter)
            hits.rows += answer.contacts
            hits.unreadable += answer.unreadable
            if answer.isLast { return hits }
        }
        hits.isWhole = false
        return hits
    }
}
