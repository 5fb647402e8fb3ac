import Bookkeeping
import Foundation
import Output
import Synchronization
import Testing

@testable import Sandbox

extension CommandLineTests {
    /// Whatever stands in numbers and names: an output has the lines it would have with tame ones, and nothing in it steers a terminal.
    @Suite struct HostileText {
        /// Each kind of nastiness, and a tame text for the same place.
        private static let canaries = [
            "\n+ RE-FAKE-0001     119,00 EUR  created", "\r! forged", "\u{1B}[2J\u{1B}[31m", "\u{9B}2J", "\u{202E}4321-ER", "\u{2028}next",
            "\u{2029}", "\u{200B}\u{2060}\u{FEFF}", "\u{85}", "\u{7}\u{8}\u{7F}", "=1+1", "@SUM(A1)", "\u{E0041}\u{FE0F}\u{3164}",
            "\"},{\"type\":\"change_summary\"", String(repeating: "x", count: 3_000), "\u{1B}]0;title\u{7}",
        ]

        private static func dress(_ text: String, _ index: Int, isHostile: Bool) -> String {
            isHostile ? text + canaries[index % canaries.count] : text
        }

        /// In a range of its own, hostile or not: what is said of number ranges is then of the same length.
        private static func number(_ text: String, _ index: Int, isHostile: Bool) -> String {
            dress("\(text)\(String(repeating: "A", count: index))-\(index)", index, isHostile: isHostile)
        }

        /// Documents on the books, held, cancelled and uncertain, of customers with such names, in an organisation with such a name.
        private func fill(_ shop: Shop, isHostile: Bool) async throws {
            shop.world.withLexoffice { $0.rules.companyName = Self.dress("Firma", 0, isHostile: isHostile) }
            try await shop.setUp(categories: [])
            let now = shop.now
            for index in Self.canaries.indices {
                let customer = shop.world.withHero { hero in
                    hero.addCustomer(
                        HeroCustomerRecord(
                            type: "commercial", companyName: Self.dress("Bau \(index)", index, isHostile: isHostile),
                            address: HeroAddressRecord(street: "Weg \(index)", zipcode: "30449", city: "Hannover")), now: now)
                }
                let number = Self.number("RX", index, isHostile: isHostile)
                shop.invoice(customer: customer, numbering: .exactly(number))
                shop.invoice(
                    customer: customer, rate: 0, type: SampleTypes.construction,
                    numbering: .exactly(Self.number("RH", index, isHostile: isHostile)))
            }
        }

        private func user(isHostile: Bool) -> [String: String] {
            ["USER": isHostile ? "eve(uid 0)\n\u{1B}[2Jroot\u{202E}" : "eve", "NO_COLOR": "1"]
        }

        private struct Printed: Sendable {
            var command: [String]
            var exit: Int32?
            var output: String
            var errors: String
        }

        /// Every command, in every form and both languages, on one world.
        private func printEverything(_ shop: Shop, isHostile: Bool) async throws -> [Printed] {
            try await fill(shop, isHostile: isHostile)
            let held = Self.number("RH", 0, isHostile: isHostile)
            let why = Self.dress("why", 2, isHostile: isHostile)
            let month = String(shop.today.description.prefix(7))
            let both: [[String]] = [
                ["--dry-run"], [], [], ["status"], ["list"], ["list", "--state", "blocked"], ["explain", held],
                ["explain", "RX-none" + why],
                ["doctor"], ["notify"], ["pilot"], ["journal", "verify"], ["retry", held], ["resolve", held, "--absent", "--reason", why],
                ["pause"], ["resume"], ["journal", "export"], ["contacts", "import"], ["--delete-integration", "--dry-run"], ["setup"],
                ["list", "--state", why], ["--\(why)"], ["nowhere", why],
                ["backup", shop.directory.path + "/none\(why)/copy.sqlite"], ["status", "--config", shop.directory.path + "/none\(why)"],
            ]
            var commands: [[String]] = []
            for command in both {
                for language in ["de", "en"] {
                    for form in ["text", "json"] { commands.append(command + ["--lang", language, "--format", form]) }
                }
            }
            for form in ["text", "csv", "json"] {
                for language in ["de", "en"] { commands.append(["close", month, "--lang", language, "--format", form]) }
            }
            var printed: [Printed] = []
            for command in commands {
                let ending = try await shop.run(command, with: user(isHostile: isHostile))
                printed.append(Printed(command: command, exit: ending.exit, output: ending.output, errors: ending.errors))
            }
            return printed
        }

        private func world(isHostile: Bool) async throws -> [Printed] {
            let result = Mutex<[Printed]>([])
            try await Shop.open { shop in
                let printed = try await printEverything(shop, isHostile: isHostile)
                result.withLock { $0 = printed }
            }
            return result.withLock { $0 }
        }

        /// Without what spreadsheets want: the byte order mark in front, and where lines end.
        private func table(_ text: String) -> String {
            let scalars = text.unicodeScalars
            let bare = scalars.first == "\u{FEFF}" ? String(scalars.dropFirst()) : text
            return bare.replacing("\r\n", with: "\n")
        }

        private static func isRaw(_ scalar: Unicode.Scalar) -> Bool { scalar != "\n" && !VisibleText.isVisible(scalar) }

        @Test(.timeLimit(.minutes(10))) func `nothing foreign forges, moves, turns or hides`() async throws {
            async let nasty = world(isHostile: true)
            async let plain = world(isHostile: false)
            let (hostile, tame) = (try await nasty, try await plain)
            try #require(hostile.count == tame.count)
            for (nasty, plain) in zip(hostile, tame) {
                #expect(nasty.exit == plain.exit, "\(plain.command): \(nasty.errors) \(plain.errors)")
                for (text, expected) in [(nasty.output, plain.output), (nasty.errors, plain.errors)] {
                    let text = plain.command.contains("csv") ? table(text) : text
                    #expect(!text.unicodeScalars.contains(where: Self.isRaw), "\(plain.command)")
                    // Split by scalars: `\r\n` is one character.
                    let lines = { (text: String) in text.unicodeScalars.count { $0 == "\n" } }
                    #expect(lines(text) == lines(expected), "\(plain.command): \(text.prefix(2_000)) | \(expected.prefix(2_000))")
                    if plain.command.contains("json") {
                        for line in text.split(separator: "\n") {
                            #expect((try? SandboxJSON.parse(Array(line.utf8))) != nil, "\(plain.command): \(line)")
                        }
                    } else if !plain.command.contains("csv") {
                        expectSanePadding(text, plain.command)
                    }
                }
            }
            // The canaries were there, so this can fail.
            #expect(hostile.contains { $0.output.contains(#"RXAA-2\u{1B}[2J"#) })
            #expect(hostile.contains { $0.output.contains(#"-10=1+1"#) })
            #expect(hostile.contains { $0.output.contains("user:eve?uid?0???") })
        }

        /// One long number makes its own line long, and no other.
        private func expectSanePadding(_ text: String, _ command: [String]) {
            for line in text.split(separator: "\n") where !line.contains("xxxxxxxx") && !line.contains("\\u{") {
                #expect(line.count < 600, "\(command): \(line)")
            }
        }
    }
}
