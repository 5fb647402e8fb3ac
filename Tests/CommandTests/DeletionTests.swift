import Bookkeeping
import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing
import Transport

extension CommandLineTests {
    /// `reconcile --delete-integration` as the shell sees it (contract.md, domain.md S42-S46).
    @Suite struct Deletion {
        private func transferred(_ body: @escaping @Sendable (Shop, [Int]) async throws -> Void) async throws {
            try await Shop.open { try await body($0, try await transfer($0)) }
        }

        private func transfer(_ shop: Shop) async throws -> [Int] {
            try await shop.setUp()
            let documents = try shop.fourDocuments()
            let ending = try await shop.run([])
            try #require(ending.exit == 0, "\(ending.text)")
            return documents
        }

        /// The name of the organisation, as the plan shows it.
        private func organisation(_ shop: Shop) async throws -> String {
            let plan = try records(await shop.run("--dry-run", "--delete-integration", "--format", "json"))
            return try #require(plan.first { $0["type"]?.stringValue == "deletion_plan" }?["organisation"]?.stringValue)
        }

        @Test func `it is shown, done, told, and can be set up again`() async throws {
            try await transferred { shop, documents in
                let requests = shop.world.log.count
                let ending = try await shop.run("--delete-integration", "--yes")
                #expect(ending.exit == 0, "\(ending.text)")
                for word in [
                    "4 documents", "2 contacts", "oldest", shop.number(documents[0]), "stay in lexoffice", "entered in HERO again",
                ] {
                    #expect(ending.output.contains(word), "\(word): \(ending.output)")
                }
                #expect(ending.output.contains("The integration is deleted. unlinked: 4 documents, 2 contacts"), "\(ending.output)")
                #expect(shop.world.log.count == requests)
                for command in [[], ["--dry-run"]] {
                    let pass = try await shop.run(command)
                    #expect(pass.exit == 78 && pass.text.contains("is deleted") && pass.text.contains("reconcile setup"), "\(pass.text)")
                }
                #expect(shop.world.log.count == requests)
                let status = try await shop.run("status")
                #expect(status.exit == 0 && status.output.contains("deleted") && status.output.contains("4 released"), "\(status.text)")
                let list = try await shop.run("list")
                #expect(list.exit == 0 && list.lines.count == 4 && list.lines.allSatisfy { $0.contains("released") }, "\(list.text)")
                let explain = try await shop.run("explain", shop.number(documents[0]))
                #expect(explain.exit == 0 && explain.output.contains("sys.unlink"), "\(explain.text)")
                // No document shows a deep link afterwards (S43).
                #expect(!explain.output.contains("permalink"), "\(explain.text)")
                let verdict = try await shop.run("journal", "verify")
                #expect(verdict.exit == 0)
                let again = try await shop.run("--delete-integration", "--yes")
                #expect(again.exit == 0 && again.output.contains("is deleted"), "\(again.text)")
                let resume = try await shop.run("resume")
                #expect(resume.exit == 3, "\(resume.text)")
                try await shop.setUp()
                let next = try await shop.run([])
                #expect(next.exit == 0 && next.output.contains("4 adopted"), "\(next.text)")
                shop.expectBooks(documents, contacts: 2)
                let linked = try await shop.run("explain", shop.number(documents[0]))
                #expect(linked.output.contains("permalink"), "\(linked.text)")
            }
        }

        @Test func `a dry run and a refusal do nothing at all`() async throws {
            try await transferred { shop, _ in
                let state = StateFile(directory: shop.state)
                let before = state.bytes
                let requests = shop.world.log.count
                for format in ["text", "json"] {
                    let look = try await shop.run("--dry-run", "--delete-integration", "--format", format)
                    #expect(look.exit == 0, "\(look.text)")
                    #expect(look.output.contains(format == "json" ? #""documents":4"# : "4 documents"), "\(look.text)")
                    #expect(state.bytes == before)
                    // Nobody can answer, and nobody said --yes.
                    let silent = try await shop.run("--delete-integration", "--format", format)
                    #expect(silent.exit == 64 && silent.errors.contains("--yes"), "\(silent.text)")
                    #expect(silent.output.contains(format == "json" ? #""exit":64"# : "4 documents"), "\(silent.text)")
                }
                for answer in ["\n", "yes\n", "DELETE\n"] {
                    let terminal = try PseudoTerminal(typing: answer)
                    let wrong = try await shop.start(["--delete-integration"], at: terminal).wait()
                    #expect(wrong.exit == 64, "\(answer): \(wrong.text)")
                    #expect(terminal.screen.contains("type the name"), "\(answer)")
                }
                #expect(shop.world.log.count == requests)
                let status = try await shop.run("status")
                #expect(status.output.contains("running/fixed"), "\(status.text)")
                let pass = try await shop.run([])
                #expect(pass.exit == 0, "\(pass.text)")
            }
        }

        @Test func `the name of the organisation confirms it`() async throws {
            try await transferred { shop, _ in
                let name = try await organisation(shop)
                let terminal = try PseudoTerminal(typing: "\(name)\n")
                let ending = try await shop.start(["--delete-integration"], at: terminal).wait()
                #expect(ending.exit == 0 && ending.output.contains("The integration is deleted."), "\(ending.text)")
            }
        }

