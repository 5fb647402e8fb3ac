import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// Who may come in to the console, as the command decides it.
    @Suite struct Console {
        private static let on = ["RECONCILE_CONSOLE_LISTEN": "127.0.0.1:9850"]

        @Test func `says that the console is off and what to set`() async throws {
            try await Shop.open { shop in
                let off = try await shop.run("console")
                #expect(off.exit == 78 && off.output.isEmpty, "\(off.text)")
                #expect(off.errors.contains("console.listen") && off.errors.contains("listen: 127.0.0.1:9850"))
                #expect(!FileManager.default.fileExists(atPath: shop.state + "/access.sqlite"))
                let doctor = try await shop.run("doctor")
                #expect(doctor.output.contains("ok    console: off: console.listen names no address"), "\(doctor.text)")
            }
        }

        @Test func `prints a link, lists it and ends it`() async throws {
            try await Shop.open { shop in
                let text = try await shop.run("console", with: Self.on)
                #expect(text.exit == 0, "\(text.text)")
                let link = try #require(text.lines.first { $0.hasPrefix("http") })
                #expect(link.wholeMatch(of: /http:\/\/127\.0\.0\.1:9850\/anmelden#[A-Za-z0-9_-]{43}/) != nil, "\(link)")
                #expect(text.output.contains("For tester (office), once and until") && text.output.contains("ssh -L 9850:127.0.0.1:9850"))
                let key = try #require(link.split(separator: "#").last)
                let bytes = try #require(FileManager.default.contents(atPath: shop.state + "/access.sqlite"))
                #expect(bytes.range(of: Data(key.utf8)) == nil && bytes.range(of: Data("tester".utf8)) != nil)
                let mode = try FileManager.default.attributesOfItem(atPath: shop.state + "/access.sqlite")[.posixPermissions] as? Int
                #expect(mode == 0o600)

                let proxied = Self.on.merging(["RECONCILE_CONSOLE_URL": "https://console.example.org"]) { _, new in new }
                let json = try await shop.run(
                    "console", "--as", "Erika Müller", "--role", "admin", "--days", "30", "--format", "json", with: proxied)
                let made = try #require(try records(json).last)
                #expect(made["link"]?.stringValue?.hasPrefix("https://console.example.org/anmelden#") == true, "\(json.text)")
                #expect(made["name"] == "Erika Müller" && made["role"] == "admin" && made["days"] == 30)
                let german = try await shop.run("console", "--lang", "de", with: proxied)
                #expect(german.output.contains("Für tester (office), einmal und bis") && !german.output.contains("ssh -L"))

                let list = try records(try await shop.run("console", "--list", "--format", "json"))
                #expect(list.filter { $0["type"] == "access_link" }.count == 3)
                #expect(list.last?["links"] == 3 && list.last?["sessions"] == 0)
                let id = try #require(made["id"]?.stringValue)
                let revoked = try await shop.run("console", "--revoke", id)
                #expect(revoked.exit == 0 && revoked.output.contains("\(id) has ended"), "\(revoked.text)")
                let again = try await shop.run("console", "--revoke", id)
                #expect(again.exit == 64 && again.errors.contains("no session and no open link \(id)"), "\(again.text)")
                let all = try await shop.run("console", "--revoke-all")
                #expect(all.output.contains("Ended: sessions 0, links 2."), "\(all.text)")
                #expect(try await shop.run("console", "--list").output.contains("Nobody is logged in"))
            }
        }

        @Test func `refuses what is no name, no role and no number of days`() async throws {
            try await Shop.open { shop in
                for wrong in [
                    ["--as", "erika (admin)"], ["--as", ""], ["--as", "e\u{202E}a"], ["--role", "root"], ["--days", "31"], ["--days", "0"],
                    ["--revoke", "7"], ["--list", "--revoke-all"],
                ] {
                    let ending = try await shop.run(["console"] + wrong, with: Self.on)
                    #expect(ending.exit == 64 && ending.output.isEmpty, "\(wrong) \(ending.text)")
                }
                let nobody = try await shop.run("console", with: Self.on.merging(["USER": "(x)"]) { _, new in new })
                #expect(nobody.exit == 64 && nobody.errors.contains("--as NAME"), "\(nobody.text)")
            }
        }

        @Test func `a setting that cannot be used is named before a start`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                for (variables, setting) in [
                    (["RECONCILE_CONSOLE_LISTEN": "9850"], "console.listen"),
                    (["RECONCILE_CONSOLE_LISTEN": "127.0.0.1:9847"], "console.listen"),
                    (["RECONCILE_CONSOLE_HOSTS": "https://a.example"], "console.hosts"),
                    (["RECONCILE_CONSOLE_URL": "a.example"], "console.url"),
                    (["RECONCILE_CONSOLE_PROXY_FROM": "localhost"], "console.proxy.from"),
                    (
                        ["RECONCILE_CONSOLE_PROXY_FROM": "::1", "RECONCILE_CONSOLE_PROXY_USER_HEADER": "X-User"],
                        "console.proxy.role-header"
                    ),
                    (
                        ["RECONCILE_CONSOLE_PROXY_FROM": "::1", "RECONCILE_CONSOLE_PROXY_ROLE_HEADER": "X-Role"],
                        "console.proxy.user-header"
                    ),
                ] {
                    let bad = try await shop.run("serve", "--check", with: variables)
                    #expect(bad.exit == 78 && bad.errors.contains(setting), "\(setting) \(bad.text)")
                }
                #expect(try await shop.run("serve", "--check", with: Self.on).exit == 0)
            }
        }

        @Test func `doctor tells of what lets in more than was meant`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let open = try await shop.run("doctor", with: ["RECONCILE_CONSOLE_LISTEN": "0.0.0.0:9850"])
                #expect(open.output.contains("warn  console: reachable from other machines"), "\(open.text)")
                let socket = try await shop.run("doctor", with: ["RECONCILE_CONSOLE_LISTEN": "unix:/run/console"])
                #expect(socket.output.contains("fail  console: nobody can open a link"), "\(socket.text)")
                _ = try await shop.run("console", with: Self.on)
                let file = shop.state + "/access.sqlite"
                try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
                let loose = try await shop.run("doctor", with: Self.on)
                #expect(loose.output.contains("warn  console: access.sqlite, 0644"), "\(loose.text)")
                #expect(loose.output.contains("ok    console: 127.0.0.1:9850, http://127.0.0.1:9850"))
                try Data("no database at all, and long enough to be looked at".utf8).write(to: URL(fileURLWithPath: file))
                let damaged = try await shop.run("console", "--list", with: Self.on)
                #expect(damaged.exit == 0 && damaged.errors.contains("everybody logs in anew"), "\(damaged.text)")
                let told = try await shop.run("doctor", with: Self.on)
                #expect(told.output.contains("warn  console: The file with the logins was damaged"), "\(told.text)")
            }
        }
    }
}
