internal import Bookkeeping

/// The foot of each page of a printed sheet: which sheet it is, by month and hash. A style sheet of its own, since pages may carry none.
struct PaperStyle: Sendable {
    private let month: BookMonth
    private let hash: String

    /// - Parameter name: month and hash, `2026-11-0123…`. Nothing else gets into the style sheet.
    init?(_ name: String) {
        guard let month = BookMonth(String(name.prefix(7))), name.utf8.count == 7 + 1 + 64, name.dropFirst(7).first == "-" else {
            return nil
        }
        let hash = name.dropFirst(8)
        guard hash.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else { return nil }
        self.month = month
        self.hash = String(hash)
    }

    var text: String {
        "@page{@bottom-left{content:\"\(month) · \(hash)\";font:7pt ui-monospace,monospace;white-space:nowrap}}\n"
    }
}
