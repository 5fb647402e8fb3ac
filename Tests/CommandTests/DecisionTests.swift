import Foundation
import Sandbox
import Synchronization
import TestSupport
import Testing

extension CommandLineTests {
    /// What a person decides while a service is at work: the service carries it out, and the command says what it says without one.
    @Suite(.timeLimit(.minutes(2))) struct Decision {
        private static let seldom = ["RECONCILE_INTERVAL_SECONDS": "3600"]

        /// A held document and its cancellation, beside a service whose next pass is an hour away.
        private func held(_ shop: Shop) async throws -> (number: String, service: Service) {
            try await shop.setUp(categories: [])
            let id = shop.invoice(rate: 0, type: SampleTypes.construction)
            _ = try shop.cancel(id)
            let service = try await Service.start(shop, with: Self.seldom)
            try await service.untilReady()
            return (shop.number(id), service)
        }

        private func entries(_ shop: Shop, _ event: String) async throws -> [SandboxJSON] {
            try records(try await shop.run("journal", "export")).filter { $0["event"] == .string(event) && $0["to"] != $0["from"] }
        }

        private func pending(_ shop: Shop) async throws -> [SandboxJSON] {
            try records(try await shop.run("status", "--format", "json")).filter { $0["code"] == "decision_pending" }
        }

        @Test func `an answer beside a service is the one without it`() async throws {
            try await Shop.open { shop in
                let (number, service) = try await held(shop)
                let unknown = try await shop.run("retry", "RE-0000")
                #expect(unknown.exit == 64 && unknown.output.isEmpty, "\(unknown.text)")
                let answer = try await shop.run("resolve", number, "--waive", "--reason", "nets to zero", "--format", "json")
                #expect(answer.exit == 0, "\(answer.text)")
                let summary = try #require(try records(answer).last)
                #expect(summary["type"] == "change_summary" && summary["answer"] == "waive" && summary["number"] == .string(number))
                #expect(summary["state_before"]?.stringValue?.contains("/blocked/") == true, "\(summary)")
                #expect(summary["state"]?.stringValue?.contains("/waived/") == true, "\(summary)")
                let refused = try await shop.run("resolve", number, "--waive", "--reason", "once more")
                #expect(refused.exit == 3 && !refused.errors.isEmpty, "\(refused.text)")
                let waived = try await entries(shop, "op.waive")
                #expect(waived.count == 1)
                #expect(waived.first?["actor"] == .string("user:tester(uid \(getuid()))"))
                #expect(waived.first?["cause"] == "resolve: nets to zero")
                let page = try await service.page()
                #expect(page.contains(#"reconcile_decisions_total{kind="resolve",outcome="done"} 1"#))
                #expect(page.contains(#"reconcile_decisions_total{kind="resolve",outcome="refused"} 1"#))
                #expect(try await service.stop().exit == 0)
                let whole = try await shop.run("journal", "verify")
                #expect(whole.exit == 0, "\(whole.text)")
            }
        }

        @Test func `a service pauses, resumes and passes when it is told to`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let service = try await Service.start(shop, with: Self.seldom)
                try await service.untilReady()
                let document = shop.invoice()
                let sync = try await shop.run("sync", "--format", "json")
                #expect(sync.exit == 0, "\(sync.text)")
                #expect(try records(sync).last?["create"] == .int(1), "\(sync.text)")
                shop.expectBooks([document])
                for (command, before, after) in [("pause", "running", "paused"), ("resume", "paused", "probing")] {
                    let reason = command == "pause" ? ["--reason", "stocktaking"] : []
                    let records = try records(try await shop.run([command, "--format", "json"] + reason))
                    try #require(records.count == 2)
                    #expect(records[1]["answer"] == .string(command) && records[1]["exit"] == .int(0))
                    #expect(records[1]["integration_before"]?.stringValue?.contains(before) == true, "\(records[1])")
                    #expect(records[1]["integration"]?.stringValue?.contains(after) == true, "\(records[1])")
                    guard command == "pause" else { continue }
                    let still = try await shop.run("sync")
                    #expect(still.exit == 3, "\(still.text)")
                    let twice = try await shop.run("pause")
                    #expect(twice.exit == 3 && !twice.errors.isEmpty, "\(twice.text)")
                }
                let journal = try records(try await shop.run("journal", "export"))
                let paused = try #require(journal.first { $0["event"] == "op.pause" })
                #expect(paused["cause"] == "pause: stocktaking" && paused["actor"] == .string("user:tester(uid \(getuid()))"))
                #expect(try await service.stop().exit == 0)
            }
        }

        /// It is noted, everybody can see that, and it is done as soon as the service is there again.
        @Test func `what cannot be waited for stays noted`() async throws {
            try await Shop.open { shop in
                let (number, service) = try await held(shop)
                service.child.signal(SIGSTOP)
                let noted = try await shop.run("resolve", number, "--waive", "--reason", "x", "--wait", "0", "--format", "json")
                #expect(noted.exit == 4, "\(noted.text)")
                let summary = try #require(try records(noted).last)
                #expect(summary["pending"] == .bool(true) && summary["exit"] == .int(4))
                let waiting = try await pending(shop)
                #expect(waiting.count == 1 && waiting.first?["decision"] == summary["decision"])
                #expect(waiting.first?["subject"] == .string(number) && waiting.first?["answer"] == "resolve")
                let status = try await shop.run("status")
                #expect(status.output.contains("Noted, not carried out yet: resolve \(number), user:tester"), "\(status.text)")
                service.child.signal(SIGCONT)
                try await Fact.wait(for: "the decision is carried out") { try await pending(shop).isEmpty }
                #expect(try await entries(shop, "op.waive").count == 1)
                #expect(try await service.stop().exit == 0)
            }
        }

        /// The command that waits takes the place of a service that dies.
        @Test func `a service that is killed is relieved by the one who waits`() async throws {
            try await Shop.open { shop in
                let (number, service) = try await held(shop)
                service.child.signal(SIGSTOP)
                let waiting = try shop.start(["resolve", number, "--waive", "--reason", "nets to zero"])
                try await Fact.wait(for: "the decision is noted") { try await !pending(shop).isEmpty }
                service.child.kill()
                let answer = try await waiting.wait(seconds: 60)
                #expect(answer.exit == 0 && answer.output.contains(number), "\(answer.text)")
                #expect(try await entries(shop, "op.waive").count == 1)
                #expect(try await pending(shop).isEmpty)
                _ = try await service.child.wait()
            }
        }

        /// A service that was killed before it took the decision does so when it is started again.
        @Test func `what is due is taken by the next service`() async throws {
            try await Shop.open { shop in
                let (number, service) = try await held(shop)
                service.child.signal(SIGSTOP)
                let noted = try await shop.run("resolve", number, "--waive", "--reason", "x", "--wait", "0")
                #expect(noted.exit == 4, "\(noted.text)")
                service.child.kill()
                _ = try await service.child.wait()
                let next = try await Service.start(shop, with: Self.seldom)
                try await next.untilReady()
                #expect(try await pending(shop).isEmpty)
                #expect(try await entries(shop, "op.waive").count == 1)
                #expect(try await next.stop().exit == 0)
            }
        }

        /// kill -9 before every write to the state and every call by which something leaves the process: the answer is in the journal, or
        /// it is still due; and the next one carries it out once.
        @Test(.enabled(if: CrashShim.compiler != nil), .timeLimit(.minutes(60)))
        func `a decision is carried out once, wherever its holder dies`() async throws {
            let shim = try await CrashShim()
            let ready = { @Sendable (shop: Shop) in
                let (number, service) = try await held(shop)
                service.child.signal(SIGSTOP)
                let noted = try await shop.run("resolve", number, "--waive", "--reason", "x", "--wait", "0")
                #expect(noted.exit == 4, "\(noted.text)")
                service.child.kill()
                _ = try await service.child.wait()
                return try Beginning(shop)
            }
            let counted = Mutex(0)
            try await Shop.open { shop in
                _ = try await ready(shop)
                let total = try await shim.count(.all) { environment in _ = try await shop.run([], with: environment) }
                counted.withLock { $0 = total }
            }
            let points = KillPoints(among: 1...counted.withLock { $0 }, filter: "CommandLineTests/Decision")
            let kills = try await Shop.inLanes(points.chosen, ready: ready) { begin, point in
                let comment = points.comment(point, "killed before write or call")
                try begin.restore()
                let shop = begin.shop
                let killed = try await shop.run([], with: shim.environment(at: point, .all))
                let (given, due) = (try await entries(shop, "op.waive").count, try await pending(shop).count)
                #expect(given + due == 1, "\(comment)")
                _ = try await shop.run([])
                #expect(try await entries(shop, "op.waive").count == 1, "\(comment)")
                #expect(try await pending(shop).isEmpty, "\(comment)")
                let whole = try await shop.run("journal", "verify")
                #expect(whole.exit == 0, "\(comment): \(whole.text)")
                return killed.signal == SIGKILL
            }
            #expect(points.isEnough(kills.count { $0 }))
        }
    }
}
