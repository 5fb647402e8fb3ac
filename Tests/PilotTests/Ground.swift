import Bookkeeping
import HTTPTypes
import Hero
import Lexoffice
import Pilot
import Synchronization
import TestSupport
import Testing
import Transport
import Wording

@testable import Sandbox

/// An account in both stand-ins, and a pilot that looks at it. What is sent is kept.
struct Ground {
    static let heroKey = "ac_Kanarienvogel7f3a9c51e8d24b60"
    static let lexofficeKey = "9d1f6e22-Wellensittich-4c7b-8a55e0d3b714"
    static let organization = "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01"
    static let published: [PostingCategory: [String]] = [
        .revenue: ["8f8664a1-fd86-11e1-a21f-0800200c9a66"],
        .smallBusiness: ["F5C7FEE8-f184-4e7a-ab04-8f7e7ad6c207", "7a1efa0e-6283-4cbf-9583-8e88d3ba5960"],
    ]

    let world: SandboxWorld
    let time: VirtualTime
    let wire: Wire

    init(
        rules: (inout LexofficeRules) -> Void = { _ in }, fill: (inout HeroStandIn, BusinessDay) -> Void = { _, _ in }
    ) throws {
        let day = try #require(BusinessDay("2026-01-01"))
        var hero = HeroStandIn(apiKey: Ground.heroKey)
        fill(&hero, day)
        var lexofficeRules = LexofficeRules()
        lexofficeRules.requestsPerSecond = nil
        rules(&lexofficeRules)
        world = SandboxWorld(
            hero: hero,
            lexoffice: LexofficeStandIn(token: Ground.lexofficeKey, organizationID: Ground.organization, rules: lexofficeRules))
        time = VirtualTime(wall: day.adding(days: 366).startInBerlin.milliseconds, autoAdvancing: true)
        wire = Wire(SandboxTransport(world: world, time: time))
    }

    /// The sample business a year on, with a few vouchers and payments.
    static func year(_ rules: (inout LexofficeRules) -> Void = { _ in }) throws -> Ground {
        let ground = try Ground(rules: rules) { hero, day in
            var run = SampleYear(seed: 1, from: day, invoices: 60, cancellations: 20, contacts: 25).run
            run.publishAll(in: &hero)
        }
        try ground.enterVouchers()
        return ground
    }

    var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }

    private func connections(over transport: any HTTPTransport, key: String = Ground.heroKey) throws -> (
        HeroConnection, LexofficeConnection
    ) {
        let hero = HeroConnection(
            endpoint: try #require(HeroEndpoint(SandboxWorld.heroEndpoint)), apiKey: key, transport: transport, time: time)
        let lexoffice = LexofficeConnection(
            endpoint: try #require(LexofficeEndpoint(SandboxWorld.lexofficeEndpoint)), accessToken: AccessToken(key: Ground.lexofficeKey),
            organizationID: nil, transport: transport, time: time, limiter: RateLimiter(thousandthsPerSecond: 1_000_000, time: time))
        return (hero, lexoffice)
    }

    /// The PDF of a document as HERO serves it.
    func heroFile(_ id: Int) async throws -> [UInt8] {
        let reader = HeroReader(try connections(over: SandboxTransport(world: world, time: time)).0)
        return try await reader.downloadFile(try #require(try await reader.document(id: id)?.file))
    }

    private struct NotTaken: Error {}

    /// Somebody puts a file to a voucher.
    func attach(_ bytes: [UInt8], to voucher: String) async throws {
        let writer = LexofficeWriter(try connections(over: SandboxTransport(world: world, time: time)).1)
        guard case .accepted = await writer.attachFile(voucherID: voucher, fileName: "a.pdf", bytes: bytes) else { throw NotTaken() }
    }

    func look(limit: Int = RequestBudget.standard, withShape: Bool = true, key: String = Ground.heroKey) async throws -> PilotReport {
        let budget = RequestBudget(limit: limit)
        let (hero, lexoffice) = try connections(over: BudgetedTransport(wire, budget: budget), key: key)
        let pilot = Pilot(
            hero: HeroReader(hero), lexoffice: LexofficeReader(lexoffice), budget: budget, published: Ground.published,
            inspect: { bytes in bytes.starts(with: Array("%PDF-".utf8)) ? .read(profile: "EN 16931") : .unreadable })
        return await pilot.run(withShape: withShape)
    }

    /// Of the first five invoices a voucher each; the first is paid in part, the second in full.
    private func enterVouchers() throws {
        let invoices = world.hero.records.documents.rows.filter { $0.type == "invoice" && $0.booking != nil && $0.totals.gross > 10_000 }
        var vouchers: [String] = []
        for (index, document) in invoices.prefix(5).enumerated() {
            let at = document.created.adding(seconds: 3600 * (index + 1))
            let content = LexofficeVoucherContent.invoice(document.number, gross: Cents(document.totals.gross))
            vouchers.append(world.withLexoffice { $0.enterVoucher(content, now: at) })
        }
        let later = now.adding(seconds: -86_400)
        let day = BusinessDay(berlinDayOf: later)
        let half = Cents(invoices[0].totals.gross / 2)
        try world.withLexoffice { (lexoffice: inout LexofficeStandIn) throws in
            try lexoffice.pay(vouchers[0], type: .bank, amount: half, on: day, now: later)
            try lexoffice.pay(vouchers[1], type: .manual, amount: Cents(invoices[1].totals.gross), on: day, now: later)
        }
        _ = world.withHero { $0.enterPayment(documentID: invoices[0].id, value: half, on: day, now: later) }
        _ = world.withHero {
            $0.enterPayment(documentID: invoices[2].id, value: Cents(5_000), discount: Cents(1_00), on: day, now: later)
        }
    }
}

extension PilotReport {
    func finding(_ assumption: Assumption) throws -> PilotFinding { try #require(findings.first { $0.assumption == assumption }) }
    func verdict(_ assumption: Assumption) throws -> AssumptionVerdict { try finding(assumption).verdict }
}

extension PilotFinding {
    func count(_ name: String) -> Int { counts.first { $0.name == name }?.count ?? 0 }
}

/// Keeps what goes over the wire.
final class Wire: HTTPTransport {
    private let inner: any HTTPTransport
    private let sent = Mutex<[OutgoingRequest]>([])
    /// Parts of paths and bodies that are answered with 403.
    let refused = Mutex<[String]>([])
    /// The same for 404.
    let missing = Mutex<[String]>([])

    init(_ inner: any HTTPTransport) { self.inner = inner }

    var requests: [OutgoingRequest] { sent.withLock { $0 } }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        sent.withLock { $0.append(request) }
        let text = (request.head.path ?? "") + String(decoding: request.body, as: UTF8.self)
        if refused.withLock({ $0.contains { text.contains($0) } }) {
            return IncomingResponse(head: HTTPResponse(status: .forbidden), body: [])
        }
        if missing.withLock({ $0.contains { text.contains($0) } }) {
            return IncomingResponse(head: HTTPResponse(status: .notFound), body: [])
        }
        return try await inner.send(request)
    }
}

extension LexofficeVoucherContent {
    static func invoice(_ number: String?, gross: Cents) -> LexofficeVoucherContent {
        LexofficeVoucherContent(
            kind: .salesInvoice, number: number, gross: gross, tax: .zero, isNet: false, usesCollectiveContact: true,
            items: [Item(amount: gross, taxAmount: .zero, rate: 0, categoryID: "8f8664a1-fd86-11e1-a21f-0800200c9a66")])
    }
}
