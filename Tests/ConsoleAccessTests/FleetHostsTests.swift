import Bookkeeping
import Persistence
import Testing

@testable import ConsoleAccess

/// Whose console a name means, and that each answers to its own names alone.
@Suite struct FleetHostsTests {
    private static let named = AccessSettings(hosts: "books.example.org 10.0.0.1:9850", url: "https://console.example.org")

    @Test(arguments: [
        ("localhost:9850", nil), ("127.0.0.1:9850", nil), ("[::1]:9850", nil), ("console.example.org", nil), ("books.example.org", nil),
        ("alpha.localhost:9850", "alpha"), ("ALPHA.localhost:9850", "alpha"), ("mueller-bau.console.example.org", "mueller-bau"),
        ("alpha.books.example.org:443", "alpha"), ("alpha.example.org", nil), ("a.b.console.example.org", nil),
        ("-alpha.localhost:9850", nil), ("alpha_1.localhost", nil), (".localhost", nil), ("alpha.localhost.", nil),
        ("alpha.localhost@evil.example", nil), ("evil.example/alpha.localhost", nil), ("", nil),
    ]) func aNameMeansOneConsole(_ host: String, _ account: String?) throws {
        let part = try FleetHosts(Self.named, port: 9850).part(of: host)
        #expect(part == account.flatMap { AccountName($0) }.map { .account($0) } ?? .fleet)
    }

    @Test func noHostIsTheFleets() throws {
        #expect(try FleetHosts(Self.named, port: 9850).part(of: nil) == .fleet)
    }

    @Test func anAccountIsBeforeEachNameOfTheFleet() throws {
        let alpha = try #require(AccountName("alpha"))
        let own = AccessSettings(hosts: "beta.console.example.org", url: "https://evil.example", proxyFrom: "::1")
        let settings = try FleetHosts(Self.named, port: 9850).settings(of: alpha, own: own)
        #expect(settings.url == "https://alpha.console.example.org")
        #expect(settings.hosts == "alpha.books.example.org alpha.10.0.0.1:9850 alpha.localhost:9850")
        #expect(settings.proxyFrom == "::1")
        let bare = try FleetHosts(AccessSettings(), port: 9850)
        #expect(bare.address(of: alpha)?.description == "http://alpha.localhost:9850")
        #expect(bare.settings(of: alpha, own: AccessSettings()).url.isEmpty)
        #expect(try FleetHosts(AccessSettings(), port: nil).address(of: alpha) == nil)
        #expect(try FleetHosts(Self.named, port: nil).address(of: alpha)?.description == "https://alpha.console.example.org")
    }

    /// The gate of one account refuses the names of every other, and of the fleet where it is not this machine.
    @Test func aGateKnowsItsOwnNamesAlone() throws {
        let hosts = try FleetHosts(Self.named, port: 9850)
        let (alpha, beta) = (try #require(AccountName("alpha")), try #require(AccountName("beta")))
        let rules = try AccessRules(own: .port(9850), settings: hosts.settings(of: alpha, own: AccessSettings()), instance: "0123456789")
        func isOurs(_ name: String) throws -> Bool { rules.isOurs(try #require(HostName(name))) }
        #expect(try isOurs("alpha.console.example.org") && isOurs("alpha.localhost:9850"))
        for other in [
            "\(beta).console.example.org", "\(beta).localhost:9850", "console.example.org", "alpha.localhost:9851", "evil.example",
        ] {
            #expect(try !isOurs(other), "\(other)")
        }
    }

    /// On this machine nobody speaks TLS, whatever the address people open from elsewhere.
    @Test func theNameOfThisMachineIsNotBehindTheProxy() throws {
        let alpha = try #require(AccountName("alpha"))
        let settings = try FleetHosts(Self.named, port: 9850).settings(of: alpha, own: AccessSettings())
        let rules = try AccessRules(own: .port(9850), settings: settings, instance: "0123456789")
        #expect(rules.isSecure(try #require(HostName("alpha.console.example.org"))))
        #expect(!rules.isSecure(try #require(HostName("alpha.localhost:9850"))))
    }
}
