import Bookkeeping
import Daemon
import Logging
import Persistence
import Reconciliation
import Synchronization
import Systemd
import Telemetry
import TestSupport
import Testing
import Transport
import Web

@testable import Sandbox

/// The service through a day in which everything outside fails in turn: it never ends, says the truth, and catches up.
@Suite struct OutageDayTests {
    /// Hours since the beginning, and what happens then.
    private static let forecast: [(hour: Int64, sky: Weather.Sky)] = [
        (2, .refused(.hero)), (4, .clear), (5, .unavailable(.lexoffice)), (7, .clear), (8, .noDNS), (9, .clear), (12, .lossy(every: 3)),
        (15, .clear), (16, .refused(.lexoffice)), (17, .clear),
    ]
    /// Somebody sets the clock.
    private static let jumps: [(hour: Int64, milliseconds: Int64)] = [(10, 3_600_000), (11, -3_600_000), (18, -3_600_000), (19, 3_600_000)]

    /// A quiet day, both nights in which Berlin's clocks change, the last day of a year.
    @Test func aDayOfOutagesEndsInStep() async throws {
        try await sideBySide(["2026-06-10", "2026-03-28", "2026-10-24", "2026-12-31"], atOnce: 2) { try await live($0) }
    }

    private func live(_ day: String) async throws {
        let company = try Company(on: day)
        let customer = company.openShop()
        // Evening, so that the night lies in the middle.
        company.time.advance(milliseconds: 10 * 3_600_000)
        try await company.setup()
        let service = try OutageDay(company, customer: customer)
        await service.live(hours: 24, forecast: Self.forecast, jumps: Self.jumps)

        let numbers = service.documents.compactMap { company.number($0) }
        // Two in each of the hours 0 to 21.
        #expect(numbers.count == 44, "\(day)")
        for number in numbers { #expect(company.vouchers.count { $0.content.number == number } == 1, "\(number)") }
        #expect(company.vouchers.count == numbers.count, "\(day)")
        #expect(service.lies == [], "\(day)")
        #expect(service.readiness.isReady, "\(day): \(service.readiness.reasons)")
        #expect(service.seen == [.heroUnavailable, .lexofficeUnavailable], "\(day)")
        // Every payment came over, once.
        for (document, cents) in service.paid {
            let entries = company.world.hero.records.documents[document]?.booking?.payments ?? []
            #expect(entries.map(\.value) == [cents], "\(day)")
        }
        #expect(!service.paid.isEmpty, "\(day)")
        #expect(try company.store.verifyJournal().broken == nil, "\(day)")
    }
}

/// One life of the service with its weather, its people and a witness of what it says.
private final class OutageDay: Sendable {
    private struct Record {
        var documents: [Int] = []
        var paid: [Int: Int64] = [:]
        var seen: Set<Readiness.Reason> = []
        var lies: [String] = []
        var hoursDone: Int64 = -1
        /// Since when the present weather holds, and when the last pass under it ended.
        var skyChanged: Int64 = 0
    }

    private let company: Weather
    private let world: SandboxWorld
    private let time: VirtualTime
    private let customer: Int
    private let clients: Company.Clients
    private let gate = WriteGate()
    private let health: ServiceHealth
    private let metrics = MetricRegistry(version: "test", startedAt: 0)
    private let store: Store
    private let record = Mutex(Record())

    private static let interval: Int64 = 300_000

    init(_ company: Company, customer: Int) throws {
        self.company = Weather(SandboxTransport(world: company.world, time: company.time))
        world = company.world
        time = company.time
        store = company.store
        self.customer = customer
        clients = try company.clients(over: self.company, organizationID: Company.organizationID)
        health = ServiceHealth(time: company.time)
    }

    var documents: [Int] { record.withLock { $0.documents } }
    var paid: [Int: Int64] { record.withLock { $0.paid } }
    var seen: Set<Readiness.Reason> { record.withLock { $0.seen } }
    var lies: [String] { record.withLock { $0.lies } }
    var readiness: Readiness { health.readiness(interval: Self.interval) }

