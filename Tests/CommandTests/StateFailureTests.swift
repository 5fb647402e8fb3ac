import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// A state that cannot be used is refused before anything is sent.
    @Suite struct StateFailure {
        private static let commands = [[], ["--dry-run"], ["status"], ["list"], ["journal", "verify"], ["pause"]]

        @Test(arguments: [
            ("INSERT INTO grdb_migrations (identifier) VALUES ('999')", 78, "STATE_NEWER"),
            ("DROP TRIGGER \(StateFailure.trigger)", 73, "STATE_ALTERED"),
            ("CREATE TABLE stranger (a)", 73, "STATE_ALTERED"),
        ])
        func `a state this version did not make is refused`(sql: String, exit: Int32, code: String) async throws {
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
    }
}
