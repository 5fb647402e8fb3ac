import Transport

/// A login at work: gives the access token of the file, and sees to it that there is always a fresh one.
///
/// The file is read for each request, so that a refresh or a login of another process counts at once. A refresh is one for all who
/// wait for it, runs to its end even if they leave, holds ``LoginLock``, and uses nothing before it is on the disk.
package actor LexofficeLogin {
    typealias Refreshed = Result<StoredLogin, LexofficeError>

    let server: AuthorisationServer
    let file: LoginFile
    let time: any TimeSource
    private let organizationID: String?
    private var running: Task<Refreshed, Never>?
    /// Handed out by the server while the disk took no file: worth nothing until it is stored, and lost if it never is.
    var unstored: (replaces: String, login: StoredLogin)?
    private var lastFailure: LexofficeError?
    private var restsUntil: Int64 = 0
    private var renewedAt: Int64?

    /// After a failed refresh the server is left alone so long, whatever happens.
    private static let rest: Int64 = 30_000
    /// A token refused sooner than this after it was renewed is not refused for its age.
    private static let renewalDistance: Int64 = 60_000

    /// - Parameter organizationID: the one set up; a login of another is not used. Nil only while setting up.
    package init(server: AuthorisationServer, directory: String, organizationID: String?, time: any TimeSource) {
        self.server = server
        file = LoginFile(directory: directory)
        self.organizationID = organizationID
        self.time = time
    }

    package nonisolated var accessToken: AccessToken {
        AccessToken(current: { () async throws(LexofficeError) in try await self.current() }, renewed: { await self.renewed(refused: $0) })
    }

    private func current() async throws(LexofficeError) -> String {
        let stored = try file.read()
        let login = try usable(unstored?.login ?? stored)
        guard unstored != nil || login.isDue(at: time.wallMilliseconds()) else { return login.accessToken }
        do {
            return try await refreshed(refusing: nil).accessToken
        } catch {
            // A server that does not answer is no trouble while the old token lives; one that refuses us is.
            if case .login = error.code { throw error }
            guard login.expiresAt > time.wallMilliseconds() else { throw error }
            return login.accessToken
        }
    }

    private func renewed(refused: String) async -> Bool {
        let now = time.monotonicMilliseconds()
        // Whatever fails here leaves the refusal standing; the next request reads the file itself and tells why.
        if let stored = try? file.read(), !stored.isLost, stored.accessToken != refused { return true }
        if let renewedAt, now - renewedAt < Self.renewalDistance { return false }
        renewedAt = now
        // As above; the failure is kept, and told by whoever asks for a token next.
        return (try? await refreshed(refusing: refused)).map { $0.accessToken != refused } ?? false
    }

    private func refreshed(refusing refused: String?) async throws(LexofficeError) -> StoredLogin {
        if let running { return try await running.value.get() }
        if let lastFailure, time.monotonicMilliseconds() < restsUntil { throw lastFailure }
        // Not a child of the caller: whoever gives up must not stop it between the server's answer and the disk.
        let task = Task { await self.refresh(refusing: refused) }
        running = task
        let result = await task.value
        running = nil
        switch result {
        case .success: lastFailure = nil
        case .failure(let failure):
            lastFailure = failure
            restsUntil = time.monotonicMilliseconds() + Self.rest
        }
        return try result.get()
    }

    /// Throws for what only a person can put right.
    func usable(_ login: StoredLogin?) throws(LexofficeError) -> StoredLogin {
        guard let login else { throw LexofficeError(.login(.absent), subject: file.path, cause: "nobody has logged in yet") }
        guard login.clientID == server.client.id else {
            throw LexofficeError(.login(.absent), subject: file.path, cause: "the login belongs to another client id")
        }
        guard !login.isLost else { throw LexofficeError(.login(.lost), subject: file.path, cause: "lexoffice has ended the connection") }
        if let organizationID, let other = login.organizationID, other.lowercased() != organizationID.lowercased() {
            throw LexofficeError(.login(.otherOrganisation), subject: file.path, cause: "the login is of another organisation")
        }
        return login
    }
}
