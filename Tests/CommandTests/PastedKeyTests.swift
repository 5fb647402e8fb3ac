import Foundation
import TestSupport
import Testing

extension CommandLineTests {
    /// A key pasted to where it does not belong is not repeated, whether the program knows it or not.
    @Suite struct PastedKey {
        /// Nobody's key: the program cannot know it, and must not show it because of where it stands.
        private static let unknown = "9c44f0aa-Blaukehlchen-4b1e-a7d2c95be811"

        private static let places: [(yaml: String, isRefused: Bool)] = [
            ("KEY\n", true), ("KEY: x\n", true), ("# one\nKEY: x\n", true), ("hero: KEY\n", true), ("hero:\n  KEY: x\n", true),
            ("- KEY\n", true),
            ("hero:\n  api-key: KEY\n", true), ("hero:\n  endpoint: KEY\n", true),
            ("hero:\n  endpoint: https://user:KEY@hero.example/\n", true),
            ("hero:\n  endpoint: https://127.0.0.1:1/?key=KEY\n", false), ("lexoffice:\n  endpoint: http://KEY/\n", true),
            ("lexoffice:\n  app: KEY\n", true), ("lexoffice:\n  requests-per-second: KEY\n", true), ("settle-seconds: KEY\n", true),
            ("request-timeout-seconds: \"KEY\"\n", true), ("settle-seconds:\n  - KEY\n", true), ("settle-seconds: [KEY, KEY]\n", true),
            ("settle-seconds: {KEY: 1}\n", true), ("settle-seconds: |\n  KEY\n  KEY\n", true), ("settle-seconds: >-\n  KEY\n", true),
            ("settle-seconds: KEY\n  KEY\n", true), ("hero: [KEY\n", true), ("hero: {endpoint: KEY\n", true),
            ("hero:\n\tendpoint: KEY\n", true),
            ("\tKEY\n", true), ("settle-seconds: \"KEY\n", true), ("settle-seconds: 'KEY\n", true),
            ("settle-seconds: &KEY 900 *KEY\n", true),
            ("settle-seconds: *KEY\n", true), ("settle-seconds: !KEY 900\n", false), ("settle-seconds: !<KEY> [1]\n", true),
            ("%KEY\n---\na: b\n", true),
            ("settle-seconds: 900\nsettle-seconds: KEY\n", true), ("KEY: 1\nKEY: 2\n", true), ("? KEY\n: x\n", true),
            ("? [KEY]\n: x\n", true),
            ("settle-seconds: 900 KEY: x\n", true), ("@KEY\n", true), ("`KEY`\n", true), ("settle-seconds: \"\\KEY\"\n", true),
            ("--- KEY\n", true),
            ("settle-seconds: 900\n...\nKEY\n---\n", true), ("webhooks:\n  url: ftp://KEY\n", false), ("webhooks:\n  KEY\n", true),
        ]

        private func pieces(_ key: String) -> [String] {
            let characters = Array(key)
            return (0...characters.count - 8).map { String(characters[$0..<$0 + 8]) }
        }

        private func expectHidden(_ key: String, _ text: String, _ comment: String) {
            for piece in pieces(key) where text.contains(piece) {
                Issue.record("\(comment) shows \(piece): \(text)")
                return
            }
        }

        @Test func `whatever place of the file it was pasted to`() async throws {
            try await Shop.open { shop in
                // Of the environment that is not what the file says, nothing may come first.
                let silent = [
                    "RECONCILE_HERO_ENDPOINT": "", "RECONCILE_LEXOFFICE_ENDPOINT": "", "RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND": "",
                    "RECONCILE_SETTLE_SECONDS": "", "RECONCILE_LEXOFFICE_CLIENT_ID": "client",
                    "RECONCILE_LEXOFFICE_CLIENT_SECRET": "Steinwaelzer-3b7e91f0",
                ]
                try await shop.setUp()
                let places = Self.places.enumerated().map { (index: $0.offset, yaml: $0.element.yaml, isRefused: $0.element.isRefused) }
                // They ask nobody who answers, and wait for it.
                try await sideBySide(places, atOnce: 8) { place in
                    let file = try shop.directory.file("pasted-\(place.index).yaml", place.yaml.replacing("KEY", with: Self.unknown))
                    for form in ["text", "json"] {
                        let ending = try await shop.run(["--dry-run", "--config", file, "--format", form], with: silent)
                        expectHidden(Self.unknown, ending.text, place.yaml)
                        guard place.isRefused else { continue }
                        #expect(ending.exit == 78, "\(place.yaml): \(ending)")
                        #expect(ending.text.contains(file), "\(place.yaml): \(ending.text)")
                    }
                    let doctor = try await shop.run(["doctor", "--config", file], with: silent)
                    expectHidden(Self.unknown, doctor.text, "doctor: \(place.yaml)")
                }
            }
        }

