internal import Synchronization

/// Which account belongs to which books: for webhooks, which name the books alone, and so that no two accounts write into the same.
package final class OrganisationClaims: Sendable {
    private struct State {
        var accounts: [String: String] = [:]
        var organisations: [String: String] = [:]

        mutating func release(_ account: String) {
            if let organisation = organisations.removeValue(forKey: account) { accounts[organisation] = nil }
        }
    }

    private let state = Mutex(State())

    package init() {}

    /// Nil where the account has the books now, else the account that has them already.
    package func claim(_ organisation: String, for account: String) -> String? {
        let key = organisation.lowercased()
        return state.withLock { state in
            if let owner = state.accounts[key] { return owner == account ? nil : owner }
            state.release(account)
            (state.accounts[key], state.organisations[account]) = (account, key)
            return nil
        }
    }

    package func release(_ account: String) { state.withLock { $0.release(account) } }

    package func account(of organisation: String) -> String? { state.withLock { $0.accounts[organisation.lowercased()] } }
}
