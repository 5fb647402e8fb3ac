import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// Accounts that go from one machine to another.
    @Suite struct FleetTakeover {
        /// A program that does what Litestream does with a replica of one file.
        private static func litestream(in directory: TemporaryDirectory) throws -> String {
            let path = try directory.file(
                "litestream",
                """
                #!/bin/sh
                # restore -if-replica-exists -o FILE ADDRESS
                place="${5#file://}"
                if [ -e "$place/broken" ]; then echo 'no route to host' >&2; exit 1; fi
                if [ -e "$place/copy" ]; then cp "$place/copy" "$4"; chmod 644 "$4"; fi
                """)
            try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
            return path
        }

        private static func text(_ field: SandboxJSON?) -> String {
            guard case .string(let text) = field else { return "" }
            return text
        }

        private static func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }

        @Test func `takeover links again what the replica does not know, and makes nothing twice`() async throws {
            try await Shop.open { shop in
                let (old, new) = (try AccountFiles(), try AccountFiles())
                let litestream = try Self.litestream(in: new.directory)
                for fleet in [old, new] { try fleet.add("alpha", of: shop) }
                try await old.setUp("alpha", of: shop)
                let first = shop.invoice()
                try #require(try await old.run(account: "alpha").exit == 0)
                try FileManager.default.createDirectory(
                    atPath: new.directory.path + "/replica", withIntermediateDirectories: false)
                try #require(try await old.run("backup", new.directory.path + "/replica/copy", account: "alpha").exit == 0)
                let second = shop.invoice(net: 777)
                try #require(try await old.run(account: "alpha").exit == 0)
                shop.expectBooks([first, second])

                let takeover = [
                    "fleet", "takeover", "alpha", "--from", "file://\(new.directory.path)/replica", "--litestream", litestream,
                ]
                let silent = try await new.run(takeover)
                #expect(silent.exit == 64 && silent.errors.contains("make documents twice"), "\(silent.text)")
                #expect(!FileManager.default.fileExists(atPath: new.states + "/alpha"))

                let taken = try await new.run(takeover + ["--old-host-is-off"])
                #expect(taken.exit == 0 && taken.output.contains("restored, its last pass on "), "\(taken.text)")
                #expect(!taken.output.contains("lay here"), "\(taken.text)")
                let state = new.states + "/alpha/reconcile.sqlite"
                #expect(try Self.mode(state) == 0o600 && Self.mode(new.states + "/alpha") == 0o700)
                let linking = try await new.run(account: "alpha")
                #expect(linking.output.contains("The state is older than reality"), "\(linking.text)")
                shop.expectBooks([first, second])

                // Again: what lies here is put aside, and nothing is lost.
                let again = try await new.run(takeover + ["--old-host-is-off", "--format", "json"])
                let outcome = try records(again).last
                #expect(again.exit == 0 && outcome?["account"] == "alpha", "\(again.text)")
                let aside = Self.text(outcome?["aside"])
                #expect(aside.hasPrefix(new.states + "/alpha/aside/"))
                #expect(FileManager.default.fileExists(atPath: aside + "/reconcile.sqlite"))
                let third = shop.invoice(net: 888)
                var passes = 0
                while passes < 5, shop.world.lexoffice.files.count < 3 {
                    _ = try await new.run(account: "alpha")
                    passes += 1
                }
                shop.expectBooks([first, second, third])
            }
        }

        @Test func `takeover changes nothing where it cannot be had`() async throws {
            let fleet = try AccountFiles()
            try fleet.add("alpha")
            let litestream = try Self.litestream(in: fleet.directory)
            let broken = fleet.directory.path + "/away"
            try FileManager.default.createDirectory(atPath: broken, withIntermediateDirectories: false)
            _ = try fleet.directory.file("away/broken", "")
            let (none, away) = ("file://\(fleet.directory.path)/none", "file://\(broken)")
            let damaged = fleet.directory.path + "/damaged"
            try FileManager.default.createDirectory(atPath: damaged, withIntermediateDirectories: false)
            _ = try fleet.directory.file("damaged/copy", String(repeating: "x", count: 8_192))
            let cases: [(String, [String], Int32, String)] = [
                ("alpha", ["--from", none, "--litestream", litestream], 78, "no_replica"),
                ("alpha", ["--from", away, "--litestream", litestream], 69, "replica_unreadable"),
                ("alpha", ["--from", "file://\(damaged)", "--litestream", litestream], 73, "STATE_CORRUPT"),
                ("alpha", ["--from", "sftp://me:word@host/alpha", "--litestream", litestream], 64, "no_replica_address"),
                ("alpha", ["--from", none, "--litestream", "/nowhere/litestream"], 78, "no_litestream"),
                ("beta", ["--from", none, "--litestream", litestream], 64, "usage"),
            ]
            for (name, words, exit, code) in cases {
                let ending = try await fleet.run(
                    ["fleet", "takeover", name] + words + ["--old-host-is-off", "--format", "json"])
                #expect(ending.exit == exit && ending.errors.contains("\"code\":\"\(code)\""), "\(ending.text)")
                #expect(!ending.text.contains("word@"), "\(ending.text)")
            }
            let left = (try? FileManager.default.contentsOfDirectory(atPath: fleet.states + "/alpha")) ?? []
            #expect(!left.contains("reconcile.sqlite") && !left.contains("takeover"), "\(left)")
        }

        /// Before a real etcd they are tried by `Tests/Outside/cluster_trial.py`.
        @Test func `drain and move need a cluster that answers`() async throws {
            let fleet = try AccountFiles()
            let alone = try fleet.directory.file("alone.yaml", "interval-seconds: 60\n")
            let silent = try fleet.directory.file(
                "cluster.yaml", "cluster:\n  etcd: http://127.0.0.1:1\n  host: h1\n  replica: file:///nowhere\n")
            for words in [["drain", "h1"], ["drain", "h1", "--back"], ["move", "main", "h2"], ["move", "main", "--back"]] {
                let lone = try await fleet.run(["fleet"] + words + ["--config", alone, "--format", "json"])
                #expect(lone.exit == 78 && lone.errors.contains("\"code\":\"no_cluster\""), "\(lone.text)")
                let away = try await fleet.run(["fleet"] + words + ["--config", silent])
                #expect(away.exit == 75 && away.errors.contains("http://127.0.0.1:1"), "\(away.text)")
            }
            for words in [["drain", "h/1"], ["move", "a/b", "h1"], ["move", "main", ""]] {
                let ending = try await fleet.run(["fleet"] + words + ["--config", silent, "--format", "json"])
                #expect(ending.exit == 64 && ending.errors.contains("\"code\":\"no_such_name\""), "\(ending.text)")
            }
            for words in [["move", "main"], ["move", "main", "h2", "--back"]] {
                let ending = try await fleet.run(["fleet"] + words + ["--config", silent])
                #expect(ending.exit == 64 && ending.errors.contains("--back"), "\(ending.text)")
            }
        }
    }
}
