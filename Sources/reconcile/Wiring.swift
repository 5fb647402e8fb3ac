import Administration
import Bookkeeping
import Foundation
import Hero
import Lexoffice
import Persistence
import Reconciliation
import StateCharts
import Transport

/// The only place that builds objects: from configuration and keys to clients, state and pass.
struct Wiring {
    /// What is read, now or anew.
    enum Origin: Sendable {
        /// One account is all there is; nil is the usual file.
        case installation(config: String?)
        /// By its name, of the fleet in this file; nil is the usual one.
        case account(String, fleet: String?)
    }

    let configuration: Configuration
    /// The process's own; of an account in a fleet without the keys that are in it.
    let environment: [String: String]
    let time: any TimeSource
    /// Nil where one account is all there is.
    let account: AccountName?
    private let rereading: @Sendable (any TimeSource) throws(CommandFailure) -> Wiring
    let keyPlace: KeyPlace
    private let keys: Result<Secrets, CommandFailure>
    /// Where several hosts take turns and this one may write.
    var announcing: Announcing?

    init(_ options: Options, time: any TimeSource = SystemTime()) throws(CommandFailure) {
        try self.init(options.installation.origin, time: time)
    }

    /// - Parameter environment: the process's own, but for a trial, in which nothing of the caller's may come.
    init(
        _ origin: Origin, environment: [String: String] = ProcessInfo.processInfo.environment, time: any TimeSource = SystemTime()
    ) throws(CommandFailure) {
        switch origin {
        case .installation(let file): try self.init(file: file, environment: environment, time: time)
        case .account(let name, let file):
            let fleet = try FleetFile(file, environment: environment)
            try self.init(account: try fleet.account(name), in: fleet, time: time)
        }
    }

    private init(file: String?, environment: [String: String], time: any TimeSource) throws(CommandFailure) {
        self.environment = environment
        configuration = try Configuration(file: file, environment: environment)
        self.time = time
        account = nil
        rereading = { time throws(CommandFailure) in try Wiring(file: file, environment: environment, time: time) }
        let place = KeyPlace.process(environment)
        keyPlace = place
        keys = Result { () throws(CommandFailure) in try Secrets(place) }
    }

    /// One account of a fleet. Whatever is wrong with its files is an error of this account alone.
    init(account: AccountName, in fleet: FleetFile, time: any TimeSource = SystemTime()) throws(CommandFailure) {
        let configuration = try fleet.configuration(of: account)
        self.configuration = configuration
        environment = fleet.environment
        self.time = time
        self.account = account
        rereading = { time throws(CommandFailure) in try Wiring(account: account, in: try fleet.reread(), time: time) }
        let place = fleet.keys(of: account, configuration)
        keyPlace = place
        keys = Result { () throws(CommandFailure) in try Secrets(place) }
    }

    /// The same files and environment, read again now.
    func reread() throws(CommandFailure) -> Wiring {
        var wiring = try rereading(time)
        wiring.announcing = announcing
        return wiring
    }

    /// As they were when this was built; a command that needs none does not mind what is wrong with them.
    func secrets() throws(CommandFailure) -> Secrets { try keys.get() }

    var stateDirectory: String { configuration[Configuration.stateDirectory].value }
    var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }

    func author(_ cause: String, asUser: Bool = true, mapping: String = "") -> Author {
        Author(actor: asUser ? JournalActor.name(environment) : "pass", cause: cause, software: Reconcile.version, mapping: mapping)
    }

    /// The state for a command that writes, and the lock to hold as long. Without a setup there is nothing to write to.
    func state(lockedFor purpose: String) throws(StoreError) -> (lock: InstanceLock, store: Store) {
        try Store.requireState(in: stateDirectory)
        let lock = try lock(purpose)
        return (lock, try Store.open(directory: stateDirectory))
    }

    func lock(_ purpose: String, isOneOfMany: Bool = false) throws(StoreError) -> InstanceLock {
        try ClusterRule.refuse(purpose, configuration, directory: stateDirectory)
        // The directory may not exist before the first setup.
        try? FileManager.default.createDirectory(
            atPath: stateDirectory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return try InstanceLock(directory: stateDirectory, purpose: purpose, now: now.isoText, isOneOfMany: isOneOfMany)
    }

    func policy() throws(CommandFailure) -> Policy {
        Policy(settle: try configuration.milliseconds(Configuration.settleSeconds, 0...86_400))
    }

    /// What lexoffice is asked at most.
    func requestThousandthsPerSecond() throws(CommandFailure) -> Int {
        guard let rate = ExactDecimal(configuration[Configuration.requestsPerSecond].value), !rate.isNegative,
            case let thousandths = (rate * ExactDecimal(1000)).rounded(toScale: 0).coefficient, (1...1_000_000).contains(thousandths)
        else { throw configuration.invalid(Configuration.requestsPerSecond, "a number from 0.001 to 1000, such as 1.9") }
        return Int(thousandths)
    }

    /// - Parameter isWriting: false for what may write to neither system.
    func workplace(
        _ store: Store, _ cause: String, asUser: Bool = true, isWriting: Bool = true, onlookers: RequestObservers = RequestObservers(),
        progress: @escaping @Sendable (PassProgress) -> Void = Terminal.progress
    ) throws -> Workplace {
        // What was deleted binds nobody: the next set-up may be of other books.
        let isDeleted = try IntegrationLevel.current(store)?.configuration.phase == .deleted
        let settings = isDeleted ? nil : try Settings.load(store)
        let remotes = try Remotes(
            self, organization: settings?.organizationID, writingOn: isWriting ? store : nil, onlookers: onlookers)
        let author = author(cause, asUser: asUser, mapping: isWriting ? settings?.mappingDigest ?? "" : "")
        return Workplace(remotes: remotes, context: try remotes.context(self, store, author, progress: progress))
    }
}

