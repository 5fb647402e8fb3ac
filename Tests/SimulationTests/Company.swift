import Administration
import Bookkeeping
import Comparison
import Foundation
import Hero
import Lexoffice
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Transport

@testable import Sandbox

/// A craft business with both systems, a state and simulated time: the real reconciler, only transport and clock replaced.
final class Company {
    static let heroKey = "ac_TestTestTestTestTestTestTest01"
    static let lexofficeKey = "11111111-2222-4333-8444-555555555555"

    let world: SandboxWorld
    let time: VirtualTime
    var store: Store
    var policy: Policy
    var settle: Int64 { policy.settle }
    /// Requests of the last pass, by system.
    private(set) var lastReport = PassReport()

    init(
        on day: String = "2026-04-01", hero: HeroStandIn = HeroStandIn(apiKey: Company.heroKey), rules: LexofficeRules = Company.rules(),
        settle: Int64 = 900_000, store: Store? = nil
    ) throws {
        guard let day = BusinessDay(day) else { throw Misuse("day") }
        time = VirtualTime(wall: day.startInBerlin.adding(seconds: 6 * 3600).milliseconds, autoAdvancing: true)
        let lexoffice = LexofficeStandIn(token: Company.lexofficeKey, organizationID: "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01", rules: rules)
        world = SandboxWorld(hero: hero, lexoffice: lexoffice)
        self.store = try store ?? Store.inMemory()
        policy = Policy(settle: settle)
    }

    struct Misuse: Error {
        let what: String
        init(_ what: String) { self.what = what }
    }

    static func rules() -> LexofficeRules {
        var rules = LexofficeRules()
        rules.requestsPerSecond = nil
        return rules
    }