        /// Where a person has to look.
        @Test(arguments: [
            ("settle-seconds: 900\nsettle-second: 5\n", ":2:1: unknown key settle-second"), ("hero: [", ":1"),
            ("hero:\n  endpoint: http://hero.example/\n", ":2"), ("settle-seconds: 900\nrequest-timeout-seconds: 0\n", " is 0 in "),
            ("settle-seconds: 900\n9c44f0aa-Blaukehlchen: 1\n", ":2:1: unknown key, not shown"), ("hero: \"a\n", ":2"),
        ]) func `the line is named`(yaml: String, words: String) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let file = try shop.directory.file("config.yaml", yaml)
                let silent = ["RECONCILE_HERO_ENDPOINT": "", "RECONCILE_SETTLE_SECONDS": "", "RECONCILE_REQUEST_TIMEOUT_SECONDS": ""]
                let ending = try await shop.run(["--dry-run", "--config", file], with: silent)
                #expect(ending.exit == 78, "\(ending)")
                #expect(ending.errors.contains(words), "\(ending.errors)")
                #expect(ending.errors.contains(file))
            }
        }

        /// One the program knows is `***` wherever it was typed, in every form of every output.
        @Test func `a known key on the command line is not repeated`() async throws {
            let secret = "Steinwaelzer-3b7e91f0c5d248a6"
            let keys = [Shop.heroKey, Shop.lexofficeKey, secret]
            try await sideBySide(keys) { key in
                try await Shop.open { shop in
                    try await shop.setUp()
                    let document = shop.number(shop.invoice())
                    _ = try await shop.run([])
                    let login = ["RECONCILE_LEXOFFICE_CLIENT_SECRET": secret, "USER": Shop.heroKey]
                    for command in Self.commands(with: key, document) {
                        for form in [[], ["--format", "json"]] {
                            let ending = try await shop.run(command + form, with: login)
                            expectHidden(key, ending.text, "\(command)")
                        }
                    }
                    let state = String(decoding: StateFile(directory: shop.state).everything, as: UTF8.self)
                    for key in keys { expectHidden(key, state, "the state") }
                }
            }
        }

        private static func commands(with key: String, _ document: String) -> [[String]] {
            [
                ["--config", key], ["--config", "/tmp/\(key).yaml"], ["--config=\(key)"], ["--\(key)"], [key], ["status", key],
                ["list", "--state", key], ["explain", key], ["retry", key], ["close", key], ["setup", "--start-date", key],
                ["setup", "--category", key], ["setup", "--contact-person", key], ["charts", key], ["backup", "/none/\(key)"],
                ["serve", "--listen", key], ["resolve", key, "--absent", "--reason", "x"],
                ["resolve", document, "--adopt", key, "--reason", "x"], ["--format", key], ["--lang", key],
                ["resolve", document, "--absent", "--reason", "it is \(key)"], ["journal", "export"], ["explain", document],
            ]
        }

        /// In the wrong variable, or with something around it.
        @Test func `a key in the wrong variable is not repeated`() async throws {
            let places = [
                "RECONCILE_HERO_ENDPOINT", "RECONCILE_LEXOFFICE_ENDPOINT", "RECONCILE_LEXOFFICE_APP",
                "RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND", "RECONCILE_SETTLE_SECONDS", "RECONCILE_REQUEST_TIMEOUT_SECONDS",
                "RECONCILE_INTERVAL_SECONDS", "RECONCILE_LISTEN", "RECONCILE_LEXOFFICE_REDIRECT_PORT", "RECONCILE_WEBHOOKS_URL",
            ]
            try await sideBySide(places) { try await pasteKey(to: $0) }
        }

        private func pasteKey(to variable: String) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                var variables = [variable: Self.unknown]
                if variable.contains("APP") || variable.contains("PORT") {
                    variables["RECONCILE_LEXOFFICE_CLIENT_ID"] = "client"
                    variables["RECONCILE_LEXOFFICE_CLIENT_SECRET"] = "Steinwaelzer-3b7e91f0"
                }
                if variable == "RECONCILE_WEBHOOKS_URL" { variables["RECONCILE_WEBHOOKS_PUBLIC_KEY"] = "/none.pem" }
                for command in [["serve", "--check"], ["doctor"], ["doctor", "--format", "json"], ["serve"]] {
                    let ending = try await shop.run(command, with: variables)
                    #expect(ending.exit != 0, "\(variable) \(command): \(ending)")
                    expectHidden(Self.unknown, ending.text, "\(variable) \(command)")
                }
            }
        }

        @Test(arguments: [
            String(repeating: "[", count: 30_000), String(repeating: "{a: ", count: 10_000), String(repeating: "- ", count: 30_000),
            String(repeating: "? ", count: 30_000), (0..<300).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
        ]) func `a file nested without end is refused`(yaml: String) async throws {
            try await Shop.open { shop in
                let file = try shop.directory.file("deep.yaml", yaml)
                let ending = try await shop.run("--dry-run", "--config", file)
                #expect(ending.exit == 78, "\(ending.exit ?? -1) \(ending.errors.prefix(300))")
            }
        }
    }
}
