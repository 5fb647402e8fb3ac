import ConsoleAccess
import Persistence
import Testing

/// What is taken from configuration and command line, and what is refused by name.
@Suite struct SettingsTests {
    @Test(arguments: [
        (AccessSettings(hosts: "console.example.org, [::1]:80 localhost:9850"), nil),
        (AccessSettings(hosts: "https://console.example.org"), "console.hosts"),
        (AccessSettings(hosts: "localhost:0"), "console.hosts"),
        (AccessSettings(hosts: "*.example.org"), "console.hosts"),
        (AccessSettings(url: "https://console.example.org/"), nil),
        (AccessSettings(url: "https://console.example.org/books"), "console.url"),
        (AccessSettings(url: "https://erika@console.example.org"), "console.url"),
        (AccessSettings(url: "ftp://console.example.org"), "console.url"),
        (AccessSettings(proxyFrom: "127.0.0.1 ::1,unix"), nil),
        (AccessSettings(proxyFrom: "localhost"), "console.proxy.from"),
        (AccessSettings(proxyFrom: "10.0.0.0/8"), "console.proxy.from"),
        (AccessSettings(userHeader: "X-User", roleHeader: "X-Role"), "console.proxy.from"),
        (AccessSettings(proxyFrom: "::1", userHeader: "X-User"), "console.proxy.role-header"),
        (AccessSettings(proxyFrom: "::1", roleHeader: "X-Role"), "console.proxy.user-header"),
        (AccessSettings(proxyFrom: "::1", userHeader: "X-User", roleHeader: "x-user"), "console.proxy.role-header"),
        (AccessSettings(proxyFrom: "::1", userHeader: "Cookie", roleHeader: "X-Role"), "console.proxy.user-header"),
        (AccessSettings(proxyFrom: "::1", userHeader: "X User", roleHeader: "X-Role"), "console.proxy.user-header"),
        (AccessSettings(proxyFrom: "::1", userHeader: "X-User", roleHeader: "X-Role"), nil),
    ]) func settings(_ settings: AccessSettings, _ refused: String?) {
        var named: String?
        do throws(AccessSettings.Failure) {
            _ = try AccessRules(own: .port(9850), settings: settings, instance: Scene.instance)
        } catch {
            named = error.setting.rawValue
        }
        #expect(named == refused)
    }

    @Test(arguments: [
        ("erika", true), ("Erika Müller", true), ("Erika Mu\u{308}ller", true), ("e.m+x@firma.de", true), ("O'Neil", true), ("李", true),
        ("7", true), (String(repeating: "e", count: 60), true), (String(repeating: "e", count: 61), false), ("", false), (" erika", false),
        ("erika ", false), ("e  m", false), ("erika (admin)", false), ("a,b", false), ("a:b", false), ("a\nb", false),
        ("a\u{1B}[1m", false),
        ("a\u{202E}b", false), ("a\u{200D}b", false), ("\u{3164}", false), ("\u{301}", false), ("<b>", false), ("=1+1", false),
    ]) func names(_ text: String, _ isName: Bool) {
        #expect((ConsoleName(text) != nil) == isName, "\(text)")
    }

    @Test func grants() throws {
        let name = try known(ConsoleName("erika"))
        for (days, isAllowed) in [(0, false), (1, true), (30, true), (31, false), (-1, false)] {
            #expect((AccessGrant(name: name, role: .office, days: days) != nil) == isAllowed)
        }
    }

    @Test(arguments: [
        ("s12", true), ("k1", true), ("12", false), ("s", false), ("s0", false), ("s-1", false), ("s+1", false), ("x1", false), ("", false),
    ])
    func identifiers(_ text: String, _ isOne: Bool) {
        #expect(AccessID(text).map { "\($0)" } == (isOne ? text : nil))
    }

    @Test func aSecretHasOneSpelling() throws {
        let secret = AccessSecret()
        #expect(secret.text.utf8.count == 43)
        #expect(AccessSecret(secret.text) == secret)
        // Bits of the last character that stand for nothing.
        let zeros = String(repeating: "A", count: 43)
        #expect(AccessSecret(zeros) != nil)
        #expect(AccessSecret(zeros.dropLast() + "B") == nil)
        #expect(AccessSecret(String(repeating: "+", count: 43)) == nil)
        #expect(AccessSecret(pasted: "https://a.example/anmelden#\(secret.text)") == secret)
        #expect(Set((0..<100).map { _ in AccessSecret() }).count == 100)
    }

    @Test func everyAnswerCarriesTheHeaders() {
        let headers = Dictionary(uniqueKeysWithValues: SecurityHeaders.all.map { ($0.name, $0.value) })
        #expect(
            headers["content-security-policy"]
                == "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
                + "frame-ancestors 'none'; base-uri 'none'")
        #expect(headers["cache-control"] == "no-store")
        #expect(headers["x-content-type-options"] == "nosniff")
        #expect(headers["referrer-policy"] == "same-origin")
        #expect(headers["cross-origin-opener-policy"] == "same-origin")
        #expect(headers["cross-origin-resource-policy"] == "same-origin")
    }
}
