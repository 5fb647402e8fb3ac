import Transport

/// The second half of a login: exchanges the code, asks whose books these are, and only then lets the new login take the place of
/// the old one.
package struct LoginCompletion: Sendable {
    private let server: AuthorisationServer
    private let directory: String
    private let organizationID: String?
    private let time: any TimeSource
    private let connection: @Sendable (AccessToken) -> LexofficeConnection

    /// - Parameters:
    ///   - organizationID: the one set up, nil before a setup.
    ///   - connection: to lexoffice's API, with the token of the new login.
    package init(
        server: AuthorisationServer, directory: String, organizationID: String?, time: any TimeSource,
        connection: @escaping @Sendable (AccessToken) -> LexofficeConnection
    ) {
        self.server = server
        self.directory = directory
        self.organizationID = organizationID
        self.time = time
        self.connection = connection
    }

    /// Throws with everything as it was before: a login of another organisation, or one that cannot be checked, is revoked.
    package func run(_ attempt: LoginAttempt, code: String) async throws(LexofficeError) -> StoredLogin {
        let lock = try await LoginLock.take(directory: directory, time: time)
        defer { withExtendedLifetime(lock) {} }
        let candidate = LoginFile.candidate(directory: directory)
        // Left over by a crash between its making and its checking.
        if let former = try? candidate.read() { try? await server.revoke(former.refreshToken) }
        let place = try LoginPlace.take(candidate)
        let grant = try await server.exchange(code: code, verifier: attempt.proof.verifier)
        var login = StoredLogin(grant, clientID: server.client.id, refreshToken: grant.refreshToken ?? "", now: time.wallMilliseconds())
        do throws(LexofficeError) {
            // On the disk before it is used, here too: a crash must not leave a connection nobody can revoke.
            try place.fill(login)
            let profile = try await LexofficeReader(connection(AccessToken(key: login.accessToken))).profile()
            if let organizationID, profile.organizationID.lowercased() != organizationID.lowercased() {
                throw LexofficeError(
                    .login(.otherOrganisation), subject: "GET /v1/profile", cause: "the login is of another organisation than the books")
            }
            login.organizationID = profile.organizationID
            login.organizationName = profile.companyName
            login.connectionID = profile.connectionID
            try LoginFile(directory: directory).write(login)
        } catch {
            // What went wrong is what is told; giving back what is of no use is tried once.
            try? await server.revoke(login.refreshToken)
            try? candidate.remove()
            throw error
        }
        // A candidate that stays is replaced by the next login and removed by a deletion.
        try? candidate.remove()
        return login
    }
}