/// A state and both systems, as a pass or an answer works with them.
struct Workplace: Sendable {
    let remotes: Remotes
    let context: PassContext

    /// The same by the settings in force now: a set-up may have changed them since this was built.
    func current(_ store: Store) throws -> Workplace {
        let mapping = try Settings.load(store)?.mappingDigest ?? ""
        guard mapping != context.author.mapping else { return self }
        var author = context.author
        author.mapping = mapping
        return Workplace(remotes: remotes, context: context.acting(as: author))
    }

    /// What a desk writes with.
    var hands: DeskHands {
        DeskHands(
            hero: HeroWriter(remotes.heroConnection), lexoffice: remotes.writers.lexoffice, credentialDigest: remotes.credentialDigest)
    }

    var planner: PassPlanner { PassPlanner(context: context, credentialDigest: remotes.credentialDigest) }

    func pass(webhooks: WebhookCallback = .unmanaged, mayContinue: @escaping @Sendable () async -> Bool) -> Pass {
        Pass(
            survey: planner, writers: remotes.writers, heroMeter: remotes.heroMeter, lexofficeMeter: remotes.lexofficeMeter,
            webhooks: webhooks, mayContinue: mayContinue)
    }
}

/// Who looks on while requests are made; nobody, for a command.
struct RequestObservers: Sendable {
    var watched: @Sendable (any HTTPTransport) -> any HTTPTransport = { $0 }
    /// Told how long a request to lexoffice stood in line, in milliseconds.
    var waited: @Sendable (Int64) -> Void = { _ in }
    /// Told when HERO refuses a request for too many of them without a status that says so.
    var throttled: @Sendable () -> Void = {}
    /// Told when a system asks to be left alone for a while.
    var asked: @Sendable (RemoteSystem, AskedPause) -> Void = { system, pause in Terminal.passingLine("\(system) \(pause.words)") }
    /// One for the account, which may be older than this configuration.
    var limiters = RateLimiters()
    /// One for all accounts of the process; nil makes one.
    var transport: CurlTransport?
    /// Of what the books are asked.
    var questions: QuestionRecord?
}

/// Both clients over one transport each, counted.
struct Remotes: Sendable {
    let hero: HeroReader
    let lexoffice: LexofficeReader
    /// What a writer is built over; only a pass that acts builds one.
    let connection: LexofficeConnection
    /// The same for HERO.
    let heroConnection: HeroConnection
    let heroMeter: RequestMeter
    let lexofficeMeter: RequestMeter
    let credentialDigest: String
    /// Gives a login back; there may be one even where a key is used.
    let withdrawal: LoginWithdrawal

    /// - Parameter store: what a command writes on; without one, nothing can be written to either system.
    init(_ wiring: Wiring, organization: String? = nil, writingOn store: Store? = nil, onlookers: RequestObservers = RequestObservers())
        throws(CommandFailure)
    {
        let secrets = try wiring.secrets()
        try self.init(
            wiring, transport: try Remotes.transport(wiring, onlookers.transport), heroKey: try secrets.hero(),
            credential: try LexofficeCredential(wiring), organization: organization,
            writing: Writing(wiring, on: store), onlookers: onlookers)
    }

    static let userAgent = "reconcile/\(Reconcile.version)"

