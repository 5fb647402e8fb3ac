import ConsoleAccess
import Persistence
import TestSupport
import Testing

/// Ten thousand requests from a seed, each judged by the program and by ``SlowJudge``.
@Suite struct RandomRequestTests {
    private static let hosts: [Bool: [(String?, SlowJudge.HostIs)]] = [
        false: [
            ("localhost:9850", .plain), ("127.0.0.1:9850", .plain), ("[::1]:9850", .plain), ("LocalHost:9850", .plain),
            ("localhost", .foreign), ("localhost:9851", .foreign), ("127.0.0.2:9850", .foreign), ("[::1]", .foreign),
            ("evil.example:9850", .foreign), ("localhost.evil.example:9850", .foreign), ("evil@localhost:9850", .foreign),
            ("console.example.org", .foreign), ("", .foreign), ("localhost:9850:9850", .foreign), (nil, .none), ("localhost:9850", .twice),
        ],
        true: [
            ("localhost:9850", .plain), ("127.0.0.1:9850", .plain), ("console.example.org", .secure), ("console.example.org:443", .secure),
            ("books.local:8443", .secure), ("CONSOLE.example.org", .secure), ("books.local", .foreign),
            ("console.example.org:80", .foreign),
            ("console.example.org:9850", .foreign), ("console.example.org.evil.example", .foreign), ("localhost:443", .foreign),
            (nil, .none),
            ("console.example.org", .twice),
        ],
    ]
    private static let peers: [(String, SlowJudge.PeerIs)] = [
        ("127.0.0.1", .proxy), ("::ffff:127.0.0.1", .proxy), ("0:0:0:0:0:0:0:2", .proxy), ("127.0.0.2", .stranger), ("::1", .stranger),
        ("10.0.0.9", .stranger), ("nonsense", .stranger),
    ]
    private static let forwards: [SlowJudge.ForwardIs] = [
        .nothing, .nothing, .nothing, .nothing, .address, .user, .user, .user, .userWithoutRole, .userWithForeignRole, .twoUsers, .twoInOne,
        .unreadable, .roleAlone,
    ]
    private static let sites: [([String], SlowJudge.SiteIs)] = [
        (["same-origin"], .sameOrigin), (["same-origin"], .sameOrigin), (["same-origin"], .sameOrigin), ([], .absent), ([], .absent),
        (["same-site"], .other), (["cross-site"], .other), (["none"], .other), ([""], .other), (["same-origin", "same-origin"], .other),
        (["Same-Origin"], .other), (["same-origin, cross-site"], .other),
    ]
    private static let cookies: [SlowJudge.CookieIs] = [
        .office, .office, .adviser, .adviser, .admin, .admin, .none, .unknown, .ofAnotherInstance, .doubled, .ofTheOtherScheme,
    ]
    private static let wants: [(SlowJudge.Wants, RouteDemand)] = [
        (.reading, .act(.read)), (.answering, .act(.answer)), (.answering, .act(.pause)), (.settingUp, .act(.setUp)),
        (.settingUp, .act(.readSystem)), (.nothing, .nothing), (.noPage, .noSuchPage), (.noMethod, .otherMethod),
    ]

