import Bookkeeping
import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// A state that cannot be used is refused before anything is sent.
    @Suite struct StateFailure {
        private static let commands = [[], ["--dry-run"], ["status"], ["list"], ["journal", "verify"], ["pause"]]

        private static let strange: [(sql: String, exit: Int32, code: String)] = [
            ("INSERT INTO grdb_migrations (identifier) VALUES ('999')", 78, "STATE_NEWER"),
            ("DROP TRIGGER \(StateFailure.trigger)", 73, "STATE_ALTERED"),
            ("CREATE TABLE stranger (a)", 73, "STATE_ALTERED"),
        ]

        @Test func `a state this version did not make is refused`() async throws {
            try await sideBySide(Self.strange) { try await refuse($0.sql, $0.exit, $0.code) }
        }

        private func refuse(_ sql: String, _ exit: Int32, _ code: String) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                shop.invoice()
                try StateFile(directory: shop.state).execute(sql)
                for command in Self.commands {
                    let ending = try await shop.run(command)
                    #expect(ending.exit == exit, "\(command): \(ending.text)")
                    #expect(ending.errors.contains(code), "\(command): \(ending.text)")
                    #expect(ending.errors.split(separator: "\n").count == 2, "\(ending.errors)")
                }
                let doctor = try await shop.run("doctor")
                #expect(doctor.exit == exit)
                #expect(doctor.output.contains("fail  state"))
                #expect(shop.world.log.count { $0.request.isWrite } == 0)
            }
        }

        /// A state of the version before this one is migrated by whoever writes first, and only looked at by nobody until then.
        @Test(arguments: [["pause"], []]) func `an older state is migrated`(command: [String]) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                try StateFile(directory: shop.state).execute(
                    """
                    DROP INDEX hero_document_project;
                    ALTER TABLE hero_document DROP COLUMN project;
                    DELETE FROM grdb_migrations WHERE identifier = '006';
                    """)
                let before = try await shop.run("status")
                #expect(before.exit == 78 && before.errors.contains("not migrated yet"), "\(before.text)")
                let writing = try await shop.run(command)
                #expect(writing.exit == 0, "\(writing.text)")
                #expect(FileManager.default.fileExists(atPath: shop.state + "/reconcile.sqlite.before-006"))
                let after = try await shop.run("journal", "verify")
                #expect(after.exit == 0, "\(after.text)")
            }
        }

        /// A trigger every state has.
        private static let trigger = "transition_no_delete"

        @Test func `a file that is no database is refused`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                try Data(repeating: 0x55, count: 8192).write(to: URL(fileURLWithPath: shop.state + "/reconcile.sqlite"))
                for command in Self.commands {
                    let ending = try await shop.run(command)
                    #expect(ending.exit == 73, "\(command): \(ending.text)")
                    #expect(ending.errors.contains("STATE_CORRUPT"), "\(command): \(ending.text)")
                    #expect(ending.errors.contains("Restore a backup"))
                }
            }
        }

        /// The guard is taken away, an entry changed and the guard put back, as a patient forger would.
        @Test func `a journal changed by hand is found`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                shop.invoice()
                let pass = try await shop.run([])
                #expect(pass.exit == 0)
                try StateFile(directory: shop.state).execute(
                    """
                    DROP TRIGGER transition_no_update;
                    UPDATE transition SET actor = 'user:nobody' WHERE seq = 5;
                    CREATE TRIGGER transition_no_update BEFORE UPDATE ON transition BEGIN
                        SELECT RAISE(ABORT, 'the journal is append-only: no entry is changed');
                    END;
                    """)
                let verdict = try await shop.run("journal", "verify")
                #expect(verdict.exit == 1, "\(verdict.text)")
                #expect(verdict.output.contains("broken from entry 5"))
                let machine = try await shop.run("journal", "verify", "--format", "json")
                #expect(try records(machine).last?["whole"] == false)
                #expect(try records(machine).last?["exit"] == 1)
                let doctor = try await shop.run("doctor")
                #expect(doctor.exit == 1)
                #expect(doctor.output.contains("fail  journal: entry 5"))
            }
        }

        private static let forgeries = [
            "UPDATE transition SET actor = 'user:nobody' WHERE seq = 5",
            "UPDATE link SET remote_id = 'v-9' WHERE id = (SELECT MIN(id) FROM link WHERE kind = 'invoice')",
            "UPDATE setting SET value = '2020-01-01' WHERE name = 'start-date'",
            "UPDATE cursor SET value = replace(value, '20', '19') WHERE name = 'settings'",
            "UPDATE booking SET voucher = replace(voucher, 'RE-', 'RX-')",
        ]

        /// Whatever was changed under the guards: nothing is sent by anything that would send, the service's first pass included.
        @Test func `nothing is written on a state that does not hold`() async throws {
            try await sideBySide(Self.forgeries) { try await writeNothing(on: $0) }
        }

        private func writeNothing(on forgery: String) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                #expect(try await shop.run([]).exit == 0)
                shop.invoice()
                try StateFile(directory: shop.state).executeUnseen(forgery)
                let writes = shop.world.log.count { $0.request.isWrite }
                let number = shop.number(documents[0])
                let commands = [
                    [], ["serve", "--listen", "127.0.0.1:\(try Loopback.closedPort())"], ["retry", number],
                    ["resolve", number, "--accept", "--reason", "x"], ["contacts", "import", "--yes"], ["--delete-integration", "--yes"],
                    ["setup", "--start-date", shop.today.description], ["pause"],
                ]
                for command in commands {
                    let ending = try await shop.run(command)
                    #expect(ending.exit == 73, "\(forgery) \(command): \(ending.text)")
                    #expect(ending.errors.contains("STATE_ALTERED") && ending.errors.contains("journal entry"), "\(ending.text)")
                    #expect(ending.errors.contains("put back a backup"), "\(ending.text)")
                }
                #expect(shop.world.log.count { $0.request.isWrite } == writes)
                let verdict = try await shop.run("journal", "verify")
                #expect(verdict.exit == 1, "\(verdict.text)")
                let machine = try await shop.run("journal", "verify", "--format", "json")
                #expect(machine.exit == 1 && machine.output.contains(#""whole":false"#) && machine.output.contains(#""entry":"#))
                #expect(try await shop.run("doctor").exit != 0)
                let backup = try await shop.run("backup", shop.directory.path + "/kept")
                #expect(backup.exit == 73, "\(backup.text)")
            }
        }

        /// A user who may not read the state is told so, and not that there is none.
        @Test(.enabled("needs root and another user", { try await StateFailure.canBecomeNobody() }))
        func `a state of another user is not a missing one`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                chmod(shop.directory.path, 0o755)
                let setpriv = try #require(Installation.tool("setpriv"))
                for command in [["status"], ["list"], ["journal", "verify"], ["--dry-run"], ["doctor"]] {
                    let words = StateFailure.asNobody + [Installation.reconcile] + command
                    let ending = try await Child(setpriv, words, environment: shop.environment).wait()
                    #expect(ending.exit == 73, "\(command): \(ending.text)")
                    #expect(ending.text.contains("may not read it; it belongs to root"), "\(command): \(ending.text)")
                    #expect(!ending.text.contains("no state yet"))
                }
            }
        }

        private static let asNobody = ["--reuid=65534", "--regid=65534", "--clear-groups"]

        static func canBecomeNobody() async throws -> Bool {
            guard geteuid() == 0, let setpriv = Installation.tool("setpriv") else { return false }
            let words = asNobody + [Installation.reconcile, "--version"]
            return try await Child(setpriv, words, environment: Installation.environment).wait().exit == 0
        }
    }
}
