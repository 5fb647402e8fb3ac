import Bookkeeping
import Foundation
import Sandbox
import Testing

extension CommandLineTests {
    /// Before there is anything: clear words, the exit code of the contract, nothing stored.
    @Suite struct Setup {
        @Test(arguments: [
            [], ["--dry-run"], ["status"], ["list"], ["explain", "RE-1"], ["retry", "RE-1"], ["pause"], ["resume"],
            ["resolve", "RE-1", "--waive", "--reason", "test"], ["journal", "verify"], ["journal", "export"],
        ])
        func `every command says that setup comes first`(arguments: [String]) async throws {
            try await Shop.open { shop in
                let ending = try await shop.run(arguments)
                #expect(ending.exit == 78)
                #expect(ending.output.isEmpty)
                #expect(ending.errors.contains("STATE_MISSING"))
                #expect(ending.errors.contains("`reconcile setup --start-date"))
                #expect(!FileManager.default.fileExists(atPath: shop.state + "/reconcile.sqlite"))
                #expect(shop.world.log.isEmpty)
            }
        }

        @Test(arguments: [
            ("RECONCILE_HERO_API_KEY", "hero"), ("RECONCILE_LEXOFFICE_API_KEY", "lexoffice"),
        ])
        func `a refused key stores nothing`(variable: String, system: String) async throws {
            try await Shop.open { shop in
                let arguments = ["setup", "--start-date", shop.today.adding(days: 1).description] + Shop.confirmations
                let refused = try await shop.run(arguments, with: [variable: "wrong-key-0123456789"])
                #expect(refused.exit == 77)
                #expect(refused.output.isEmpty)
                #expect(refused.errors.lowercased().contains(system))
                #expect(refused.errors.split(separator: "\n").count == 2, "\(refused.errors)")
                let verdict = try await shop.run("journal", "verify")
                #expect(verdict.exit == 0 && verdict.output.contains(": 0 "))
                let pass = try await shop.run([])
                #expect(pass.exit == 78)
                let accepted = try await shop.run(arguments)
                #expect(accepted.exit == 0)
                #expect(shop.world.executedWrites(in: .lexoffice) == 0)
            }
        }

        @Test(arguments: [
            ("RECONCILE_HERO_API_KEY", "hero-api-key"), ("RECONCILE_LEXOFFICE_API_KEY", "lexoffice-api-key"),
        ])
        func `a missing key is named with the places it may lie in`(variable: String, file: String) async throws {
            try await Shop.open { shop in
                let arguments = ["setup", "--start-date", shop.today.adding(days: 1).description] + Shop.confirmations
                for value in ["", "two words", "zeile\u{7}1234567"] {
                    let ending = try await shop.run(arguments, with: [variable: value])
                    #expect(ending.exit == 78)
                    #expect(ending.errors.contains(variable))
                    if value.isEmpty { #expect(ending.errors.contains(file)) } else { #expect(!ending.errors.contains(value)) }
                }
                let credentials = shop.directory.path + "/credentials"
                try FileManager.default.createDirectory(atPath: credentials, withIntermediateDirectories: true)
                let key = file.hasPrefix("hero") ? Shop.heroKey : Shop.lexofficeKey
                try Data("\(key)\n".utf8).write(to: URL(fileURLWithPath: credentials + "/" + file))
                let fromFile = try await shop.run(arguments, with: [variable: "wrong", "CREDENTIALS_DIRECTORY": credentials])
                #expect(fromFile.exit == 0, "\(fromFile.text)")
            }
        }

        @Test func `what setup needs to know is asked for by code`() async throws {
            try await Shop.open { shop in
                let tomorrow = shop.today.adding(days: 1).description
                let yesterday = shop.today.adding(days: -2).description
                let unknown = "5b13c000-0000-4000-8000-0000000000ff"
                let cases: [([String], Int32, String)] = [
                    (["setup"] + Shop.confirmations, 78, "START_DATE_MISSING"),
                    (["setup", "--start-date", yesterday] + Shop.confirmations, 78, "START_DATE_IN_PAST"),
                    (["setup", "--start-date", "31.12.2026"] + Shop.confirmations, 64, "yyyy-MM-dd"),
                    (["setup", "--start-date", "2027-02-29"] + Shop.confirmations, 64, "yyyy-MM-dd"),
                    (["setup", "--start-date", tomorrow, "--confirm-connector-off"], 78, "CANCELLATION_PROCESS_UNCONFIRMED"),
                    (["setup", "--start-date", tomorrow, "--confirm-cancellation-process"], 78, "CONNECTOR_UNCONFIRMED"),
                    (["setup", "--start-date", tomorrow, "--category", "REVENUE=\(unknown)"] + Shop.confirmations, 78, "CATEGORY_UNKNOWN"),
                    (["setup", "--start-date", tomorrow, "--category", "REVENU=\(unknown)"] + Shop.confirmations, 64, "REVENUE"),
                    (["setup", "--start-date", tomorrow, "--contact-person", "nobody"] + Shop.confirmations, 64, "employee"),
                ]
                for (arguments, exit, word) in cases {
                    let ending = try await shop.run(arguments)
                    #expect(ending.exit == exit, "\(arguments)")
                    #expect(ending.errors.contains(word), "\(arguments): \(ending.errors)")
                    #expect(ending.output.isEmpty)
                }
                let status = try await shop.run("status")
                #expect(status.output.contains("Integration: -"))
            }
        }

        @Test func `the start date is fixed by the first transfer`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let later = shop.today.adding(days: 3).description
                let moved = try await shop.run("setup", "--start-date", later, "--format", "json")
                #expect(moved.exit == 0)
                #expect(try records(moved).last?["start_date"] == .string(later))
                let back = try await shop.run("setup", "--start-date", shop.today.description)
                #expect(back.exit == 0)
                shop.invoice()
                let pass = try await shop.run([])
                #expect(pass.exit == 0)
                let refused = try await shop.run("setup", "--start-date", later)
                #expect(refused.exit == 78)
                #expect(refused.errors.contains("START_DATE_IMMUTABLE"))
                let renewed = try await shop.run("setup")
                #expect(renewed.exit == 0, "\(renewed.text)")
            }
        }
    }
}
