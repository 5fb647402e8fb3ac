import Bookkeeping
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Sandbox

extension CommandLineTests {
    /// `reconcile contacts import` as people and scripts meet it.
    @Suite struct ContactImport {
        private static let names = ["Neuland GmbH", "Wiesengrund KG", "Käthe Größenwahn"]

        /// Three contacts nobody has in HERO, one archived, one vendor, and one HERO has already.
        private static func fill(_ shop: Shop) throws {
            let now = shop.now
            try shop.world.withLexoffice { lexoffice in
                func enter(_ content: LexofficeContactContent) -> String { lexoffice.enterContact(content, now: now) }
                _ = enter(LexofficeContactContent(identity: .company(.init(name: names[0]))))
                _ = enter(LexofficeContactContent(identity: .company(.init(name: names[1]))))
                _ = enter(LexofficeContactContent(identity: .person(.init(firstName: "Käthe", lastName: "Größenwahn"))))
                try lexoffice.archiveContact(enter(LexofficeContactContent(identity: .company(.init(name: "Archiv GmbH")))), now: now)
                var vendor = LexofficeContactContent(identity: .company(.init(name: "Holz AG")))
                (vendor.isCustomer, vendor.isVendor) = (false, true)
                _ = enter(vendor)
                var known = LexofficeContactContent(identity: .company(.init(name: "Zaunkoenig Bau GmbH")))
                known.emails = [.init(list: "business", value: "Rechnung@Zaunkoenig.example")]
                _ = enter(known)
            }
        }

        private static func imported(_ shop: Shop) -> [String] {
            shop.world.hero.records.customers.rows.filter { !Shop.customers.contains($0.id) }.map(\.fullName).sorted()
        }

        @Test func `the count shows and writes nothing, the import makes everybody once`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                try Self.fill(shop)
                let state = StateFile(directory: shop.state)
                let before = state.bytes
                let count = try await shop.run("contacts", "import")
                #expect(count.exit == 0, "\(count.text)")
                #expect(count.output.contains("3 lexoffice contacts are ready to be imported."), "\(count.text)")
                #expect(count.output.contains("1 skipped: vendor only") && count.output.contains("1 skipped: archived in lexoffice"))
                #expect(count.output.contains("HERO has it already") && count.output.contains("HERO customer 3301"))
                #expect(count.output.contains("`reconcile contacts import --yes`"))
                #expect(state.bytes == before)
                #expect(shop.world.executedWrites(in: .hero) == 0 && shop.world.executedWrites(in: .lexoffice) == 0)
                let german = try await shop.run("contacts", "import", "--lang", "de")
                #expect(german.output.contains("3 lexoffice-Kontakte stehen zum Import bereit."))
                let machine = try await shop.run("contacts", "import", "--format", "json")
                let counted = try records(machine)
                #expect(counted.first == ["type": "version", "format": "1.0"])
                #expect(counted.count { $0["type"] == "planned_change" } == 3)
                #expect(counted.last?["ready"] == 3 && counted.last?["skipped"] == 3 && counted.last?["exit"] == 0)
                // Records are for programs and for logs.
                for name in Self.names { #expect(!machine.output.contains(name)) }

                let done = try await shop.run("contacts", "import", "--yes")
                #expect(done.exit == 0, "\(done.text)")
                #expect(done.output.contains("3 imported, 3 skipped, 0 failed"), "\(done.text)")
                #expect(Self.imported(shop) == Self.names.sorted())
                let again = try await shop.run("contacts", "import")
                #expect(again.exit == 0 && again.output.contains("0 lexoffice contacts are ready"), "\(again.text)")
                #expect(again.output.contains("3 skipped: linked with a HERO customer already"))
                let second = try await shop.run("contacts", "import", "--yes", "--format", "json")
                #expect(try records(second).last?["imported"] == 0)
                #expect(second.exit == 0 && shop.world.executedWrites(in: .hero) == 3)
                let status = try await shop.run("status")
                #expect(status.output.contains("Contact import: 3 imported"), "\(status.text)")
                #expect(try await shop.run("journal", "verify").exit == 0)
                #expect(shop.world.executedWrites(in: .lexoffice) == 0)
            }
        }

