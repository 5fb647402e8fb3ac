import Foundation
import Sandbox
import Synchronization
import Testing

extension CommandLineTests {
    /// kill -9 right before every call by which something leaves the process, then the program as if nothing had been.
    @Suite struct Kill {
        /// One after the other in each lane; the machine has two processors at least.
        private static let lanes = 2
        private static let cleanRuns = 4

        private struct Sight: Sendable {
            var isKilled: Bool
            /// Writes lexoffice had carried out when the process died.
            var writes: Int
            var wasInDoubt: Bool
        }

        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(4)))
        func `every document is booked once, wherever a pass dies`() async throws {
            let shim = try await CrashShim()
            let total = try await count(shim, .effects)
            #expect((60...400).contains(total))
            let sights = try await inLanes(Array(1...total)) { shop, call in
                try await crashAndRecover(shop, shim.environment(at: call, .effects), "killed before call \(call)")
            }
            expectKills(sights)
            // Between every two of the ten writes (two contacts, four vouchers, four files) somebody died.
            #expect(Set(sights.map(\.writes)) == Set(0...10))
            #expect(sights.contains { $0.wasInDoubt })
        }

        /// The database's own writes tear a transaction in the middle; there are many alike, so every eleventh is tried.
        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(4)))
        func `every document is booked once, wherever a write to the state is torn`() async throws {
            let shim = try await CrashShim()
            let total = try await count(shim, .all)
            #expect(total > 200)
            let sights = try await inLanes(Array(stride(from: 5, through: total, by: 11))) { shop, call in
                try await crashAndRecover(shop, shim.environment(at: call, .all), "killed before call \(call) of all")
            }
            expectKills(sights)
        }

        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(4)))
        func `setup succeeds after a setup that died anywhere`() async throws {
            let shim = try await CrashShim()
            try await Shop.open { shop in
                let arguments = ["setup", "--start-date", shop.today.adding(days: 1).description] + Shop.confirmations + Shop.categories
                let total = try await shim.count(.effects) { environment in
                    #expect(try await shop.run(arguments, with: environment).exit == 0)
                }
                var kills = 0
                for call in 1...total {
                    try FileManager.default.removeItem(atPath: shop.state)
                    let killed = try await shop.run(arguments, with: shim.environment(at: call, .effects))
                    if killed.signal == SIGKILL { kills += 1 }
                    let again = try await shop.run(arguments)
                    #expect(again.exit == 0, "call \(call): \(again.text)")
                    let status = try await shop.run("status")
                    #expect(status.exit == 0 && status.output.contains("active"), "call \(call): \(status.text)")
                    #expect(try await shop.run("journal", "verify").exit == 0, "call \(call)")
                }
                #expect(kills > total * 9 / 10)
            }
        }

        private func count(_ shim: CrashShim, _ calls: CrashShim.Calls) async throws -> Int {
            let counted = Mutex(0)
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                let total = try await shim.count(calls) { environment in
                    #expect(try await shop.run([], with: environment).exit == 0)
                }
                shop.expectBooks(documents, contacts: 2)
                counted.withLock { $0 = total }
            }
            return counted.withLock { $0 }
        }

        /// A server and a state that is set up per lane; each call begins with both as they were.
        private func inLanes(
            _ calls: [Int], _ body: @escaping @Sendable (Shop, Int) async throws -> Sight
        ) async throws -> [Sight] {
            try await withThrowingTaskGroup(of: [Sight].self) { group in
                for lane in 0..<Self.lanes {
                    group.addTask {
                        let sights = Mutex<[Sight]>([])
                        try await Shop.open { shop in
                            try await shop.setUp()
                            let seed = StateFile(directory: shop.directory.path + "/seed")
                            try StateFile(directory: shop.state).copy(to: seed.directory)
                            for call in calls where call % Self.lanes == lane {
                                shop.world.reset()
                                try seed.copy(to: shop.state)
                                let sight = try await body(shop, call)
                                sights.withLock { $0.append(sight) }
                            }
                        }
                        return sights.withLock { $0 }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
        }

        /// Dies in a pass over four documents, then runs until nothing is left to do.
        private func crashAndRecover(_ shop: Shop, _ crash: [String: String], _ comment: String) async throws -> Sight {
            let documents = try shop.fourDocuments()
            let crashed = try await shop.run([], with: crash)
            // What the dead process had sent is carried out before the next one looks: the window is zero here.
            for _ in 0..<2000 where !Loopback.isQuiet(shop.port) { await Task.yield() }
            let writes = shop.world.executedWrites(in: .lexoffice)
            var ending = crashed
            for _ in 0..<Self.cleanRuns {
                ending = try await shop.run([])
                if ending.exit == 0 { break }
            }
            #expect(ending.exit == 0, "\(comment): \(ending.text)")
            shop.expectBooks(documents, comment, contacts: 2)
            let verdict = try await shop.run("journal", "verify")
            #expect(verdict.exit == 0, "\(comment): \(verdict.text)")
            let journal = try await shop.run("journal", "export")
            return Sight(
                isKilled: crashed.signal == SIGKILL, writes: writes, wasInDoubt: journal.output.contains("adopted=after-doubt"))
        }

        private func expectKills(_ sights: [Sight]) {
            #expect(sights.count { $0.isKilled } > sights.count * 9 / 10)
        }
    }
}
