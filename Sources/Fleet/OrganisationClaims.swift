internal import Synchronization

/// Which account belongs to which books: for webhooks, which name the books alone, and so that no two accounts write into the same.
package final class OrganisationClaims: Sendable {
    private let accounts = Mutex<[String: String]>([:])

    package init() {}

    /// Nil where the account has the books now, else the account that has them already.
    package func claim(_ organisation: String, for account: String) -> String? {
        let key = organisation.lowercased()
        return accounts.withLock { accounts in
            if let owner = accounts[key], owner != account { return owner }
            accounts = accounts.filter { $0.value != account }
            accounts[key] = account
            return nil
        }
    }

    package func release(_ account: String) { accounts.withLock { $0 = $0.filter { $0.value != account } } }

    package func account(of organisation: String) -> String? { accounts.withLock { $0[organisation.lowercased()] } }
}
