import Bookkeeping
import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// Open items, VAT lines and the signature of a month, from the real program.
    @Suite struct Adviser {
        private func settled(_ shop: Shop) async throws -> [Int] {
            try await shop.setUp()
            let documents = try shop.fourDocuments()
            for _ in 0..<2 {
                let pass = try await shop.run([])
                #expect(pass.exit == 0, "\(pass.text)")
            }
            return documents
        }

        @Test func `open items in three forms, without a request`() async throws {
            try await Shop.open { shop in
                let documents = try await settled(shop)
                let (state, requests) = (StateFile(directory: shop.state), shop.world.log.count)
                let before = state.bytes
                let lines = try records(try await shop.run("open-items", "--format", "json"))
                // 146.91 and 1189.99; of the cancelled one and its reversal HERO says nothing that could be compared.
                let items = lines.filter { $0["type"] == "open_item" }
                #expect(items.count == 4 && items.allSatisfy { $0["bucket"] == "not_due" && $0["verdict"] == nil })
                let first = try #require(items.first { $0["number"] == .string(shop.number(documents[0])) })
                #expect(first["hero_open_cents"] == 14_691 && first["lexoffice_open_cents"] == 14_691 && first["difference_cents"] == 0)
                let all = try #require(lines.first { $0["type"] == "open_total" && $0["bucket"] == "all" })
                #expect(all["hero_open_cents"] == 133_690 && all["lexoffice_open_cents"] == 133_690 && all["not_told"] == 2)
                #expect(all["difference_cents"] == 0 && all["not_told_cents"] == 0)
                #expect(lines[1]["hero_age_seconds"]?.intValue.map { (0...300).contains($0) } == true)
                #expect(try await shop.run("open-items", "--date", "2026-11-30", "--lang", "de").exit == 0)
                let german = try await shop.run("open-items", "--lang", "de")
                #expect(german.exit == 0 && german.output.contains("1.336,90") && german.output.contains("Offene Posten zum"))
                let csv = try await shop.run("open-items", "--format", "csv", "--lang", "de")
                #expect(csv.output.hasPrefix("\u{FEFF}record;number;") && csv.output.contains(";146,91;146,91;0,00;"))
                let wrong = try await shop.run("open-items", "--date", "30.11.2026")
                #expect(wrong.exit == 64)
                for person in Shop.people { #expect(!(german.output + csv.output).contains(person)) }
                #expect(state.bytes == before && shop.world.log.count == requests)
            }
        }

        @Test func `the lines of the return are part of the sheet, and the adviser names another`() async throws {
            try await Shop.open { shop in
                _ = try await settled(shop)
                let month = String(shop.today.description.prefix(7))
                let lines = try records(try await shop.run("close", month, "--format", "json")).filter { $0["type"] == "vat_line" }
                // 123.45 + 999.99 at 19 %; the pair at 7 % nets to nothing.
                let taxed = try #require(lines.first { $0["basis"] == "document_date" && $0["line"] == "81" })
                #expect(taxed["base_cents"] == 112_344 && taxed["base_euros"] == 1_123 && taxed["tax_cents"] == 21_346)
                #expect(!lines.contains { $0["basis"] == "payment_date" })
                let named = try await shop.run("setup", "--vat-line", "RATE_7=35", "--vat-line", "OTHER_ZERO=none")
                #expect(named.exit == 0, "\(named.text)")
                let text = try await shop.run("close", month, "--lang", "de")
                #expect(text.output.contains("Zeilen der Umsatzsteuer-Voranmeldung") && text.output.contains("35 "), "\(text.text)")
                for wrong in ["RATE_7", "RATE_7=8", "RATE_8=81", "RATE_7=081"] {
                    let refused = try await shop.run("setup", "--vat-line", wrong)
                    #expect(refused.exit == 64, "\(wrong)")
                }
                let journal = try await shop.run("journal", "export")
                #expect(journal.output.contains("vat-line.RATE_7"))
            }
        }

        /// A month that goes on cannot be signed, with a service and without; nothing is written.
        @Test func `what cannot be signed is refused`() async throws {
            try await Shop.open { shop in
                _ = try await settled(shop)
                let month = String(shop.today.description.prefix(7))
                let unfinished = try await shop.run("close", month, "--sign", "--name", "Stefan Steuer", "--format", "json", "--lang", "de")
                #expect(unfinished.exit == 3 && unfinished.errors.contains("MONTH_NOT_FINISHED"), "\(unfinished.text)")
                for arguments in [["--sign"], ["--name", "x"], ["--sign", "--name", " "], ["--sign", "--name", "x", "--format", "csv"]] {
                    let wrong = try await shop.run(["close", month] + arguments)
                    #expect(wrong.exit == 64, "\(arguments) \(wrong.text)")
                }
                let journal = try await shop.run("journal", "export")
                #expect(!journal.output.contains("op.sign"))
            }
        }

        /// The month before the first document is over and empty: it agrees, and it can be signed.
        @Test func `a month is signed here and beside a service`() async throws {
            try await Shop.open { shop in
                _ = try await settled(shop)
                let month = BookMonth(shop.today)
                let year = month.month == 1 ? month.year - 1 : month.year
                let before = [1, 2].map { back in
                    let number = (month.month + 11 - back) % 12 + 1
                    let padded = number < 10 ? "0\(number)" : "\(number)"
                    return "\(back == 2 && month.month == 2 ? month.year - 1 : year)-\(padded)"
                }
                let sign = ["--sign", "--name", "Stefan Steuer", "--remark", "geprüft", "--format", "json", "--lang", "de"]
                let alone = try await shop.run(["close", before[0]] + sign)
                #expect(alone.exit == 0, "\(alone.text)")
                let summary = try #require(try records(alone).last)
                #expect(summary["answer"] == "sign" && summary["month"] == .string(before[0]) && summary["exit"] == 0)
                let other = try await shop.run(["close", before[1]] + sign + ["--hash", "00000000"])
                #expect(other.exit == 3 && other.errors.contains("OTHER_SHEET"), "\(other.text)")
                let service = try await Service.start(shop, with: ["RECONCILE_INTERVAL_SECONDS": "3600"])
                try await service.untilReady()
                let beside = try await shop.run(["close", before[1]] + sign)
                #expect(beside.exit == 0, "\(beside.text)")
                #expect(try await service.page().contains(#"reconcile_decisions_total{kind="sign",outcome="done"} 1"#))
                #expect(try await service.stop().exit == 0)
                let entries = try records(try await shop.run("journal", "export")).filter { $0["event"] == "op.sign" }
                #expect(entries.map { $0["key"] } == before.map { .string($0) })
                #expect(entries[0]["actor"] == entries[1]["actor"] && entries[0]["cause"] == "sign: geprüft")
                let sheet = try await shop.run("close", before[0])
                #expect(sheet.exit == 0 && sheet.output.contains("Signed by Stefan Steuer on \(shop.today)"), "\(sheet.text)")
                #expect(sheet.output.contains("Nothing has changed in this month since."))
                let again = try await shop.run(["close", before[0]] + sign)
                #expect(again.exit == 3 && again.errors.contains("SIGNED_ALREADY"), "\(again.text)")
                let whole = try await shop.run("journal", "verify")
                #expect(whole.exit == 0, "\(whole.text)")
            }
        }
    }
}
