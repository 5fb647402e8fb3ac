import Bookkeeping
import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// The sheet of a month from the real program, in its three forms.
    @Suite struct Close {
        /// `yyyy-MM`
        private func month(_ shop: Shop) -> String { String(shop.today.description.prefix(7)) }

        /// Runs without touching anything.
        private func close(_ shop: Shop, _ arguments: [String], _ exit: Int32) async throws -> Child.Ending {
            let state = StateFile(directory: shop.state)
            let before = state.bytes
            let seen = shop.world.log.count
            let ending = try await shop.run(["close", month(shop)] + arguments)
            #expect(ending.exit == exit, "\(ending.text)")
            #expect(state.bytes == before)
            #expect(!shop.world.log.dropFirst(seen).contains { $0.request.isWrite })
            return ending
        }

        /// 123.45 and 999.99 at 19 %, 67.89 at 7 % and its cancellation, as HERO prints them; all in one month.
        private func settled(_ shop: Shop) async throws -> [Int] {
            try await shop.setUp()
            let documents = try shop.fourDocuments()
            let pass = try await shop.run([])
            #expect(pass.exit == 0, "\(pass.text)")
            return documents
        }

        @Test func `json: figures, classes, journal and exit code`() async throws {
            try await Shop.open { shop in
                let documents = try await settled(shop)
                let ending = try await close(shop, ["--format", "json"], 0)
                let lines = try records(ending)
                let head = try #require(lines.dropFirst().first)
                #expect(head["type"] == "close_sheet" && head["month"] == .string(month(shop)) && head["finished"] == false)
                #expect(head["organisation"] == .string(Shop.organization) && head["software"]?.stringValue != nil)
                let totals = lines.filter { $0["type"] == "month_total" }
                let figures = totals.map { line in
                    ["rate", "hero_count", "hero_net_cents", "hero_tax_cents", "hero_gross_cents", "difference_cents"].map {
                        line[$0]?.stringValue ?? line[$0]?.intValue.map(String.init) ?? "-"
                    }
                }
                // 12345 + 99999 = 112344; tax 2346 + 19000 = 21346; the pair at 7 % nets to zero.
                #expect(
                    figures == [
                        ["19", "2", "112344", "21346", "133690", "0"], ["7", "2", "0", "0", "0", "0"],
                        ["all", "4", "112344", "21346", "133690", "0"],
                    ])
                for line in totals { #expect(line["hero_gross_cents"] == line["lexoffice_gross_cents"]) }
                #expect(lines.contains { $0["type"] == "class_count" && $0["class"] == "OK" && $0["count"] == 4 })
                #expect(lines.contains { $0["reason"] == "NETTING_OPEN" && $0["document"] == .string(String(documents[1])) })
                let journal = try #require(lines.first { $0["type"] == "journal" })
                let verdict = try records(try await shop.run("journal", "verify", "--format", "json"))
                #expect(journal["newest_hash"] == verdict.last?["newest_hash"] && journal["whole"] == true)
                #expect(lines.last?["agrees"] == true && lines.last?["exit"] == 0)
                #expect(try await close(shop, ["--format", "json"], 0).output == ending.output)
                // Four vouchers, each time.
                #expect(shop.world.lexoffice.executions(.readVoucher) == 8)
            }
        }

        @Test func `text: a sheet in both languages, with room for a signature`() async throws {
            try await Shop.open { shop in
                _ = try await settled(shop)
                let english = try await close(shop, [], 0)
                for words in [
                    "Monthly reconciliation", "Both systems agree to the cent.", "1,336.90", "Place, date, signature", "newest hash",
                ] {
                    #expect(english.output.contains(words), "\(words)")
                }
                let german = try await close(shop, ["--lang", "de"], 0)
                for words in ["Monatsabstimmung", "auf den Cent", "1.336,90", "Ort, Datum, Unterschrift", "noch nicht abgeschlossen"] {
                    #expect(german.output.contains(words), "\(words)")
                }
                for person in Shop.people { #expect(!(english.output + german.output).contains(person)) }
            }
        }

        @Test func `csv: one table by RFC 4180, in the way of each language`() async throws {
            try await Shop.open { shop in
                _ = try await settled(shop)
                for (language, separator, point) in [("en", ",", "."), ("de", ";", ",")] as [(String, Character, String)] {
                    let ending = try await close(shop, ["--format", "csv", "--lang", language], 0)
                    #expect(ending.output.hasSuffix("\r\n") && !ending.output.replacing("\r\n", with: "").contains("\n"))
                    let rows = table(ending.output, separator)
                    let header = try #require(rows.first)
                    #expect(rows.allSatisfy { $0.count == header.count })
                    func cell(_ row: [String], _ name: String) -> String { header.firstIndex(of: name).map { row[$0] } ?? "?" }
                    let total = try #require(rows.first { $0[0] == "month_total" && cell($0, "rate") == "19" })
                    #expect(cell(total, "hero_gross") == "1336\(point)90" && cell(total, "lexoffice_tax") == "213\(point)46")
                    #expect(cell(total, "difference") == "0\(point)00")
                }
            }
        }

        /// Fields of one record each; quoted fields may hold anything.
        private func table(_ text: String, _ separator: Character) -> [[String]] {
            var rows: [[String]] = [[""]]
            var isQuoted = false
            for character in text {
                if character == "\"" {
                    isQuoted.toggle()
                } else if isQuoted {
                    rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
                } else if character == separator {
                    rows[rows.count - 1].append("")
                } else if character == "\r\n" {
                    rows.append([""])
                } else {
                    rows[rows.count - 1][rows[rows.count - 1].count - 1].append(character)
                }
            }
            return rows.dropLast()
        }

        @Test func `differences are itemised with field, values and author`() async throws {
            try await Shop.open { shop in
                let documents = try await settled(shop)
                let (number, now) = (shop.number(documents[0]), shop.now)
                let voucher = try #require(shop.world.lexoffice.vouchers.first { $0.content.number == number })
                try shop.world.withLexoffice { lexoffice in
                    try lexoffice.editVoucher(voucher.id, now: now) { $0.content.remark = "=HYPERLINK(\"Zaunkönig\")" }
                    var surplus = voucher.content
                    surplus.number = "RE-\(shop.today.year)-7777"
                    _ = lexoffice.enterVoucher(surplus, now: now)
                }
                let lines = try records(try await close(shop, ["--format", "json"], 2))
                let differences = lines.filter { $0["type"] == "difference" }
                #expect(differences.map { $0["class"]?.stringValue } == ["DIFFERENT", "SURPLUS_IN_LEXOFFICE"])
                #expect(differences.allSatisfy { $0["author"] == "lexoffice" })
                #expect(differences[0]["number"] == .string(number))
                #expect(lines.last?["differences"] == 2 && lines.last?["exit"] == 2)
                // 146.91 more in lexoffice.
                #expect(lines.first { $0["type"] == "month_total" && $0["rate"] == "all" }?["difference_cents"] == 14_691)
                let text = try await close(shop, [], 2)
                #expect(text.output.contains("remark: sent → changed") && !text.output.contains("Zaunkönig"))
                #expect(text.output.contains("The systems do not agree."))
                let csv = try await close(shop, ["--format", "csv"], 2)
                #expect(csv.output.contains("SURPLUS_IN_LEXOFFICE") && !csv.output.contains("HYPERLINK"))
            }
        }

        @Test func `clear answers where no sheet can be made`() async throws {
            try await Shop.open { shop in
                let unset = try await shop.run("close", "2026-01")
                #expect(unset.exit == 78)
                try await shop.setUp()
                for month in ["2026-13", "11-2026", "2026", "", "2199-12"] {
                    let ending = try await shop.run("close", month)
                    #expect(ending.exit == 64, "\(month): \(ending.text)")
                }
                let month = month(shop)
                // Nothing listens there.
                let away = try await shop.run(
                    ["close", month],
                    with: ["RECONCILE_LEXOFFICE_ENDPOINT": "http://127.0.0.1:1", "RECONCILE_REQUEST_TIMEOUT_SECONDS": "1"])
                #expect(away.exit == 69, "\(away.text)")
                #expect(away.output.isEmpty)
                let pause = try await shop.run("pause")
                #expect(pause.exit == 0)
                let paused = try await shop.run("close", month)
                #expect(paused.exit == 3 && paused.errors.contains("resume"), "\(paused.text)")
            }
        }

        @Test func `it works beside a running pass`() async throws {
            try await Shop.open { shop in
                _ = try await settled(shop)
                shop.invoice()
                let pass = try shop.start([])
                let ending = try await shop.run("close", month(shop), "--format", "json")
                #expect(ending.exit == 0 || ending.exit == 2, "\(ending.text)")
                let acted = try await pass.wait(seconds: 60)
                #expect(acted.exit == 0, "\(acted.text)")
            }
        }
    }
}
