import Administration
import Bookkeeping
import Foundation
import Hero
import Lexoffice
import Persistence
import Reconciliation
import Synchronization
import TestSupport
import Transport

@testable import Sandbox

/// Somebody at the keyboard who imports contacts, and whose machine may die in the middle.
struct ImportDesk {
    let company: Company
    /// Nil: the company's own state.
    var store: Store?

    func run(
        confirmed: Set<String>? = nil, through transport: (any HTTPTransport)? = nil
    ) async throws -> ImportReport {
        let clients = try clients(transport)
        let work = ContactImport(context: clients.context, writer: clients.writer, credentialDigest: "test")
        return await work.run(confirmed: confirmed)
    }

    func count(through transport: (any HTTPTransport)? = nil) async throws -> ImportPlan? {
        try await ImportCount(context: try clients(transport).context).run()
    }

    func clients(_ transport: (any HTTPTransport)?) throws -> (context: PassContext, writer: HeroWriter) {
        guard let heroEndpoint = HeroEndpoint(SandboxWorld.heroEndpoint),
            let lexofficeEndpoint = LexofficeEndpoint(SandboxWorld.lexofficeEndpoint)
        else { throw Company.Misuse("endpoint") }
        let time = company.time
        let transport = transport ?? SandboxTransport(world: company.world, time: time)
        let hero = HeroConnection(endpoint: heroEndpoint, apiKey: Company.heroKey, transport: transport, time: time)
        let lexoffice = LexofficeConnection(
            endpoint: lexofficeEndpoint, accessToken: AccessToken(key: Company.lexofficeKey), organizationID: Company.organizationID,
            transport: transport, time: time, limiter: RateLimiter(thousandthsPerSecond: 1_000_000, time: time))
        let context = PassContext(
            store: store ?? company.store, hero: HeroReader(hero), lexoffice: LexofficeReader(lexoffice), time: time,
            policy: Policy(settle: company.settle), author: Author(actor: "user:erika", cause: "contacts import", software: "test"))
        return (context, HeroWriter(hero))
    }
}

/// Carries requests until the n-th write to HERO. There the process dies: what the state holds at that moment is copied to
/// another directory, and nothing of this process reaches anybody any more.
final class DyingTransport: HTTPTransport {
    private struct Life: Sendable {
        var writes = 0
        var isOver = false
    }

    private let inner: SandboxTransport
    private let deadline: Int
    private let isAfter: Bool
    private let die: @Sendable () -> Void
    private let life = Mutex(Life())

    /// - Parameter isAfter: whether HERO carries the fatal write out.
    init(_ company: Company, atWrite deadline: Int, isAfter: Bool, die: @escaping @Sendable () -> Void) {
        inner = SandboxTransport(world: company.world, time: company.time)
        self.deadline = deadline
        self.isAfter = isAfter
        self.die = die
    }

    var hasDied: Bool { life.withLock { $0.isOver } }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let gone = RequestFailure(reach: .notSent, cause: .refused, detail: "the process is dead")
        if hasDied { throw gone }
        let isFatal =
            request.isWrite
            && life.withLock { life in
                life.writes += 1
                return life.writes == deadline
            }
        guard isFatal else { return try await inner.send(request) }
        if isAfter { _ = try await inner.send(request) }
        die()
        life.withLock { $0.isOver = true }
        throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "the process is dead")
    }
}

/// Directories of states, each the copy of the one before at the moment its process died.
final class Graveyard: Sendable {
    private let root: URL
    private let count = Mutex(0)

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "import-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    var directory: String { path(count.withLock { $0 }) }

    /// The state as it is on the disk now, log included; nobody is writing to it.
    func bury() {
        let (old, new) = count.withLock { count in
            count += 1
            return (path(count - 1), path(count))
        }
        try? FileManager.default.createDirectory(atPath: new, withIntermediateDirectories: true)
        for name in ["reconcile.sqlite", "reconcile.sqlite-wal", "reconcile.watermark"] {
            try? FileManager.default.copyItem(atPath: "\(old)/\(name)", toPath: "\(new)/\(name)")
        }
    }

    private func path(_ number: Int) -> String { root.appending(path: "state-\(number)").path }
}

extension LexofficeContactContent {
    static func person(
        _ first: String?, _ last: String, email: String? = nil, zip: String? = nil, street: String? = nil, salutation: String? = nil
    ) -> LexofficeContactContent {
        LexofficeContactContent(identity: .person(.init(salutation: salutation, firstName: first, lastName: last)))
            .with(email: email, zip: zip, street: street)
    }

    static func company(
        _ name: String, email: String? = nil, zip: String? = nil, street: String? = nil, vatID: String? = nil
    ) -> LexofficeContactContent {
        LexofficeContactContent(identity: .company(.init(name: name, vatID: vatID))).with(email: email, zip: zip, street: street)
    }

    private func with(email: String?, zip: String?, street: String?) -> LexofficeContactContent {
        var content = self
        if let email { content.emails = [.init(list: "business", value: email)] }
        if zip != nil || street != nil {
            content.billing = [PostalAddress(street: street, zip: zip, city: "Hannover", countryCode: "DE")]
        }
        return content
    }
}

extension Company {
    @discardableResult
    func enter(_ content: LexofficeContactContent) -> String {
        let now = now
        return world.withLexoffice { $0.enterContact(content, now: now) }
    }

    /// Everybody in HERO, deleted ones left out.
    var heroCustomers: [HeroCustomerRecord] { world.hero.records.customers.rows.filter { !$0.isDeleted } }

    func addCustomer(_ customer: HeroCustomerRecord) -> Int {
        let now = now
        return world.withHero { $0.addCustomer(customer, now: now) }
    }

    /// A set-up shop without customers of its own.
    static func withoutCustomers(store: Store? = nil, settle: Int64 = 900_000) async throws -> Company {
        let company = try Company(settle: settle, store: store)
        let id = company.openShop()
        let now = company.now
        company.world.withHero { hero in hero.editCustomer(id, now: now) { $0.isDeleted = true } }
        try await company.setup()
        return company
    }
}

extension ImportDesk {
    /// Sends without looking and without writing anything down.
    func create(_ card: ContactCard) async -> Bool {
        guard let draft = try? CustomerDraft(card), let clients = try? clients(nil) else { return false }
        if case .accepted = await clients.writer.createContact(draft, countryIDs: ["DE": 1]) { return true }
        return false
    }
}
