import Bookkeeping
import Console
import ConsoleAccess
import Fleet
import Foundation
import Hero
import Lexoffice
import Logging
import Notify
import Persistence
import Synchronization
import Systemd
import Transport
import Web

/// The accounts in service, by the files there are. Compared with the directory at the start and with each reload: one file that cannot be
/// used keeps its own account as it was, and nobody else's.
final class FleetDirectory: Sendable {
    private struct Known {
        var work: AccountWork
        /// What its files said, letter by letter, and what of it counts.
        var letters: String?
        var text: String
    }

    private let known = Mutex<[String: Known]>([:])
    private let shop: FleetShop
    private let loop: FleetLoop

    init(shop: FleetShop, loop: FleetLoop) {
        self.shop = shop
        self.loop = loop
    }

    /// What one comparison found.
    struct Outcome {
        var accounts = 0
        var changed = 0
        var gone = 0
        /// The setting at fault, by account.
        var refused: [(account: String, setting: String)] = []
    }

    /// - Throws: what concerns all accounts: the directory cannot be read.
    func read(_ fleet: FleetFile) throws(CommandFailure) -> Outcome {
        let (names, misnamed) = try fleet.names()
        for file in misnamed { shop.logger.warning("no account can be called like the file \(file)") }
        var outcome = Outcome(accounts: names.count)
        for name in names {
            do throws(CommandFailure) {
                if try take(name, fleet) { outcome.changed += 1 }
            } catch {
                let setting = error.setting ?? "file"
                refuse(name.description, setting, error)
                outcome.refused.append((name.description, setting))
            }
        }
        let present = Set(names.map(\.description))
        for gone in shop.board.standings.map(\.name) where !present.contains(gone) {
            outcome.gone += 1
            known.withLock { $0[gone] = nil }
            loop.remove(gone)
            shop.claims.release(gone)
        }
        return outcome
    }

    /// Its passes begin, or go on with another configuration.
    func begin(_ work: AccountWork) throws(CommandFailure) {
        loop.set(try work.account { [loop, name = work.name] in loop.hint(name) })
    }

    /// For a webhook about the books of an account.
    func hearer(_ organisation: String) -> WebhookReceiver.Hearer? {
        guard let name = shop.claims.account(of: organisation), let work = known.withLock({ $0[name]?.work }) else { return nil }
        return { [loop] hint in
            work.add(hint)
            loop.hint(name)
        }
    }

    /// All whose files can be used, whichever host's turn it is.
    var all: [AccountWork] { known.withLock { $0.values.map(\.work) } }
    /// Whether its files are still there, and this is who works by them.
    func knows(_ work: AccountWork) -> Bool { known.withLock { $0[work.name]?.work === work } }
    /// Those in service here.
    var works: [AccountWork] { all.filter(\.isHere) }
    /// Their names.
    var served: Set<String> { Set(works.map(\.name)) }

    /// Nil for a name that is no account in service.
    func console(_ account: AccountName, _ hosts: FleetHosts, _ renderer: Renderer) throws -> AccountConsole? {
        let name = account.description
        guard let work = known.withLock({ $0[name]?.work }), work.isHere else { return nil }
        return try work.console(account, hosts, renderer) { [loop] in loop.hint(name) }
    }

    /// Accounts to whose state somebody wrote beside the service.
    func touched() -> [String] { works.filter(\.isTouched).map(\.name) }

    /// Whether it is new, or says something else than before.
    private func take(_ name: AccountName, _ fleet: FleetFile) throws(CommandFailure) -> Bool {
        let key = name.description
        let before = known.withLock { $0[key] }
        // Read first: what is written meanwhile is found by the next comparison.
        let letters = fleet.letters(of: name)
        if let before, let letters, before.letters == letters {
            // Mended by being as it was before.
            shop.board.change(key) { standing, _ in standing.refusedSetting = nil }
            return false
        }
        let time = before?.work.time ?? AccountTime(shop.clock)
        let wiring = try Wiring(account: name, in: fleet, time: time)
        let text = try text(of: wiring)
        guard before?.text != text else {
            known.withLock { $0[key]?.letters = letters }
            shop.board.change(key) { standing, _ in standing.refusedSetting = nil }
            return false
        }
        let told = try check(wiring)
        let work = before?.work ?? AccountWork(wiring, told, name: key, time: time, shop: shop)
        work.use(wiring, told)
        if work.isHere { try begin(work) } else { shop.board.enter(key) }
        known.withLock { $0[key] = Known(work: work, letters: letters, text: text) }
        shop.board.change(key) { standing, _ in standing.refusedSetting = nil }
        // A thousand may be new at once, when the fleet's own file is.
        if before != nil { loop.hint(key, isUrgent: false) }
        return true
    }

    private func refuse(_ name: String, _ setting: String, _ error: CommandFailure) {
        let isInService = known.withLock { $0[name] != nil }
        shop.board.enter(name)
        shop.board.change(name) { standing, _ in
            if isInService { standing.refusedSetting = setting } else { standing.condition = .heldBack(.configuration(setting: setting)) }
        }
        let logger = shop.logger(of: name)
        if isInService { logger.log(.configurationRefused(setting: setting)) }
        logger.error("\(error.message)", metadata: ["setting": "\(setting)"])
    }

    /// Everything a pass would find wrong with it before its first request. Writes nothing.
    /// - Returns: who is told what waits.
    private func check(_ wiring: Wiring) throws(CommandFailure) -> NotificationSettings {
        _ = try wiring.configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        _ = try WebhookConfiguration(wiring.configuration)
        var onlookers = RequestObservers()
        onlookers.transport = shop.transport
        _ = try Remotes(wiring, onlookers: onlookers)
        _ = try wiring.policy()
        return try NotificationConfiguration(wiring).settings
    }

    /// Two configurations with the same are the same.
    private func text(of wiring: Wiring) throws(CommandFailure) -> String {
        let secrets = try wiring.secrets()
        let values = Configuration.keys.map { wiring.configuration[$0].value }
        let keys = [secrets.heroKey, secrets.lexofficeKey, secrets.clientSecret, secrets.mailPassword, secrets.webhookSecret]
        return Digest.sha256((values + keys.map { $0?.value ?? "" }).joined(separator: "\u{0}").utf8)
    }
}
