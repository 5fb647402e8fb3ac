import Transport

/// Gives back what a login granted: revokes the refresh token, and with it the access token and the subscriptions of the
/// connection, and removes the files. Bounded, and harmless when it is done again.
package struct LoginWithdrawal: Sendable {
    package enum Outcome: Sendable, Hashable {
        /// Nobody had logged in, or it has been given back already.
        case nothing
        case revoked
        /// The files are gone, but lexoffice did not confirm; the label says why. Somebody should look there.
        case unconfirmed(String)
    }

    private let server: AuthorisationServer?
    private let directory: String
    private let time: any TimeSource
    private let backoff = Backoff(firstMilliseconds: 1000, capMilliseconds: 5000)
    private static let tries = 3

    /// - Parameter server: nil where client id or secret are missing: then nothing can be asked.
    package init(server: AuthorisationServer?, directory: String, time: any TimeSource) {
        self.server = server
        self.directory = directory
        self.time = time
    }

    /// Whether there is anything to give back.
    package var isDue: Bool { files.contains { $0.isThere } }

    private var files: [LoginFile] { [.candidate(directory: directory), LoginFile(directory: directory)] }

    package func run() async -> Outcome {
        guard isDue else { return .nothing }
        var outcome = Outcome.revoked
        do {
            let lock = try await LoginLock.take(directory: directory, time: time)
            defer { withExtendedLifetime(lock) {} }
            for file in files where file.isThere {
                do throws(LexofficeError) {
                    try await revoke(try file.read())
                } catch {
                    outcome = .unconfirmed(error.label)
                }
                try file.remove()
            }
        } catch {
            return .unconfirmed(error.label)
        }
        return outcome
    }

    private func revoke(_ login: StoredLogin?) async throws(LexofficeError) {
        guard let login else { return }
        guard let server, server.client.id == login.clientID else {
            throw LexofficeError(
                .login(.clientRefused), subject: "POST /oauth2/revoke", cause: "client id or secret of this login is missing")
        }
        var tries = 1
        while true {
            do throws(LexofficeError) {
                return try await server.revoke(login.refreshToken)
            } catch {
                // The server's own patience with too many requests is used up by then.
                guard error.isTransient, error.code != .throttled, tries < Self.tries else { throw error }
                do {
                    try await time.sleep(milliseconds: backoff.delay(afterAttempt: tries, time: time))
                } catch {
                    throw .cancelledBeforeSending(subject: "POST /oauth2/revoke")
                }
                tries += 1
            }
        }
    }
}
