import HTTPTypes
import Sandbox
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Lexoffice

/// Giving a login back, when the integration is deleted.
@Suite struct WithdrawalTests {
    private func withdrawal(_ desk: LoginDesk, server: Bool = true) -> LoginWithdrawal {
        LoginWithdrawal(server: server ? desk.server : nil, directory: desk.directory, time: desk.time)
    }

    @Test func itIsRevokedAndGone() async throws {
        let desk = try LoginDesk()
        #expect(await withdrawal(desk).run() == .nothing)
        try await desk.logIn()
        #expect(withdrawal(desk).isDue)
        #expect(await withdrawal(desk).run() == .revoked)
        #expect(desk.standIn.withLock { $0.authorisation.connections.isEmpty })
        #expect(!desk.file.isThere)
        #expect(await withdrawal(desk).run() == .nothing)
        #expect(desk.requests("/oauth2/revoke").count == 1)
    }

    /// A crash between the revocation and the removal: doing it again is harmless.
    @Test func revokedTwiceIsRevoked() async throws {
        let desk = try LoginDesk()
        let login = try await desk.logIn()
        #expect(await withdrawal(desk).run() == .revoked)
        try desk.file.write(login)
        try LoginFile.candidate(directory: desk.directory).write(login)
        #expect(await withdrawal(desk).run() == .revoked)
        #expect(!withdrawal(desk).isDue)
    }

    @Test(arguments: [Step.answer(503, ""), .answer(429, ""), .failure(.notSent, .refused), .answer(401, #"{"error":"invalid_client"}"#)])
    func aServerThatDoesNotConfirmIsBounded(step: Step) async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        desk.before.withLock { $0 = { $0.head.path == "/oauth2/revoke" ? step : nil } }
        guard case .unconfirmed(let why) = await withdrawal(desk).run() else { return #expect(Bool(false), "confirmed") }
        #expect(!why.isEmpty)
        #expect(desk.requests("/oauth2/revoke").count <= 3)
        #expect(!desk.file.isThere)
    }

    @Test func withoutTheClientNothingIsAsked() async throws {
        let desk = try LoginDesk()
        try await desk.logIn()
        #expect(await withdrawal(desk, server: false).run() == .unconfirmed("login_client_refused"))
        #expect(!desk.file.isThere)
        #expect(desk.requests("/oauth2/revoke").isEmpty)
    }
}
