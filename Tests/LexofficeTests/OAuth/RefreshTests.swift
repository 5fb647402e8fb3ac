import FoundationEssentials
import HTTPTypes
import Sandbox
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Lexoffice

/// Refresh tokens rotate: each is used once, and the next is on the disk before anything else happens (lexoffice-api.md §1.3).
@Suite struct RefreshTests {
    private static let lifetime: Int64 = 14_399_000

    private func connections(_ desk: LoginDesk) -> [LexofficeConnectionRecord] { desk.standIn.withLock { $0.authorisation.connections } }

    @Test func aFreshTokenIsUsedAsItIs() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        let reader = desk.reader(desk.login())
        for _ in 0..<5 { _ = try await reader.profile() }
        desk.advance(Self.lifetime - 310_000)
        _ = try await reader.profile()
        #expect(desk.refreshes == 0)
        desk.advance(20_000)
        _ = try await reader.profile()
        #expect(desk.refreshes == 1)
        #expect(connections(desk).first?.rotations == 1)
    }

    /// The file holds the new refresh token when the first request with the new access token arrives.
    @Test func theTokensAreStoredBeforeTheyAreUsed() async throws {
        let desk = try LoginDesk()
        let old = try await desk.logIn()
        let reader = desk.reader(desk.login())
        let seen = Mutex<[String]>([])
        desk.before.withLock {
            $0 = { request in
                guard let bearer = LoginDesk.bearer(request) else { return nil }
                let stored = (try? desk.file.read()) ?? nil
                #expect(stored?.accessToken == bearer)
                #expect(stored?.refreshToken == desk.standIn.withLock { $0.authorisation.connections.first?.refreshToken })
                seen.withLock { $0.append(bearer) }
                return nil
            }
        }
        for _ in 0..<3 {
            desk.advance(Self.lifetime)
            _ = try await reader.profile()
        }
        #expect(Set(seen.withLock { $0 }).count == 3 && !seen.withLock { $0.contains(old.accessToken) })
        #expect(desk.refreshes == 3)
        desk.before.withLock { $0 = { _ in nil } }
    }

    @Test func fiftyCallersShareOneRefresh() async throws {
        let desk = try LoginDesk(time: SystemTime())
        try await desk.logIn()
        try age(desk)
        let login = desk.login()
        let tokens = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 { group.addTask { try await login.accessToken.current() } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(tokens.count == 1)
        #expect(desk.refreshes == 1)
        #expect(connections(desk).first?.accessToken == tokens.first)
    }

    /// Instances that share nothing but the directory, as processes do.
    @Test func tenInstancesShareOneRefresh() async throws {
        let desk = try LoginDesk(time: SystemTime())
        try await desk.logIn()
        try age(desk)
        let tokens = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<10 {
                group.addTask { try await desk.login().accessToken.current() }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(tokens.count == 1)
        #expect(desk.refreshes == 1)
    }

    @Test func a401IsAnsweredByOneRefreshAndOneMoreTry() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        let reader = desk.reader(desk.login())
        desk.standIn.withLock { $0.authorisation.expireAccessTokens() }
        let before = desk.requests("/v1/profile").count
        _ = try await reader.profile()
        #expect(desk.refreshes == 1)
        #expect(desk.requests("/v1/profile").count == before + 2)
    }

    /// What an account asks that rests (decision 42), for longer than a token lasts: each time with the token of then, and what was asked
    /// is told as it left, so that a pass that follows finds the answer.
    @Test func whatIsAskedAgainCarriesTheTokenOfThen() async throws {
        let desk = try LoginDesk()
        let old = try await desk.logIn()
        let login = desk.login()
        _ = try await desk.reader(login).profile()
        let question = try #require(desk.requests("/v1/profile").last)
        let connection = desk.connection(login.accessToken, organization: Rig.organization)
        var tokens: Set = [old.accessToken]
        for round in 1...3 {
            desk.advance(Self.lifetime)
            let (asked, answer) = try await connection.again(question)
            let sent = try #require(desk.requests("/v1/profile").last)
            #expect(asked.head == sent.head && asked.head.path == question.head.path && answer.status == 200)
            #expect(tokens.insert(try #require(LoginDesk.bearer(sent))).inserted)
            #expect(desk.refreshes == round)
        }
    }

    /// An API that refuses every token must not be answered by a rotation each time.
    @Test func anOutageOf401sDoesNotHammer() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        let reader = desk.reader(desk.login())
        desk.before.withLock { $0 = { $0.head.path == "/v1/profile" ? .answer(401, #"{"message":"Unauthorized"}"#) : nil } }
        for _ in 0..<10 { #expect(await failure { try await reader.profile() }?.code == .unauthorized) }
        #expect(desk.refreshes == 1)
    }

    @Test func whatAnotherProcessRefreshedCounts() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        let (mine, other) = (desk.login(), desk.login())
        let old = try await mine.accessToken.current()
        desk.standIn.withLock { $0.authorisation.expireAccessTokens() }
        #expect(await other.accessToken.renewed(old))
        #expect(await mine.accessToken.renewed(old))
        #expect(try await mine.accessToken.current() != old)
        #expect(desk.refreshes == 1)
    }

    @Test func aLostConnectionIsSaidOnceAndNotAskedAgain() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        desk.standIn.withLock { $0.authorisation.disconnect() }
        for login in [desk.login(), desk.login()] {
            let reader = desk.reader(login)
            for _ in 0..<3 { _ = await failure { try await reader.profile() } }
            let error = await failure { try await reader.profile() }
            #expect(error?.code == .login(.lost))
            #expect(error?.hint.contains("reconcile login") == true)
            #expect(error?.isTransient == false)
        }
        #expect(desk.refreshes == 1)
        try await desk.logIn()
        _ = try await desk.reader(desk.login()).profile()
    }

    @Test func anotherClientOrOrganisationIsNotUsed() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        let other = desk.login(organization: "00000000-0000-4000-8000-000000000000")
        let refused = await failure { try await other.accessToken.current() }
        #expect(refused?.code == .login(.otherOrganisation))
        var stored = try #require(try desk.file.read())
        stored.clientID = "another"
        try desk.file.write(stored)
        #expect(await failure { try await desk.login().accessToken.current() }?.code == .login(.absent))
        try desk.file.remove()
        #expect(await failure { try await desk.login().accessToken.current() }?.code == .login(.absent))
        #expect(desk.refreshes == 0)
    }

    /// Makes the stored token due without moving a clock.
    private func age(_ desk: LoginDesk) throws {
        var login = try #require(try desk.file.read())
        login.expiresAt = desk.time.wallMilliseconds()
        try desk.file.write(login)
    }
}
