import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// What a script reads: records on standard output, why a command could not work on standard error, and options in any order.
    @Suite struct Form {
        @Test func `pause and resume say what they changed`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                for (command, before, after) in [("pause", "running", "paused"), ("resume", "paused", "probing")] {
                    let records = try records(try await shop.run(command, "--format", "json"))
                    try #require(records.count == 2)
                    #expect(records[0]["type"] == "version")
                    #expect(records[1]["type"] == "change_summary" && records[1]["answer"] == .string(command))
                    #expect(records[1]["integration_before"]?.stringValue?.contains(before) == true, "\(records[1])")
                    #expect(records[1]["integration"]?.stringValue?.contains(after) == true, "\(records[1])")
                    #expect(records[1]["exit"] == .int(0))
                }
            }
        }

        @Test func `retry and resolve say where the document stood and stands`() async throws {
            try await Shop.open { shop in
                try await shop.setUp(categories: [])
                let id = shop.invoice(rate: 0, type: SampleTypes.construction)
                _ = try shop.cancel(id)
                _ = try await shop.run([])
                let answers = [["retry", shop.number(id)], ["resolve", shop.number(id), "--waive", "--reason", "nets to zero"]]
                for (arguments, word, before, after) in [
                    (answers[0], "retry", "blocked", "waiting"), (answers[1], "waive", "blocked", "waived"),
                ] {
                    let ending = try await shop.run(arguments + ["--format", "json"])
                    #expect(ending.exit == 0, "\(ending.text)")
                    let records = try records(ending)
                    try #require(records.count == 2)
                    let summary = records[1]
                    #expect(summary["type"] == "change_summary" && summary["answer"] == .string(word))
                    #expect(summary["document"] == .string(String(id)) && summary["number"] == .string(shop.number(id)))
                    #expect(summary["state_before"]?.stringValue?.contains(before) == true, "\(summary)")
                    #expect(summary["state"]?.stringValue?.contains(after) == true, "\(summary)")
                    #expect(summary["exit"] == .int(0))
                    // Held again before the next answer.
                    _ = try await shop.run([])
                }
            }
        }

        @Test func `an error is one diagnostic on standard error, with the exit code in it`() async throws {
            try await Shop.open { shop in
                let unready = ["--format", "json"]
                var cases: [([String], Int32)] = [(unready, 78), (["status"] + unready, 78), (["pause"] + unready, 78)]
                try await check(cases, shop)
                try await shop.setUp()
                cases = [
                    ["explain", "RE-0000"], ["retry", "RE-0000"], ["resolve", "RE-0000", "--absent", "--reason", "x"],
                    ["list", "--state", "x"],
                    ["status", "--nonsense"], ["nonsense"], ["resolve", "RE-1", "--absent"], ["close", "2026"], ["close", "2999-01"],
                ].map { ($0 + unready, Int32(64)) }
                try await check(cases, shop)
            }
        }

        private func check(_ cases: [([String], Int32)], _ shop: Shop) async throws {
            for (arguments, exit) in cases {
                let ending = try await shop.run(arguments)
                #expect(ending.exit == exit, "\(arguments): \(ending)")
                #expect(ending.output.isEmpty, "\(arguments): \(ending.output)")
                let lines = ending.errors.split(separator: "\n")
                try #require(lines.count == 1, "\(arguments): \(ending.errors)")
                let record = try SandboxJSON.parse(Array(lines[0].utf8))
                #expect(record["type"] == "diagnostic" && record["exit"] == .int(Int(exit)), "\(arguments): \(record)")
                for name in ["code", "message"] { #expect(record[name]?.stringValue?.isEmpty == false, "\(arguments): \(record)") }
            }
        }

        @Test func `options may stand before the command`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                shop.invoice()
                _ = try await shop.run([])
                let file = try shop.directory.file("config.yaml", "interval-seconds: 77\n")
                let pairs: [([String], [String])] = [
                    (["--config", file, "status"], ["status", "--config", file]),
                    (["--format", "json", "--lang", "de", "list"], ["list", "--format", "json", "--lang", "de"]),
                    (["--lang=de", "--config=\(file)", "status"], ["status", "--lang", "de"]),
                    (["--format", "json", "journal", "verify"], ["journal", "verify", "--format", "json"]),
                    (["journal", "--format", "json", "verify"], ["journal", "verify", "--format", "json"]),
                    (
                        ["--lang", "de", "--format", "json", "list", "--state", "blocked", "--format", "text"],
                        ["list", "--state", "blocked", "--lang", "de"]
                    ),
                    (["--config", file, "--dry-run", "--lang", "de"], ["--dry-run", "--lang", "de"]),
                    (["--format", "table", "charts", "invoice"], ["charts", "--format", "table", "invoice"]),
                ]
                for (before, after) in pairs {
                    let (one, other) = (try await shop.run(before), try await shop.run(after))
                    #expect(one.exit == other.exit && one.exit != 64, "\(before): \(one.text)")
                    // Durations differ.
                    let isPass = before.contains("--dry-run")
                    #expect(isPass || one.output == other.output, "\(before): \(one.output) | \(other.output)")
                }
                let used = try await shop.run("--config", file, "doctor")
                #expect(used.output.contains("interval-seconds = 77 (\(file))"))
                let refused = try await shop.run("--config", shop.directory.path + "/none.yaml", "status")
                #expect(refused.exit == 78)
                for wrong in [["--format", "status"], ["--config", "--format", "json", "status"], ["--lang", "fr", "status"]] {
                    #expect(try await shop.run(wrong).exit == 64, "\(wrong)")
                }
            }
        }

        /// The number is the kernel's; a name cannot look like one.
        private static let people: [(variables: [String: String], actor: String)] = [
            (["USER": "tester"], "user:tester"), (["USER": "tester", "SUDO_USER": "erika"], "user:erika"), (["USER": ""], "user:unknown"),
            (["USER": "a(uid 0)\n\u{1B}[2J"], "user:a?uid?0????2J"), (["USER": "jörg.müller@firma"], "user:jörg.müller@firma"),
            (["SUDO_USER": String(repeating: "x", count: 300)], "user:" + String(repeating: "x", count: 40)),
        ]

        @Test func `the journal has the real user id beside the name`() async throws {
            try await sideBySide(Self.people) { try await sign($0.variables, $0.actor) }
        }

        private func sign(_ variables: [String: String], _ actor: String) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                for (extra, proof) in [
                    ([:], "(uid \(getuid()))"), (["SUDO_UID": "1234"], getuid() == 0 ? "(uid 0, sudo uid 1234)" : "(uid \(getuid()))"),
                    (["SUDO_UID": "0)\n"], "(uid \(getuid()))"),
                ] {
                    _ = try await shop.run(["pause"], with: variables.merging(extra) { _, new in new })
                    let journal = try records(try await shop.run("journal", "export"))
                    #expect(journal.last?["actor"] == .string(actor + proof), "\(journal.last ?? .null)")
                    _ = try await shop.run("resume")
                }
            }
        }

        @Test func `what cannot be an id is no fault of the program`() async throws {
            let typos = ["TYPO", "RE-1", "5b13c000-0000-4000-8000", "5b13c000-0000-4000-8000-00000000deag", "1+rebate", "-1", "1.5"]
            try await sideBySide(typos) { try await mistype($0) }
        }

        private func mistype(_ typo: String) async throws {
            try await Shop.open { shop in
                try await shop.setUp(categories: [])
                let id = shop.invoice(rate: 0, type: SampleTypes.construction)
                _ = try await shop.run([])
                let requests = shop.world.log.count
                let ending = try await shop.run("resolve", shop.number(id), "--adopt=\(typo)", "--reason", "x")
                #expect(ending.exit == 64, "\(typo): \(ending.text)")
                #expect(ending.errors.contains("UUID") && ending.errors.contains("HERO"), "\(ending.errors)")
                // A number names an entry in HERO; what is held here is a document.
                let entry = try await shop.run("resolve", shop.number(id), "--adopt", "4711", "--reason", "x")
                #expect(entry.exit == 64 && entry.errors.contains("UUID"), "\(entry.text)")
                #expect(shop.world.log.count == requests)
            }
        }

        @Test func `a rate out of range is told the range`() async throws {
            try await sideBySide(["100000", "1000.001", "0", "0.0001", "-2", "1e99"]) { try await askTooOften($0) }
        }

        private func askTooOften(_ rate: String) async throws {
            try await Shop.open { shop in
                let ending = try await shop.run(["--dry-run"], with: ["RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND": rate])
                // Without a setup the state is missed first; doctor reads every setting.
                let doctor = try await shop.run(["doctor"], with: ["RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND": rate])
                #expect(ending.exit == 78)
                #expect(
                    doctor.output.contains("requests-per-second is \(rate) in") && doctor.output.contains("from 0.001 to 1000"),
                    "\(doctor.text)")
            }
        }
    }
}
