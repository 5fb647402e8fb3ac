/// What an administrator types on the machine beside the set-up's page, as it is laid out by the package: for the one account there is, or
/// for one of a fleet.
struct SetupCommands: Sendable {
    /// Of a fleet.
    let account: String?

    /// A command of this program.
    func run(_ words: String) -> String { "reconcile-run " + (account.map { "--account \($0) " } ?? "") + words }

    /// Puts a key in its place.
    func put(_ key: String) -> String {
        "install -m 600 /dev/stdin /etc/credstore/reconcile." + (account.map { "accounts/\($0)." } ?? "") + key
    }

    /// Takes the keys up.
    var restart: String { account == nil ? "systemctl restart reconcile" : "systemctl restart reconcile-fleet" }
}