    var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }
    var today: BusinessDay { BusinessDay(berlinDayOf: now) }

    func setup(
        startDate: BusinessDay? = nil, categories: [PostingCategory: String]? = nil, eInvoicesFrom: BusinessDay? = nil
    ) async throws {
        var request = SetupRequest()
        request.startDate = startDate ?? today
        request.eInvoicesFrom = eInvoicesFrom
        request.cancellationProcessConfirmed = true
        request.connectorOffConfirmed = true
        request.categories =
            categories ?? [.construction13b: LexofficeCategory.construction13bID, .photovoltaic0: LexofficeCategory.photovoltaicID]
        _ = try await setupRunner().run(request)
    }

    func setupRunner() throws -> Setup { Setup(context: try clients().context, credentialDigest: "test") }

    struct Clients {
        let context: PassContext
        let writer: LexofficeWriter
        let heroWriter: HeroWriter
        var writers: Writers { Writers(lexoffice: writer, hero: heroWriter) }
        let hero: RequestMeter
        let lexoffice: RequestMeter

        func pass(
            credential: String = "test", webhooks: WebhookCallback = .unmanaged,
            mayContinue: @escaping @Sendable () async -> Bool = { true }
        ) -> Pass {
            Pass(
                survey: PassPlanner(context: context, credentialDigest: credential), writers: writers, heroMeter: hero,
                lexofficeMeter: lexoffice, webhooks: webhooks, mayContinue: mayContinue)
        }
    }

    /// - Parameters:
    ///   - transport: what stands between the clients and the world; nothing unless told otherwise.
    ///   - mark: moves before every write, as that of the state does.
    func clients(
        _ store: Store? = nil, over transport: (any HTTPTransport)? = nil, organizationID: String? = nil, mark: (any Mark)? = nil
    ) throws -> Clients {
        let transport = MarkedTransport(
            transport ?? SandboxTransport(world: world, time: time), mark: mark ?? StateMark(store ?? self.store, time: time))
        guard let heroEndpoint = HeroEndpoint(SandboxWorld.heroEndpoint),
            let lexofficeEndpoint = LexofficeEndpoint(SandboxWorld.lexofficeEndpoint)
        else { throw Misuse("endpoint") }
        let heroMeter = RequestMeter(transport)
        let lexofficeMeter = RequestMeter(transport)
        let hero = HeroConnection(endpoint: heroEndpoint, apiKey: Company.heroKey, transport: heroMeter, time: time)
        let lexoffice = LexofficeConnection(
            endpoint: lexofficeEndpoint, accessToken: AccessToken(key: Company.lexofficeKey), organizationID: organizationID,
            transport: lexofficeMeter, time: time, limiter: RateLimiter(thousandthsPerSecond: 1_000_000, time: time))
        let context = PassContext(
            store: store ?? self.store, hero: HeroReader(hero), lexoffice: LexofficeReader(lexoffice), time: time,
            policy: policy, author: Author(actor: "pass", cause: "test", software: "test"))
        return Clients(
            context: context, writer: LexofficeWriter(lexoffice), heroWriter: HeroWriter(hero), hero: heroMeter,
            lexoffice: lexofficeMeter)
    }

    @discardableResult
    func pass(webhooks: WebhookCallback = .unmanaged, credential: String = "test") async throws -> PassReport {
        lastReport = try await clients().pass(credential: credential, webhooks: webhooks).run()
        return lastReport
    }

    func dryRun() async throws -> PassReport { try await look().plan }

    /// What a pass would do, and both systems side by side.
    func look(readingAll: Bool = false) async throws -> DryRunReport {
        let clients = try clients()
        let survey = PassPlanner(context: clients.context, credentialDigest: "test")
        return await DryRun(survey: survey, heroMeter: clients.hero, lexofficeMeter: clients.lexoffice).run(readingAll: readingAll)
    }

    /// Passes, a minute apart, until one writes nothing and nothing is in doubt; bounded.
    func passUntilQuiet(limit: Int = 60) async throws {
        for _ in 0..<limit {
            let report = try await pass()
            if report.writes == 0 && report.interruption == nil && report.count(.uncertain) == 0
                && report.count(.waiting) + report.count(.ready) == 0
            {
                return
            }
            time.advance(milliseconds: 60_000)
        }
        throw Misuse("never quiet: \(lastReport.lines.prefix(3)) \(String(describing: lastReport.interruption))")
    }

    func standing(_ number: String) throws -> DocumentStatus? { try DocumentStatus.find(number, store).first }
    func standing(id: Int) throws -> DocumentStatus? { try DocumentStatus.find(String(id), store).first }
    var vouchers: [LexofficeVoucherRecord] { world.lexoffice.vouchers }

    func answer(_ answer: Answer, _ name: String) async throws -> DocumentStatus {
        let receipt = try await Answers(context: try clients().context).give(answer, to: name)
        return try DocumentStatus.find(receipt.document, store).first { $0.key == receipt.document } ?? { throw Misuse("no document") }()
    }

    /// Publishes a plain invoice for a customer now; the net amount is in cents.
    @discardableResult
    func invoice(customer: Int, net: Int64 = 10_000, rate: Int = 19, number: String? = nil, type: Int = SampleTypes.invoice) -> Int {
        let now = now
        return world.withHero { hero in
            var draft = HeroDraft(
                typeID: type, customerID: customer, date: BusinessDay(berlinDayOf: now),
                lines: [HeroLine("Montage", unitPrice: net, rate: rate)])
            if let number { draft.numbering = .exactly(number) }
            return hero.publish(draft, now: now)
        }
    }

    /// The bytes of a document's PDF as HERO serves them.
    func heroFile(_ id: Int) async throws -> [UInt8]? {
        let hero = try clients().context.hero
        guard let file = try await hero.document(id: id)?.file else { return nil }
        return try await hero.downloadFile(file)
    }

    /// Document types and employees of the sample business, and one customer.
    @discardableResult
    func openShop(_ customer: HeroCustomerRecord = Company.customer()) -> Int {
        let now = now
        return world.withHero { hero in
            hero.settings.pdfDelaySeconds = 0
            for type in SampleTypes.all where hero.records.documentTypes[type.id] == nil { hero.addDocumentType(type) }
            for partner in SampleTypes.partners where hero.records.partners[partner.id] == nil { hero.addPartner(partner) }
            return hero.addCustomer(customer, now: now)
        }
    }

    static func customer(_ name: String = "Müller & Söhne Bau", email: String = "rechnung@mueller.example") -> HeroCustomerRecord {
        HeroCustomerRecord(
            type: "commercial", firstName: "Max", lastName: "Müller", companyName: name, email: email,
            address: HeroAddressRecord(street: "Beispielweg 1", zipcode: "30449", city: "Hannover"))
    }
}
