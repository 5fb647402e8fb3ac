import Bookkeeping
import ConsoleAccess
import Foundation
import GRDB
import Persistence
import Testing

/// The file with keys and sessions: real SQLite, and two who have it open.
@Suite struct AccessStoreTests {
    private func grant(_ name: String = "erika", _ role: ConsoleRole = .office, days: Int = 1) throws -> AccessGrant {
        try known(AccessGrant(name: try known(ConsoleName(name)), role: role, days: days))
    }

    private func enter(_ store: AccessStore, _ name: String = "erika", days: Int = 1, at now: Instant = Scene.now) throws -> (
        AccessSession, AccessSecret
    ) {
        let (key, secret) = (AccessSecret(), AccessSecret())
        _ = try store.issue(try grant(name, days: days), key: key.digest, at: now)
        guard case .accepted(let session) = try store.redeem(key.digest, session: secret.digest, replacing: nil, at: now) else {
            throw Absent()
        }
        return (session, secret)
    }

    private func mode(_ path: String) throws -> Int {
        try known(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func isForItsOwnerAlone() throws {
        let folder = try Folder()
        let store = AccessStore(directory: folder.path)
        _ = try store.instance()
        #expect(try mode(store.path) == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: store.path)
        _ = try AccessStore(directory: folder.path).instance()
        #expect(try mode(store.path) == 0o600)
    }

    @Test func theCommandsKeyIsTheServicesToo() throws {
        let folder = try Folder()
        let (service, command) = (AccessStore(directory: folder.path), AccessStore(directory: folder.path))
        #expect(try service.instance() == command.instance())
        let (key, secret) = (AccessSecret(), AccessSecret())
        let issued = try command.issue(try grant(), key: key.digest, at: Scene.now)
        #expect(try service.openKeys(at: Scene.now) == [issued])
        guard case .accepted(let session) = try service.redeem(key.digest, session: secret.digest, replacing: nil, at: Scene.now) else {
            throw Absent()
        }
        #expect(try command.sessions(at: Scene.now) == [session])
        #expect(try command.openKeys(at: Scene.now) == [])
    }

    /// Forty threads on two connections come with one key.
    @Test func ofManyWithOneKeyOneIsFirst() async throws {
        let folder = try Folder()
        let stores = [AccessStore(directory: folder.path), AccessStore(directory: folder.path)]
        let key = AccessSecret()
        _ = try stores[0].issue(try grant(), key: key.digest, at: Scene.now)
        let outcomes = try await withThrowingTaskGroup(of: Redemption.self) { group in
            for number in 0..<40 {
                let store = stores[number % 2]
                group.addTask { try store.redeem(key.digest, session: AccessSecret().digest, replacing: nil, at: Scene.now) }
            }
            return try await group.reduce(into: [Redemption]()) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 == .used }.count == 39)
        #expect(try stores[1].sessions(at: Scene.now).count == 1)
    }

    @Test func twelveHoursOfSilenceEndASession() throws {
        let folder = try Folder()
        let store = AccessStore(directory: folder.path)
        let (_, secret) = try enter(store, days: 2)
        let hour = 3_600
        #expect(try store.session(secret.digest, at: Scene.now.adding(seconds: 12 * hour - 1)) != nil)
        #expect(try store.session(secret.digest, at: Scene.now.adding(seconds: 24 * hour - 2)) != nil)
        #expect(try store.session(secret.digest, at: Scene.now.adding(seconds: 36 * hour - 2)) == nil)
        #expect(try store.sessions(at: Scene.now.adding(seconds: 36 * hour - 2)) == [])
    }

    @Test func useProlongsNoSessionBeyondItsDays() throws {
        let folder = try Folder()
        let store = AccessStore(directory: folder.path)
        let (_, secret) = try enter(store, days: 1)
        for hour in 1..<24 { #expect(try store.session(secret.digest, at: Scene.now.adding(seconds: hour * 3_600)) != nil) }
        #expect(try store.session(secret.digest, at: Scene.now.adding(seconds: 86_400)) == nil)
    }

    @Test func aClockSetBackProlongsNothing() throws {
        let folder = try Folder()
        let store = AccessStore(directory: folder.path)
        let (_, secret) = try enter(store)
        #expect(try store.session(secret.digest, at: Scene.now.adding(seconds: -299)) != nil)
        #expect(try store.session(secret.digest, at: Scene.now.adding(seconds: -301)) == nil)
        let key = AccessSecret()
        _ = try store.issue(try grant(), key: key.digest, at: Scene.now)
        #expect(
            try store.redeem(key.digest, session: AccessSecret().digest, replacing: nil, at: Scene.now.adding(seconds: -86_400)) == .expired
        )
    }

    @Test func theTwentySixthEndsTheOneIdleLongest() throws {
        let folder = try Folder()
        let store = AccessStore(directory: folder.path)
        var secrets: [AccessSecret] = []
        for number in 0..<25 { secrets.append(try enter(store, "p\(number)", at: Scene.now.adding(seconds: number)).1) }
        // The first one is used again, so the second is idle longest.
        #expect(try store.session(secrets[0].digest, at: Scene.now.adding(seconds: 120)) != nil)
        _ = try enter(store, "late", at: Scene.now.adding(seconds: 121))
        let names = Set(try store.sessions(at: Scene.now.adding(seconds: 122)).map(\.name.text))
        #expect(names == Set((0..<25).filter { $0 != 1 }.map { "p\($0)" } + ["late"]))
    }

    /// Somebody else is in the middle of a write: whoever is in reads on, and only the minute's note of their visit has to wait.
    @Test func aLookWaitsForNoWriter() throws {
        let folder = try Folder()
        let store = AccessStore(directory: folder.path)
        let (session, secret) = try enter(store)
        let other = try DatabaseQueue(path: store.path)
        try other.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN IMMEDIATE")
            #expect(try store.session(secret.digest, at: Scene.now.adding(seconds: 59)) == session)
            #expect(try store.sessions(at: Scene.now) == [session])
            #expect(try store.openKeys(at: Scene.now) == [])
            try db.execute(sql: "ROLLBACK")
        }
        _ = try store.session(secret.digest, at: Scene.now.adding(seconds: 60))
        #expect(try store.sessions(at: Scene.now).first?.lastUsed == Scene.now.adding(seconds: 60))
    }

