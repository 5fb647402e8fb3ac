import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// What cannot be booked waits for a person by name; what can is not held up by it.
    @Suite struct HeldDocument {
        private struct Held {
            let unknownType: Int
            let numberless: Int
            let unmapped: Int
            let sound: [Int]

            var reasons: [Int: String] {
                [unknownType: "UNKNOWN_DOCUMENT_TYPE", numberless: "MISSING_NUMBER", unmapped: "UNMAPPED_CATEGORY"]
            }
        }

        private func publish(_ shop: Shop) -> Held {
            let unknownType = shop.invoice(type: SampleTypes.rental)
            let first = shop.invoice()
            let numberless = shop.invoice(numbering: .missing)
            let unmapped = shop.invoice(rate: 0, type: SampleTypes.construction)
            return Held(
                unknownType: unknownType, numberless: numberless, unmapped: unmapped,
                sound: [first, shop.invoice(customer: Shop.customers[1])])
        }

        @Test func `documents with a reason are held, the others go on`() async throws {
            try await Shop.open { shop in
                try await shop.setUp(categories: [])
                let held = publish(shop)
                let look = try await shop.run("--dry-run", "--format", "json")
                #expect(look.exit == 2)
                let pass = try await shop.run("--format", "json")
                #expect(pass.exit == 3)
                shop.expectBooks(held.sound)
                for output in [look, pass] {
                    let lines = try records(output).filter { $0["type"] == "held" }
                    #expect(lines.count == 3)
                    for (id, reason) in held.reasons {
                        let line = lines.first { $0["document"] == .string(String(id)) }
                        #expect(line?["reason"] == .string(reason))
                        #expect(line?["symbol"] == "!")
                        for word in ["message_de", "message_en", "next_de", "next_en"] {
                            #expect(line?[word]?.stringValue?.isEmpty == false)
                        }
                        let steps = line?["steps"]?.arrayValue ?? []
                        #expect(!steps.isEmpty && steps.allSatisfy { $0["actor"] != nil && $0["act"] != nil })
                    }
                }
                let text = try await shop.run([])
                #expect(text.exit == 3)
                for reason in held.reasons.values { #expect(text.output.contains("    \(reason): ")) }
                let list = try await shop.run("list", "--state", "blocked")
                #expect(list.output.split(separator: "\n").count { !$0.hasPrefix(" ") } == 3)
                let status = try await shop.run("status")
                #expect(status.exit == 3)
                shop.expectBooks(held.sound)
            }
        }

        @Test func `a category named later frees its documents`() async throws {
            try await Shop.open { shop in
                try await shop.setUp(categories: [])
                let held = publish(shop)
                _ = try await shop.run([])
                let named = try await shop.run(["setup"] + Shop.categories)
                #expect(named.exit == 0, "\(named.text)")
                let next = try await shop.run([])
                #expect(next.exit == 3)
                shop.expectBooks(held.sound + [held.unmapped])
                #expect(!next.output.contains("UNMAPPED_CATEGORY"))
                let voucher = try #require(
                    shop.world.lexoffice.vouchers.first { $0.content.number == shop.number(held.unmapped) })
                #expect(voucher.content.items.map(\.categoryID) == [LexofficeCategory.construction13bID])
            }
        }
    }
}
