package import Bookkeeping
import Foundation

/// The watermark as somebody elsewhere keeps it: without the sums of the tables, which only files beside the state are held against.
extension Store {
    package func head(at now: Instant) throws(StoreError) -> Watermark {
        try PlausibleClock.check(now)
        var mark = try read { try Restorations.present(at: now, in: $0) }
        mark.seals = nil
        return mark
    }
}

extension Watermark {
    /// Nil for what is none.
    package init?(_ bytes: [UInt8]) {
        // What is no mark proves nothing, and a state with a past beside it counts as put back (Restorations.isBehind), so that nothing is
        // created on its word.
        guard bytes.count < MarkFile.slotBytes, let mark = try? JSONDecoder().decode(Watermark.self, from: Data(bytes)) else { return nil }
        self = mark
    }

    package func bytes() throws(StoreError) -> [UInt8] {
        try Store.guarded(Watermark.fileName) { Array(try RowText.text(self).utf8) }
    }

    /// Lays down beside a state how far it must have come; nil where nobody knows, so that it counts as put back.
    package static func lay(_ mark: Watermark?, directory: String) throws(StoreError) {
        let path = directory + "/" + fileName
        if let mark { return try LastingFile.replace(path, with: try mark.bytes()) }
        guard unlink(path) == 0 || errno == ENOENT else { throw LastingFile.failure(path) }
        try LastingFile.sync(directoryOf: path)
    }

    /// Whether it is of the same history and knows no less.
    package func covers(_ other: Watermark) -> Bool {
        history != nil && history == other.history && generation >= other.generation && entries >= other.entries
            && intents ?? 0 >= other.intents ?? 0
    }
}
