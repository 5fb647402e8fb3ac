import Administration
import ArgumentParser
import Bookkeeping
import Comparison
import Foundation
import Hero
import Lexoffice
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import Transport
import Wording

/// A tour of the main job on embedded stand-ins: no credentials, no network, nothing kept.
struct DemoCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Show the main job on sample data; needs nothing, keeps nothing.",
        discussion: """
            A tour of nine documents, which ends by itself. At its end somebody at a terminal is asked whether to open the console.
            With --console, no tour: a business year, the service and its console, until it is interrupted.
            """)

    @Option(help: "Language of the tour; default by the locale.")
    var lang: Language?

    @ArgumentParser.Flag(help: "Open the console on a business year instead, and print links to it.")
    var console = false

    @Option(help: "Where that console is served, HOST:PORT; port 0 takes a free one.")
    var consoleListen = ConsoleTrial.anyPort

    private static let patience = 30

    func work() async throws -> Exit {
        let language = lang ?? Options.localeLanguage(ProcessInfo.processInfo.environment)
        let trial = ConsoleTrial(scene: SandboxScene(data: .year, rate: 0, pdfDelay: 1), console: consoleListen, language: language)
        guard !console else { return try await trial.run() }
        let exit = try await tour(language)
        let answer = Terminal.ask(Catalogue.demoAsk(seconds: Self.patience)(language), withinSeconds: Self.patience)
        return exit == .success && answer?.isEmpty == true ? try await trial.run() : exit
    }

    private func tour(_ language: Language) async throws -> Exit {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("reconcile-demo-\(UUID().uuidString)").path
        // What stays behind in the temporary directory is sample data.
        defer { try? FileManager.default.removeItem(atPath: directory) }
        return try await DemoTour(language: language, directory: directory).run()
    }
}

struct DemoTour {
    let language: Language
    let directory: String
    let world: SandboxWorld
    let time = SystemTime()

    init(language: Language, directory: String) {
        self.language = language
        self.directory = directory
        world = SandboxScene(data: .tour, rate: 0, pdfDelay: 0).make()
        // The tour shows what comes back within one pass; how lists lag is for the sandbox.
        world.withLexoffice { $0.rules.indexLagMilliseconds = 0 }
    }

    func run() async throws -> Exit {
        let store = try Store.open(directory: directory)
        say(1, Catalogue.demoSetup)
        try await setup(store)
        say(2, Catalogue.demoDryRun)
        try await show(dryRun: true, store)
        say(3, Catalogue.demoTransfer)
        let first = try await show(dryRun: false, store)
        say(4, Catalogue.demoSecond)
        let second = try await show(dryRun: false, store)
        say(5, Catalogue.demoCancel)
        try cancelFirst(store)
        let third = try await show(dryRun: false, store)
        say(6, Catalogue.demoPay)
        try payOne(store)
        let fourth = try await show(dryRun: false, store)
        say(7, Catalogue.demoChain)
        let chain = publishChain()
        try await show(dryRun: false, store)
        let whole = showChain(chain)
        let verdict = try store.verifyJournal()
        say(8, Catalogue.demoBooks)
        Terminal.print(books() + ["\(Catalogue.journalWhole(language)): \(verdict.entries) \(Catalogue.entries(language))", ""])
        Terminal.print(Catalogue.demoNext(language).split(separator: "\n").map(String.init))
        let isRight =
            first.count(.create) > 0 && second.writes == 0 && third.count(.create) == 1 && fourth.paymentsEntered.count == 1
            && whole == Cents(SampleChain.grossCents) && verdict.broken == nil
        return isRight ? .success : .unexpected
    }

    private func say(_ number: Int, _ wording: Wording) { Terminal.print(["", "── \(number). \(wording(language))"]) }

    private func setup(_ store: Store) async throws {
        var request = SetupRequest()
        request.startDate = BusinessDay(berlinDayOf: Instant(milliseconds: time.wallMilliseconds()))
        request.cancellationProcessConfirmed = true
        request.connectorOffConfirmed = true
        request.categories = [.construction13b: LexofficeCategory.construction13bID, .photovoltaic0: LexofficeCategory.photovoltaicID]
        let parts = try parts(store)
        do {
            let result = try await Setup(context: parts.context, credentialDigest: "demo").run(request)
            Terminal.print([
                "\(result.companyName) → \(result.settings.organizationName), \(Catalogue.startDate(language)) \(result.settings.startDate)"
            ])
        } catch {
            throw CommandFailure(.unexpected, "the demo could not be set up: \(error)", hint: "Please report this.")
        }
    }

