import Bookkeeping
import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

extension CommandLineTests {
    /// kill -9 right before a call by which something leaves the process, then the program as if nothing had been. Each run dies at some
    /// of them, with `KILL_POINTS=all` at all.
    @Suite struct Kill {
        private static let cleanRuns = 4
        private static let filter = "CommandLineTests/Kill"

        private struct Sight: Sendable {
            var isKilled: Bool
            /// Writes lexoffice had carried out when the process died.
            var writes: Int
            var wasInDoubt: Bool
        }

        /// A shop that is set up and has four documents to transfer, to be begun with again and again.
        private struct Scene: Sendable {
            let shop: Shop
            let documents: [Int]
            private let hero: HeroStandIn
            private let lexoffice: LexofficeStandIn
            private let seed: StateFile

            init(_ shop: Shop) async throws {
                self.shop = shop
                try await shop.setUp()
                seed = StateFile(directory: shop.directory.path + "/seed")
                try StateFile(directory: shop.state).copy(to: seed.directory)
                documents = try shop.fourDocuments()
                lexoffice = shop.world.lexoffice
                // After one pass HERO's stand-in has read every query once; its documents are as they were.
                let ending = try await shop.run([])
                try #require(ending.exit == 0, "\(ending.text)")
                hero = shop.world.hero
            }

            func restore() throws {
                shop.world.withHero { $0 = hero }
                shop.world.withLexoffice { $0 = lexoffice }
                try seed.copy(to: shop.state)
            }
        }

        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(60)))
        func `every document is booked once, wherever a pass dies`() async throws {
            let shim = try await CrashShim()
            let total = try await count(shim, .effects)
            #expect((60...400).contains(total))
            let points = KillPoints(among: 1...total, filter: Self.filter)
            let sights = try await Shop.inLanes(points.chosen, ready: { try await Scene($0) }) { scene, call in
                try await crashAndRecover(scene, shim.environment(at: call, .effects), points.comment(call, "killed before call"))
            }
            #expect(points.isEnough(sights.count { $0.isKilled }))
            guard points.isComplete else { return }
            // Between every two of the ten writes (two contacts, four vouchers, four files) somebody died.
            #expect(Set(sights.map(\.writes)) == Set(0...10))
            #expect(sights.contains { $0.wasInDoubt })
        }

        /// The database's own writes tear a transaction in the middle.
        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(120)))
        func `every document is booked once, wherever a write to the state is torn`() async throws {
            let shim = try await CrashShim()
            let total = try await count(shim, .all)
            #expect(total > 200)
            let points = KillPoints(among: 1...total, filter: Self.filter)
            let sights = try await Shop.inLanes(points.chosen, ready: { try await Scene($0) }) { scene, call in
                try await crashAndRecover(scene, shim.environment(at: call, .all), points.comment(call, "killed before write or call"))
            }
            #expect(points.isEnough(sights.count { $0.isKilled }))
        }

        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(20)))
        func `setup succeeds after a setup that died anywhere`() async throws {
            let shim = try await CrashShim()
            let arguments = { @Sendable (shop: Shop) in
                ["setup", "--start-date", shop.today.adding(days: 1).description] + Shop.confirmations + Shop.categories
            }
            let counted = Mutex(0)
            try await Shop.open { shop in
                let total = try await shim.count(.effects) { environment in
                    let ending = try await shop.run(arguments(shop), with: environment)
                    #expect(ending.exit == 0)
                }
                counted.withLock { $0 = total }
            }
            let points = KillPoints(among: 1...counted.withLock { $0 }, filter: Self.filter)
            let kills = try await Shop.inLanes(points.chosen, ready: { $0 }) { shop, call in
                let comment = points.comment(call, "killed before call")
                if FileManager.default.fileExists(atPath: shop.state) { try FileManager.default.removeItem(atPath: shop.state) }
                let killed = try await shop.run(arguments(shop), with: shim.environment(at: call, .effects))
                let again = try await shop.run(arguments(shop))
                #expect(again.exit == 0, "\(comment): \(again.text)")
                let status = try await shop.run("status")
                #expect(status.exit == 0 && status.output.contains("running/open"), "\(comment): \(status.text)")
                let verdict = try await shop.run("journal", "verify")
                #expect(verdict.exit == 0, "\(comment): \(verdict.text)")
                return killed.signal == SIGKILL
            }
            #expect(points.isEnough(kills.count { $0 }))
        }

        private func count(_ shim: CrashShim, _ calls: CrashShim.Calls) async throws -> Int {
            let counted = Mutex(0)
            try await Shop.open { shop in
                let scene = try await Scene(shop)
                try scene.restore()
                let total = try await shim.count(calls) { environment in
                    let ending = try await shop.run([], with: environment)
                    #expect(ending.exit == 0)
                }
                shop.expectBooks(scene.documents, contacts: 2)
                counted.withLock { $0 = total }
            }
            return counted.withLock { $0 }
        }

        /// Dies in a pass over four documents, then runs until nothing is left to do.
        private func crashAndRecover(_ scene: Scene, _ crash: [String: String], _ comment: String) async throws -> Sight {
            try scene.restore()
            let shop = scene.shop
            let crashed = try await shop.run([], with: crash)
            // What the dead process had sent is carried out before the next one looks: the window is zero here.
            try await Fact.wait(for: "the dead client is gone") { Loopback.isQuiet(shop.port) }
            let writes = shop.world.lexoffice.writeCount
            var ending = crashed
            for _ in 0..<Self.cleanRuns {
                ending = try await shop.run([])
                if ending.exit == 0 { break }
            }
            #expect(ending.exit == 0, "\(comment): \(ending.text)")
            shop.expectBooks(scene.documents, comment, contacts: 2)
            let verdict = try await shop.run("journal", "verify")
            #expect(verdict.exit == 0, "\(comment): \(verdict.text)")
            let wasInDoubt = StateFile(directory: shop.state).everything.shows("adopted=after-doubt")
            return Sight(isKilled: crashed.signal == SIGKILL, writes: writes, wasInDoubt: wasInDoubt)
        }
    }
}
