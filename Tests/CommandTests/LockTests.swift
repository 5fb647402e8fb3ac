import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    @Suite struct Lock {
        /// The first instance stands in the middle of a write whose answer is late. The second is told who holds the state; once
        /// the first is dead, the next finds out what became of that write.
        @Test func `a second instance is told who is at work`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                let slow = Fault(.slowAnswer, milliseconds: 600_000)
                shop.world.install(
                    FaultPlan(appointments: [.init(.init(.lexoffice, isWrite: true, path: "/v1/vouchers"), nth: 1, slow)]))
                let first = try shop.start([])
                try await Fact.wait(for: "the pass waits for an answer") { shop.world.log.contains(where: { $0.fault == .slowAnswer }) }
                for command in [[], ["setup"], ["pause"], ["--delete-integration", "--yes"], ["retry", shop.number(documents[0])]] {
                    let second = try await shop.run(command)
                    #expect(second.exit == 75, "\(command): \(second.text)")
                    #expect(second.errors.contains("STATE_HELD"))
                    #expect(second.errors.contains("held by pid \(first.pid),"), "\(second.errors)")
                }
                // Reading commands work beside it.
                let status = try await shop.run("status")
                #expect(status.exit == 0)
                #expect(status.output.contains("pid \(first.pid)"), "\(status.text)")
                let look = try await shop.run("--dry-run")
                #expect(look.exit == 2, "\(look.text)")
                // Whoever removes the file, or puts another state in place, takes nothing away from the first.
                try FileManager.default.removeItem(atPath: shop.state + "/reconcile.lock")
                let unnamed = try await shop.run([])
                #expect(unnamed.exit == 75 && unnamed.errors.contains("STATE_HELD"), "\(unnamed.text)")
                let asked = try await shop.run("status")
                #expect(asked.output.contains("another process"), "\(asked.text)")
                first.kill()
                let ended = try await first.wait()
                #expect(ended.signal == SIGKILL)
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                shop.expectBooks(documents, contacts: 2)
            }
        }
    }
}
