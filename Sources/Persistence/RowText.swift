import Foundation

/// Values kept in rows as JSON text; sorted keys make equal values equal texts.
package enum RowText {
    static func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    static func value<T: Decodable>(_ type: T.Type, _ text: String) throws -> T {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    package static func encode(_ value: some Encodable) -> String {
        // Every value stored this way is a plain tree of strings and integers, which cannot fail to encode.
        (try? text(value)) ?? ""
    }

    package static func decode<T: Decodable>(_ type: T.Type, _ text: String) -> T? {
        // Rows are copies of what a system told: nil asks it again. What only we know, such as the settings, refuses nil itself.
        try? value(type, text)
    }
}
