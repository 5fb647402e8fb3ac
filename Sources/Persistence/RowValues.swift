import Synchronization

/// What a remote told, or what was concluded from it, as it is kept in a row. Its type belongs to whoever made it, its text to this module.
package typealias Storable = Codable & Hashable & Sendable

/// The values of rows met in this process, each with its text. One pass asks for the same row in several places, and a quiet one reads
/// the same few hundred rows each time only to find that they are as they were: making values of texts and texts of values each time was
/// a quarter of its CPU.
final class RowValues: Sendable {
    struct Place: Hashable {
        var table: String
        var id: String
    }

    /// Some pages of either list, and the documents of a busy pass; then it begins anew.
    private static let valuesMaximum = 4_096

    private struct Memory {
        var known: [Place: (text: String, value: any Sendable, isASCII: Bool)] = [:]
        var decoded: [String: Int] = [:]

        mutating func keep(_ text: String, _ value: any Sendable, _ place: Place) {
            if known.count >= RowValues.valuesMaximum { known.removeAll(keepingCapacity: true) }
            known[place] = (text, value, text.utf8.allSatisfy { $0 < 0x80 })
        }
    }

    private let memory = Mutex(Memory())

    var decoded: [String: Int] { memory.withLock { $0.decoded } }

    func text<Value: Storable>(_ value: Value, _ place: Place) throws -> String {
        try memory.withLock { memory in
            // Equal values may be spelt with other bytes (`ü` is one sign or two), and a row keeps the bytes that came.
            if let known = memory.known[place], known.isASCII, known.value as? Value == value { return known.text }
            let text = try RowText.text(value)
            memory.keep(text, value, place)
            return text
        }
    }

    func value<Value: Storable>(_ type: Value.Type, _ text: String, _ place: Place) throws -> Value {
        try memory.withLock { memory in
            if let known = memory.known[place], known.text.utf8.elementsEqual(text.utf8), let value = known.value as? Value { return value }
            let value = try RowText.value(type, text, of: place)
            memory.decoded[place.table, default: 0] += 1
            memory.keep(text, value, place)
            return value
        }
    }
}
