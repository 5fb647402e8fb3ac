import Bookkeeping

/// What contacts are looked for by, where there are too many to list (lexoffice-api.md §3.1).
package struct ContactFilter: Sendable, Hashable {
    private let name: String
    private let value: String
    /// Looks for one word of the name: finds every spelling of the rest.
    package var isOneWord: Bool { name == "name" }

    /// lexoffice refuses shorter and longer terms (lexoffice-2026.md §2.8).
    package static func isLongEnough(_ term: String) -> Bool { (3...128).contains(term.count) }

    package init(email: String) { (name, value) = ("email", email) }
    package init(nameWord: String) { (name, value) = ("name", nameWord) }

    /// `_` and `%` stand for any letters over there; here they mean themselves.
    var item: QueryItem {
        var literal = ""
        for character in value {
            if "_%\\".contains(character) { literal.append("\\") }
            literal.append(character)
        }
        return .search(name, literal)
    }
}

/// What a filter led to.
package struct ContactHits: Sendable {
    package var rows: [LexofficeContact]
    /// False when there were more than is worth reading, or one that could not be read.
    package var isWhole: Bool
}

extension LexofficeReader {
    /// So many pages of hits are no answer to the question who a customer is.
    private static let searchPagesMax = 4

    package func contacts(matching filter: ContactFilter) async throws(LexofficeError) -> ContactHits {
        var hits = ContactHits(rows: [], isWhole: true)
        for page in 0..<Self.searchPagesMax {
            let answer = try await contacts(page: page, filter: filter)
            hits.rows += answer.contacts
            if !answer.unreadable.isEmpty { hits.isWhole = false }
            if answer.isLast { return hits }
        }
        hits.isWhole = false
        return hits
    }
}
