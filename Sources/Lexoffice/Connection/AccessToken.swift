/// The bearer of every request: a fixed API key, or a token that somebody else keeps fresh.
package struct AccessToken: Sendable {
    let current: @Sendable () async throws(LexofficeError) -> String
    let renewed: @Sendable (_ refused: String) async -> Bool

    /// An API key of the own organisation: nothing can renew it.
    package init(key: String) {
        current = { () async throws(LexofficeError) in key }
        renewed = { _ in false }
    }

    /// - Parameters:
    ///   - current: the token to send now.
    ///   - renewed: told of a token answered with 401; returns whether `current` gives another one from now on. It is called
    ///     once per read, and must itself see to it that one refused token is not exchanged twice.
    package init(
        current: @escaping @Sendable () async throws(LexofficeError) -> String,
        renewed: @escaping @Sendable (_ refused: String) async -> Bool
    ) {
        self.current = current
        self.renewed = renewed
    }

    /// What stands behind a refused token, where the login knows it better than a 401 tells.
    func trouble() async -> LexofficeError? {
        do {
            _ = try await current()
        } catch {
            if case .login = error.code { return error }
        }
        return nil
    }
}
