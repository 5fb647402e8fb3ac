import Foundation

/// Values kept in rows as JSON text; sorted keys make equal values equal texts.
enum RowText {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// A row that cannot be read is told by its name: what it would have said must not count as never said.
    static func value<T: Decodable>(_ type: T.Type, _ text: String, of place: RowValues.Place) throws -> T {
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch is DecodingError {
            throw unreadable(place)
        }
    }

    static func unreadable(_ place: RowValues.Place) -> StoreError {
        StoreError(
            code: .corrupt, subject: "\(place.table) \(place.id)", cause: "what this row holds cannot be read",
            hint: "Restore a backup; the first pass after it only relinks.")
    }
}
