import Bookkeeping
import Console
import ConsoleAccess
import Daemon
import Hero
import Logging
import Persistence
import Telemetry
import Transport
import Web

/// The console of a running service.
struct ConsoleStart {
    let wiring: Wiring
    /// Shared by all pages, and with others that look on.
    let view: Store
    let health: ServiceHealth
    let bell: WakeSignal
    let metrics: MetricRegistry
    /// The page for scraping.
    let page: MetricsEndpoint
    /// Of the account: what the console asks keeps to the pace of the passes.
    let limiters: RateLimiters
    let logger: Logger

    /// Nil where the console is off.
    func listener(onBound: @escaping @Sendable (ListenAddress) async -> Void = { _ in }) throws -> ConsoleListener? {
        let console = try ConsoleConfiguration(wiring.configuration)
        guard let address = console.listen else { return nil }
        let metrics = metrics
        let entrance = ConsoleEntrance(
            settings: console.settings, store: AccessStore(directory: wiring.stateDirectory), time: wiring.time
        ) { metrics.recordConsoleLogin($0) }
        return ConsoleListener(
            address: address, responder: try ConsoleResponder(parts: try parts(), entrance: entrance, logger: logger), logger: logger,
            onBound: onBound)
    }

    private func parts() throws -> ConsoleParts {
        let (view, health, bell) = (view, health, bell)
        let directory = wiring.stateDirectory
        let interval = try wiring.configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        let instance = ConsoleParts.Instance(
            version: Reconcile.version, lexofficeApp: wiring.configuration[Configuration.lexofficeApp].value,
            heroEndpoint: wiring.configuration[Configuration.heroEndpoint].value, interval: interval)
        let policy = try wiring.policy()
        var parts = ConsoleParts(
            view: { () throws(StoreError) in view }, noting: { () throws(StoreError) in try Store.beside(directory: directory) },
            instance: { instance }, policy: { policy }, service: { health.standing(interval: interval) }, time: wiring.time,
            wake: { bell.ring(.decision) }, work: try ConsoleWorkStart(wiring: wiring, limiters: limiters).work(),
            administration: AdministrationWork(wiring: wiring, view: view, metrics: metrics, page: page, limiters: limiters).parts())
        parts.heroFile = { id in await Self.heroFile(id, wiring) }
        let time = wiring.time
        parts.journalCheck = Jobs(now: { Instant(milliseconds: time.wallMilliseconds()) }) { _, progress in
            // A view of its own: the pages read theirs meanwhile.
            do throws(StoreError) {
                let verdict = try Store.view(directory: directory).verifyJournal { progress(JobProgress(done: $0, total: $1)) }
                return .verdict(entries: verdict.entries, newestHash: verdict.newestHash, broken: verdict.broken)
            } catch {
                return .failed(error.code.rawValue)
            }
        }
        return parts
    }

    /// Asked of HERO for one look: it costs two requests, and nothing of it is kept.
    private static func heroFile(_ id: Int, _ wiring: Wiring) async -> HeroFileAnswer {
        do {
            let hero = try Remotes(wiring).hero
            guard let file = try await hero.document(id: id)?.file else { return .failed(.missing) }
            if let size = file.size, size > HeroReader.fileBytesMax { return .failed(.tooLarge) }
            let bytes = try await hero.downloadFile(file)
            return bytes.count <= HeroReader.fileBytesMax ? .bytes(bytes) : .failed(.tooLarge)
        } catch let error as HeroError {
            return .failed(failure(error.code))
        } catch {
            // The configuration was read when the service began; what is wrong with it now the next pass says.
            return .failed(.denied)
        }
    }

    private static func failure(_ code: HeroError.Code) -> HeroFileAnswer.Failure {
        switch code {
        case .unauthorized, .forbidden: .denied
        case .notFound: .missing
        case .fileTooLarge: .tooLarge
        case .fileNotPDF: .notPDF
        case .fileDamaged: .damaged
        case .throttled, .complexity, .schemaDrift, .internalError, .rejected, .badAnswer, .unreachable: .unreachable
        }
    }
}
