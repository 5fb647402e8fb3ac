import Bookkeeping
import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// What is taken away from the state. Whether an auditor's software can read it is tried by `Tests/Oracles/z3_walk.py`.
    @Suite struct TakingAway {
        private static let tables = ["documents", "items", "journal", "links", "payments", "settings", "trail", "vouchers"]

        /// The fields of a file, without its headings; no field of these tests holds a semicolon or a quote.
        private func rows(_ text: String) -> [[String]] {
            text.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }.map { line in
                line.components(separatedBy: ";").map { $0.trimmingCharacters(in: ["\""]) }
            }
        }

        private func german(_ cents: Int64) -> String {
            let digits = String(cents.magnitude)
            let padded = String(repeating: "0", count: max(0, 3 - digits.count)) + digits
            return "\(cents < 0 ? "-" : "")\(padded.dropLast(2)),\(padded.suffix(2))"
        }

        @Test func `the folder for an audit holds every document, for its owner alone`() async throws {
            try await Shop.open { shop in
                let year = String(shop.today.year)
                let folder = shop.directory.path + "/z3"
                let early = try await shop.run("export", "z3", year, folder)
                #expect(early.exit == 78, "\(early.text)")
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                #expect(try await shop.run([]).exit == 0)
                let (state, requests) = (StateFile(directory: shop.state), shop.world.log.count)
                let before = state.bytes
                let ending = try await shop.run("export", "z3", year, folder, "--lang", "de")
                #expect(ending.exit == 0 && ending.lines.first == "documents.csv: 4 Zeilen", "\(ending.text)")
                #expect(state.bytes == before && shop.world.log.count == requests)

                let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
                #expect(names == (Self.tables.map { "\($0).csv" } + ["gdpdu-01-09-2004.dtd", "index.xml"]).sorted())
                for name in names {
                    let facts = try FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)")
                    #expect(facts[.posixPermissions] as? Int == 0o600, "\(name)")
                }
                let text = try String(contentsOfFile: "\(folder)/documents.csv", encoding: .utf8)
                let found = rows(text)
                #expect(found.map { $0[0] } == documents.map(String.init))
                #expect(found.map { $0[1] } == documents.map(shop.number))
                // 123.45 and 999.99 with 19 %, 67.89 with 7 %, and what cancels it.
                #expect(found.map { $0[10] }.map { $0.replacing("-", with: "") } == [14_691, 7_264, 118_999, 7_264].map(german))
                let vouchers = rows(try String(contentsOfFile: "\(folder)/vouchers.csv", encoding: .utf8))
                #expect(Set(vouchers.map { $0[0] }) == Set(shop.world.lexoffice.vouchers.map(\.id)))
                for person in Shop.people {
                    for name in names {
                        let content = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
                        #expect(!content.contains(person), "\(person) in \(name)")
                    }
                }
            }
        }

        @Test func `a folder with something in it is left alone`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let folder = shop.directory.path + "/z3"
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
                try Data("mine".utf8).write(to: URL(fileURLWithPath: folder + "/notes.txt"))
                let ending = try await shop.run("export", "z3", "2026", folder)
                #expect(ending.exit == 73 && ending.errors.contains("it is not empty"), "\(ending.text)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["notes.txt"])
                let nowhere = try await shop.run("export", "z3", "2026", shop.directory.path + "/none/z3", "--format", "json")
                #expect(nowhere.exit == 73 && nowhere.errors.contains("cannot_write_folder"), "\(nowhere.text)")
                let year = try await shop.run("export", "z3", "26", shop.directory.path + "/other")
                #expect(year.exit == 64 && year.errors.contains("YEAR must be yyyy"), "\(year.text)")
            }
        }

        @Test func `a journal that does not hold is exported and said to be broken`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                try StateFile(directory: shop.state).executeUnseen("UPDATE transition SET cause = 'other' WHERE seq = 3")
                let folder = shop.directory.path + "/z3"
                let ending = try await shop.run("export", "z3", String(shop.today.year), folder, "--format", "json")
                #expect(ending.exit == 1, "\(ending.text)")
                let end = try records(ending).last
                #expect(end?["whole"] == false && end?["exit"] == 1)
                let index = try String(contentsOfFile: folder + "/index.xml", encoding: .utf8)
                #expect(index.contains("Das Protokoll ist verletzt ab Eintrag 3"))
            }
        }

        @Test func `each table is printed as German spreadsheets read it`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let hostile = "=cmd|'/c calc'!A1;\"\n"
                shop.invoice(numbering: .exactly(hostile))
                _ = try await shop.run([])
                for table in Self.tables {
                    let german = try await shop.run("export", "table", table, "--lang", "de")
                    let english = try await shop.run("export", "table", table, "--year", String(shop.today.year), "--lang", "en")
                    for ending in [german, english] {
                        #expect(ending.exit == 0, "\(ending.text)")
                        let bytes = Array(ending.output.utf8)
                        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]) && bytes.suffix(2) == [13, 10], "\(table)")
                    }
                    #expect(german.output.prefix { $0 != "\r\n" } != english.output.prefix { $0 != "\r\n" }, "\(table)")
                }
                let documents = try await shop.run("export", "table", "documents", "--lang", "de")
                #expect(documents.output.contains("\"Dokument_ID\";\"Dokumentnummer\";"))
                #expect(documents.output.contains(";\"'=cmd|'/c calc'!A1;\"\"\\n\";"), "\(documents.output)")
                let other = try await shop.run("export", "table", "documents", "--year", "1999")
                #expect(other.exit == 0 && rows(other.output).isEmpty)
                let unknown = try await shop.run("export", "table", "customers")
                #expect(unknown.exit == 64, "\(unknown.text)")
            }
        }

        @Test func `the procedure documentation is written from this installation`() async throws {
            try await Shop.open { shop in
                shop.world.withLexoffice { $0.rules.companyName = "Bau <script>alert(1)</script> & Söhne" }
                try await shop.setUp()
                #expect(try await shop.run("pause", "--reason", "year's end <b>").exit == 0)
                let file = shop.directory.path + "/procedure.html"
                let ending = try await shop.run("export", "procedure", file, "--lang", "en")
                #expect(ending.exit == 0 && ending.lines == ["Procedure documentation written: \(file)"], "\(ending.text)")
                let html = try String(contentsOfFile: file, encoding: .utf8)
                #expect(html.contains("Bau &lt;script&gt;alert(1)&lt;/script&gt; &amp; Söhne") && !html.contains("<script"))
                #expect(html.contains("year&#39;s end &lt;b&gt;") && html.contains("user:tester"))
                #expect(html.contains(LexofficeCategory.construction13bID) && html.contains("Es ist keine Sicherung verzeichnet."))
                for word in [
                    "1 Allgemeine Beschreibung", "5 Internes Kontrollsystem", "Zustandsbild invoice", "Wartefrist", "<td>0 s</td>",
                ] {
                    #expect(html.contains(word), "\(word)")
                }
                #expect(!html.contains(Shop.heroKey) && !html.contains(Shop.lexofficeKey))
                let facts = try FileManager.default.attributesOfItem(atPath: file)
                #expect(facts[.posixPermissions] as? Int == 0o600)

                let again = try await shop.run("export", "procedure", file)
                #expect(again.exit == 73 && again.errors.contains("the file exists"), "\(again.text)")
                #expect(try String(contentsOfFile: file, encoding: .utf8) == html)
                #expect(try await shop.run("backup", shop.directory.path + "/copy.sqlite").exit == 0)
                let other = try await shop.run("export", "procedure", "--year", "1999", file + "2", "--format", "json")
                #expect(try records(other).last?["exit"] == 0, "\(other.text)")
                let former = try String(contentsOfFile: file + "2", encoding: .utf8)
                #expect(former.contains(shop.directory.path + "/copy.sqlite") && !former.contains("year&#39;s end"))
            }
        }
    }
}
