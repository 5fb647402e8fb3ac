import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// `reconcile pilot`, and what `doctor` makes of it.
    @Suite struct PilotLook {
        private func kept(_ shop: Shop) -> String { shop.state + "/pilot.json" }

        /// A shop with four documents and nobody set up.
        private func open(_ body: @escaping @Sendable (Shop, [Int]) async throws -> Void) async throws {
            try await Shop.open { shop in try await body(shop, try shop.fourDocuments()) }
        }

        @Test func `it needs no setup, writes nothing and names nobody, in every form`() async throws {
            try await open { shop, documents in
                // 123.45 and 999.99 net at 19 %, 67.89 at 7 %: what is open of them, and their numbers.
                let amounts = ["123.45", "999.99", "67.89", "146.91", "1189.99", "72.64", "12345", "99999", "14691"]
                let canaries = Shop.people + documents.map(shop.number) + amounts + [Shop.heroKey, Shop.lexofficeKey, "://"]
                for form in ["text", "json"] {
                    for language in ["de", "en"] {
                        let ending = try await shop.run("pilot", "--shape", "--format", form, "--lang", language)
                        // The stand-in writes Berlin time under the label of UTC, and its schema has no such type of document.
                        #expect(ending.exit == 3 && ending.errors.isEmpty, "\(ending.text)")
                        #expect(ending.output.contains("[product/SupplyProduct].net_price_per_unit"))
                        for canary in canaries where ending.output.contains(canary) { Issue.record("\(form): \(canary)") }
                    }
                }
                #expect(shop.world.executedWrites(in: .hero) + shop.world.executedWrites(in: .lexoffice) == 0)
                #expect(!shop.world.log.contains { $0.request.isWrite })
                // Four looks.
                #expect(shop.world.log.count <= 4 * 200)
            }
        }

        @Test func `json tells every assumption, its counts and the exit code`() async throws {
            try await open { shop, _ in
                let lines = try records(try await shop.run("pilot", "--format", "json"))
                #expect(lines.first == ["type": "version", "format": "1.0"])
                let assumptions = lines.filter { $0["type"] == "assumption" }
                #expect(assumptions.count == 41 && Set(assumptions.compactMap { $0["assumption"]?.stringValue }).count == 41)
                let balance = try #require(assumptions.first { $0["assumption"] == "balance_open" })
                #expect(balance["verdict"] == "holds")
                // Three invoices, of which one is cancelled, and the cancellation.
                #expect(balance["counts"] == [["name": "agrees", "count": 2], ["name": "reversal_agrees", "count": 1]])
                #expect(assumptions.first { $0["assumption"] == "created_utc" }?["verdict"] == "does_not_hold")
                #expect(!lines.contains { $0["type"] == "draft_shape" })
                let summary = try #require(lines.last)
                #expect(summary["type"] == "change_summary" && summary["exit"] == 3)
                let told = ["holds", "does_not_hold", "not_seen"].compactMap { summary[$0]?.intValue }
                #expect(told.reduce(0, +) == 41)
            }
        }

        @Test func `a file is for its owner alone, and replaced as a whole`() async throws {
            try await open { shop, _ in
                let file = shop.directory.path + "/look.txt"
                for form in ["text", "json"] {
                    let ending = try await shop.run("pilot", "--shape", "--output", file, "--format", form)
                    #expect(ending.exit == 3 && ending.output.contains("look.txt"), "\(ending.text)")
                    let facts = try FileManager.default.attributesOfItem(atPath: file)
                    #expect((facts[.posixPermissions] as? NSNumber)?.intValue == 0o600)
                    let text = try String(contentsOfFile: file, encoding: .utf8)
                    #expect(text.contains("balance_open") && text.hasSuffix("\n"))
                    #expect(text.hasPrefix("{") == (form == "json"))
                }
                let names = try FileManager.default.contentsOfDirectory(atPath: shop.directory.path)
                #expect(!names.contains { $0.hasSuffix(".new") })
                let seen = shop.world.log.count
                for place in ["/nowhere/look.txt", shop.directory.path, "/dev/null"] {
                    let refused = try await shop.run("pilot", "--output", place)
                    #expect(refused.exit == 74 && refused.errors.contains("--output"), "\(refused.text)")
                }
                // Said before anything is asked.
                #expect(shop.world.log.count == seen)
            }
        }

        @Test func `doctor shows what it settled for this account`() async throws {
            try await open { shop, _ in
                try await shop.setUp()
                let before = try await shop.run("doctor")
                #expect(before.output.contains("ok    pilot: `reconcile pilot` has not run yet"), "\(before.text)")
                let look = try await shop.run("pilot")
                #expect(look.exit == 3)
                let after = try await shop.run("doctor")
                #expect(after.exit == 0, "\(after.text)")
                #expect(after.output.contains(/ok    pilot balance_open: holds \(\d{4}-\d\d-\d\d\): without payments/), "\(after.text)")
                #expect(after.output.contains(/warn  pilot created_utc: does not hold \([-0-9]+\): moments/))
                #expect(after.output.contains("ok    pilot: not seen: hero_page_size, webhook_events"))
                let german = try await shop.run("doctor", "--lang", "de")
                #expect(german.output.contains(/pilot balance_open: trifft zu \([-0-9]+\): Ohne Zahlung/))
                let json = try records(try await shop.run("doctor", "--format", "json"))
                #expect(json.contains { $0["subject"] == "pilot balance_open" && $0["grade"] == "ok" })
            }
        }

        @Test func `doctor says of a result that it cannot use it`() async throws {
            try await open { shop, _ in
                try await shop.setUp()
                _ = try await shop.run("pilot")
                let good = try String(contentsOfFile: kept(shop), encoding: .utf8)
                let company = try #require(good.firstMatch(of: /"hero_company":\d+/))
                let cases = [
                    ("{", "cannot be read: not the JSON of a pilot"),
                    (good.replacing("\"version\":1", with: "\"version\":2"), "of another version"),
                    (good.replacing("line_sums", with: "moon_phase"), "with a word this program does not know"),
                    (good.replacing(company.output, with: "\"hero_company\":999"), "is about another account"),
                ]
                for (text, said) in cases {
                    try Data(text.utf8).write(to: URL(fileURLWithPath: kept(shop)))
                    let doctor = try await shop.run("doctor")
                    #expect(doctor.exit == 0, "\(doctor.text)")
                    let line = doctor.lines.first { $0.hasPrefix("warn  pilot") }
                    #expect(line?.contains(said) == true, "\(doctor.text)")
                    #expect(!doctor.output.contains("pilot balance_open"))
                }
            }
        }

        @Test func `a system that is away costs its own part, and the exit code says so`() async throws {
            try await open { shop, _ in
                let whole = try await shop.run("pilot")
                #expect(whole.exit == 3)
                let before = try Data(contentsOf: URL(fileURLWithPath: kept(shop)))
                // Nothing listens there.
                let away = try await shop.run(
                    ["pilot", "--format", "json"],
                    with: ["RECONCILE_HERO_ENDPOINT": "http://127.0.0.1:1/graphql", "RECONCILE_REQUEST_TIMEOUT_SECONDS": "1"])
                #expect(away.exit == 69, "\(away.text)")
                let lines = try records(away)
                #expect(lines.first { $0["type"] == "pilot" }?["hero_trouble"] == "unreachable")
                #expect(lines.first { $0["assumption"] == "lexoffice_rights" }?["verdict"] == "holds")
                // What was seen before of the whole is not forgotten.
                #expect(away.errors.contains("pilot_not_kept"))
                #expect(try Data(contentsOf: URL(fileURLWithPath: kept(shop))) == before)
                let refused = try await shop.run(["pilot"], with: ["RECONCILE_HERO_API_KEY": "ac_Papageientaucher90b1c2d3e4f5a6b7"])
                #expect(refused.exit == 77 && refused.output.contains("unauthorized"), "\(refused.text)")
                let without = try await shop.run(["pilot"], with: ["RECONCILE_LEXOFFICE_API_KEY": ""])
                #expect(without.exit == 78, "\(without.text)")
            }
        }

        /// As a person tries it: the program's own sandbox.
        @Test func `against the sandbox command`() async throws {
            let directory = try TemporaryDirectory()
            var environment = Installation.environment
            environment.merge(["HOME": directory.path, "LANG": "en_GB.UTF-8", "STATE_DIRECTORY": directory.path + "/state"]) { _, new in new
            }
            let sandbox = try Child(
                Installation.reconcile, ["sandbox", "--listen", "127.0.0.1:0", "--rate", "0", "--pdf-delay", "0", "--data", "tour"],
                environment: environment)
            for system in ["HERO", "LEXOFFICE"] {
                let line = try await sandbox.line(with: "export RECONCILE_\(system)_ENDPOINT")
                for setting in line.split(separator: " ").dropFirst() {
                    let pair = setting.split(separator: "=", maxSplits: 1).map(String.init)
                    if pair.count == 2 { environment[pair[0]] = pair[1] }
                }
            }
            environment["RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND"] = "500"
            for arguments in [["pilot"], ["pilot", "--shape"], ["pilot", "--format", "json"], ["pilot", "--shape", "--format", "json"]] {
                let ending = try await Child.run(Installation.reconcile, arguments, environment: environment)
                #expect(ending.exit == 3 && ending.errors.isEmpty, "\(ending.text)")
                #expect(ending.output.contains("balance_open"))
                #expect(ending.output.contains("items[table]") == arguments.contains("--shape"))
            }
            sandbox.kill()
        }
    }
}
