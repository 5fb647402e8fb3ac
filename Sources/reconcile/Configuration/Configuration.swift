import Foundation
import Reconciliation
import Yams

/// One configured value and where it came from.
struct Configured: Sendable {
    var value: String
    var source: String
}

/// Flag > environment > file > default (contract.md). Values stay text until they are used, so that a wrong one is named with
/// the place it came from.
struct Configuration: Sendable {
    struct Key: Sendable {
        let file: String
        let environment: String
        let fallback: String
    }

    static let heroEndpoint = Key(
        file: "hero.endpoint", environment: "RECONCILE_HERO_ENDPOINT", fallback: "https://login.hero-software.de/api/external/v7/graphql")
    static let lexofficeEndpoint = Key(
        file: "lexoffice.endpoint", environment: "RECONCILE_LEXOFFICE_ENDPOINT", fallback: "https://api.lexware.io")
    static let lexofficeApp = Key(file: "lexoffice.app", environment: "RECONCILE_LEXOFFICE_APP", fallback: "https://app.lexware.de")
    static let requestsPerSecond = Key(
        file: "lexoffice.requests-per-second", environment: "RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND", fallback: "1.9")
    static let clientID = Key(file: "lexoffice.client-id", environment: "RECONCILE_LEXOFFICE_CLIENT_ID", fallback: "")
    static let redirectPort = Key(
        file: "lexoffice.redirect-port", environment: "RECONCILE_LEXOFFICE_REDIRECT_PORT", fallback: "9849")
    static let settleSeconds = Key(file: "settle-seconds", environment: "RECONCILE_SETTLE_SECONDS", fallback: "900")
    static let timeoutSeconds = Key(file: "request-timeout-seconds", environment: "RECONCILE_REQUEST_TIMEOUT_SECONDS", fallback: "35")
    static let intervalSeconds = Key(file: "interval-seconds", environment: "RECONCILE_INTERVAL_SECONDS", fallback: "60")
    static let listen = Key(file: "listen", environment: "RECONCILE_LISTEN", fallback: "127.0.0.1:9847")
    static let webhooksURL = Key(file: "webhooks.url", environment: "RECONCILE_WEBHOOKS_URL", fallback: "")
    static let webhooksPublicKey = Key(file: "webhooks.public-key", environment: "RECONCILE_WEBHOOKS_PUBLIC_KEY", fallback: "")
    static let stateDirectory = Key(file: "state-directory", environment: "STATE_DIRECTORY", fallback: "")

    static let keys = [
        heroEndpoint, lexofficeEndpoint, lexofficeApp, requestsPerSecond, clientID, redirectPort, settleSeconds, timeoutSeconds,
        intervalSeconds, listen, webhooksURL, webhooksPublicKey, stateDirectory,
    ]
    static let defaultPath = "/etc/reconcile/reconcile.yaml"

    private let values: [String: Configured]

    init(file path: String?, environment: [String: String]) throws(CommandFailure) {
        let file = try Configuration.read(path)
        var values: [String: Configured] = [:]
        for key in Configuration.keys {
            if let value = environment[key.environment], !value.isEmpty {
                values[key.file] = Configured(value: value, source: key.environment)
            } else if let value = file.values[key.file] {
                values[key.file] = Configured(value: value, source: file.path)
            } else {
                values[key.file] = Configured(value: Configuration.fallback(key, environment), source: "default")
            }
        }
        self.values = values
    }

    subscript(key: Key) -> Configured { values[key.file] ?? Configured(value: key.fallback, source: "default") }

    /// Seconds in a sensible range, as milliseconds.
    func milliseconds(_ key: Key, _ range: ClosedRange<Int>) throws(CommandFailure) -> Int64 {
        let configured = self[key]
        guard let seconds = Int(configured.value), range.contains(seconds) else {
            throw invalid(key, "a whole number of seconds from \(range.lowerBound) to \(range.upperBound)")
        }
        return Int64(seconds) * 1000
    }

    func invalid(_ key: Key, _ wanted: String) -> CommandFailure {
        let configured = self[key]
        var failure = CommandFailure(
            .configuration, "\(key.file) is \(configured.value.debugDescription) in \(configured.source)", hint: "It must be \(wanted).")
        failure.setting = key.file
        return failure
    }

    private static func fallback(_ key: Key, _ environment: [String: String]) -> String {
        guard key.file == stateDirectory.file else { return key.fallback }
        if geteuid() == 0 { return "/var/lib/reconcile" }
        let home = environment["HOME"] ?? "."
        let base = environment["XDG_STATE_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.local/state"
        return base + "/reconcile"
    }

    // MARK: the file

    private static func read(_ path: String?) throws(CommandFailure) -> (path: String, values: [String: String]) {
        let chosen = path ?? defaultPath
        // Only a file that is not there may be passed over: one that cannot be read holds settings somebody relies on.
        if path == nil, access(chosen, F_OK) != 0, [ENOENT, ENOTDIR].contains(errno) { return (chosen, [:]) }
        guard let data = FileManager.default.contents(atPath: chosen) else {
            throw CommandFailure(
                .configuration, "cannot read \(chosen)",
                hint: path == nil ? "Make it readable for this user." : "Check the path given with --config.")
        }
        guard data.count <= 1 << 16 else {
            throw CommandFailure(.configuration, "\(chosen) is larger than 64 KiB", hint: "This is not a configuration of reconcile.")
        }
        do {
            guard let node = try Yams.compose(yaml: String(decoding: data, as: UTF8.self)) else { return (chosen, [:]) }
            return (chosen, try flatten(node, prefix: "", path: chosen))
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.configuration, "\(chosen) is not valid YAML", hint: "\(error)")
        }
    }

    private static func flatten(_ node: Node, prefix: String, path: String) throws(CommandFailure) -> [String: String] {
        guard let mapping = node.mapping else {
            throw CommandFailure(
                .configuration, "\(path): \(prefix.isEmpty ? "the file" : prefix) must be a list of `key: value` lines", hint: "")
        }
        var values: [String: String] = [:]
        for (name, value) in mapping {
            let key = prefix + (name.string ?? "?")
            if value.mapping != nil, keys.contains(where: { $0.file.hasPrefix(key + ".") }) {
                values.merge(try flatten(value, prefix: key + ".", path: path)) { _, new in new }
            } else if keys.contains(where: { $0.file == key }), let text = value.scalar?.string {
                values[key] = text
            } else {
                let line = name.mark.map { ":\($0.line)" } ?? ""
                throw CommandFailure(.configuration, "\(path)\(line): unknown key \(key)", hint: "Did you mean \(nearest(key))?")
            }
        }
        return values
    }

    private static func nearest(_ key: String) -> String {
        let sections = keys.compactMap { $0.file.split(separator: ".").dropLast().first.map(String.init) }
        return (keys.map(\.file) + sections).min { distance($0, key) < distance($1, key) } ?? ""
    }

    /// Edits between two short words (Levenshtein).
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right.prefix(60))
        var row = Array(0...right.count)
        for (index, character) in left.prefix(60).enumerated() {
            var diagonal = row[0]
            row[0] = index + 1
            for column in right.indices {
                let substituted = diagonal + (right[column] == character ? 0 : 1)
                diagonal = row[column + 1]
                row[column + 1] = min(substituted, row[column] + 1, diagonal + 1)
            }
        }
        return row[right.count]
    }
}
