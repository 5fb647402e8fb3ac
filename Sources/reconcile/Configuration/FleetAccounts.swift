import Bookkeeping
import Foundation
import Reconciliation

/// Which accounts a fleet has: a file each.
extension FleetFile {
    /// More than anybody runs in one process.
    static let accountsMaximum = 10_000
    private static let shownMaximum = 10

    /// In alphabetical order; and files that would be accounts, were they not so called.
    func names() throws(CommandFailure) -> (accounts: [AccountName], misnamed: [String]) {
        let files: [String]
        do { files = try FileManager.default.contentsOfDirectory(atPath: accounts) } catch {
            // Nobody has an account yet.
            if access(accounts, F_OK) != 0, errno == ENOENT { return ([], []) }
            throw CommandFailure(.configuration, "cannot read the directory \(accounts)", hint: "Make it readable for this user.")
        }
        let stems = files.filter { $0.hasSuffix(".yaml") && !$0.hasPrefix(".") }.map { String($0.dropLast(5)) }
        guard stems.count <= Self.accountsMaximum else {
            throw CommandFailure(
                .configuration, "\(accounts) holds \(stems.count) accounts",
                hint: "A fleet has \(Self.accountsMaximum) at most; begin another.")
        }
        return (stems.compactMap { AccountName($0) }.sorted(), stems.filter { AccountName($0) == nil }.map { $0 + ".yaml" }.sorted())
    }

    /// One that exists. What was given instead is not repeated: it may be anything.
    func account(_ name: String) throws(CommandFailure) -> AccountName {
        if let account = AccountName(name), access(file(of: account), F_OK) == 0 { return account }
        throw CommandFailure(.usage, "there is no account of this name in \(accounts)", hint: try others(than: name))
    }

    private func others(than name: String) throws(CommandFailure) -> String {
        let known = try names().accounts.map { (name: $0.description, distance: KeySpelling.distance($0.description, name)) }
        guard !known.isEmpty else { return "There is none at all; `reconcile fleet add NAME` makes one." }
        let nearest = known.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }.prefix(Self.shownMaximum).map(\.name)
        let more = known.count - nearest.count
        return "There are \(nearest.joined(separator: ", "))\(more > 0 ? " and \(more) more" : "")."
    }
}
