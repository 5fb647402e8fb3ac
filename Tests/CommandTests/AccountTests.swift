import Bookkeeping
import Foundation
import TestSupport
import Testing

extension CommandLineTests {
    /// Commands that act on one account of a fleet.
    @Suite struct Account {
        @Test func `every command acts on its account, and on no other`() async throws {
            try await Shop.open { shop in
                let fleet = try AccountFiles()
                try fleet.add("alpha", of: shop)
                try fleet.add("beta", of: shop)
                try await fleet.setUp("alpha", of: shop)
                let document = shop.invoice()
                let folder = fleet.directory.path
                let month = String(shop.today.description.prefix(7))
                let commands: [([String], Int32)] = [
                    (["--dry-run"], 2), ([], 0), (["status"], 0), (["list"], 0), (["explain", String(document)], 0), (["doctor"], 0),
                    (["journal", "verify"], 0), (["backup", folder + "/copy.sqlite"], 0), (["close", month, "--format", "csv"], 0),
                    (["open-items"], 0), (["export", "table", "journal"], 0),
                    (["export", "z3", String(month.prefix(4)), folder + "/z3"], 0),
                    (["export", "procedure", folder + "/procedure.html"], 0), (["notify", "--test"], 78), (["pause"], 0), (["resume"], 0),
                    (["serve", "--check"], 0),
                    (["sync"], 0), (["console", "--list"], 0), (["contacts", "import"], 0), (["pilot"], 3),
                    (["--delete-integration", "--dry-run"], 0),
                ]
                for (arguments, exit) in commands {
                    let ending = try await fleet.run(arguments + ["--account", "alpha"])
                    #expect(ending.exit == exit, "\(arguments): \(ending.text)")
                }
                shop.expectBooks([document])
                let first = try await fleet.run(["--account", "alpha", "--format", "json", "status"])
                #expect(first.exit == 0 && first.output.contains("\"integration\":\"running"), "\(first.text)")
                // The other one has its keys and no state.
                let other = try await fleet.run("status", account: "beta")
                #expect(other.exit == 78 && other.errors.contains(fleet.states + "/beta/"), "\(other.text)")
                #expect(try FileManager.default.contentsOfDirectory(atPath: fleet.states) == ["alpha"])
                let attributes = try FileManager.default.attributesOfItem(atPath: fleet.states + "/alpha")
                #expect(attributes[.posixPermissions] as? Int == 0o700)
            }
        }

        @Test func `what is wrong with the files of one account is its error alone`() async throws {
            try await Shop.open { shop in
                let fleet = try AccountFiles()
                try fleet.add("alpha", of: shop)
                try fleet.add("typo", "settle-second: 5\n")
                try fleet.add("whole", "listen: 127.0.0.1:1\n")
                try fleet.add("pasted", "hero-api-key: ac_Kuckuck0123456789\n")
                try fleet.add("keyless", hero: nil)
                try fleet.add("odd", hero: "two words")
                let wrong = [
                    ("typo", ":1:1: unknown key settle-second", "settle-seconds?"), ("whole", ":1:1: listen has no place here", fleet.path),
                    ("pasted", ":1:1: unknown key hero-api-key", "\(fleet.keys)"),
                    ("keyless", "the HERO API key is missing", "\(fleet.keys)/keyless.hero-api-key"),
                    ("odd", "\(fleet.keys)/odd.hero-api-key", "Copy the key again"),
                ]
                for (name, what, hint) in wrong {
                    let ending = try await fleet.run("setup", "--start-date", shop.today.description, account: name)
                    #expect(ending.exit == 78 && ending.errors.contains(what) && ending.errors.contains(hint), "\(name): \(ending.text)")
                    #expect(!ending.text.contains("Kuckuck") && !ending.text.contains("Fremdling"), "\(ending.text)")
                }
                try await fleet.setUp("alpha", of: shop)
            }
        }

        @Test(arguments: ["alpa", "ALPHA", "../alpha", "alpha.yaml", "alpha/", " ", "ac_Pirol9012345678"])
        func `a name that is none says which there are`(name: String) async throws {
            let fleet = try AccountFiles()
            for number in 1...20 { try fleet.add("firma-\(number)") }
            try fleet.add("alpha")
            let ending = try await fleet.run(["status", "--account=\(name)"])
            #expect(ending.exit == 64, "\(ending.text)")
            #expect(ending.errors.contains("firma-") && ending.errors.contains(" and 11 more."), "\(ending.text)")
            #expect(name != "alpa" || ending.errors.contains("There are alpha, "), "\(ending.text)")
            #expect(!ending.errors.contains("Pirol"))
        }

        @Test func `a key of one account is in no output and no file of another`() async throws {
            try await Shop.open { one in
                try await Shop.open(lexofficeKey: Shop.otherLexofficeKey, organization: Shop.otherOrganization) { two in
                    let fleet = try AccountFiles()
                    try fleet.add("alpha", of: one)
                    try fleet.add("beta", of: two, lexoffice: Shop.otherLexofficeKey)
                    for (name, shop, foreign) in [("alpha", one, Shop.otherLexofficeKey), ("beta", two, Shop.lexofficeKey)] {
                        try await fleet.setUp(name, of: shop)
                        let document = shop.invoice()
                        for command in [["--dry-run"], [], ["doctor"], ["status"], ["explain", String(document)], ["journal", "export"]] {
                            let ending = try await fleet.run(command + ["--account", name, "--format", "json"])
                            #expect(!ending.text.contains(foreign.suffix(8)) && !ending.text.contains("Fremdling"), "\(command)")
                        }
                        shop.expectBooks([document])
                        let state = StateFile(directory: "\(fleet.states)/\(name)").everything
                        for key in [Shop.lexofficeKey, Shop.otherLexofficeKey, Shop.heroKey, "Fremdling"] {
                            #expect(!state.shows(key), "\(name)")
                        }
                    }
                    // The other one's key opens nothing here, so each was asked with its own.
                    try fleet.key("beta.lexoffice-api-key", Shop.lexofficeKey)
                    let crossed = try await fleet.run(account: "beta")
                    #expect(crossed.exit == 77, "\(crossed.text)")
                }
            }
        }

        @Test func `an account and a file of one's own exclude one another`() async throws {
            let fleet = try AccountFiles()
            try fleet.add("alpha")
            for arguments in [["--account", "alpha", "--config", fleet.path], ["--fleet", fleet.path]] {
                let ending = try await fleet.run(["status"] + arguments)
                #expect(ending.exit == 64 && ending.errors.contains("--account"), "\(ending.text)")
            }
        }
    }
}
