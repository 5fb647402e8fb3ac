import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// Canaries: the keys appear nowhere, the customers in no output that is passed on.
    @Suite struct Secret {
        private static let pieceLength = 10

        /// Every piece of a key that would help anybody; doctor shows the last four characters.
        private static func pieces(_ key: String) -> [String] {
            let characters = Array(key)
            return (0...characters.count - pieceLength).map { String(characters[$0..<$0 + pieceLength]) }
        }

        private static let wrongHeroKey = "ac_Papageientaucher90b1c2d3e4f5a6b7"
        private static let wrongLexofficeKey = "77aa55ee-Eistaucher-4d2f-b6c08e1f9a23"
        private static let keys = [Shop.heroKey, Shop.lexofficeKey, wrongHeroKey, wrongLexofficeKey]

        private func expectNoKey(_ text: String, _ comment: String) { expectNoKey(Data(text.utf8), comment) }

        private func expectNoKey(_ bytes: Data, _ comment: String) {
            for key in Self.keys {
                for piece in Self.pieces(key) where bytes.shows(piece) {
                    Issue.record("\(comment) shows \(piece)")
                    return
                }
            }
        }

        private func expectNoPerson(_ text: String, _ comment: String) {
            for word in Shop.people { #expect(!text.contains(word), "\(comment)") }
        }

        /// Runs a command in both languages and both forms.
        private func inEveryForm(_ shop: Shop, _ arguments: [String], with changes: [String: String] = [:], names: Bool = false)
            async throws
        {
            for form in ["text", "json"] {
                for language in ["de", "en"] {
                    let ending = try await shop.run(arguments + ["--format", form, "--lang", language], with: changes)
                    #expect(!ending.text.isEmpty, "\(arguments) \(form)")
                    expectNoKey(ending.text, "\(arguments)")
                    if !names { expectNoPerson(ending.text, "\(arguments)") }
                }
            }
        }

        private func expectCleanState(_ shop: Shop) {
            expectNoKey(StateFile(directory: shop.state).everything, "the state")
        }

        @Test func `no key and no customer is in what a day's work prints or keeps`() async throws {
            try await Shop.open { shop in
                try await shop.setUp(categories: [])
                let documents = try shop.fourDocuments()
                shop.invoice(numbering: .missing)
                shop.invoice(rate: 0, type: SampleTypes.construction)
                try await inEveryForm(shop, ["--dry-run"])
                try await inEveryForm(shop, [])
                for command in [
                    ["setup"], ["status"], ["list"], ["doctor"], ["pilot", "--shape"], ["journal", "export"], ["journal", "verify"],
                ] {
                    try await inEveryForm(shop, command)
                }
                for document in documents { try await inEveryForm(shop, ["explain", String(document)], names: true) }
                expectCleanState(shop)
                // The canaries are where they belong, so this test can fail.
                let log = StateFile(directory: shop.state).everything
                #expect(log.shows("Zaunkönig"))
                #expect(shop.world.lexoffice.contacts.contains { $0.content.name.contains("Zaunkönig") })
            }
        }

        /// lexoffice's gateway answers a path it does not know with 403 and the whole Authorization header in its text.
        @Test func `no failure repeats a key`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                _ = try shop.fourDocuments()
                let failures: [[String: String]] = [
                    ["RECONCILE_LEXOFFICE_ENDPOINT": shop.lexofficeEndpoint + "/v1/nowhere"],
                    ["RECONCILE_HERO_API_KEY": Self.wrongHeroKey], ["RECONCILE_LEXOFFICE_API_KEY": Self.wrongLexofficeKey],
                    ["RECONCILE_HERO_ENDPOINT": shop.lexofficeEndpoint + "/nowhere"],
                    ["RECONCILE_HERO_API_KEY": Self.wrongHeroKey + " x"],
                ]
                for change in failures {
                    for command in [[], ["--dry-run"], ["doctor"], ["pilot"], ["setup"]] {
                        let ending = try await shop.run(command + ["--format", "json"], with: change)
                        #expect(ending.exit != 0, "\(command) \(change.keys)")
                        expectNoKey(ending.text, "\(command) \(change.keys)")
                        expectNoPerson(ending.text, "\(command) \(change.keys)")
                    }
                }
                let echoed = shop.world.log.contains { $0.request.path.hasPrefix("/v1/nowhere") && $0.status == 403 }
                #expect(echoed)
                for command in [["status"], ["list"], ["journal", "export"]] { try await inEveryForm(shop, command) }
                expectCleanState(shop)
            }
        }

        @Test func `no broken write repeats a key`() async throws {
            let faults = [Fault.Kind.dropAfter, .html, .brokenBody, .truncatedBody, .serverErrorAfter]
            try await sideBySide(faults) { try await breakWrites($0) }
        }

        private func breakWrites(_ fault: Fault.Kind) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                _ = try shop.fourDocuments()
                let writes = FaultPlan.Selector(.lexoffice, isWrite: true)
                shop.world.install(FaultPlan(appointments: [2, 4].map { .init(writes, nth: $0, Fault(fault)) }))
                try await inEveryForm(shop, [])
                try await inEveryForm(shop, ["journal", "export"])
                expectCleanState(shop)
            }
        }
    }
}
