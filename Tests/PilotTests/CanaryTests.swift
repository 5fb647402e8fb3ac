import Bookkeeping
import Hero
import Reconciliation
import Reporting
import TestSupport
import Testing
import Wording

@testable import Pilot
@testable import Sandbox

/// Nothing of anybody is in what is handed on: no name, number, amount, address, link or key.
@Suite struct CanaryTests {
    private func outputs(_ report: PilotReport) -> [String] {
        Language.allCases.map { PilotText(language: $0).lines(report).joined(separator: "\n") }
            + [PilotJSON.lines(report, exit: .peopleNeeded).joined(separator: "\n")]
    }

    /// Names with at least four letters, and numbers and texts as they are.
    private func canaries(_ ground: Ground) -> Set<String> {
        let records = ground.world.hero.records
        var found: Set<String> = [Ground.heroKey, Ground.lexofficeKey, Ground.organization, "http", "://"]
        for customer in records.customers.rows {
            let names = [customer.companyName, customer.firstName, customer.lastName, customer.email, customer.number, customer.phoneHome]
            let place = [customer.address?.street, customer.address?.zipcode, customer.address?.city]
            found.formUnion((names + place).compactMap(\.self).filter { $0.count >= 4 })
        }
        for project in records.projects.rows {
            found.formUnion([project.number, project.name].compactMap(\.self).filter { $0.count >= 4 })
        }
        for partner in records.partners.rows { found.formUnion([partner.lastName, partner.email].filter { $0.count >= 4 }) }
        for document in records.documents.rows {
            found.formUnion([document.number].compactMap(\.self))
            found.insert(document.fileUUID)
            found.formUnion(document.draft.lines.map(\.name).filter { $0.count >= 4 })
            let groups = document.totals.groups
            let amounts = groups.flatMap { [$0.net, $0.tax, $0.gross] } + document.draft.lines.map(\.unitPrice)
            for amount in amounts where abs(amount) >= 100_00 {
                let text = Cents(abs(amount)).description
                found.formUnion([text, text.replacing(".", with: ","), String(abs(amount))])
            }
        }
        // The first name of the sample's contact persons is a word of the trade.
        return found.subtracting(["Kontakt"])
    }

    @Test func `no canary in any output`() async throws {
        let ground = try Ground.year()
        let report = try await ground.look()
        let canaries = canaries(ground)
        #expect(canaries.count > 300)
        for output in outputs(report) {
            #expect(output.contains("[product/SupplyProduct].net_price_per_unit"))
            for canary in canaries where output.contains(canary) { Issue.record("an output holds \(canary)") }
        }
    }

    /// The search finds what is there.
    @Test func `a name that gets in is found`() async throws {
        let ground = try Ground.year()
        var report = try await ground.look(withShape: false)
        let name = try #require(ground.world.hero.records.customers.rows.compactMap(\.companyName).first)
        var tally = Tally()
        tally.add(name)
        report.findings[0] = PilotFinding(.heroRights, .holds, tally)
        #expect(outputs(report).allSatisfy { output in canaries(ground).contains { output.contains($0) } })
    }

    @Test(arguments: [
        ("reversal_invoice", "reversal_invoice"), ("project.created", "project.created"), ("Müller", "(other)"), ("RE-2026-1", "(other)"),
        ("Max Muster", "(other)"), ("", "(other)"), (String(repeating: "a", count: 41), "(other)"), ("a\u{1B}[31m", "(other)"),
    ])
    func `only technical words of a system are told`(word: String, told: String) {
        #expect(PilotWord.technical(word) == told)
    }

    @Test func `profiles and codes are told only in their form`() {
        #expect(PilotWord.profile("urn:cen.eu:en16931:2017") == "urn:cen.eu:en16931:2017")
        #expect(PilotWord.profile("EN 16931") == "EN 16931")
        #expect(PilotWord.profile("<script>") == "(other)")
        #expect(PilotWord.code(600) == "600" && PilotWord.code(1_234_567) == "(other)" && PilotWord.code(-1) == "(other)")
    }
}
