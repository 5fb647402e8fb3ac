import Bookkeeping
import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// Backup beside the service, the procedure of putting one back, and the loss of everything, with the program itself.
    @Suite struct BackupAndRestore {
        @Test func `a backup put back links what it does not know`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let early = [shop.invoice(net: 5_000)]
                #expect(try await shop.run([]).exit == 0)
                let file = shop.directory.path + "/backup.sqlite"
                let backup = try await shop.run("backup", file, "--lang", "de")
                #expect(backup.exit == 0, "\(backup.text)")
                #expect(backup.output.contains("Gesichert und geprüft: \(file)") && backup.output.contains("Zugangsdaten sind nicht"))
                let again = try await shop.run("backup", file)
                #expect(again.exit == 73 && again.errors.contains("exists already"), "\(again.text)")
                let json = try await shop.run("backup", file + "2", "--format", "json")
                #expect(try records(json).last?["exit"] == 0 && json.output.contains("newest_hash"))
                let late = try shop.fourDocuments()
                #expect(try await shop.run([]).exit == 0)

                let before = shop.world.executedWrites(in: .lexoffice)
                let rehearsal = try await shop.run("backup", "--check", file, "--lang", "de")
                #expect(rehearsal.exit == 0, "\(rehearsal.text)")
                #expect(rehearsal.output.contains("würde verknüpfen 4, fragen 0, nicht finden 0"), "\(rehearsal.text)")
                let told = try await shop.run("backup", "--check", file, "--format", "json")
                let summary = try #require(try records(told).last)
                #expect(summary["linked"] == 4 && summary["verdict"] == "allFound" && summary["age"] == "behind" && summary["exit"] == 0)
                let unusable = try await shop.run("backup", "--check", file + "-none")
                #expect(unusable.exit == 73 && unusable.errors.contains("no such file"), "\(unusable.text)")
                #expect(shop.world.executedWrites(in: .lexoffice) == before)

                for suffix in ["-wal", "-shm", ""] {
                    try? FileManager.default.removeItem(atPath: shop.state + "/reconcile.sqlite" + suffix)
                }
                try FileManager.default.copyItem(atPath: file, toPath: shop.state + "/reconcile.sqlite")
                let window = ["RECONCILE_SETTLE_SECONDS": "600"]
                let writes = shop.world.executedWrites(in: .lexoffice)
                let look = try await shop.run(["--dry-run"], with: window)
                #expect(look.exit == 2 && look.output.contains("relinked 4 of 4 (100.0 %)"), "\(look.text)")
                let doctor = try await shop.run(["doctor"], with: window)
                #expect(doctor.exit == 0 && doctor.output.contains("warn  restored: The state is older"), "\(doctor.text)")
                let first = try await shop.run([], with: window)
                #expect(first.exit == 4, "\(first.text)")
                #expect(first.output.contains("The state is older than reality") && first.output.contains("relinked 4 of 4 (100.0 %)"))
                let imports = try await shop.run(["contacts", "import", "--yes"], with: window)
                #expect(imports.exit == 78 && imports.text.contains("linked again"), "\(imports.text)")
                let status = try await shop.run(["status", "--lang", "de"], with: window)
                #expect(status.output.contains("wiedergefunden 4 von 4 (100,0 %)"), "\(status.text)")
                let last = try await shop.run([])
                #expect(last.exit == 0 && last.output.contains("Done; the next pass transfers again"), "\(last.text)")
                #expect(shop.world.executedWrites(in: .lexoffice) == writes)
                let next = shop.invoice(net: 7_700)
                #expect(try await shop.run([]).exit == 0)
                shop.expectBooks(early + late + [next], contacts: 2)
                #expect(try await shop.run("journal", "verify").exit == 0)
            }
        }

        /// Told to end it tidies up by itself; killed, the next backup into the same directory does.
        @Test(.enabled(if: CrashShim.compiler != nil)) func `an interrupted backup leaves nothing behind`() async throws {
            let shim = try await CrashShim()
            try await sideBySide([SIGINT, SIGTERM, SIGKILL]) { try await interrupt(by: $0, shim) }
        }

        private func interrupt(by signal: Int32, _ shim: CrashShim) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let folder = shop.directory.path + "/backups"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                func leftovers() throws -> [String] {
                    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".part") }
                }
                let total = try await shim.count(.all) { environment in
                    let ending = try await shop.run(["backup", folder + "/whole"], with: environment)
                    #expect(ending.exit == 0)
                }
                var (ended, left) = (0, 0)
                let points = KillPoints(among: 1...total, filter: "CommandLineTests/BackupAndRestore")
                for call in points.chosen {
                    let comment = points.comment(call, "signal \(signal) before call")
                    let environment = shim.environment(at: call, .all, signal: signal)
                    let ending = try await shop.run(["backup", folder + "/\(call)"], with: environment)
                    #expect(ending.signal == signal || ending.exit == 0, "\(comment): \(ending.text)")
                    if ending.signal == signal { ended += 1 }
                    let names = try leftovers()
                    if signal == SIGKILL { left += names.count } else { #expect(names == [], "\(comment)") }
                }
                #expect(ended >= points.chosen.count / 2 && (signal != SIGKILL || left > 0 || points.chosen.count < 2))
                #expect(try await shop.run("backup", folder + "/last").exit == 0)
                #expect(try leftovers() == [])
            }
        }

        @Test func `everything lost is set up again without a second voucher`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                #expect(try await shop.run([]).exit == 0)
                try FileManager.default.removeItem(atPath: shop.state)
                let day = shop.today
                let setup = ["setup", "--start-date", day.adding(days: 1).description] + Shop.confirmations + Shop.categories
                let wrong = try await shop.run(setup + ["--relink-from", day.adding(days: 2).description])
                #expect(wrong.exit == 78 && wrong.errors.contains("RELINK_FROM_NOT_BEFORE_START"), "\(wrong.text)")
                let again = try await shop.run(setup + ["--relink-from", day.description])
                #expect(again.exit == 0, "\(again.text)")
                let first = try await shop.run(["--format", "json"])
                #expect(first.output.contains(#""cause":"lost","phase":"done""#), "\(first.text)")
                #expect(first.output.contains(#""match_per_mille":1000"#), "\(first.text)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                shop.expectBooks(documents, contacts: 2)
            }
        }
    }

    /// One writer on one state, whatever is done to it.
    @Suite struct OneWriter {
        private func serve(_ shop: Shop, _ port: Int) throws -> Child {
            try shop.start(["serve", "--listen", "127.0.0.1:\(port)"], with: ["RECONCILE_INTERVAL_SECONDS": "1"])
        }

        private func booked(_ shop: Shop, _ count: Int) async throws {
            try await Fact.wait(for: "\(count) vouchers with their files") {
                shop.world.lexoffice.vouchers.filter({ !$0.files.isEmpty }).count >= count
            }
            #expect(shop.world.lexoffice.vouchers.count == count)
        }

        @Test func `a stopped service keeps the state, a killed one leaves it at once`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                var documents = [shop.invoice(net: 1_000)]
                let first = try serve(shop, try Loopback.closedPort())
                try await booked(shop, 1)
                let second = try await shop.run(["serve", "--listen", "127.0.0.1:\(try Loopback.closedPort())"])
                #expect(second.exit == 75 && second.errors.contains("held by pid \(first.pid), reconcile serve"), "\(second.text)")
                // Stopped for longer than any wait of the program: the kernel keeps the lock for it.
                first.signal(SIGSTOP)
                documents.append(shop.invoice(net: 2_000))
                let end = ContinuousClock.now + .seconds(3)
                repeat {
                    let pass = try await shop.run([])
                    #expect(pass.exit == 75 && pass.errors.contains("held by pid \(first.pid)"), "\(pass.text)")
                } while ContinuousClock.now < end
                #expect(shop.world.lexoffice.vouchers.count == 1)
                first.signal(SIGCONT)
                try await booked(shop, 2)
                #expect(try await shop.run([]).exit == 75)
                first.kill()
                #expect(try await first.wait().signal == SIGKILL)
                documents.append(shop.invoice(net: 3_000))
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                shop.expectBooks(documents)
            }
        }
    }
}
