import Bookkeeping
import Foundation
import Testing
import Transport

@testable import Sandbox

/// Both stand-ins on a loopback port, a state directory, and the program between them.
struct Shop: Sendable {
    static let heroKey = "ac_Kanarienvogel7f3a9c51e8d24b60"
    static let lexofficeKey = "9d1f6e22-Wellensittich-4c7b-8a55e0d3b714"
    static let otherLexofficeKey = "5aa0c3f1-Nymphensittich-4e19-b2d8f60c7e93"
    static let organization = "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01"
    static let otherOrganization = "0e64f1d3-88a2-4f5b-9c37-a1b2c3d4e5f6"
    /// Names and addresses of HERO's customers: words nobody else uses.
    static let people = ["Zaunkönig", "zaunkoenig", "Xaver", "Rohrdommel", "rohrdommel", "Quirin", "Schilfgasse", "Moorweg"]

    let world: SandboxWorld
    let port: Int
    let directory: TemporaryDirectory

    var state: String { directory.path + "/state" }
    var heroEndpoint: String { "http://127.0.0.1:\(port)/api/external/v7/graphql" }
    var lexofficeEndpoint: String { "http://127.0.0.1:\(port)" }
    var now: Instant { Instant(milliseconds: SystemTime().wallMilliseconds()) }
    var today: BusinessDay { BusinessDay(berlinDayOf: now) }

    /// The two customers of every shop.
    static let customers = [3301, 3302]

    /// Serves a shop for as long as the body takes.
    static func open(
        lexofficeKey: String = Shop.lexofficeKey, organization: String = Shop.organization,
        _ body: @escaping @Sendable (Shop) async throws -> Void
    ) async throws {
        let directory = try TemporaryDirectory()
        let world = makeWorld(lexofficeKey: lexofficeKey, organization: organization)
        let server = SandboxServer(world: world)
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { ready.finish() }
                try await server.run { port in ready.yield(port) }
            }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            defer { group.cancelAll() }
            try await body(Shop(world: world, port: port, directory: directory))
        }
    }

    private static func makeWorld(lexofficeKey: String, organization: String) -> SandboxWorld {
        var hero = HeroStandIn(apiKey: heroKey)
        hero.settings.pdfDelaySeconds = 0
        // Both readings of a moment are the same day then, whatever the time of the test (StartDateRule).
        hero.settings.timestampStyle = .berlinLabelledUTC
        for type in SampleTypes.all { hero.addDocumentType(type) }
        for partner in SampleTypes.partners { hero.addPartner(partner) }
        let before = Instant(milliseconds: SystemTime().wallMilliseconds()).adding(seconds: -86_400)
        hero.addCustomer(
            HeroCustomerRecord(
                type: "commercial", firstName: "Xaver", lastName: "Zaunkönig", companyName: "Zaunkönig Bau", companyLegalForm: "GmbH",
                email: "rechnung@zaunkoenig.example",
                address: HeroAddressRecord(street: "Schilfgasse 1", zipcode: "30449", city: "Hannover")), now: before)
        hero.addCustomer(
            HeroCustomerRecord(
                type: "private", title: "Herr", firstName: "Quirin", lastName: "Rohrdommel", email: "quirin@rohrdommel.example",
                address: HeroAddressRecord(street: "Moorweg 2", zipcode: "01067", city: "Dresden")), now: before)
        var rules = LexofficeRules()
        rules.requestsPerSecond = nil
        rules.indexLagMilliseconds = 0
        return SandboxWorld(
            hero: hero, lexoffice: LexofficeStandIn(token: lexofficeKey, organizationID: organization, rules: rules))
    }
}

// MARK: the program

extension Shop {
    var environment: [String: String] {
        var environment = Installation.environment
        environment.merge([
            "HOME": directory.path, "LANG": "en_GB.UTF-8", "USER": "tester", "STATE_DIRECTORY": state,
            "RECONCILE_HERO_ENDPOINT": heroEndpoint, "RECONCILE_HERO_API_KEY": Shop.heroKey,
            "RECONCILE_LEXOFFICE_ENDPOINT": lexofficeEndpoint, "RECONCILE_LEXOFFICE_API_KEY": Shop.lexofficeKey,
            "RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND": "500", "RECONCILE_SETTLE_SECONDS": "0",
        ]) { _, new in new }
        return environment
    }

