import FoundationEssentials

/// A row of a list that cannot be read. It is counted and named as far as it can be: behind it stands something that exists.
package struct UnreadableEntry: Sendable, Hashable {
    package var id: String?
    /// The number of a voucher.
    package var number: String?
}

/// What a walk through a whole list brought: one poisoned row costs nobody but itself.
package struct Listing<Row: Sendable>: Sendable {
    package var rows: [Row]
    package var unreadable: [UnreadableEntry]
}

/// One row of a page, readable or not; decoding it never fails.
struct ListedRow<Row: Decodable>: Decodable {
    let row: Result<Row, RowFailure>

    struct RowFailure: Error {
        let entry: UnreadableEntry
    }

    private struct Head: Decodable {
        private enum Key: String, CodingKey { case id, voucherNumber }

        var entry: UnreadableEntry

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            entry = UnreadableEntry(id: container.lenient(.id), number: container.lenient(.voucherNumber))
        }
    }

    init(from decoder: any Decoder) throws {
        do {
            row = .success(try Row(from: decoder))
        } catch {
            // The row is told as unreadable either way; its head is for finding it.
            row = .failure(RowFailure(entry: (try? Head(from: decoder))?.entry ?? UnreadableEntry()))
        }
    }
}

extension WirePage {
    // The failures among them are `unreadable`.
    var rows: [Element] { content.compactMap { try? $0.row.get() } }
    var unreadable: [UnreadableEntry] {
        content.compactMap { listed in if case .failure(let failure) = listed.row { failure.entry } else { nil } }
    }
}
