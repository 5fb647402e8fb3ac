/// The name a fleet keeps an account under. It becomes a part of paths, labels and lines of a log, so nothing in it can steer any of
/// them: lower-case letters, digits and, between these, hyphens.
package struct AccountName: Hashable, Comparable, Sendable, CustomStringConvertible {
    package static let lengthMaximum = 63

    package let description: String

    package init?(_ text: String) {
        let bytes = text.utf8
        guard (1...Self.lengthMaximum).contains(bytes.count), bytes.allSatisfy(Self.isPlain), bytes.first != Self.hyphen,
            bytes.last != Self.hyphen
        else { return nil }
        description = text
    }

    private static let hyphen = UInt8(ascii: "-")

    private static func isPlain(_ byte: UInt8) -> Bool { (97...122).contains(byte) || (48...57).contains(byte) || byte == hyphen }

    package static func < (left: AccountName, right: AccountName) -> Bool { left.description < right.description }
}