    func live(hours: Int64, forecast: [(hour: Int64, sky: Weather.Sky)], jumps: [(hour: Int64, milliseconds: Int64)]) async {
        let began = time.monotonicMilliseconds()
        record.withLock { $0.skyChanged = began }
        let clock = time
        let watchdog = Watchdog(
            period: nil, notifier: ServiceNotifier(), now: { clock.monotonicMilliseconds() },
            sleep: { milliseconds throws(CancellationError) in try await clock.sleep(milliseconds: milliseconds) })
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let engine = PassEngine(interval: Self.interval) { mayContinue in
            let elapsed = (clock.monotonicMilliseconds() - began) / 3_600_000
            if elapsed >= hours { self.gate.close() }
            self.witness()
            self.turn(to: elapsed, forecast, jumps)
            return await self.clients.pass(mayContinue: mayContinue).run()
        }
        guard let news = try? PassReporter(store: store, logger: logger, metrics: metrics) else { return }
        let loop = PassLoop(
            engine: engine, bell: WakeSignal(), gate: gate, health: health, watchdog: watchdog, notifier: ServiceNotifier(), news: news,
            logger: logger, time: time)
        try? await loop.run()
    }

    /// What happens between two passes.
    private func turn(to hour: Int64, _ forecast: [(hour: Int64, sky: Weather.Sky)], _ jumps: [(hour: Int64, milliseconds: Int64)]) {
        let done = record.withLock { $0.hoursDone }
        guard hour > done else { return }
        for next in (done + 1)...hour {
            for change in forecast where change.hour == next {
                company.turn(change.sky)
                record.withLock { $0.skyChanged = time.monotonicMilliseconds() }
            }
            for jump in jumps where jump.hour == next { time.shiftWall(milliseconds: jump.milliseconds) }
            // The last hours are quiet, so that everything can come to rest.
            if next < 22 { work() }
        }
        record.withLock { $0.hoursDone = hour }
    }

    /// Two invoices an hour, and the oldest open one is paid.
    private func work() {
        let now = Instant(milliseconds: time.wallMilliseconds())
        let today = BusinessDay(berlinDayOf: now)
        let customer = customer
        for _ in 0..<2 {
            let id = world.withHero { hero in
                hero.publish(
                    HeroDraft(
                        typeID: SampleTypes.invoice, customerID: customer, date: today,
                        lines: [HeroLine("Montage", unitPrice: 10_000, rate: 19)]), now: now)
            }
            record.withLock { $0.documents.append(id) }
        }
        let unpaid = record.withLock { record in record.documents.first { record.paid[$0] == nil } }
        guard let unpaid, let number = world.hero.records.documents[unpaid]?.number,
            let voucher = world.lexoffice.vouchers.first(where: { $0.content.number == number }), voucher.openAmount.amount > 0
        else { return }
        let amount = voucher.openAmount
        try? world.withLexoffice { try $0.pay(voucher.id, type: .bank, amount: amount, on: today, now: now) }
        record.withLock { $0.paid[unpaid] = amount.amount }
    }

    /// What `readyz` says just before a pass, against the weather that the last pass met.
    private func witness() {
        let said = readiness
        let age = time.monotonicMilliseconds() - record.withLock { $0.skyChanged }
        // The longest pause of the back-off: by then a pass has met the weather.
        guard age > PassSchedule.pauseMaximum + Self.interval else { return }
        let silent: Set<Readiness.Reason> =
            switch company.sky {
            case .clear, .lossy: []
            case .refused(.hero), .unavailable(.hero): [.heroUnavailable]
            case .refused(.lexoffice), .unavailable(.lexoffice): [.lexofficeUnavailable]
            case .noDNS: [.heroUnavailable, .lexofficeUnavailable]
            }
        record.withLock { record in
            let troubles = Set(said.reasons).intersection([.heroUnavailable, .lexofficeUnavailable])
            record.seen.formUnion(troubles)
            let isTrue = silent.isEmpty ? said.isReady : !troubles.isEmpty && troubles.isSubset(of: silent)
            if !isTrue { record.lies.append("\(company.sky): \(said.reasons)") }
        }
    }
}
