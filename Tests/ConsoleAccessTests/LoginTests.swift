import Bookkeeping
import ConsoleAccess
import Foundation
import Persistence
import Synchronization
import TestSupport
import Testing

/// From a link to a session and out again, with a real file.
@Suite struct LoginTests {
    /// One console with its clock and what it counted.
    final class House: Sendable {
        let store: AccessStore
        let time = VirtualTime()
        let desk: LoginDesk
        private let counted: Tally

        init(_ directory: String) {
            let (store, counted) = (AccessStore(directory: directory), Tally())
            (self.store, self.counted) = (store, counted)
            desk = LoginDesk(store: store, time: time) { counted.add($0) }
        }

        var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }
        var results: [LoginResult] { counted.results }

        func key(_ name: String = "erika", _ role: ConsoleRole = .office, days: Int = 1) throws -> AccessSecret {
            try LoginDesk.issue(try known(AccessGrant(name: try known(ConsoleName(name)), role: role, days: days)), in: store, at: now).1
        }

        func logIn(_ text: String, old: AccessSecret? = nil) -> (AccessSession, AccessSecret)? {
            if case .welcome(let session, let secret) = desk.logIn(text, replacing: old) { return (session, secret) }
            return nil
        }
    }

    final class Tally: Sendable {
        private let list = Mutex<[LoginResult]>([])

        var results: [LoginResult] { list.withLock { $0 } }
        func add(_ result: LoginResult) { list.withLock { $0.append(result) } }
    }

    @Test func aLinkLetsInOnceAsWhoItNames() throws {
        let folder = try Folder()
        let house = House(folder.path)
        let address = try known(ConsoleAddress("http://127.0.0.1:9850"))
        let link = address.link(try house.key("Erika Muster", .adviser, days: 3))
        #expect(link.hasPrefix("http://127.0.0.1:9850/anmelden#"))
        let (session, secret) = try known(house.logIn("  \(link)\n"))
        #expect(session.name.text == "Erika Muster")
        #expect(session.role == .adviser)
        #expect(session.expires == house.now.adding(seconds: 3 * 86_400))
        #expect(try house.store.session(secret.digest, at: house.now) == session)
        #expect(house.logIn(link) == nil)
        #expect(house.results == [.accepted, .used])
    }

    @Test func expiredLink() throws {
        let folder = try Folder()
        let house = House(folder.path)
        let (late, early) = (try house.key(), try house.key())
        house.time.advance(milliseconds: 599_999)
        #expect(house.logIn(early.text) != nil)
        house.time.advance(milliseconds: 1)
        #expect(house.logIn(late.text) == nil)
        #expect(house.results == [.accepted, .expired])
    }

    @Test func sixGuessesInAMinute() throws {
        let folder = try Folder()
        let house = House(folder.path)
        let right = try house.key().text
        for _ in 0..<5 { #expect(house.logIn(AccessSecret().text) == nil) }
        #expect(house.logIn(right) == nil)
        #expect(house.results == [.unknown, .unknown, .unknown, .unknown, .unknown, .throttled])
        #expect(house.results.last?.status == 429)
        // A clock set forward by hand opens nothing; a minute that passes does.
        house.time.advance(milliseconds: 59_999)
        #expect(house.logIn(right) == nil)
        house.time.advance(milliseconds: 1)
        #expect(house.logIn(right) != nil)
    }

    @Test func whatIsNoKeyCountsAsAGuess() throws {
        let folder = try Folder()
        let house = House(folder.path)
        for text in ["", "#", "%%%", String(repeating: "A", count: 44), String(repeating: "A", count: 5_000)] {
            #expect(house.logIn(text) == nil)
        }
        #expect(house.logIn(try house.key().text) == nil)
        #expect(house.results.last == .throttled)
    }

    @Test func successesAreNotCountedAsGuesses() throws {
        let folder = try Folder()
        let house = House(folder.path)
        for _ in 0..<8 { #expect(house.logIn(try house.key().text) != nil) }
    }

    /// A session planted before the login is worth nothing after it.
    @Test func fixation() throws {
        let folder = try Folder()
        let house = House(folder.path)
        let planted = AccessSecret()
        let (session, secret) = try known(house.logIn(try house.key().text, old: planted))
        #expect(secret != planted)
        #expect(try house.store.session(planted.digest, at: house.now) == nil)
        let (renewed, fresh) = try known(house.logIn(try house.key().text, old: secret))
        #expect(renewed.id != session.id)
        #expect(try house.store.session(secret.digest, at: house.now) == nil)
        #expect(try house.store.session(fresh.digest, at: house.now) == renewed)
    }

    @Test func sessionAfterRevoke() throws {
        let folder = try Folder()
        let house = House(folder.path)
        let (session, secret) = try known(house.logIn(try house.key().text))
        let command = AccessStore(directory: folder.path)
        #expect(try command.revoke(.session(session.id)))
        #expect(try house.store.session(secret.digest, at: house.now) == nil)
        #expect(try !command.revoke(.session(session.id)))
    }

    @Test func fileThatCannotBeUsed() throws {
        let folder = try Folder()
        let house = House(folder.path + "/absent")
        #expect(house.logIn(AccessSecret().text) == nil)
        #expect(house.results == [.unavailable])
    }

    @Test func onlyDigestsAreStored() throws {
        let folder = try Folder()
        let house = House(folder.path)
        let key = try house.key()
        let (_, secret) = try known(house.logIn(key.text))
        let bytes = try known(FileManager.default.contents(atPath: house.store.path))
        for hidden in [key, secret] {
            #expect(bytes.range(of: Data(hidden.text.utf8)) == nil)
            #expect(
                bytes.range(of: try known(Data(base64Encoded: hidden.text.replacing("-", with: "+").replacing("_", with: "/") + "=")))
                    == nil)
            #expect("\(hidden)" == "(secret)")
        }
        // The name is there: that it looks at the right file.
        #expect(bytes.range(of: Data("erika".utf8)) != nil)
    }

    @Test func cookieSaysHowLongAndToWhom() throws {
        let folder = try Folder()
        let house = House(folder.path)
        let (session, secret) = try known(house.logIn(try house.key(days: 2).text))
        let cookie = try AccessRules(own: .port(9850), settings: AccessSettings(), instance: Scene.instance).cookie
        #expect(
            cookie.header(secret, for: session, secure: false, now: house.now)
                == "reconcile_01234567=\(secret.text); Path=/; Max-Age=172800; HttpOnly; SameSite=Strict")
        #expect(
            cookie.header(secret, for: session, secure: true, now: house.now)
                == "__Host-reconcile_01234567=\(secret.text); Path=/; Max-Age=172800; HttpOnly; SameSite=Strict; Secure")
        #expect(cookie.removal(secure: false) == "reconcile_01234567=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict")
    }
}
