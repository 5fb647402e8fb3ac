import Bookkeeping
import Foundation
import Persistence

/// The fleet's own file, and by it every account's: what holds for all of them, and where each one's own lies. Of each setting the first
/// that names it decides: environment, the account's file, the fleet's file, default; the environment reaches accounts only with
/// what is nobody's in particular.
struct FleetFile: Sendable {
    static let accountsDirectory = Setting("accounts-directory", "RECONCILE_ACCOUNTS_DIRECTORY", .path, "accounts")
    static let credentialsDirectory = Setting(
        "credentials-directory", "RECONCILE_CREDENTIALS_DIRECTORY", .path, "/etc/credstore/reconcile.accounts")
    static let statesDirectory = Setting(
        Configuration.stateDirectory.file, Configuration.stateDirectory.environment, .path, "/var/lib/reconcile/accounts")

    static let defaultPath = "/etc/reconcile/fleet.yaml"
    /// Names the file where no option does.
    static let variable = "RECONCILE_FLEET"

    /// What an account cannot say: it is the process's.
    static let ofAll =
        [Configuration.listen, accountsDirectory, credentialsDirectory, statesDirectory] + ofConsole + ofCluster
    /// With which hosts this one takes turns; each account is called as its file.
    static let ofCluster = Configuration.clusterKeys.filter { $0.file != Configuration.clusterAccount.file }
    /// Where all consoles are: an account's has its name before the fleet's (``console(of:)``).
    private static let ofConsole = [Configuration.consoleListen, Configuration.consoleURL, Configuration.consoleHosts]
    /// What the environment may say for all accounts at once.
    private static let ofProcess = [
        Configuration.heroEndpoint, Configuration.lexofficeEndpoint, Configuration.lexofficeApp, Configuration.requestsPerSecond,
        Configuration.settleSeconds, Configuration.timeoutSeconds, Configuration.intervalSeconds,
    ]
    /// What may stand in a file of a fleet, and what in one of an account.
    private static let keys = without([Configuration.clusterAccount], Configuration.keys) + [accountsDirectory, credentialsDirectory]
    private static let ofAccount = without(ofAll, keys)
    private static func without(_ others: [Setting], _ keys: [Setting]) -> [Setting] {
        let named = Set(others.map(\.file))
        return keys.filter { !named.contains($0.file) }
    }
    private static let grammar = ConfigurationGrammar(
        keys: keys,
        elsewhere: ([Configuration.clusterAccount], "An account of a fleet is called in the cluster as its file is."),
        credentialPlace: { "the file NAME.\($0) in the directory that credentials-directory names" }, option: "--fleet", isOneOfMany: true)

    let path: String
    /// What holds for all: `listen`, the directories, and whatever accounts do not say themselves.
    let configuration: Configuration
    /// The process's own, without the keys that are in it: none of them is an account's.
    let environment: [String: String]
    /// In which each account has a file.
    let accounts: String
    /// In which keys lie.
    let credentials: String
    /// In which each account has a state directory.
    let states: String
    private let given: String?
    private let process: [String: String]
    private let file: [String: Configured]
    /// Where systemd put keys, if it did, and where they lie.
    private let keyDirectories: [String]

    /// - Parameter path: nil is what the environment names, else the usual file if it exists.
    init(_ path: String?, environment: [String: String] = ProcessInfo.processInfo.environment) throws(CommandFailure) {
        given = path
        process = environment
        let named = path ?? environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 }
        let read = try ConfigurationFile(named, default: Self.defaultPath, Self.grammar)
        (self.path, file) = (read.path, read.values)
        let configuration = Configuration(layers: [Configuration.named(Self.ofAll + Self.ofProcess, in: environment), read.values])
        self.configuration = configuration
        // What is not absolute begins beside the fleet's file.
        let folder = URL(fileURLWithPath: read.path).deletingLastPathComponent()
        func directory(_ setting: Setting) -> String {
            URL(fileURLWithPath: configuration[setting].value, relativeTo: folder).standardizedFileURL.path
        }
        (accounts, credentials) = (directory(Self.accountsDirectory), directory(Self.credentialsDirectory))
        states = directory(Self.statesDirectory)
        keyDirectories = [environment["CREDENTIALS_DIRECTORY"], credentials].compactMap { $0?.isEmpty == true ? nil : $0 }
        let keys = Set(SecretKind.allCases.map(\.variable) + ["CREDENTIALS_DIRECTORY"])
        self.environment = environment.filter { !keys.contains($0.key) }
    }

    /// The same file and environment, read again now.
    func reread() throws(CommandFailure) -> FleetFile { try FleetFile(given, environment: process) }

    // MARK: an account

    func file(of account: AccountName) -> String { "\(accounts)/\(account).yaml" }
    func state(of account: AccountName) -> String { "\(states)/\(account)" }

    func configuration(of account: AccountName) throws(CommandFailure) -> Configuration {
        let credentials = credentials
        let grammar = ConfigurationGrammar(
            keys: Self.ofAccount, elsewhere: (Self.ofAll, "It holds for the whole fleet: its place is \(path)."),
            credentialPlace: { "the file \(account).\($0) in \(credentials)" }, option: "", isOneOfMany: true)
        let own = try ConfigurationFile(file(of: account), default: "", grammar)
        let place = Configured(value: state(of: account), source: configuration[Self.statesDirectory].source)
        return Configuration(layers: [
            try console(of: account), [Configuration.stateDirectory.file: place],
            Configuration.named(Self.ofProcess + [Configuration.listen] + Self.ofCluster, in: process), own.values,
            file.filter { line in !Self.ofConsole.contains { $0.file == line.key } },
        ])
    }

    /// What all accounts share, the cluster above all.
    func sharedSecrets() throws(CommandFailure) -> Secrets {
        try Secrets(.account(nil, directories: keyDirectories, shared: Set(SecretKind.allCases)))
    }

    func keys(of account: AccountName, _ configuration: Configuration) -> KeyPlace {
        let own = file(of: account)
        // A secret of all goes only to where the fleet's file sends it.
        let shared = SecretKind.allCases.filter { kind in
            kind.settings.map { settings in !settings.contains { configuration[$0].source == own } } ?? false
        }
        return .account(account, directories: keyDirectories, shared: Set(shared))
    }

    /// What an account's files say, letter by letter: while it is the same, the account is as it was. Nil where something cannot be read,
    /// which a closer look says.
    func letters(of account: AccountName) -> String? {
        let ofAll = file.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value.value] }
        // Its keys, and whatever may be one of them.
        let place = KeyPlace.account(account, directories: keyDirectories, shared: Set(SecretKind.allCases))
        do {
            let own = try PrivateFile(path: file(of: account)).read(atMost: ConfigurationFile.sizeMaximum, throughLinks: true)
            let keys = try SecretKind.allCases.map { try place.text($0).map { "\($0.source)\u{0}\($0.text)" } ?? "" }
            let places = [path, accounts, states] + keyDirectories
            return Digest.sha256(own + (places + ofAll + keys).joined(separator: "\u{0}").utf8)
        } catch {
            return nil
        }
    }
}
