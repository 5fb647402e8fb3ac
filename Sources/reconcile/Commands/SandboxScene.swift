import Bookkeeping
import Foundation
import Sandbox
import Transport

/// The sample world behind `reconcile sandbox` and `reconcile demo`. All documents are created now, so that they lie on or
/// after a start date of today; their document dates are spread over the coming year.
struct SandboxScene: Sendable {
    static let heroKey = "ac_SandboxSandboxSandboxSandbox0001"
    static let lexofficeKey = "00000000-5a4d-4b0c-8000-000000000001"
    static let clientID = "reconcile-sandbox"
    static let clientSecret = "sandbox-client-secret-0001"
    /// Printed to be copied, and worth nothing elsewhere.
    static let publicSecrets = [heroKey, lexofficeKey, clientSecret]
    static let organization = "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01"

    /// The stand-in's own ids of the categories whose real ids are not public.
    static let mapping = ["CONSTRUCTION_13B=\(LexofficeCategory.construction13bID)", "PHOTOVOLTAIC_0=\(LexofficeCategory.photovoltaicID)"]

    let data: SandboxData
    var invoices = 150
    var cancellations = 45
    var contacts = 80
    var seed: UInt64 = 1
    var rate = 2
    var pdfDelay = 6
    let now = Instant(milliseconds: SystemTime().wallMilliseconds())

    var startDate: BusinessDay { BusinessDay(berlinDayOf: now) }

    /// The one customer of both systems, whose keys are printed.
    func make() -> SandboxWorld { world(SandboxAccountKeys(1), scene()) }

    /// So many of them at one address with the same documents, each with keys and books of its own.
    func accounts(_ count: Int) -> SandboxAccounts {
        let scene = scene()
        return SandboxAccounts(
            (1...max(1, count)).map { number in
                let keys = SandboxAccountKeys(number)
                var hero = scene
                hero.settings.linkPath = SandboxAccounts.filePrefix + String(number)
                return SandboxAccounts.Account(world: world(keys, hero), keys: [keys.hero, keys.lexoffice])
            })
    }

    private func scene() -> HeroStandIn {
        var hero = HeroStandIn(apiKey: SandboxScene.heroKey)
        hero.settings.pdfDelaySeconds = pdfDelay
        hero.settings.behaveAsSeen()
        // In the first hour of a Berlin day the digits of UTC still show the day before: read the other way (StartDateRule),
        // everything made in that hour would lie at the edge of a start date of today.
        hero.settings.timestampStyle = .berlinLabelledUTC
        var run: SampleRun?
        switch data {
        case .year: run = SampleYear(seed: seed, from: startDate, invoices: invoices, cancellations: cancellations, contacts: contacts).run
        case .tour: run = SampleTour(from: startDate).run
        case .none: break
        }
        if var playing = run {
            playing.install(in: &hero)
            for step in playing.steps { playing.perform(step, on: &hero, now: now) }
        }
        return hero
    }

    private func world(_ keys: SandboxAccountKeys, _ scene: HeroStandIn) -> SandboxWorld {
        var hero = scene
        hero.settings.apiKey = keys.hero
        var rules = LexofficeRules()
        rules.requestsPerSecond = rate == 0 ? nil : rate
        rules.seed = UInt64(keys.number)
        var lexoffice = LexofficeStandIn(token: keys.lexoffice, organizationID: keys.organization, rules: rules)
        lexoffice.authorisation.client = LexofficeClient(
            id: SandboxScene.clientID, secret: SandboxScene.clientSecret,
            redirectURIs: ["http://127.0.0.1:\(Configuration.redirectPort.fallback)/oauth/callback"])
        return SandboxWorld(hero: hero, lexoffice: lexoffice)
    }

    /// A twentieth below what the stand-in takes, as the real default is.
    var clientRate: String {
        guard rate > 0 else { return "500" }
        let hundredths = rate * 95 % 100
        return "\(rate * 95 / 100).\(hundredths < 10 ? "0" : "")\(hundredths)"
    }

    func greeting(host: String, port: Int) -> [String] {
        let base = "http://\(host):\(port)"
        let mapping = SandboxScene.mapping.map { "--category \($0)" }.joined(separator: " ")
        return [
            "# reconcile sandbox: both stand-ins on \(base), sample data \(data.rawValue). Paste into another shell:",
            "export RECONCILE_HERO_ENDPOINT=\(base)/api/external/v7/graphql RECONCILE_HERO_API_KEY=\(SandboxScene.heroKey)",
            "export RECONCILE_LEXOFFICE_ENDPOINT=\(base) RECONCILE_LEXOFFICE_API_KEY=\(SandboxScene.lexofficeKey)",
            "export STATE_DIRECTORY=\"$(mktemp -d)\" RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND=\(clientRate)",
            "reconcile setup --start-date \(startDate) --confirm-cancellation-process --confirm-connector-off \(mapping)",
            "reconcile --dry-run",
            "# To log in instead of using the key (before setup): unset RECONCILE_LEXOFFICE_API_KEY, then",
            "# export RECONCILE_LEXOFFICE_APP=\(base) RECONCILE_LEXOFFICE_CLIENT_ID=\(SandboxScene.clientID)"
                + " RECONCILE_LEXOFFICE_CLIENT_SECRET=\(SandboxScene.clientSecret); reconcile login",
        ]
    }
}

/// Of one of several accounts of the stand-ins, by its number from 1. Worth nothing elsewhere.
struct SandboxAccountKeys {
    let number: Int

    init(_ number: Int) { self.number = number }

    var hero: String { SandboxScene.heroKey.dropLast(4) + padded(String(number), to: 4) }
    var lexoffice: String { SandboxScene.lexofficeKey.dropLast(12) + padded(String(number), to: 12) }
    var organization: String { SandboxScene.organization.dropLast(4) + padded(String(0x9B00 + number, radix: 16), to: 4) }

    private func padded(_ text: String, to length: Int) -> String { String(repeating: "0", count: max(0, length - text.count)) + text }
}
