/// The number in what people write into a field for it: `0511 12 34 56 (abends)`, `Tel.: +49/511/123456`.
struct PhoneNumber: Sendable, Hashable {
    let text: String

    /// lexoffice takes no more (lexoffice-2026.md §2).
    private static let lengthMax = 30
    private static let digitsMin = 5

    /// The first run of digits and the usual signs that is long enough.
    init?(in text: String) {
        let runs = text.prefix(1000).split { !$0.isASCII || !($0.isNumber || "+ -/().".contains($0)) }
        let found = runs.lazy.flatMap { Self.parts(String($0)) }.first { $0.filter(\.isNumber).count >= Self.digitsMin }
        guard let found else { return nil }
        let kept = found.count <= Self.lengthMax ? found : found.filter { $0.isNumber || $0 == "+" }
        guard kept.count <= Self.lengthMax else { return nil }
        self.text = kept
    }

    /// `0511 123456 / 0170 654321` are two; `0511/123456` is one.
    private static func parts(_ run: String) -> [String] {
        let parts = run.split(separator: "/").map { trimmed(String($0)) }
        let isWhole = { (part: String) in part.filter(\.isNumber).count >= 6 && "0+(".contains(part.prefix(1)) }
        let areTwo = parts.count > 1 && parts.allSatisfy(isWhole)
        return areTwo ? parts : [trimmed(run)]
    }

    /// Without the signs that stood between it and the words around it.
    private static func trimmed(_ run: String) -> String {
        let start = run.drop { !$0.isNumber && $0 != "+" && !($0 == "(" && run.contains(")")) }
        guard let end = start.lastIndex(where: \.isNumber) else { return "" }
        return String(start[...end])
    }
}
