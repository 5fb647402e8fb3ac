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

/// The console of one account.
struct ConsoleStart {
    let wiring: Wiring
    /// How people reach it.
    let settings: AccessSettings
    /// Of pages and sessions. Of an account of a fleet not its own, which shows that a pass gets on: an open page would hide one that
    /// hangs.
    let time: any TimeSource
    /// The state only to be read, shared by all pages and with others that look on.
    let view: @Sendable () throws(StoreError) -> Store
    /// By the time between passes.
    let standing: @Sendable (Int64) -> ServiceStanding
    /// Something was decided.
    let wake: @Sendable () -> Void
    /// What was asked of a system so far.
    let counts: @Sendable (RemoteSystem) -> RemoteCounts
    /// The page for scraping, as text.
    let page: @Sendable () async -> String
    /// Of the account: what the console asks keeps to the pace of the passes.
    let limiters: RateLimiters
    /// Told of every try to log in.
    let loggedIn: @Sendable (LoginResult) -> Void
    let logger: Logger

    /// On an address of its own; nil where the console is off.
    func listener(
        onBound: @escaping @Sendable (ListenAddress) async -> Void
    ) throws -> (service: ConsoleListener, entrance: ConsoleEntrance)? {
        guard let address = try ConsoleConfiguration(wiring.configuration).listen else { return nil }
        let entrance = entrance()
        let responder = try responder(entrance, try Renderer())
        return (ConsoleListener(address: address, responder: responder, logger: logger, onBound: onBound), entrance)
    }

    func responder(_ entrance: ConsoleEntrance, _ renderer: Renderer) throws -> ConsoleResponder {
        ConsoleResponder(parts: try parts(), entrance: entrance, renderer: renderer, logger: logger)
    }

    func entrance() -> ConsoleEntrance {
        ConsoleEntrance(
            settings: settings, store: AccessStore(directory: wiring.stateDirectory), time: time, count: loggedIn)
    }

    private func parts() throws -> ConsoleParts {
        let (view, standing, time) = (view, standing, time)
        let directory = wiring.stateDirectory
        let interval = try wiring.configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        var made = ConsoleParts.Instance(
            version: Reconcile.version, lexofficeApp: wiring.configuration[Configuration.lexofficeApp].value,
            heroEndpoint: wiring.configuration[Configuration.heroEndpoint].value, interval: interval)
        if let account = wiring.account {
            made.account = account.description
            made.keys = wiring.keyPlace.beginning
            made.naming = { ShownCommands.naming("--account \(account)", in: $0) }
        }
        let (policy, instance) = (try wiring.policy(), made)
        var parts = ConsoleParts(
            view: view, noting: { () throws(StoreError) in try Store.beside(directory: directory) },
            instance: { instance }, policy: { policy }, service: { standing(interval) }, time: time,
            wake: wake, work: try ConsoleWorkStart(wiring: wiring, limiters: limiters).work(),
            administration: AdministrationWork(wiring: wiring, view: view, counts: counts, page: page, limiters: limiters).parts())
        parts.heroFile = { id in await Self.heroFile(id, wiring) }
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