        @Test func `nothing can be deleted before a setup, and yes alone is no command`() async throws {
            try await Shop.open { shop in
                for command in [["--delete-integration", "--yes"], ["--dry-run", "--delete-integration"]] {
                    let ending = try await shop.run(command)
                    #expect(ending.exit == 78 && ending.errors.contains("reconcile setup"), "\(ending.text)")
                }
                #expect(!FileManager.default.fileExists(atPath: shop.state + "/reconcile.sqlite"))
                let ending = try await shop.run("--yes")
                #expect(ending.exit == 64, "\(ending.text)")
            }
        }

        /// A write nobody answered has to be looked up; until it is, nothing flows, and the next run goes on.
        @Test func `without a connection it waits for the next run`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                // The seventh write below that path: four vouchers and the files of the first three.
                shop.world.install(
                    FaultPlan(appointments: [.init(.init(.lexoffice, isWrite: true, path: "/v1/vouchers"), nth: 7, Fault(.dropAfter))]))
                _ = try await shop.run([])
                let nowhere = ["RECONCILE_LEXOFFICE_ENDPOINT": "http://127.0.0.1:\(try Loopback.closedPort())"]
                for command in [["--delete-integration", "--yes"], ["--delete-integration"], []] {
                    let ending = try await shop.run(command, with: nowhere)
                    #expect(ending.exit == 69 && ending.text.contains("--delete-integration"), "\(command): \(ending.text)")
                }
                let refused = try await shop.run(["setup", "--start-date", shop.today.description] + Shop.confirmations)
                #expect(refused.exit == 78 && refused.errors.contains("DELETION_UNDERWAY"), "\(refused.text)")
                let status = try await shop.run("status")
                #expect(status.exit == 3 && status.output.contains("draining"), "\(status.text)")
                let json = try records(await shop.run("--delete-integration", "--format", "json"))
                #expect(json.last?["deletion"]?.stringValue == "deleted" && json.last?["documents_unlinked"]?.intValue == 4)
                try await shop.setUp()
                _ = try await shop.run([])
                shop.expectBooks(documents, contacts: 2)
            }
        }

        /// A credential that is gone does not keep anybody from deleting.
        @Test func `it needs no key when nothing is in flight`() async throws {
            try await transferred { shop, _ in
                let ending = try await shop.run(
                    "--delete-integration", "--yes", with: ["RECONCILE_HERO_API_KEY": "", "RECONCILE_LEXOFFICE_API_KEY": ""])
                #expect(ending.exit == 0, "\(ending.text)")
            }
        }

        /// kill -9 before a call by which something reaches the disk, during the deletion and during the setup after it.
        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(20)), arguments: ["deletion", "setup"])
        func `killed anywhere, it goes on, and nothing is booked twice`(phase: String) async throws {
            let shim = try await CrashShim()
            let setup = { @Sendable (shop: Shop) in
                ["setup", "--start-date", shop.today.description] + Shop.confirmations + Shop.categories
            }
            let command = { @Sendable (shop: Shop) in phase == "deletion" ? ["--delete-integration", "--yes"] : setup(shop) }
            let ready = { @Sendable (shop: Shop) in
                let documents = try await transfer(shop)
                if phase == "setup" { _ = try await shop.run("--delete-integration", "--yes") }
                return (begin: try Beginning(shop), documents: documents, writes: shop.world.lexoffice.writeCount)
            }
            let counted = Mutex(0)
            try await Shop.open { shop in
                _ = try await ready(shop)
                let total = try await shim.count(.effects) { environment in
                    let ending = try await shop.run(command(shop), with: environment)
                    #expect(ending.exit == 0, "\(ending.text)")
                }
                counted.withLock { $0 = total }
            }
            let total = counted.withLock { $0 }
            #expect(total > 10)
            let points = KillPoints(among: 1...total, filter: "CommandLineTests/Deletion")
            let kills = try await Shop.inLanes(points.chosen, ready: ready) { scene, call in
                let comment = points.comment(call, "\(phase) killed before call")
                try scene.begin.restore()
                let shop = scene.begin.shop
                let killed = try await shop.run(command(shop), with: shim.environment(at: call, .effects))
                // Begun, it goes on without a question; not begun, it is as if nobody had said so.
                if phase == "deletion" {
                    let again = try await shop.run(command(shop))
                    #expect(again.exit == 0, "\(comment): \(again.text)")
                }
                let renewed = try await shop.run(setup(shop))
                #expect(renewed.exit == 0, "\(comment): \(renewed.text)")
                let pass = try await shop.run([])
                #expect(pass.exit == 0, "\(comment): \(pass.text)")
                shop.expectBooks(scene.documents, comment, contacts: 2)
                #expect(shop.world.lexoffice.writeCount == scene.writes, "\(comment)")
                let verdict = try await shop.run("journal", "verify")
                #expect(verdict.exit == 0, "\(comment): \(verdict.text)")
                return killed.signal == SIGKILL
            }
            #expect(points.isEnough(kills.count { $0 }))
        }
    }
}
