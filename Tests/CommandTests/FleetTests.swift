import Bookkeeping
import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// The commands about all accounts.
    @Suite struct Fleet {
        @Test func `check names each broken account, and writes nothing`() async throws {
            try await Shop.open { shop in
                try await Shop.open(lexofficeKey: Shop.otherLexofficeKey, organization: Shop.otherOrganization) { other in
                    let fleet = try AccountFiles()
                    try fleet.add("alpha", of: shop)
                    try await fleet.setUp("alpha", of: shop)
                    try fleet.add("gamma", of: other, lexoffice: Shop.otherLexofficeKey)
                    let good = try await fleet.run(["fleet", "check"])
                    #expect(good.exit == 0 && good.output.hasSuffix("2 of 2 accounts good\n"), "\(good.text)")
                    #expect(good.output.contains("`reconcile setup --account gamma --start-date"), "\(good.text)")

                    try fleet.add("twin", of: shop)
                    // Keys of its own, and the same organisation behind them.
                    try fleet.add("sibling", of: shop)
                    try await fleet.setUp("sibling", of: shop)
                    try fleet.key("sibling.hero-api-key", "ac_Geschwister0123456789")
                    try fleet.key("sibling.lexoffice-api-key", "Geschwister-0123456789")
                    try fleet.add("typo", "settle-second: 5\n")
                    try fleet.add("slow", "interval-seconds: never\n")
                    try fleet.add("keyless", lexoffice: nil)
                    try fleet.add("Upper")
                    try fleet.key("beta.hero-api-key", "ac_NobodysKey0123456789")
                    for name in ["etcd-password", "cluster-key"] { try fleet.key("gamma.\(name)", "Vogelfrei0123456789") }
                    for name in ["hero-api-key", "etcd-password", "cluster-key"] {
                        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: fleet.keys + "/gamma.\(name)")
                    }
                    let state = fleet.states + "/damaged"
                    try fleet.add("damaged", lexoffice: "another-key-0123456789")
                    try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: false)
                    try Data("no database".utf8).write(to: URL(fileURLWithPath: state + "/reconcile.sqlite"))
                    let before = try Self.tree(fleet.directory.path)
                    let ending = try await fleet.run(["fleet", "check", "--format", "json"])
                    #expect(ending.exit == 78, "\(ending.text)")
                    var failed: [String: String] = [:]
                    for record in try records(ending) where record["grade"] == "fail" {
                        failed[Self.text(record["subject"]), default: ""] += Self.text(record["message"])
                    }
                    #expect(Set(failed.keys) == ["twin", "sibling", "typo", "slow", "keyless", "Upper.yaml", "damaged"], "\(failed)")
                    #expect(failed["twin"] == "works on the same books as alpha" && failed["slow"]?.contains("interval-seconds") == true)
                    #expect(failed["sibling"] == "works on the same books as alpha")
                    #expect(ending.output.contains("beta.hero-api-key belongs to no account"), "\(ending.output)")
                    for name in ["hero-api-key", "etcd-password", "cluster-key"] {
                        #expect(ending.output.contains("gamma.\(name) can be read by others"), "\(ending.output)")
                    }
                    #expect(ending.output.contains("2 of 9 accounts good"), "\(ending.output)")
                    #expect(!ending.output.contains("NobodysKey"))
                    #expect(try Self.tree(fleet.directory.path) == before)
                }
            }
        }

        private static func text(_ field: SandboxJSON?) -> String {
            guard case .string(let text) = field else { return "" }
            return text
        }

        /// Every file with its size and the moment it last changed, but for those by which SQLite tells readers from writers.
        private static func tree(_ path: String) throws -> [String] {
            let names = try FileManager.default.subpathsOfDirectory(atPath: path).filter { !$0.hasSuffix("-wal") && !$0.hasSuffix("-shm") }
            return try names.sorted().compactMap { name in
                let facts = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
                guard facts[.type] as? FileAttributeType == .typeRegular else { return name }
                return "\(name) \(facts[.size] ?? "") \(facts[.modificationDate] ?? "")"
            }
        }

        @Test func `add makes what an account needs, says what comes next, and never changes what is there`() async throws {
            try await Shop.open { shop in
                let directory = try TemporaryDirectory()
                let file = try directory.file("fleet.yaml", "credentials-directory: keys\nstate-directory: var/states\n")
                let fleet = try AccountFiles()
                let made = try await fleet.run(["fleet", "add", "alpha", "--fleet", file], with: ["RECONCILE_FLEET": ""])
                #expect(made.exit == 0, "\(made.text)")
                let (account, state) = (directory.path + "/accounts/alpha.yaml", directory.path + "/var/states/alpha")
                let key = directory.path + "/keys/alpha.hero-api-key"
                for text in [account, state, key, "`reconcile setup --account alpha ", "`reconcile fleet check`"] {
                    #expect(made.output.contains(text), "\(made.output)")
                }
                func mode(_ path: String) throws -> Int? {
                    try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
                }
                #expect(try mode(account) == 0o644 && mode(state) == 0o700 && mode(directory.path + "/var/states") == 0o700)
                let content = try String(contentsOfFile: account, encoding: .utf8)

                let again = try await fleet.run(["fleet", "add", "alpha", "--fleet", file, "--format", "json"])
                #expect(again.exit == 64 && again.errors.contains("account_exists"), "\(again.text)")
                #expect(try String(contentsOfFile: account, encoding: .utf8) == content)
                for name in ["Alpha", "../beta", "a.b"] {
                    let refused = try await fleet.run(["fleet", "add", name, "--fleet", file])
                    #expect(refused.exit == 64 && refused.errors.contains("63 lower-case"), "\(refused.text)")
                }
                #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/accounts") == ["alpha.yaml"])

                // With its keys it can be set up, and from then on its name belongs to that state.
                try FileManager.default.removeItem(atPath: fleet.directory.path + "/accounts")
                for name in ["accounts", "keys"] {
                    try? FileManager.default.removeItem(atPath: "\(fleet.directory.path)/\(name)")
                    try FileManager.default.createDirectory(
                        atPath: "\(fleet.directory.path)/\(name)", withIntermediateDirectories: false)
                }
                try #require(try await fleet.run(["fleet", "add", "beta"]).exit == 0)
                try fleet.add("beta", of: shop)
                try await fleet.setUp("beta", of: shop)
                try FileManager.default.removeItem(atPath: fleet.directory.path + "/accounts/beta.yaml")
                let second = try await fleet.run(["fleet", "add", "beta"])
                #expect(second.exit == 0 && second.output.contains("! In \(fleet.states)/beta there is the state of an earlier account"))
                #expect(second.output.contains("The keys are there already."), "\(second.text)")
            }
        }

        @Test func `status tells a line per account, those in trouble first`() async throws {
            try await Shop.open { shop in
                let fleet = try AccountFiles()
                let empty = try await fleet.run(["fleet", "status"])
                #expect(empty.exit == 0 && empty.output.contains("`reconcile fleet add NAME`"), "\(empty.text)")
                for name in ["asking", "calm", "resting"] {
                    try fleet.add(name, of: shop)
                    try await fleet.setUp(name, of: shop)
                }
                try fleet.add("fresh", of: shop)
                try fleet.add("typo", "settle-second: 5\n")
                #expect(try await fleet.run("pause", account: "resting").exit == 0)
                let calm = try await fleet.run(account: "calm")
                #expect(calm.exit == 0, "\(calm.text)")
                // Of the same stand-ins, so this one finds what another transferred: somebody has to say.
                shop.invoice(numbering: .missing)
                #expect(try await fleet.run(account: "asking").exit == 3)
                let ending = try await fleet.run(["fleet", "status", "--format", "json"])
                #expect(ending.exit == 3, "\(ending.text)")
                let lines = try records(ending).filter { $0["type"] == "account" }
                let found = lines.map { "\(Self.text($0["account"])) \(Self.text($0["condition"]))" }
                #expect(
                    found == ["typo files_unusable", "asking needs_people", "fresh not_set_up", "resting paused", "calm in_step"],
                    "\(found)")
                #expect(ending.output.contains("\"needs_people\":1,\"oldest_waiting\":\""), "\(ending.output)")
                let bad = try await fleet.run(["fleet", "status", "--bad", "--lang", "de"])
                #expect(bad.exit == 3 && !bad.output.contains("calm "), "\(bad.text)")
                #expect(bad.output.contains("5 Konten: 1 im Takt, 1 angehalten, 1 nicht eingerichtet"), "\(bad.text)")
            }
        }

        @Test(.timeLimit(.minutes(2))) func `one process serves all that are good, and says why it holds another back`() async throws {
            try await Shop.open { one in
                try await Shop.open(lexofficeKey: Shop.otherLexofficeKey, organization: Shop.otherOrganization) { two in
                    try await Shop.open(organization: "2b6f0cc9-04d1-43da-9bf5-56c8e4d2c3f1") { three in
                        try await serve(one, two, three)
                    }
                }
            }
        }

        private func serve(_ one: Shop, _ two: Shop, _ three: Shop) async throws {
            let fleet = try AccountFiles()
            try fleet.add("alpha", of: one)
            try fleet.add("beta", of: two, lexoffice: Shop.otherLexofficeKey)
            try fleet.add("locked", of: three)
            for (name, shop) in [("alpha", one), ("beta", two), ("locked", three)] { try await fleet.setUp(name, of: shop) }
            try fleet.key("locked.lexoffice-api-key", "Schluesseldienst-0123456789")
            let (mine, theirs) = (one.invoice(), two.invoice(net: 777))
            let service = try await Service.start { port in
                // Where it can be asked is in the file, for whoever asks.
                let text = "listen: 127.0.0.1:\(port)\ninterval-seconds: 1\ncredentials-directory: keys\nstate-directory: states\n"
                _ = try fleet.directory.file("fleet.yaml", text)
                return try Child(
                    Installation.reconcile, ["fleet", "serve", "--fleet", fleet.path], environment: fleet.environment)
            }
            try await Fact.wait(for: "both transferred") { !one.world.lexoffice.files.isEmpty && !two.world.lexoffice.files.isEmpty }
            one.expectBooks([mine])
            two.expectBooks([theirs])
            let trouble = "reconcile_account_trouble{account=\"locked\",reason=\"credential_refused\"} 1"
            try await Fact.wait(for: "the trouble is told") { try await service.page().contains(trouble) }
            let status = try await fleet.run(["fleet", "status", "--format", "json"])
            let lines = try records(status).filter { $0["type"] == "account" }
            #expect(lines.first?["account"] == "locked" && lines.first?["condition"] == "held_back", "\(status.text)")
            #expect(lines.first?["message"] == "credential_refused", "\(status.text)")
            #expect(lines.dropFirst().allSatisfy { $0["condition"] == "in_step" }, "\(status.text)")
            #expect(try await service.stop().exit == 0)
            // Nobody speaks for it any more.
            let silent = try await fleet.run(["fleet", "status", "--bad", "--format", "json"])
            #expect(!silent.output.contains("held_back") && silent.output.contains("\"account\":\"locked\""), "\(silent.text)")
        }

        @Test func `a command that is shown names the account`() async throws {
            let fleet = try AccountFiles()
            try fleet.add("alpha")
            let text = try await fleet.run("status", account: "alpha")
            #expect(text.exit == 78 && text.errors.contains("`reconcile --account alpha setup --start-date"), "\(text.text)")
            let record = try await fleet.run(["status", "--account=alpha", "--fleet", fleet.path, "--format", "json"])
            #expect(record.errors.contains("`reconcile --account alpha --fleet \(fleet.path) setup"), "\(record.errors)")
        }
    }
}
