import Bookkeeping
import ConsoleAccess
import Foundation
import Persistence

/// A console, its people and their requests, as the tests need them.
struct Scene {
    static let port = 9850
    static let instance = "0123456789abcdef"
    static let plainCookie = "reconcile_01234567"
    static let secureCookie = "__Host-reconcile_01234567"
    /// 2026-03-31T10:00:00Z
    static let now = Instant(milliseconds: 1_774_951_200_000)
    static let proxied = AccessSettings(
        hosts: "books.local:8443", url: "https://console.example.org", proxyFrom: "127.0.0.1, ::2", userHeader: "X-Console-User",
        roleHeader: "X-Console-Role")

    let gate: AccessGate
    /// By the text of the cookie that carries each.
    let sessions: [String: AccessSession]

    init(_ settings: AccessSettings = AccessSettings(), own: AccessRules.OwnAddress = .port(port), sessions: [String: AccessSession] = [:])
        throws
    {
        gate = AccessGate(try AccessRules(own: own, settings: settings, instance: Scene.instance))
        self.sessions = sessions
    }

    static func session(_ name: String, _ role: ConsoleRole, id: Int64 = 1, begun: Instant = now) throws -> AccessSession {
        AccessSession(
            id: id, name: try known(ConsoleName(name)), role: role, begun: begun, lastUsed: begun, expires: begun.adding(seconds: 86_400))
    }

    /// A form of ours, sent as a browser sends it, without a cookie.
    static func form(_ host: String = "localhost:9850", peer: String = "127.0.0.1") -> RequestFacts {
        RequestFacts(
            method: "POST", path: "/beleg/1", authority: host,
            fields: [
                .init("Sec-Fetch-Site", "same-origin"), .init("Content-Type", "application/x-www-form-urlencoded"),
                .init("Content-Length", "10"),
            ], peer: .address(peer))
    }

    static func page(_ host: String = "localhost:9850", peer: String = "127.0.0.1") -> RequestFacts {
        RequestFacts(method: "GET", path: "/", authority: host, fields: [], peer: .address(peer))
    }

    func admit(_ request: RequestFacts, _ demand: RouteDemand = .act(.read)) throws -> Result<Visitor?, AccessRefusal> {
        let digests = Dictionary(
            uniqueKeysWithValues: sessions.compactMap { text, session in AccessSecret(text).map { ($0.digest, session) } })
        return try gate.admit(request, demand: demand) { digest in digests[digest] }
    }

    /// The reason's code, or nil where the request is let through.
    func refusal(_ request: RequestFacts, _ demand: RouteDemand = .act(.read)) throws -> String? {
        if case .failure(let refusal) = try admit(request, demand) { return refusal.reason.rawValue }
        return nil
    }

    func visitor(_ request: RequestFacts, _ demand: RouteDemand = .act(.read)) throws -> Visitor? {
        try admit(request, demand).get()
    }
}

extension RequestFacts {
    func with(_ name: String, _ values: String...) -> RequestFacts { with(name, values) }

    func with(_ name: String, _ values: [String]) -> RequestFacts {
        var changed = self
        changed.fields.removeAll { $0.name == name.lowercased() }
        changed.fields += values.map { Field(name, $0) }
        return changed
    }

    func without(_ name: String) -> RequestFacts { with(name, []) }
}

struct Absent: Error {}

func known<T>(_ value: T?) throws -> T {
    guard let value else { throw Absent() }
    return value
}

/// A directory of its own for each test that needs a file.
struct Folder: ~Copyable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "console-access-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        // What is left of a test's folder is in the way of nobody.
        try? FileManager.default.removeItem(atPath: path)
    }
}