        /// The service imports; the command waits, and prints what it prints by itself.
        @Test func `beside a service the import is the one without it`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                try Self.fill(shop)
                let service = try await Service.start(shop, with: ["RECONCILE_INTERVAL_SECONDS": "3600"])
                try await service.untilReady()
                let done = try await shop.run("contacts", "import", "--yes")
                #expect(done.exit == 0, "\(done.text)")
                #expect(done.output.contains("3 lexoffice contacts are ready to be imported."), "\(done.text)")
                #expect(done.output.contains("3 imported, 3 skipped, 0 failed"), "\(done.text)")
                #expect(Self.imported(shop) == Self.names.sorted())
                let second = try await shop.run("contacts", "import", "--yes", "--format", "json")
                #expect(try records(second).last?["imported"] == 0 && second.exit == 0)
                let journal = try records(try await shop.run("journal", "export"))
                let confirmed = journal.filter { $0["event"] == "op.confirm" }
                #expect(confirmed.count == 3)
                for entry in confirmed {
                    #expect(entry["actor"] == .string("user:tester(uid \(getuid()))") && entry["cause"] == "contacts import")
                }
                #expect(try await service.stop().exit == 0)
                #expect(shop.world.executedWrites(in: .hero) == 3)
            }
        }

        @Test func `what stands in the way is said clearly`() async throws {
            try await Shop.open { shop in
                for command in [["contacts", "import"], ["contacts", "import", "--yes"]] {
                    let unset = try await shop.run(command)
                    #expect(unset.exit == 78 && unset.errors.contains("reconcile setup"), "\(unset.text)")
                }
                #expect(!FileManager.default.fileExists(atPath: shop.state + "/reconcile.sqlite"))
                try await shop.setUp()
                try Self.fill(shop)
                let wrong = try await shop.run(
                    ["contacts", "import"], with: ["RECONCILE_HERO_API_KEY": "ac_FalscherSchluesselFalscherSchlu1"])
                #expect(wrong.exit == 77, "\(wrong.text)")
                _ = try await shop.run("pause")
                for command in [["contacts", "import"], ["contacts", "import", "--yes"]] {
                    let paused = try await shop.run(command)
                    #expect(paused.exit == 3 && paused.output.contains("reconcile resume"), "\(paused.text)")
                }
                _ = try await shop.run("resume")
                shop.world.install(
                    FaultPlan(chances: [FaultPlan.Chance(.init(.hero, isWrite: true), perMille: 1000, Fault(.refuse))]))
                let down = try await shop.run("contacts", "import", "--yes")
                #expect(down.exit == 69 || down.exit == 4, "\(down.text)")
                #expect(Self.imported(shop).isEmpty)
                shop.world.install(.none)
                let up = try await shop.run("contacts", "import", "--yes")
                #expect(up.exit == 0, "\(up.text)")
                #expect(Self.imported(shop) == Self.names.sorted())
            }
        }

        @Test func `another instance holds the lock`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                try Self.fill(shop)
                let slow = Fault(.slowAnswer, milliseconds: 600_000)
                shop.world.install(FaultPlan(appointments: [.init(.init(.hero, isWrite: true), nth: 1, slow)]))
                let first = try shop.start(["contacts", "import", "--yes"])
                try await Fact.wait(for: "the import waits for an answer") { shop.world.log.contains(where: { $0.fault == .slowAnswer }) }
                for command in [["contacts", "import", "--yes"], []] {
                    let second = try await shop.run(command)
                    #expect(second.exit == 75, "\(second.text)")
                    #expect(second.errors.contains("held by pid \(first.pid), reconcile contacts import"), "\(second.errors)")
                }
                // Counting works beside it, and says what is open.
                let count = try await shop.run("contacts", "import")
                #expect(count.exit == 0 && count.output.contains("2 lexoffice contacts are ready"), "\(count.text)")
                first.kill()
                #expect(try await first.wait().signal == SIGKILL)
                let next = try await shop.run("contacts", "import", "--yes")
                #expect(next.exit == 0, "\(next.text)")
                #expect(Self.imported(shop) == Self.names.sorted())
            }
        }

        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(20)))
        func `everybody is imported once, wherever the import dies`() async throws {
            let shim = try await CrashShim()
            let names = Array(Self.names.prefix(2))
            let command = ["contacts", "import", "--yes"]
            let ready = { @Sendable (shop: Shop) in
                try await shop.setUp()
                let now = shop.now
                shop.world.withLexoffice { lexoffice in
                    for name in names {
                        _ = lexoffice.enterContact(LexofficeContactContent(identity: .company(.init(name: name))), now: now)
                    }
                }
                return try Beginning(shop)
            }
            let counted = Mutex(0)
            try await Shop.open { shop in
                _ = try await ready(shop)
                let total = try await shim.count(.effects) { environment in
                    let ending = try await shop.run(command, with: environment)
                    #expect(ending.exit == 0)
                }
                counted.withLock { $0 = total }
            }
            let total = counted.withLock { $0 }
            #expect((20...400).contains(total))
            let points = KillPoints(among: 1...total, filter: "CommandLineTests/ContactImport")
            let sights = try await Shop.inLanes(points.chosen, ready: ready) { begin, call in
                let comment = points.comment(call, "killed before call")
                try begin.restore()
                let shop = begin.shop
                let crashed = try await shop.run(command, with: shim.environment(at: call, .effects))
                // What the dead process had sent is carried out before the next one looks: the window is zero here.
                try await Fact.wait(for: "the dead client is gone") { Loopback.isQuiet(shop.port) }
                let writes = Self.imported(shop).count
                var ending = crashed
                for _ in 0..<3 {
                    ending = try await shop.run(command)
                    if ending.exit == 0 { break }
                }
                #expect(ending.exit == 0, "\(comment): \(ending.text)")
                #expect(Self.imported(shop) == names.sorted(), "\(comment)")
                let verdict = try await shop.run("journal", "verify")
                #expect(verdict.exit == 0, "\(comment): \(verdict.text)")
                return (isKilled: crashed.signal == SIGKILL, writes: writes)
            }
            #expect(points.isEnough(sights.count { $0.isKilled }))
            // Before, between and after the two writes somebody died.
            if points.isComplete { #expect(Set(sights.map(\.writes)) == [0, 1, 2]) }
        }
    }
}
