import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// `einvoice` alone on a machine: no configuration, no state, no network.
    @Suite struct EInvoice {
        private static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/einvoice").path

        private func run(_ arguments: String...) async throws -> Child.Ending {
            try await Child.run(Installation.reconcile, ["einvoice"] + arguments, environment: Installation.environment, seconds: 60)
        }

        /// Net 4,850.00 and 121.25 after 3 % off; tax 921.50 and 8.49.
        @Test func `json: what a PDF holds, in the words of the corpus`() async throws {
            let ending = try await run("\(Self.fixtures)/pdf-variants/01_facturx_plain.pdf", "--format", "json")
            #expect(ending.exit == 0, "\(ending.text)")
            let records = try records(ending)
            try #require(records.count == 3)
            #expect(records[0]["type"] == "version")
            let record = records[1]
            #expect(record["type"] == "einvoice" && record["result"] == "READ" && record["number"] == "RE-2027-0105")
            #expect(record["embedded"] == "factur-x.xml" && record["grand_total"] == .int(590_124))
            #expect(record["voucher_full"]?["gross"] == .int(590_124) && record["voucher_full"]?["tax"] == .int(92_999))
            #expect(records[2]["type"] == "change_summary" && records[2]["exit"] == .int(0))
        }

        @Test func `text: figures per rate and the voucher, in both languages`() async throws {
            let file = "\(Self.fixtures)/made/m12_schluss_877_extended_with_advances.cii.xml"
            let german = try await run(file, "--lang", "de")
            #expect(german.exit == 0, "\(german.text)")
            for words in ["19 % S", "10.640,63", "2.021,72", "3.142,35", "501,72", "Der Beleg nach Abzug", "Einnahme", "2027-05-29"] {
                #expect(german.output.contains(words), "\(words)")
            }
            let english = try await run(file, "--lang", "en")
            for words in ["10,640.63", "3,142.35", "The voucher after the earlier invoices are deducted", "All rules about sums hold."] {
                #expect(english.output.contains(words), "\(words)")
            }
        }

        @Test func `what would be held says why, and ends with 3`() async throws {
            let variants = [
                ("35_incremental_update.pdf", "EINVOICE_INCONSISTENT", "BR-CO-16: 590124-0+0 BT-115 8590124"),
                ("50_xxe.pdf", "EINVOICE_UNREADABLE", "DOCTYPE and other declarations are refused"),
                ("06_encrypted_user_pw.pdf", "EINVOICE_UNREADABLE", "encrypted"),
            ]
            for (name, reason, detail) in variants {
                let ending = try await run("\(Self.fixtures)/pdf-variants/\(name)", "--lang", "en")
                #expect(ending.exit == 3, "\(name) \(ending.text)")
                #expect(ending.output.contains("Would be held: \(reason)"), "\(ending.text)")
                #expect(ending.output.contains(detail), "\(ending.text)")
            }
        }

        @Test func `a PDF without an invoice is no fault`() async throws {
            let ending = try await run("\(Self.fixtures)/pdf-variants/30_no_attachment.pdf", "--lang", "en")
            #expect(ending.exit == 0 && ending.output == "No e-invoice in this PDF.\n", "\(ending.text)")
        }

        @Test func `a file that cannot be read is named, with what to do`() async throws {
            let directory = try TemporaryDirectory()
            let empty = try directory.file("empty.pdf", "")
            let long = try directory.file("long.xml", String(repeating: " ", count: (8 << 20) + 1))
            let cases = [
                ("\(directory.path)/none.pdf", "cannot be opened: No such file or directory"),
                (directory.path, "cannot be read: Is a directory"),
                (empty, "is empty"), (long, "has more than 8 MiB"), ("/dev/zero", "has more than 8 MiB"),
            ]
            for (path, cause) in cases {
                let ending = try await run(path)
                #expect(ending.exit == 64 && ending.output.isEmpty, "\(ending.text)")
                #expect(ending.errors.hasPrefix("reconcile: \(path) \(cause)\n  "), "\(ending.text)")
                let record = try await run(path, "--format", "json")
                #expect(record.errors.contains("\"code\":\"file_unreadable\"") && record.exit == 64, "\(record.text)")
            }
        }

        @Test func `several files are shown one after the other, and one that cannot be read holds up none`() async throws {
            let good = ["made/m10_abschlag_1_875.cii.xml", "made/m11_abschlag_2_875.cii.xml"].map { "\(Self.fixtures)/\($0)" }
            let both = try await run(good[0], good[1], "--lang", "en")
            #expect(both.exit == 0 && good.allSatisfy { both.output.contains("── \($0)\n") }, "\(both.text)")
            let ending = try await run(good[0], "/none/none.pdf", good[1], "--format", "json")
            #expect(ending.exit == 64 && ending.errors.contains("/none/none.pdf cannot be opened"), "\(ending.text)")
            let shown = try records(ending)
            #expect(shown.map { $0["type"] } == ["version", "einvoice", "einvoice", "change_summary"])
            #expect(shown.last?["exit"] == 64)
        }

        /// What stands in an invoice is anybody's text.
        @Test func `text of an invoice steers no terminal`() async throws {
            let directory = try TemporaryDirectory()
            let name = "made/m24_skonto_xrechnung.cii.xml"
            let tame = String(decoding: try #require(FileManager.default.contents(atPath: "\(Self.fixtures)/\(name)")), as: UTF8.self)
            let hostile = tame.replacing("<ram:Description>", with: "<ram:Description>x&#10;Would be held&#x202E;&#x9B;2J")
            #expect(hostile != tame)
            let file = try directory.file("hostile.xml", hostile)
            let ending = try await run(file, "--lang", "en")
            #expect(ending.exit == 0, "\(ending.text)")
            #expect(ending.lines.count == (try await run("\(Self.fixtures)/\(name)", "--lang", "en")).lines.count)
            #expect(!ending.output.unicodeScalars.contains { $0.value == 0x202E || $0.value == 0x9B || $0.value == 0x1B })
            #expect(ending.output.contains("\\u{202E}"))
        }
    }
}
