import Bookkeeping
import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    @Suite struct DryRun {
        private static let changing: Set<String> = ["planned_change", "held", "drift", "diagnostic"]
        /// What the comparison adds; no change by itself.
        private static let comparing: Set<String> = ["class_count", "month_total", "named_difference", "number_gap"]

        private func look(_ shop: Shop, _ exit: Int32) async throws -> Child.Ending {
            let state = StateFile(directory: shop.state)
            let before = state.bytes
            let writes = shop.world.executedWrites(in: .lexoffice) + shop.world.executedWrites(in: .hero)
            let seen = shop.world.log.count
            let ending = try await shop.run("--dry-run", "--format", "json")
            #expect(ending.exit == exit, "\(ending.text)")
            #expect(state.bytes == before)
            #expect(shop.world.executedWrites(in: .lexoffice) + shop.world.executedWrites(in: .hero) == writes)
            let requests = shop.world.log.dropFirst(seen)
            #expect(!requests.isEmpty)
            #expect(!requests.contains { $0.request.isWrite })
            return ending
        }

        private func check(_ ending: Child.Ending, changes: Int) throws {
            #expect(ending.errors.isEmpty)
            #expect(ending.lines.first == #"{"type":"version","format":"1.0"}"#)
            let lines = try records(ending)
            let summary = try #require(lines.last)
            #expect(summary["type"] == "change_summary")
            #expect(summary["exit"] == .int(Int(ending.exit ?? -1)))
            #expect(summary["dry_run"] == true)
            #expect(summary["writes"] == 0)
            let between = lines.dropFirst().dropLast()
            let types = between.map { $0["type"]?.stringValue ?? "" }
            // A pair to be netted is worth a note and no change.
            #expect(between.count { Self.changing.contains($0["type"]?.stringValue ?? "") && $0["symbol"] != "i" } == changes)
            #expect(types.allSatisfy { Self.changing.union(Self.comparing).contains($0) })
            // Classes, totals and gaps come after the lines, in this order.
            let order = ["class_count": 1, "month_total": 2, "named_difference": 3, "number_gap": 4]
            #expect(types.map { order[$0] ?? 0 } == types.map { order[$0] ?? 0 }.sorted())
        }

        @Test func `it writes nothing anywhere and says the same twice`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                try check(try await look(shop, 0), changes: 0)
                let documents = try shop.fourDocuments()
                shop.invoice(numbering: .missing)
                let first = try await look(shop, 2)
                try check(first, changes: 5)
                let second = try await look(shop, 2)
                #expect(first.output == second.output)
                #expect(try records(first).last?["create"] == 4)
                // 123.45 + 19 %, 67.89 + 7 % twice, 999.99 + 19 %, as HERO prints them.
                let cents = 14_691 + 7_264 + 118_999 + 7_264
                #expect(try records(first).last?["gross_cents"] == .int(cents))
                let pass = try await shop.run([])
                #expect(pass.exit == 3)
                shop.expectBooks(documents)
                // Only the held one is left.
                try check(try await look(shop, 2), changes: 1)
            }
        }

        @Test func `nothing to do is zero`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                _ = try shop.fourDocuments()
                let pass = try await shop.run([])
                #expect(pass.exit == 0)
                try check(try await look(shop, 0), changes: 0)
                let text = try await shop.run("--dry-run")
                #expect(text.exit == 0)
                #expect(text.output.contains("Nothing to do: both systems tell the same story."))
            }
        }

        @Test func `a voucher typed in by hand is shown as adopted or as a clash`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let id = shop.invoice()
                let pass = try await shop.run([])
                #expect(pass.exit == 0)
                let content = try #require(shop.world.lexoffice.vouchers.first?.content)
                let other = shop.invoice(net: 10_000)
                let third = shop.invoice(net: 10_000)
                let (now, numbers) = (shop.now, [shop.number(other), shop.number(third)])
                shop.world.withLexoffice { lexoffice in
                    var same = content
                    same.number = numbers[0]
                    _ = lexoffice.enterVoucher(same, now: now)
                    var different = content
                    different.number = numbers[1]
                    different.gross = Cents(different.gross.amount * 2)
                    _ = lexoffice.enterVoucher(different, now: now)
                }
                let lines = try records(try await look(shop, 2))
                #expect(lines.first { $0["document"] == .string(String(other)) }?["symbol"] == "=")
                let clash = lines.first { $0["document"] == .string(String(third)) }
                #expect(clash?["symbol"] == "!")
                #expect(clash?["reason"] == "DUPLICATE_NUMBER")
                let acting = try await shop.run([])
                #expect(acting.exit == 3, "\(acting.text)")
                #expect(acting.output.contains("= \(shop.number(other))"))
                #expect(shop.world.lexoffice.vouchers.count == 3)
                #expect(id != other)
            }
        }
    }
}
