import Foundation
import Reconciliation

/// Flag > environment > file > default (contract.md). Values stay text until they are used, so that a wrong one is named with
/// the place it came from.
struct Configuration: Sendable {
    static let heroEndpoint = Setting(
        "hero.endpoint", "RECONCILE_HERO_ENDPOINT", .address, "https://login.hero-software.de/api/external/v7/graphql")
    static let lexofficeEndpoint = Setting("lexoffice.endpoint", "RECONCILE_LEXOFFICE_ENDPOINT", .address, "https://api.lexware.io")
    static let lexofficeApp = Setting("lexoffice.app", "RECONCILE_LEXOFFICE_APP", .address, "https://app.lexware.de")
    static let requestsPerSecond = Setting("lexoffice.requests-per-second", "RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND", .number, "1.9")
    static let clientID = Setting("lexoffice.client-id", "RECONCILE_LEXOFFICE_CLIENT_ID", .name, "")
    static let redirectPort = Setting("lexoffice.redirect-port", "RECONCILE_LEXOFFICE_REDIRECT_PORT", .number, "9849")
    static let settleSeconds = Setting("settle-seconds", "RECONCILE_SETTLE_SECONDS", .number, "900")
    static let timeoutSeconds = Setting("request-timeout-seconds", "RECONCILE_REQUEST_TIMEOUT_SECONDS", .number, "35")
    static let intervalSeconds = Setting("interval-seconds", "RECONCILE_INTERVAL_SECONDS", .number, "60")
    static let listen = Setting("listen", "RECONCILE_LISTEN", .listener, "127.0.0.1:9847")
    static let webhooksURL = Setting("webhooks.url", "RECONCILE_WEBHOOKS_URL", .address, "")
    static let webhooksPublicKey = Setting("webhooks.public-key", "RECONCILE_WEBHOOKS_PUBLIC_KEY", .path, "")
    static let consoleListen = Setting("console.listen", "RECONCILE_CONSOLE_LISTEN", .listener, "")
    static let consoleURL = Setting("console.url", "RECONCILE_CONSOLE_URL", .webAddress, "")
    static let consoleHosts = Setting("console.hosts", "RECONCILE_CONSOLE_HOSTS", .name, "")
    static let consoleProxyFrom = Setting("console.proxy.from", "RECONCILE_CONSOLE_PROXY_FROM", .name, "")
    static let consoleUserHeader = Setting("console.proxy.user-header", "RECONCILE_CONSOLE_PROXY_USER_HEADER", .name, "")
    static let consoleRoleHeader = Setting("console.proxy.role-header", "RECONCILE_CONSOLE_PROXY_ROLE_HEADER", .name, "")
    static let notifySMTP = Setting("notify.smtp", "RECONCILE_NOTIFY_SMTP", .mailServer, "")
    static let notifyUser = Setting("notify.smtp-user", "RECONCILE_NOTIFY_SMTP_USER", .name, "")
    static let notifyAuthorities = Setting("notify.smtp-ca", "RECONCILE_NOTIFY_SMTP_CA", .path, "")
    static let notifyFrom = Setting("notify.from", "RECONCILE_NOTIFY_FROM", .name, "")
    static let notifyOffice = Setting("notify.office", "RECONCILE_NOTIFY_OFFICE", .name, "")
    static let notifyAdviser = Setting("notify.adviser", "RECONCILE_NOTIFY_ADVISER", .name, "")
    static let notifyAdmin = Setting("notify.admin", "RECONCILE_NOTIFY_ADMIN", .name, "")
    static let notifyLanguage = Setting("notify.language", "RECONCILE_NOTIFY_LANGUAGE", .name, "de")
    static let notifyHour = Setting("notify.hour", "RECONCILE_NOTIFY_HOUR", .number, "7")
    static let notifyNames = Setting("notify.customer-names", "RECONCILE_NOTIFY_CUSTOMER_NAMES", .name, "yes")
    static let notifyWebhook = Setting("notify.webhook", "RECONCILE_NOTIFY_WEBHOOK", .hiddenAddress, "")
    static let notifyPing = Setting("notify.ping", "RECONCILE_NOTIFY_PING", .hiddenAddress, "")
    static let stateDirectory = Setting("state-directory", "STATE_DIRECTORY", .path, "")

    static let keys =
        [
            heroEndpoint, lexofficeEndpoint, lexofficeApp, requestsPerSecond, clientID, redirectPort, settleSeconds, timeoutSeconds,
            intervalSeconds, listen, webhooksURL, webhooksPublicKey, consoleListen, consoleURL, consoleHosts, consoleProxyFrom,
            consoleUserHeader, consoleRoleHeader, notifySMTP, notifyUser, notifyAuthorities, notifyFrom, notifyOffice, notifyAdviser,
            notifyAdmin, notifyLanguage, notifyHour, notifyNames, notifyWebhook, notifyPing, stateDirectory,
        ] + clusterKeys
    static let defaultPath = "/etc/reconcile/reconcile.yaml"

    private let values: [String: Configured]

    init(file path: String?, environment: [String: String]) throws(CommandFailure) {
        let file = try ConfigurationFile(path, default: Configuration.defaultPath)
        let standard = Configured(value: Configuration.standardState(environment), source: "default")
        self.init(layers: [
            Configuration.named(Configuration.keys, in: environment), file.values, [Configuration.stateDirectory.file: standard],
        ])
    }

    /// Of each key, the first that names it decides.
    init(layers: [[String: Configured]]) { values = layers.reduce(into: [:]) { $0.merge($1) { first, _ in first } } }

    /// What the environment says of these keys.
    static func named(_ keys: [Setting], in environment: [String: String]) -> [String: Configured] {
        keys.reduce(into: [:]) { named, key in
            guard let value = environment[key.environment], !value.isEmpty else { return }
            named[key.file] = Configured(value: value, source: key.environment)
        }
    }

    subscript(key: Setting) -> Configured { values[key.file] ?? Configured(value: key.fallback, source: "default") }

    /// Seconds in a sensible range, as milliseconds.
    func milliseconds(_ key: Setting, _ range: ClosedRange<Int>) throws(CommandFailure) -> Int64 {
        let configured = self[key]
        guard let seconds = Int(configured.value), range.contains(seconds) else {
            throw invalid(key, "a whole number of seconds from \(range.lowerBound) to \(range.upperBound)")
        }
        return Int64(seconds) * 1000
    }

    /// The value itself only where it cannot be a secret that was put into the wrong line.
    func invalid(_ key: Setting, _ wanted: String) -> CommandFailure {
        let configured = self[key]
        let value = key.kind == .number ? key.shown(configured.value).map { " is \($0)" } : nil
        var failure = CommandFailure(
            .configuration, "\(key.file)\(value ?? " cannot be used") in \(configured.place)", hint: "It must be \(wanted).")
        failure.setting = key.file
        return failure
    }

    private static func standardState(_ environment: [String: String]) -> String {
        if geteuid() == 0 { return "/var/lib/reconcile" }
        let home = environment["HOME"] ?? "."
        let base = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.local/state"
        return base + "/reconcile"
    }
}