    static func timeouts(_ wiring: Wiring) throws(CommandFailure) -> CurlTimeouts {
        let timeout = try wiring.configuration.milliseconds(Configuration.timeoutSeconds, 1...600)
        var timeouts = CurlTimeouts()
        timeouts.totalMilliseconds = Int(timeout)
        timeouts.connectMilliseconds = min(timeouts.connectMilliseconds, Int(timeout))
        return timeouts
    }

    /// - Parameter shared: what carries the requests of several accounts.
    static func transport(_ wiring: Wiring, _ shared: CurlTransport? = nil) throws(CommandFailure) -> any HTTPTransport {
        let timeouts = try timeouts(wiring)
        if let shared { return SharedTransport(shared, limitMilliseconds: timeouts.totalMilliseconds) }
        return try transport(within: timeouts)
    }

    static func transport(within timeouts: CurlTimeouts = CurlTimeouts()) throws(CommandFailure) -> CurlTransport {
        do {
            return try CurlTransport(userAgent: userAgent, timeouts: timeouts)
        } catch {
            throw CommandFailure(.unexpected, "libcurl could not be started: \(error)", hint: "Check the installation of libcurl.")
        }
    }

    /// - Parameters:
    ///   - authorising: what reaches the authorisation server, if it is not the same. What it is told there is no write to the books.
    ///   - writing: how a write is announced before it leaves.
    init(
        _ wiring: Wiring, transport: any HTTPTransport, authorising: (any HTTPTransport)? = nil, heroKey: String,
        credential: LexofficeCredential, organization: String?, writing: Writing = Writing(),
        onlookers: RequestObservers = RequestObservers()
    ) throws(CommandFailure) {
        let configuration = wiring.configuration
        guard let heroEndpoint = HeroEndpoint(configuration[Configuration.heroEndpoint].value) else {
            throw configuration.invalid(Configuration.heroEndpoint, "an https address")
        }
        guard let lexofficeEndpoint = LexofficeEndpoint(configuration[Configuration.lexofficeEndpoint].value) else {
            throw configuration.invalid(Configuration.lexofficeEndpoint, "an https address")
        }
        let thousandths = try wiring.requestThousandthsPerSecond()
        let observed = onlookers.watched(PauseTellingTransport(writing.over(transport), time: wiring.time, tell: onlookers.asked))
        let watched = onlookers.questions.map { $0.over(observed) } ?? observed
        heroMeter = RequestMeter(watched)
        lexofficeMeter = RequestMeter(watched)
        heroConnection = HeroConnection(
            endpoint: heroEndpoint, apiKey: heroKey, transport: heroMeter, time: wiring.time, throttled: onlookers.throttled)
        hero = HeroReader(heroConnection)
        // Not metered: a refresh is no request to the books, and no write to them. It ends the tokens before, though: where several hosts
        // take turns nobody may make one who lost the account.
        let announced = wiring.announcing?.over(transport) ?? transport
        let server = try LexofficeCredential.server(wiring, onlookers.watched(authorising ?? announced))
        withdrawal = LoginWithdrawal(server: server, directory: wiring.stateDirectory, time: wiring.time)
        let access = try credential.access(wiring, server, organization: organization)
        credentialDigest = access.digest
        connection = LexofficeConnection(
            endpoint: lexofficeEndpoint, accessToken: access.token, organizationID: organization, transport: lexofficeMeter,
            time: wiring.time,
            limiter: onlookers.limiters.limiter(
                of: lexofficeEndpoint, thousandthsPerSecond: thousandths, time: wiring.time, waited: onlookers.waited))
        lexoffice = LexofficeReader(connection)
    }

    /// Asks once more what was asked before.
    /// - Returns: what was asked, to the letter, and the answer, whatever its status.
    func again(_ request: OutgoingRequest) async throws -> (asked: OutgoingRequest, answer: IncomingResponse) {
        switch request.operation.system {
        case .hero: (request, try await heroConnection.again(request))
        case .lexoffice: try await connection.again(request)
        }
    }

    /// Only what acts builds them.
    var writers: Writers { Writers(lexoffice: LexofficeWriter(connection), hero: HeroWriter(heroConnection)) }

    func context(_ wiring: Wiring, _ store: Store, _ author: Author, progress: @escaping @Sendable (PassProgress) -> Void = { _ in })
        throws(CommandFailure) -> PassContext
    {
        PassContext(
            store: store, hero: hero, lexoffice: lexoffice, time: wiring.time, policy: try wiring.policy(), author: author,
            withdrawal: withdrawal, progress: progress)
    }
}