    private struct Parts {
        let context: PassContext
        let writers: Writers
        let heroMeter: RequestMeter
        let lexofficeMeter: RequestMeter
    }

    private func parts(_ store: Store) throws -> Parts {
        let transport = MarkedTransport(SandboxTransport(world: world, time: time), mark: StateMark(store, time: time))
        guard let heroEndpoint = HeroEndpoint(SandboxWorld.heroEndpoint),
            let lexofficeEndpoint = LexofficeEndpoint(SandboxWorld.lexofficeEndpoint)
        else { throw CommandFailure(.unexpected, "the demo's addresses are wrong", hint: "Please report this.") }
        let heroMeter = RequestMeter(transport)
        let lexofficeMeter = RequestMeter(transport)
        let hero = HeroConnection(endpoint: heroEndpoint, apiKey: SandboxScene.heroKey, transport: heroMeter, time: time)
        let lexoffice = LexofficeConnection(
            endpoint: lexofficeEndpoint, accessToken: AccessToken(key: SandboxScene.lexofficeKey), organizationID: nil,
            transport: lexofficeMeter, time: time, limiter: RateLimiter(thousandthsPerSecond: 1_000_000, time: time))
        let author = Author(actor: "user:demo", cause: "demo", software: Reconcile.version)
        let context = PassContext(
            store: store, hero: HeroReader(hero), lexoffice: LexofficeReader(lexoffice), time: time, policy: Policy(settle: 5000),
            author: author)
        return Parts(
            context: context, writers: Writers(lexoffice: LexofficeWriter(lexoffice), hero: HeroWriter(hero)),
            heroMeter: heroMeter, lexofficeMeter: lexofficeMeter)
    }

    @discardableResult
    private func show(dryRun: Bool, _ store: Store) async throws -> PassReport {
        let parts = try parts(dryRun ? try Store.scratchCopy(directory: directory) : store)
        let survey = PassPlanner(context: parts.context, credentialDigest: "demo")
        if dryRun {
            let look = await DryRun(survey: survey, heroMeter: parts.heroMeter, lexofficeMeter: parts.lexofficeMeter).run()
            Terminal.show(ReportText(language: language).lines(look))
            return look.plan
        }
        let report = await Pass(
            survey: survey, writers: parts.writers, heroMeter: parts.heroMeter, lexofficeMeter: parts.lexofficeMeter
        ).run()
        Terminal.show(ReportText(language: language).lines(report))
        return report
    }

    /// The customer sends the first invoice back: HERO makes the cancellation document.
    private func cancelFirst(_ store: Store) throws {
        let booked = try DocumentStatus.documents(.standing([.transfer([.fileComplete])]), store).first { try $0.kind(store) == .invoice }
        guard let id = booked.flatMap({ Int($0.key) }) else { return }
        let now = Instant(milliseconds: time.wallMilliseconds())
        _ = world.withHero { $0.cancel(documentID: id, now: now) }
    }

    /// The bookkeeper assigns a bank transaction in lexoffice.
    private func payOne(_ store: Store) throws {
        let open = try DocumentStatus.documents(.standing([.life([.uploaded])]), store).first { try $0.kind(store) == .invoice }
        guard let id = open?.voucherID, let voucher = world.lexoffice.voucher(id) else { return }
        let now = Instant(milliseconds: time.wallMilliseconds())
        try world.withLexoffice { lexoffice in
            try lexoffice.pay(id, type: .bank, amount: voucher.openAmount, on: BusinessDay(berlinDayOf: now), now: now)
        }
    }

    private func books() -> [String] { world.lexoffice.vouchers.map(line) }

    /// One voucher as lexoffice has it.
    func line(_ voucher: LexofficeVoucherRecord) -> String {
        let content = voucher.content
        let items = content.items.map { "\($0.rate) %: \(Catalogue.amount($0.amount, language))" }.joined(separator: ", ")
        let gross = Catalogue.amount(content.gross, language)
        return "  \(content.kind.rawValue)  \(content.number ?? "-")  \(gross)  [\(items)]  PDF: \(voucher.files.count)"
    }
}
