import Administration
import Bookkeeping
import Comparison
import Foundation
import GRDB
import Hero
import Lexoffice
import Persistence
import Reconciliation
import Sandbox
import TestSupport
import Transport

/// A small business with both stand-ins after a few passes, and its state as a file.
final class StateDesk: Sendable {
    private static let heroKey = "ac_FuzzFuzzFuzzFuzzFuzzFuzzFuzz01"
    private static let lexofficeKey = "11111111-2222-4333-8444-555555555555"
    /// 2026-04-01, six in the morning in Berlin.
    private static let start: Int64 = 1_775_016_000_000

    let folder: WorkFolder
    /// The file as it was after the passes.
    let pristine: Data
    private let world: SandboxWorld
    private let time: VirtualTime
    private let keys: [String]

    var path: String { folder.path + "/" + Store.fileName }
    func key(_ number: Int) -> String { keys[number % keys.count] }

    init() async throws {
        folder = try WorkFolder()
        time = VirtualTime(wall: Self.start, autoAdvancing: true)
        world = Self.shop()
        let path = folder.path + "/" + Store.fileName
        let keys = try await Self.live(try Store.open(directory: folder.path), world, time)
        let queue = try DatabaseQueue(path: path)
        try await queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE") }
        try queue.close()
        pristine = try Data(contentsOf: URL(filePath: path))
        self.keys = keys.isEmpty ? ["1"] : keys
    }

    private static func shop() -> SandboxWorld {
        let day = BusinessDay(berlinDayOf: Instant(milliseconds: start))
        var hero = HeroStandIn(apiKey: heroKey)
        hero.settings.pdfDelaySeconds = 0
        var run = SampleTour(from: day).run
        run.install(in: &hero)
        for step in run.steps { _ = run.perform(step, on: &hero, now: Instant(milliseconds: start)) }
        var rules = LexofficeRules()
        rules.requestsPerSecond = nil
        rules.indexLagMilliseconds = 0
        return SandboxWorld(
            hero: hero,
            lexoffice: LexofficeStandIn(token: lexofficeKey, organizationID: "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01", rules: rules))
    }

    /// Set up, transferred, one document cancelled, one paid. Returns the keys of the documents.
    private static func live(_ store: Store, _ world: SandboxWorld, _ time: VirtualTime) async throws -> [String] {
        let parts = try Parts(store, world, time)
        var request = SetupRequest()
        request.startDate = BusinessDay(berlinDayOf: Instant(milliseconds: start))
        request.cancellationProcessConfirmed = true
        request.connectorOffConfirmed = true
        request.categories = [.construction13b: LexofficeCategory.construction13bID, .photovoltaic0: LexofficeCategory.photovoltaicID]
        _ = try await Setup(context: parts.context, credentialDigest: "fuzz").run(request)
        for round in 0..<4 {
            _ = await Pass(survey: parts.survey, writers: parts.writers, heroMeter: parts.hero, lexofficeMeter: parts.lexoffice).run()
            time.advance(milliseconds: 120_000)
            let now = Instant(milliseconds: time.wallMilliseconds())
            let booked = try DocumentStatus.documents(.all, store).filter { try $0.voucherID != nil && $0.kind(store) == .invoice }
            if round == 0, let id = booked.first.flatMap({ Int($0.key) }) { _ = world.withHero { $0.cancel(documentID: id, now: now) } }
            if round == 1, let id = booked.last?.voucherID, let voucher = world.lexoffice.voucher(id) {
                try world.withLexoffice { lexoffice in
                    try lexoffice.pay(id, type: .bank, amount: voucher.openAmount, on: BusinessDay(berlinDayOf: now), now: now)
                }
            }
        }
        return try DocumentStatus.documents(.all, store).map(\.key)
    }

    /// What a dry run over the state as it lies there finds.
    func plan() async {
        guard let store = try? Store.scratchCopy(directory: folder.path), let parts = try? Parts(store, world, time) else { return }
        _ = await DryRun(survey: parts.survey, heroMeter: parts.hero, lexofficeMeter: parts.lexoffice).run()
    }

    /// The month for the tax adviser.
    func close() async {
        guard let store = try? Store.scratchCopy(directory: folder.path), let parts = try? Parts(store, world, time),
            let month = BookMonth("2026-04")
        else { return }
        _ = try? await MonthClose(survey: parts.survey).run(month)
    }

    private struct Parts {
        let context: PassContext
        let writers: Writers
        let hero: RequestMeter
        let lexoffice: RequestMeter
        var survey: PassPlanner { PassPlanner(context: context, credentialDigest: "fuzz") }

        init(_ store: Store, _ world: SandboxWorld, _ time: VirtualTime) throws {
            let transport = SandboxTransport(world: world, time: time)
            guard let heroEndpoint = HeroEndpoint(SandboxWorld.heroEndpoint),
                let lexofficeEndpoint = LexofficeEndpoint(SandboxWorld.lexofficeEndpoint)
            else { throw FuzzFailure("no endpoint") }
            (hero, lexoffice) = (RequestMeter(transport), RequestMeter(transport))
            let heroConnection = HeroConnection(endpoint: heroEndpoint, apiKey: StateDesk.heroKey, transport: hero, time: time)
            let connection = LexofficeConnection(
                endpoint: lexofficeEndpoint, accessToken: AccessToken(key: StateDesk.lexofficeKey), organizationID: nil,
                transport: lexoffice, time: time, limiter: RateLimiter(thousandthsPerSecond: 1_000_000, time: time))
            writers = Writers(lexoffice: LexofficeWriter(connection), hero: HeroWriter(heroConnection))
            context = PassContext(
                store: store, hero: HeroReader(heroConnection), lexoffice: LexofficeReader(connection), time: time,
                policy: Policy(settle: 5000), author: Author(actor: "pass", cause: "fuzz", software: "fuzz"))
        }
    }
}
