import Transport

extension LexofficeLogin {
    /// Exchanges the refresh token, unless somebody else has done so by the time it is our turn.
    func refresh(refusing refused: String?) async -> Refreshed {
        do {
            return .success(try await exchangeOnce(refusing: refused))
        } catch {
            return .failure(error)
        }
    }

    private func exchangeOnce(refusing refused: String?) async throws(LexofficeError) -> StoredLogin {
        let lock = try await LoginLock.take(directory: file.directory, time: time)
        defer { withExtendedLifetime(lock) {} }
        try storeLate()
        let login = try usable(file.read())
        let isFresh = refused.map { $0 != login.accessToken } ?? !login.isDue(at: time.wallMilliseconds())
        if isFresh { return login }
        let place = try LoginPlace.take(file)
        let grant: TokenGrant
        do {
            grant = try await server.refresh(login.refreshToken)
        } catch {
            if error.code == .login(.lost) { try markLost(login) }
            throw error
        }
        let next = login.renewed(by: grant, now: time.wallMilliseconds())
        unstored = (login.refreshToken, next)
        try place.fill(next)
        unstored = nil
        return next
    }

    /// What the disk did not take last time. Not if somebody has logged in anew meanwhile.
    private func storeLate() throws(LexofficeError) {
        guard let (replaces, login) = unstored else { return }
        if try file.read()?.refreshToken == replaces { try file.write(login) }
        unstored = nil
    }

    /// So that nobody asks again with a token the server does not know.
    private func markLost(_ login: StoredLogin) throws(LexofficeError) {
        var lost = login
        lost.isLost = true
        try file.write(lost)
    }
}
