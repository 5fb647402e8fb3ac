internal import Persistence
internal import Synchronization

/// The texts of rows met in this process. A quiet pass reads the same few hundred rows each time, only to find that they are as they
/// were; writing each of them anew as text to see that was a quarter of its CPU.
final class RowTexts<Row: Hashable & Sendable & Encodable>: Sendable {
    /// Some pages of either list; then it begins anew.
    private static var rowsMaximum: Int { 1_000 }

    private let texts = Mutex<[Row: String]>([:])

    func text(_ row: Row) -> String {
        texts.withLock { texts in
            if let known = texts[row] { return known }
            let text = RowText.encode(row)
            if texts.count >= Self.rowsMaximum { texts.removeAll() }
            texts[row] = text
            return text
        }
    }
}
