/// What `--adopt` may name. Anything else is a slip of the pen, and no remote is asked about it.
package enum AdoptReference: Sendable, Hashable, Codable, CaseIterable {
    /// The id of a voucher in lexoffice: a UUID.
    case voucher
    /// One part of a payment entry in HERO, as reports show it: `4711`, or `4711+discount` for its cash discount.
    case entry

    /// Nil for what can be neither.
    package init?(_ text: String) {
        guard let kind = AdoptReference.allCases.first(where: { $0.fits(text) }) else { return nil }
        self = kind
    }

    package func fits(_ text: String) -> Bool {
        switch self {
        case .voucher:
            let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
            return parts.map(\.count) == [8, 4, 4, 4, 12] && parts.joined().allSatisfy(AdoptReference.isHexadecimal)
        case .entry:
            let digits = text.hasSuffix("+discount") ? text.dropLast("+discount".count) : text[...]
            return (1...18).contains(digits.utf8.count) && digits.utf8.allSatisfy { (48...57).contains($0) }
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte | 0x20) }
}
