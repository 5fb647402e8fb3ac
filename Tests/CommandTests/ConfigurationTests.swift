import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    @Suite struct Configuration {
        @Test func `an unknown key is refused with the nearest one`() async throws {
            try await Shop.open { shop in
                let cases = [
                    ("settle-second: 5\n", "settle-second", "settle-seconds"),
                    ("lexoffice:\n  endpont: https://api.lexware.io\n", "lexoffice.endpont", "lexoffice.endpoint"),
                    ("listne: 127.0.0.1:1\n", "listne", "listen"),
                    ("heroo:\n  endpoint: https://example.org\n", "heroo", "hero"),
                    ("lexoffice:\n  requests_per_second: 2\n", "lexoffice.requests_per_second", "lexoffice.requests-per-second"),
                    ("state_directory: /tmp\n", "state_directory", "state-directory"),
                ]
                for (index, (yaml, key, nearest)) in cases.enumerated() {
                    let file = try shop.directory.file("config-\(index).yaml", yaml)
                    let ending = try await shop.run("--dry-run", "--config", file)
                    #expect(ending.exit == 78)
                    #expect(ending.errors.contains("unknown key \(key)\n"), "\(ending.errors)")
                    #expect(ending.errors.contains("Did you mean \(nearest)?"), "\(ending.errors)")
                    #expect(ending.errors.contains(file))
                    #expect(!ending.errors.contains("secret"))
                }
            }
        }

        @Test(arguments: ["hero.api-key", "lexoffice.api_key", "api-key", "hero-api-key", "lexoffice.client-secret"])
        func `where keys belong is said instead of a nearest name`(key: String) async throws {
            try await Shop.open { shop in
                let parts = key.split(separator: ".").map(String.init)
                let yaml = parts.count == 2 ? "\(parts[0]):\n  \(parts[1]): hunter2\n" : "\(key): hunter2\n"
                let file = try shop.directory.file("config.yaml", yaml)
                let ending = try await shop.run("--dry-run", "--config", file)
                #expect(ending.exit == 78 && ending.errors.contains("unknown key \(key)\n"), "\(ending.errors)")
                #expect(ending.errors.contains("$CREDENTIALS_DIRECTORY") && !ending.errors.contains("hunter2"), "\(ending.errors)")
            }
        }

        @Test func `a file that is no configuration is refused`() async throws {
            try await Shop.open { shop in
                let large = String(repeating: "# filler\n", count: 10_000)
                for (index, yaml) in ["- a\n- b\n", "hero: [", "hero: login\n", "settle-seconds: [1]\n", large].enumerated() {
                    let file = try shop.directory.file("config-\(index).yaml", yaml)
                    let ending = try await shop.run("--dry-run", "--config", file)
                    #expect(ending.exit == 78, "\(yaml.prefix(40))")
                    #expect(ending.errors.contains(file), "\(ending.errors)")
                    #expect(ending.output.isEmpty)
                }
                let missing = try await shop.run("--dry-run", "--config", shop.directory.path + "/none.yaml")
                #expect(missing.exit == 78)
                #expect(missing.errors.contains("none.yaml"))
            }
        }

        private static let outOfRange: [(variable: String, value: String)] = [
            ("RECONCILE_SETTLE_SECONDS", "soon"), ("RECONCILE_SETTLE_SECONDS", "-1"), ("RECONCILE_SETTLE_SECONDS", "1.5"),
            ("RECONCILE_SETTLE_SECONDS", "99999999999999999999"), ("RECONCILE_REQUEST_TIMEOUT_SECONDS", "0"),
            ("RECONCILE_REQUEST_TIMEOUT_SECONDS", "601"), ("RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND", "0"),
            ("RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND", "-2"), ("RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND", "fast"),
            ("RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND", "1e99"), ("RECONCILE_HERO_ENDPOINT", "login.hero-software.de"),
            ("RECONCILE_HERO_ENDPOINT", "http://hero.example/graphql"), ("RECONCILE_LEXOFFICE_ENDPOINT", "http://lexoffice.example"),
            ("RECONCILE_LEXOFFICE_ENDPOINT", "https://user:pass@lexoffice.example"),
        ]

        @Test func `a value out of range is refused with its source`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let requests = shop.world.log.count
                try await sideBySide(Self.outOfRange) { (variable, value) in
                    let ending = try await shop.run(["--dry-run"], with: [variable: value])
                    #expect(ending.exit == 78, "\(variable)=\(value): \(ending.text)")
                    #expect(ending.errors.contains("in \(variable)"), "\(variable)=\(value): \(ending.errors)")
                    #expect(ending.errors.contains("It must be"), "\(variable)=\(value): \(ending.errors)")
                }
                #expect(shop.world.log.count == requests)
            }
        }

        @Test func `a wrong number in the file is named with the file`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let file = try shop.directory.file("config.yaml", "settle-seconds: many\n")
                let wrong = try await shop.run(["--dry-run", "--config", file], with: ["RECONCILE_SETTLE_SECONDS": ""])
                #expect(wrong.exit == 78)
                #expect(wrong.errors.contains("settle-seconds cannot be used in \(file):1"))
                // The environment beats the file, the file beats the default.
                let doctor = try await shop.run("doctor", "--config", file)
                #expect(doctor.exit == 0, "\(doctor.text)")
                #expect(doctor.output.contains("settle-seconds = 0 (RECONCILE_SETTLE_SECONDS)"))
                let other = try shop.directory.file("other.yaml", "interval-seconds: 30\nlexoffice:\n  app: https://app.example\n")
                let sources = try await shop.run("doctor", "--config", other)
                #expect(sources.output.contains("interval-seconds = 30 (\(other))"))
                #expect(sources.output.contains("lexoffice.app = https://app.example (\(other))"))
                #expect(sources.output.contains("listen = 127.0.0.1:9847 (default)"))
            }
        }

        /// Accounts with a user of their own each have one: systemd links it to where nobody else looks.
        @Test func `a state directory behind a link is judged by what it leads to`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let link = shop.directory.path + "/link"
                try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: shop.state)
                for (mode, line) in [(0o700, "ok    state directory: \(link), 0700"), (0o750, "warn  state directory: \(link), 0750")] {
                    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: shop.state)
                    let doctor = try await shop.run("doctor", with: ["STATE_DIRECTORY": link])
                    #expect(doctor.output.contains(line), "\(doctor.text)")
                }
            }
        }

        private static let misused = [
            ["--nonsense"], ["nonsense"], ["--format", "xml"], ["--lang", "fr"], ["list", "--state", "nowhere"], ["charts", "nowhere"],
            ["charts", "--format", "pdf"], ["explain"], ["retry"], ["resolve", "RE-1", "--reason", "why"],
            ["resolve", "RE-1", "--absent", "--waive", "--reason", "why"], ["resolve", "RE-1", "--absent"],
            ["resolve", "RE-1", "--absent", "--reason", "  "], ["sandbox", "--listen", "nowhere"], ["journal", "burn"], ["--dry-run=maybe"],
        ]

        @Test func `usage errors say how it is used`() async throws {
            try await Shop.open { shop in
                try await sideBySide(Self.misused) { arguments in
                    let ending = try await shop.run(arguments)
                    #expect(ending.exit == 64, "\(arguments): \(ending.text)")
                    #expect(!ending.errors.isEmpty, "\(arguments)")
                    #expect(ending.output.isEmpty, "\(arguments): \(ending.output)")
                }
                #expect(shop.world.log.isEmpty)
            }
        }
    }
}
