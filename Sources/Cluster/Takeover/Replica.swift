import Foundation

/// Where Litestream keeps the state of an account: a folder for each epoch, so that a host which lost the account and does not know it
/// yet writes into nobody's replica but its own.
package struct Replica: Sendable, Hashable {
    /// Without a slash at its end.
    private let base: String
    /// What Litestream is told behind the question mark: `endpoint=…&region=…`.
    private let query: String

    private static let schemes = ["s3", "sftp", "file", "gs", "abs", "nats"]

    /// An address as Litestream knows them, such as `s3://bucket/reconcile` or `file:///mnt/backup`. One with a password is none: it would
    /// stand among the arguments of a process.
    package init?(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let address = parts.first, let colon = address.range(of: "://"), Self.schemes.contains(String(address[..<colon.lowerBound]))
        else { return nil }
        let rest = address[colon.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        let hasPassword = authority.contains("@") && authority.prefix { $0 != "@" }.contains(":")
        guard text.utf8.count <= 500, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !rest.isEmpty, !hasPassword else { return nil }
        base = address.hasSuffix("/") ? String(address.dropLast()) : String(address)
        query = parts.count > 1 ? "?" + parts[1] : ""
    }

    /// As it was given: where Litestream alone carries a state, there are no epochs.
    package var whole: String { base + query }

    package func address(_ keys: AccountKeys, epoch: Int64) -> String { "\(base)/\(keys.account)/\(epoch)\(query)" }
}
