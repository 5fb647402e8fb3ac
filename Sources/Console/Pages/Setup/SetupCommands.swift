/// What an administrator types on the machine beside the set-up's page: for the one account there is, as the package lays it out, or for
/// one of a fleet.
struct SetupCommands: Sendable {
    /// Of a fleet.
    let account: String?
    /// What the path of a key's file begins with.
    let keys: String

    /// A command of this program.
    func run(_ words: String) -> String { "reconcile-run " + (account.map { "--account \($0) " } ?? "") + words }

    /// Puts a key in its place.
    func put(_ key: String) -> String { "install -m 600 /dev/stdin " + Self.word(keys + key) }

    /// Takes the keys up.
    var restart: String { account == nil ? "systemctl restart reconcile" : "systemctl restart reconcile-fleet" }

    /// As a shell takes it for one.
    private static func word(_ path: String) -> String {
        let isPlain = path.utf8.allSatisfy { (97...122).contains($0 | 0x20) || (48...57).contains($0) || "/._-".utf8.contains($0) }
        return isPlain ? path : "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
