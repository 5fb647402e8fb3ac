import Bookkeeping
import Foundation

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
    private static func isNamed(_ key: Setting) -> Bool { key.file == Configuration.clusterAccount.file }
    private static let grammar = ConfigurationGrammar(
        keys: Configuration.keys.filter { !isNamed($0) } + [accountsDirectory, credentialsDirectory],
        elsewhere: ([Configuration.clusterAccount], "An account of a fleet is called in the cluster as its file is."),
        credentialPlace: { "the file NAME.\($0) in the directory that credentials-directory names" }, option: "--fleet", isOneOfMany: true)

    let path: String
    /// What holds for all: `listen`, the directories, and whatever accounts do not say themselves.
    let configuration: Configuration
    /// The process's own, without the keys that are in it: none of them is an account's.
    let environment: [String: String]
    private let given: String?
    private let process: [String: String]
    private let file: [String: Configured]

    /// - Parameter path: nil is what the environment names, else the usual file if it exists.
    init(_ path: String?, environment: [String: String] = ProcessInfo.processInfo.environment) throws(CommandFailure) {
        given = path
        process = environment
        let named = path ?? environment[Self.variable].flatMap { $0.isEmpty ? nil : $0 }
        let read = try ConfigurationFile(named, default: Self.defaultPath, Self.grammar)
        (self.path, file) = (read.path, read.values)
        configuration = Configuration(layers: [Configuration.named(Self.ofAll + Self.ofProcess, in: environment), read.values])
        let keys = Set(SecretKind.allCases.map(\.variable) + ["CREDENTIALS_DIRECTORY"])
        self.environment = environment.filter { !keys.contains($0.key) }
    }

    /// The same file and environment, read again now.
    func reread() throws(CommandFailure) -> FleetFile { try FleetFile(given, environment: process) }

    // MARK: places

    /// In which each account has a file.
    var accounts: String { directory(Self.accountsDirectory) }
    /// In which keys lie.
    var credentials: String { directory(Self.credentialsDirectory) }
    /// In which each account has a state directory.
    var states: String { directory(Self.statesDirectory) }

    func file(of account: AccountName) -> String { "\(accounts)/\(account).yaml" }
    func state(of account: AccountName) -> String { "\(states)/\(account)" }

    /// What is not absolute begins beside the fleet's file.
    private func directory(_ setting: Setting) -> String {
        URL(fileURLWithPath: configuration[setting].value, relativeTo: URL(fileURLWithPath: path).deletingLastPathComponent())
            .standardizedFileURL.path
    }

    // MARK: an account

    func configuration(of account: AccountName) throws(CommandFailure) -> Configuration {
        let credentials = credentials
        let grammar = ConfigurationGrammar(
            keys: Configuration.keys.filter { key in !Self.isNamed(key) && !Self.ofAll.contains { $0.file == key.file } },
            elsewhere: (Self.ofAll, "It holds for the whole fleet: its place is \(path)."),
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

    private var keyDirectories: [String] {
        (process["CREDENTIALS_DIRECTORY"].flatMap { $0.isEmpty ? nil : $0 }.map { [$0] } ?? []) + [credentials]
    }
}
