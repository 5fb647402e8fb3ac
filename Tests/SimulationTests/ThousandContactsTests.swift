import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// Many contacts (a thousand with `KILL_POINTS=all`) and twenty interruptions: as many customers in HERO, each once.
@Suite struct ThousandContactsTests {
    /// Different people with what makes them hard to tell apart: umlauts, one address for e-mail in a family, one name in many
    /// towns, one street for everybody, nothing but a name.
    static func crowd(_ size: Int) -> [LexofficeContactContent] {
        let firsts = ["Jürgen", "Käthe", "Zoë", "Ömer", "Anna-Lena"]
        return (0..<size).map { number in
            let zip = String(10_000 + number)
            return switch number % 5 {
            case 0: .company("Müller & Söhne \(number) GmbH", email: "post\(number)@mueller.example", zip: zip, street: "Werkstraße 1")
            case 1: .person(firsts[number / 5 % 5], "Großmann-\(number)", email: "familie\(number / 10)@gross.example")
            case 2: .person("Max", "Müller", zip: zip, street: "Am Markt 3")
            case 3: .company("Bäckerei \(number)")
            default: .person(nil, "Weiß \(number)", email: "weiss\(number)@web.example", zip: "30159", street: "Lange Str. 5")
            }
        }
    }

    private static func name(_ customer: HeroCustomerRecord) -> String {
        "\(customer.type) \(customer.fullName) \(customer.email ?? "") \(customer.address?.zipcode ?? "")"
    }

    private static func name(_ content: LexofficeContactContent) -> String {
        let type = content.isCompany ? "commercial" : "private"
        return "\(type) \(content.name) \(content.emails.first?.value ?? "") \(content.billing.first?.zip ?? "")"
    }

    private func expectEachOnce(_ company: Company, _ store: Store, _ crowd: [LexofficeContactContent]) throws {
        let names = company.heroCustomers.map(Self.name)
        #expect(names.count == crowd.count)
        #expect(names.sorted() == crowd.map(Self.name).sorted())
        // Each pair is linked, so that the first invoice makes no contact.
        let links = try store.links(ContactChart.self)
        let contacts = Dictionary(
            uniqueKeysWithValues: company.world.lexoffice.contacts.map { ($0.id, Self.name($0.content)) })
        let customers = Dictionary(uniqueKeysWithValues: company.heroCustomers.map { (String($0.id), Self.name($0)) })
        #expect(Set(links.map(\.key)) == Set(customers.keys))
        #expect(Set(links.map(\.remoteID)) == Set(contacts.keys))
        for link in links { #expect(customers[link.key] == contacts[link.remoteID]) }
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test func interruptedTwentyTimesAllContactsAreThereOnce() async throws {
        let size = amount(usual: 500, all: 1_000)
        let graveyard = try Graveyard()
        let company = try await Company.withoutCustomers(store: try Store.open(directory: graveyard.directory))
        let crowd = Self.crowd(size)
        for content in crowd { company.enter(content) }
        company.settleIndex()
        let first = try #require(try await ImportDesk(company: company).count())
        #expect(first.ready.count == size && first.skipped.isEmpty)
        #expect(company.world.executedWrites(in: .hero) == 0)
        var store = company.store
        for interruption in 0..<20 {
            let write = 3 + interruption * 2
            let desk = ImportDesk(company: company, store: store)
            switch interruption % 4 {
            case 0, 1:
                let transport = DyingTransport(company, atWrite: write, isAfter: interruption % 4 == 1) { graveyard.bury() }
                _ = try await desk.run(through: transport)
                #expect(transport.hasDied)
                store = try Store.open(directory: graveyard.directory)
            case 2: try await fallSilent(desk, at: write, isAfter: true)
            default: try await fallSilent(desk, at: write, isAfter: interruption % 8 == 3)
            }
            // Sometimes somebody tries again at once, sometimes after lunch.
            if interruption % 3 == 0 { company.advance(hours: 1) }
        }
        let before = company.heroCustomers.count
        #expect((100..<size).contains(before))
        company.advance(hours: 1)
        let last = try await ImportDesk(company: company, store: store).run()
        #expect(last.exit == .success, "\(String(describing: last.interruption)) \(last.left) \(last.uncertain)")
        try expectEachOnce(company, store, crowd)
        let again = try await ImportDesk(company: company, store: store).run()
        #expect(again.plan.ready.isEmpty && again.imported.isEmpty && again.exit == .success)
        #expect(again.plan.count(.linked) == size)
        #expect(company.heroCustomers.count == size)
    }

    /// HERO answers nothing from the n-th write on, which stops the run; the process lives.
    private func fallSilent(_ desk: ImportDesk, at write: Int, isAfter: Bool) async throws {
        let transport = DyingTransport(desk.company, atWrite: write, isAfter: isAfter) {}
        let report = try await desk.run(through: transport)
        #expect(transport.hasDied && report.interruption != nil && report.exit == .deferred)
    }

    /// The same schedule makes a writer that repeats on silence create people twice: the test above can fail.
    @Test func aNaiveWriterDuplicates() async throws {
        let company = try await Company.withoutCustomers()
        let crowd = Self.crowd(40)
        for content in crowd { company.enter(content) }
        company.settleIndex()
        let selector = FaultPlan.Selector(.hero, isWrite: true)
        company.world.install(FaultPlan(chances: [FaultPlan.Chance(selector, perMille: 200, Fault(.dropAfter))], seed: 5))
        for card in try #require(try await ImportDesk(company: company).count()).ready {
            for _ in 0..<5 { if await ImportDesk(company: company).create(card) { break } }
        }
        #expect(company.heroCustomers.count > crowd.count)
    }
}