    @Test func theProgramAndTheSlowJudgeAgree() throws {
        let secrets = Dictionary(uniqueKeysWithValues: ConsoleRole.allCases.map { ($0, AccessSecret()) })
        var sessions: [String: AccessSession] = [:]
        for (role, secret) in secrets { sessions[secret.text] = try Scene.session("of \(role.rawValue)", role) }
        let scenes = [false: try Scene(sessions: sessions), true: try Scene(Scene.proxied, sessions: sessions)]
        var random = SeededGenerator(seed: 20_261_130)
        var met: [String: Int] = [:]
        for number in 0..<10_000 {
            let (request, row, demand) = try make(&random, secrets)
            let expected = SlowJudge.verdict(row)
            let verdict = try known(scenes[row.isProxied]).refusal(request, demand) ?? ""
            #expect(verdict == expected, "request \(number): \(row) \(request)")
            met[expected, default: 0] += 1
        }
        // Every verdict is met often enough to mean something.
        for reason in AccessRefusal.Reason.allCases { #expect(met[reason.rawValue, default: 0] >= 20, "\(reason.rawValue)") }
        #expect(met["", default: 0] >= 300)
    }

    private func make(_ random: inout SeededGenerator, _ secrets: [ConsoleRole: AccessSecret]) throws -> (
        RequestFacts, SlowJudge.Row, RouteDemand
    ) {
        let isProxied = random.below(2) == 0
        let hosts = try known(Self.hosts[isProxied])
        // Half of the requests come under a name of ours, or hardly one would get to the later checks.
        let ours = hosts.filter { $0.1 == .plain || $0.1 == .secure }
        let (host, hostIs) = random.below(4) < 3 ? ours[random.below(ours.count)] : hosts[random.below(hosts.count)]
        let (peer, peerIs) = Self.peers[random.below(Self.peers.count)]
        let (site, siteIs) = Self.sites[random.below(Self.sites.count)]
        let (wantsIs, demand) = Self.wants[random.below(Self.wants.count)]
        let forward = Self.forwards[random.below(Self.forwards.count)]
        let cookie = Self.cookies[random.below(Self.cookies.count)]
        let role = ConsoleRole.allCases[random.below(3)]
        let method = ["GET", "HEAD", "POST", "POST", "PUT", "DELETE", "OPTIONS"][random.below(7)]
        let isSecure = hostIs == .secure
        let (origin, originIs) = self.origin(&random, host ?? "localhost:9850", isSecure)
        let (form, formIs) = self.form(&random)
        var fields = site.map { RequestFacts.Field("Sec-Fetch-Site", $0) } + origin.map { .init("Origin", $0) } + form
        fields += self.fields(forward, role) + self.fields(cookie, isSecure, secrets)
        if hostIs == .twice { fields.append(.init("Host", host ?? "")) }
        let request = RequestFacts(method: method, path: "/beleg/1", authority: host, fields: fields, peer: .address(peer))
        let row = SlowJudge.Row(
            isProxied: isProxied, host: hostIs, peer: peerIs, forward: forward, headerRole: role.rawValue,
            isReading: method == "GET" || method == "HEAD", site: siteIs, origin: originIs, form: formIs, cookie: cookie, wants: wantsIs)
        return (request, row, demand)
    }

    private func origin(_ random: inout SeededGenerator, _ host: String, _ isSecure: Bool) -> ([String], SlowJudge.OriginIs) {
        switch random.below(10) {
        case 0: ([], .absent)
        case 1: (["null"], .null)
        case 2: (["https://evil.example"], .other)
        case 3: (["http://localhost:9851"], .other)
        // The other scheme of the same name.
        case 4: ([(isSecure ? "http://" : "https://") + host], .other)
        default: ([(isSecure ? "https://" : "http://") + host], .ofHost)
        }
    }

    private func form(_ random: inout SeededGenerator) -> ([RequestFacts.Field], SlowJudge.FormIs) {
        let type = RequestFacts.Field("Content-Type", "application/x-www-form-urlencoded")
        return switch random.below(10) {
        case 0: ([type, .init("Content-Length", "65537")], .large)
        case 1: ([type, .init("Content-Length", "99999999999999999999999")], .large)
        case 2: ([.init("Content-Type", "text/plain"), .init("Content-Length", "5")], .otherType)
        case 3: ([.init("Content-Length", "0")], .otherType)
        case 4: ([.init("Content-Type", "Application/X-WWW-Form-URLEncoded; charset=UTF-8"), .init("Content-Length", "65536")], .fine)
        default: ([type, .init("Content-Length", "12")], .fine)
        }
    }

    private func fields(_ forward: SlowJudge.ForwardIs, _ role: ConsoleRole) -> [RequestFacts.Field] {
        let (user, roleField) = (RequestFacts.Field("X-Console-User", "erika"), RequestFacts.Field("X-Console-Role", role.rawValue))
        return switch forward {
        case .nothing: []
        case .address: [.init("X-Forwarded-For", "10.0.0.1"), .init("X-Forwarded-For", "10.0.0.2")]
        case .user: [user, roleField]
        case .userWithoutRole: [user]
        case .userWithForeignRole: [user, .init("X-Console-Role", "root")]
        case .twoUsers: [.init("X-Console-User", "otto"), user, roleField]
        case .twoInOne: [.init("X-Console-User", "otto, erika"), roleField]
        case .unreadable: [.init("X-Console-User", "erika (admin)"), roleField]
        case .roleAlone: [roleField]
        }
    }

    private func fields(_ cookie: SlowJudge.CookieIs, _ isSecure: Bool, _ secrets: [ConsoleRole: AccessSecret]) -> [RequestFacts.Field] {
        let name = isSecure ? Scene.secureCookie : Scene.plainCookie
        func pair(_ role: ConsoleRole) -> String { "\(name)=\(secrets[role]?.text ?? "")" }
        return switch cookie {
        case .none: [.init("Cookie", "lang=de")]
        case .office: [.init("Cookie", "lang=de; \(pair(.office))")]
        case .adviser: [.init("Cookie", pair(.adviser))]
        case .admin: [.init("Cookie", "lang=de"), .init("Cookie", pair(.admin))]
        case .unknown: [.init("Cookie", "\(name)=\(AccessSecret().text)")]
        case .ofAnotherInstance: [.init("Cookie", "reconcile_89abcdef=\(secrets[.admin]?.text ?? "")")]
        case .doubled: [.init("Cookie", "\(pair(.admin)); \(pair(.office))")]
        case .ofTheOtherScheme:
            [.init("Cookie", "\(isSecure ? Scene.plainCookie : Scene.secureCookie)=\(secrets[.admin]?.text ?? "")")]
        }
    }
}
