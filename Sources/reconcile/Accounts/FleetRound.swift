import Bookkeeping
import Cluster
import Foundation
import Persistence
import Reconciliation
import Web
import Wording

/// All files of a fleet, as a start would read them: what is wrong is told account by account. Writes nothing.
struct FleetRound {
    let fleet: FleetFile

    /// More than these of a kind are counted, not named.
    private static let strangersMaximum = 20

    func run(_ findings: inout Findings) throws(CommandFailure) {
        guard ListenAddress(fleet.configuration[Configuration.listen].value) != nil else {
            throw fleet.configuration.invalid(Configuration.listen, "HOST:PORT or unix:PATH")
        }
        _ = try ConsoleConfiguration(fleet.configuration)
        if let cluster = try ClusterSettings(fleet.configuration, { () throws(CommandFailure) in try fleet.sharedSecrets() }) {
            _ = try cluster.litestream(fleet.configuration, fleet.environment)
        }
        let (accounts, misnamed) = try fleet.names()
        for file in misnamed { findings.add(.fail(.configuration), file, AccountWords.misnamed, hint: AccountWords.nameRule) }
        let check = try AccountCheck(fleet)
        var books = Books()
        var good = 0
        for account in accounts {
            let before = findings.failures
            one(account, check, &books, &findings)
            if findings.failures == before { good += 1 }
        }
        keysOfNobody(accounts, &findings)
        guard !accounts.isEmpty || !misnamed.isEmpty else {
            return findings.add(.warn, "fleet", AccountWords.none(in: fleet.accounts), hint: .untranslated(""))
        }
        findings.add(.ok, "fleet", AccountWords.good(good, of: accounts.count + misnamed.count))
    }

    // MARK: one account

    private func one(_ account: AccountName, _ check: AccountCheck, _ books: inout Books, _ findings: inout Findings) {
        let subject = account.description
        var endpoint: String?
        do throws(CommandFailure) {
            let wiring = try check.wiring(account)
            endpoint = wiring.configuration[Configuration.lexofficeEndpoint].value
            let secrets = try wiring.secrets()
            for secret in secrets.all {
                if let path = secret.pathReadByOthers {
                    findings.add(.warn, subject, DoctorWords.readByOthers(path), hint: DoctorWords.closeFile)
                }
            }
            same(books.other(than: account, keys: wiring, secrets), account, &findings)
        } catch {
            findings.add(.fail(error.exit), subject, error.message, hint: error.hint)
        }
        state(account, endpoint, &books, &findings)
    }

    private func same(_ other: AccountName?, _ account: AccountName, _ findings: inout Findings) {
        guard let other else { return }
        findings.add(.fail(.configuration), account.description, AccountWords.sameBooks(as: other), hint: AccountWords.oneOfThem)
    }

    /// - Parameter endpoint: of lexoffice; nil where the account's files do not say.
    private func state(_ account: AccountName, _ endpoint: String?, _ books: inout Books, _ findings: inout Findings) {
        let (subject, directory) = (account.description, fleet.state(of: account))
        if let facts = FileFacts(directory) {
            if facts.mode & 0o077 != 0 {
                findings.add(
                    .warn, subject, .untranslated("\(directory), \(facts.modeText)"), hint: DoctorWords.closeDirectory(directory))
            }
            let file = FileFacts(directory + "/" + Store.fileName)
            if let home = FileFacts(fleet.states), facts.owner != home.owner || file.map({ $0.owner != home.owner }) ?? false {
                findings.add(
                    .warn, subject, AccountWords.foreignOwner(directory), hint: AccountWords.giveBack(directory, like: fleet.states))
            }
        }
        do {
            let store = try Store.view(directory: directory)
            guard let settings = try Settings.load(store) else {
                return findings.add(.warn, subject, DoctorWords.notSetUp, hint: AccountWords.setUp(account))
            }
            // One that has the keys of another was told so already.
            guard let endpoint else { return }
            same(books.other(than: account, ["\(endpoint) organisation \(settings.organizationID)"]), account, &findings)
        } catch let error as StoreError {
            if error.code == .missing { return findings.add(.warn, subject, DoctorWords.notSetUp, hint: AccountWords.setUp(account)) }
            let failure = CommandFailure(error)
            findings.add(.fail(failure.exit), subject, failure.message, hint: failure.hint)
        } catch {
            findings.add(.fail(.unexpected), subject, "\(type(of: error))")
        }
    }

    // MARK: what belongs to nobody

    private func keysOfNobody(_ accounts: [AccountName], _ findings: inout Findings) {
        let known = Set(accounts.map(\.description))
        // A directory this user may not look into holds nothing he could tell.
        let files = (try? FileManager.default.contentsOfDirectory(atPath: fleet.credentials)) ?? []
        let strangers = files.sorted().filter { file in
            let kind = SecretKind.allCases.first { file.hasSuffix("." + $0.rawValue) }
            return kind.map { !known.contains(String(file.dropLast($0.rawValue.count + 1))) } ?? false
        }
        for file in strangers.prefix(Self.strangersMaximum) {
            findings.add(.warn, "fleet", AccountWords.keyOfNobody("\(fleet.credentials)/\(file)"), hint: AccountWords.renameKey)
        }
        let more = strangers.count - Self.strangersMaximum
        if more > 0 { findings.add(.warn, "fleet", AccountWords.keyOfNobody("+ \(more)"), hint: AccountWords.renameKey) }
    }
}

/// Whose books are whose: two accounts on the same ones would transfer everything twice.
private struct Books {
    private var known: [String: AccountName] = [:]
    private var told: Set<AccountName> = []

    mutating func other(than account: AccountName, keys wiring: Wiring, _ secrets: Secrets) -> AccountName? {
        let pairs = [(Configuration.heroEndpoint, secrets.heroKey), (Configuration.lexofficeEndpoint, secrets.lexofficeKey)]
        let marks = pairs.compactMap { setting, key in
            key.map { "\(wiring.configuration[setting].value) \(Digest.sha256($0.value.utf8))" }
        }
        return other(than: account, marks)
    }

    /// - Parameter marks: by which books are known.
    mutating func other(than account: AccountName, _ marks: [String]) -> AccountName? {
        let other = marks.lazy.compactMap { [known] mark in known[mark] }.first { $0 != account }
        for mark in marks where known[mark] == nil { known[mark] = account }
        guard let other, told.insert(account).inserted else { return nil }
        return other
    }
}
