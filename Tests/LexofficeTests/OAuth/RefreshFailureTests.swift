import FoundationEssentials
import Glibc
import HTTPTypes
import Sandbox
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Lexoffice

/// What goes wrong between the authorisation server and the disk.
@Suite struct RefreshFailureTests {
    private static let lifetime: Int64 = 14_399_000

    @Test func tooManyRequestsAreWaitedOut() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        let refused = Mutex(0)
        desk.before.withLock {
            $0 = { request in
                guard request.head.path == "/oauth2/token" else { return nil }
                return refused.withLock { count in
                    count += 1
                    return count <= 2 ? .answer(429, "", headers: ["Retry-After": "7"]) : nil
                }
            }
        }
        desk.advance(Self.lifetime)
        let began = desk.time.monotonicMilliseconds()
        _ = try await desk.reader(desk.login()).profile()
        #expect(refused.withLock { $0 } == 3)
        #expect(desk.time.monotonicMilliseconds() - began >= 14_000)
    }

    @Test func itIsNotAskedWithoutEnd() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        desk.before.withLock { $0 = { $0.head.path == "/oauth2/token" ? .answer(429, "") : nil } }
        desk.advance(Self.lifetime)
        let reader = desk.reader(desk.login())
        let asked = desk.refreshes
        for _ in 0..<5 { #expect(await failure { try await reader.profile() }?.code == .throttled) }
        #expect(desk.refreshes - asked == 3)
        desk.before.withLock { $0 = { _ in nil } }
        desk.advance(30_000)
        _ = try await reader.profile()
    }

    /// A server that is away is no trouble while the old token lives.
    @Test func theOldTokenServesUntilItsEnd() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        desk.before.withLock { $0 = { $0.head.path == "/oauth2/token" ? .answer(503, "") : nil } }
        desk.advance(Self.lifetime - 200_000)
        let reader = desk.reader(desk.login())
        for _ in 0..<3 { _ = try await reader.profile() }
        #expect(desk.refreshes == 1)
        desk.advance(200_000)
        let error = await failure { try await reader.profile() }
        #expect(error?.isTransient == true)
        guard case .unreachable(let request) = error?.code else { return #expect(Bool(false), "\(String(describing: error))") }
        #expect(request.reach == .notSent)
    }

    /// OAuth itself leaves this hole: the server has rotated, and we never hear of it. It ends in a clear word, not in a loop.
    @Test func anAnswerThatGetsLostEndsTheLogin() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        desk.loses.withLock { $0 = { $0.head.path == "/oauth2/token" } }
        desk.advance(Self.lifetime)
        let reader = desk.reader(desk.login())
        #expect(await failure { try await reader.profile() }?.isTransient == true)
        desk.loses.withLock { $0 = { _ in false } }
        desk.advance(31_000)
        #expect(await failure { try await reader.profile() }?.code == .login(.lost))
        #expect(desk.refreshes == 2)
    }

    /// Whoever asked may leave; the exchange runs to its end and onto the disk.
    @Test func aCallerWhoLeavesStopsNothing() async throws {
        let time = VirtualTime()
        let desk = try LoginDesk(time: time)
        try await desk.logIn()
        time.advance(milliseconds: Self.lifetime)
        let throttled = Mutex(true)
        desk.before.withLock {
            $0 = { request in
                guard request.head.path == "/oauth2/token", throttled.withLock({ $0 }) else { return nil }
                return .answer(429, "")
            }
        }
        let login = desk.login()
        let caller = Task { try await login.accessToken.current() }
        try await time.waitForSleepers(1)
        caller.cancel()
        throttled.withLock { $0 = false }
        time.advanceToNextSleeper()
        _ = try await caller.value
        #expect(desk.standIn.withLock { $0.authorisation.connections.first?.rotations } == 1)
        #expect(try desk.file.read()?.accessToken == desk.standIn.withLock { $0.authorisation.connections.first?.accessToken })
    }

    /// A full disk is noticed before the old token is spent.
    @Test(.enabled(if: geteuid() != 0)) func withoutRoomNothingIsExchanged() async throws {
        let desk = try LoginDesk()
        let old = try await desk.logIn()
        desk.advance(Self.lifetime)
        chmod(desk.directory, 0o500)
        #expect(await failure { try await desk.login().accessToken.current() }?.code == .login(.notStored))
        chmod(desk.directory, 0o700)
        #expect(desk.refreshes == 0)
        #expect(try desk.file.read() == old)
        _ = try await desk.login().accessToken.current()
    }

    /// The same for root, who may write anywhere: a directory stands where the temporary file should.
    @Test func aBlockedPlaceStopsTheExchange() async throws {
        let desk = try LoginDesk()
        let old = try await desk.logIn()
        desk.advance(Self.lifetime)
        let place = desk.file.path + ".tmp"
        try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
        #expect(await failure { try await desk.login().accessToken.current() }?.code == .login(.notStored))
        #expect(desk.refreshes == 0)
        #expect(try desk.file.read() == old)
        try FileManager.default.removeItem(atPath: place)
        _ = try await desk.login().accessToken.current()
        #expect(desk.refreshes == 1)
    }

    /// The server has rotated and the disk says no: the new tokens wait in memory, unused, until they can be stored.
    @Test func whatCouldNotBeStoredIsStoredLater() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        desk.advance(Self.lifetime)
        let path = desk.file.path
        desk.before.withLock {
            $0 = { request in
                guard request.head.path == "/oauth2/token" else { return nil }
                // A directory that is not empty cannot be replaced by a file.
                try? FileManager.default.moveItem(atPath: path, toPath: path + ".aside")
                try? FileManager.default.createDirectory(atPath: path + "/x", withIntermediateDirectories: true)
                return nil
            }
        }
        let login = desk.login()
        #expect(await failure { try await login.accessToken.current() }?.code == .login(.notStored))
        #expect(desk.requests("/v1/profile").count == 1, "nothing is sent with a token that is not stored")
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.moveItem(atPath: path + ".aside", toPath: path)
        desk.advance(31_000)
        let token = try await login.accessToken.current()
        #expect(desk.refreshes == 1)
        #expect(try desk.file.read()?.accessToken == token)
        _ = try await desk.reader(login).profile()
    }

    @Test func aFileThatIsNoLoginIsNotUsed() async throws {
        let desk = try LoginDesk()
        for text in ["", "{}", "[1]", String(repeating: "x", count: 100_000)] {
            try Data(text.utf8).write(to: URL(filePath: desk.file.path))
            #expect(await failure { try await desk.login().accessToken.current() }?.code == .login(.absent))
        }
        #expect(desk.sent.isEmpty)
    }
}