    func start(_ arguments: [String], with changes: [String: String] = [:]) throws -> Child {
        try Child(Installation.reconcile, arguments, environment: environment.merging(changes) { _, new in new })
    }

    func start(_ arguments: [String], at terminal: PseudoTerminal) throws -> Child {
        try Child(Installation.reconcile, arguments, environment: environment, terminal: terminal)
    }

    func run(_ arguments: String..., with changes: [String: String] = [:], seconds: Int = 60) async throws -> Child.Ending {
        try await run(arguments, with: changes, seconds: seconds)
    }

    func run(_ arguments: [String], with changes: [String: String] = [:], seconds: Int = 60) async throws -> Child.Ending {
        try await start(arguments, with: changes).wait(seconds: seconds)
    }

    static let confirmations = ["--confirm-cancellation-process", "--confirm-connector-off"]
    static let categories = [
        "--category", "CONSTRUCTION_13B=\(LexofficeCategory.construction13bID)",
        "--category", "PHOTOVOLTAIC_0=\(LexofficeCategory.photovoltaicID)",
    ]

    /// Sets up with a start date of today; once more if the day ended meanwhile.
    func setUp(categories: [String] = Shop.categories) async throws {
        guard try !SetUpState.copy(kindOfSetUp(categories), to: state) else { return }
        let isFirst = !FileManager.default.fileExists(atPath: state)
        var day = today
        var ending = try await setup(day, categories)
        if today != day {
            day = today
            ending = try await setup(day, categories)
        }
        try #require(ending.exit == 0, "\(ending.text)")
        if isFirst, today == day { try SetUpState.keep(kindOfSetUp(categories), from: state) }
    }

    private func kindOfSetUp(_ categories: [String]) -> SetUpState.Kind {
        let lexoffice = world.lexoffice
        return SetUpState.Kind(
            day: today.description, organization: lexoffice.organizationID, company: lexoffice.rules.companyName, categories: categories)
    }

    private func setup(_ day: BusinessDay, _ categories: [String]) async throws -> Child.Ending {
        try await run(["setup", "--start-date", day.description] + Shop.confirmations + categories)
    }

    /// Whether every document has its voucher with its file, once, and nothing else is there.
    func expectBooks(_ documents: [Int], _ comment: String = "", contacts: Int? = nil) {
        let lexoffice = world.lexoffice
        for id in documents {
            let number = world.hero.records.documents[id]?.number
            let found = lexoffice.vouchers.filter { $0.content.number == number }
            #expect(found.count == 1, "\(number ?? "-") \(comment)")
            #expect(found.first?.files.count == 1, "\(number ?? "-") \(comment)")
        }
        #expect(lexoffice.vouchers.count == documents.count, "\(comment)")
        #expect(lexoffice.files.count == documents.count, "\(comment)")
        if let contacts { #expect(lexoffice.contacts.count == contacts, "\(comment)") }
    }
}

// MARK: HERO's users

extension Shop {
    /// Publishes an invoice with one line now; the net amount is in cents.
    @discardableResult
    func invoice(
        customer: Int = Shop.customers[0], net: Int64 = 10_000, rate: Int = 19, type: Int = SampleTypes.invoice,
        numbering: HeroNumbering = .next
    ) -> Int {
        let now = now
        return world.withHero { hero in
            var draft = HeroDraft(
                typeID: type, customerID: customer, date: BusinessDay(berlinDayOf: now),
                lines: [HeroLine("Montage", unitPrice: net, rate: rate)])
            draft.numbering = numbering
            return hero.publish(draft, now: now)
        }
    }

    func cancel(_ id: Int) throws -> Int {
        let now = now
        return try #require(world.withHero { $0.cancel(documentID: id, now: now) })
    }

    func number(_ id: Int) -> String { world.hero.records.documents[id]?.number ?? "-" }

    /// Three invoices for two customers, the second cancelled: four documents.
    func fourDocuments() throws -> [Int] {
        let first = invoice(net: 12_345)
        let second = invoice(customer: Shop.customers[1], net: 6_789, rate: 7)
        let third = invoice(net: 99_999)
        return [first, second, third, try cancel(second)]
    }
}

/// NDJSON.
func records(_ ending: Child.Ending) throws -> [SandboxJSON] {
    try ending.lines.map { try SandboxJSON.parse(Array($0.utf8)) }
}