    @Test func keysAreFewAndForgotten() throws {
        let folder = try Folder()
        let store = AccessStore(directory: folder.path)
        let first = AccessSecret()
        _ = try store.issue(try grant(), key: first.digest, at: Scene.now)
        for _ in 0..<100 { _ = try store.issue(try grant(), key: AccessSecret().digest, at: Scene.now) }
        #expect(try store.openKeys(at: Scene.now).count == 100)
        #expect(try store.redeem(first.digest, session: AccessSecret().digest, replacing: nil, at: Scene.now) == .unknown)
        _ = try store.issue(try grant(), key: AccessSecret().digest, at: Scene.now.adding(seconds: 90_000))
        #expect(try count("key", store.path) == 1)
    }

    @Test func revokingAllTakesLinksAndSessions() throws {
        let folder = try Folder()
        let store = AccessStore(directory: folder.path)
        let (_, secret) = try enter(store)
        let key = AccessSecret()
        let id = try store.issue(try grant(), key: key.digest, at: Scene.now).id
        #expect(try store.revoke(.key(id)))
        #expect(try store.redeem(key.digest, session: AccessSecret().digest, replacing: nil, at: Scene.now) == .unknown)
        _ = try store.issue(try grant(), key: AccessSecret().digest, at: Scene.now)
        #expect(try store.revokeAll() == (1, 1))
        #expect(try store.session(secret.digest, at: Scene.now) == nil)
    }

    @Test(arguments: ["nonsense", "truncated", "other tables", "forged name", "another program's", "flipped"])
    func aDamagedFileMeansLoggingInAnew(_ damage: String) throws {
        let folder = try Folder()
        let (first, secret) = try {
            let store = AccessStore(directory: folder.path)
            return (store, try enter(store).1)
        }()
        try harm(first.path, damage)
        let store = AccessStore(directory: folder.path)
        #expect(try store.session(secret.digest, at: Scene.now) == nil)
        #expect(store.wasReplaced)
        #expect(FileManager.default.fileExists(atPath: store.damagedPath))
        let (_, fresh) = try enter(store)
        // Who had the damaged file open sees the new one as well.
        #expect(try first.session(fresh.digest, at: Scene.now) != nil)
        #expect(try mode(store.path) == 0o600)
    }

    @Test func aRemovedFileIsMadeAnewByWhoeverHasItOpen() throws {
        let folder = try Folder()
        let store = AccessStore(directory: folder.path)
        let (_, secret) = try enter(store)
        try FileManager.default.removeItem(atPath: store.path)
        #expect(try store.session(secret.digest, at: Scene.now) == nil)
        #expect(try AccessStore(directory: folder.path).instance() == store.instance())
    }

    @Test func aNewerFileIsLeftAlone() throws {
        let folder = try Folder()
        let path = try {
            let store = AccessStore(directory: folder.path)
            _ = try store.instance()
            return store.path
        }()
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 2") }
        var code: StoreError.Code?
        do throws(StoreError) { _ = try AccessStore(directory: folder.path).instance() } catch { code = error.code }
        #expect(code == .newerVersion)
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test func aLinkInItsPlaceIsNotFollowed() throws {
        let folder = try Folder()
        let elsewhere = folder.path + "/elsewhere"
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/access.sqlite", withDestinationPath: elsewhere)
        #expect(throws: StoreError.self) { try AccessStore(directory: folder.path).instance() }
        #expect(!FileManager.default.fileExists(atPath: elsewhere))
    }

    private func count(_ table: String, _ path: String) throws -> Int {
        try known(try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") })
    }

    private func harm(_ path: String, _ damage: String) throws {
        switch damage {
        case "nonsense": try Data("no database at all, but long enough to be looked at".utf8).write(to: URL(fileURLWithPath: path))
        case "truncated":
            let bytes = try known(FileManager.default.contents(atPath: path))
            try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: path))
        case "other tables": try execute(path, "ALTER TABLE session ADD COLUMN more TEXT")
        case "forged name": try execute(path, "UPDATE session SET name = 'erika (admin)'")
        case "another program's": try execute(path, "PRAGMA application_id = 7")
        default:
            var bytes = try known(FileManager.default.contents(atPath: path))
            // The kind of the second page: it is read as no page of a table.
            bytes[4096] = 0xFF
            try bytes.write(to: URL(fileURLWithPath: path))
        }
    }

    private func execute(_ path: String, _ sql: String) throws {
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: sql) }
    }
}
