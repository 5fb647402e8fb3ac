import Bookkeeping
import Foundation
import Reconciliation

/// Where keys lie.
enum KeyPlace: Sendable {
    /// In `$CREDENTIALS_DIRECTORY`, else in the environment.
    case process([String: String])
    /// In files that bear the account's name; those of `shared` may also lie there without it, for all accounts. Nothing of the
    /// environment is an account's. Nil asks for what all of them share.
    case account(AccountName?, directories: [String], shared: Set<SecretKind>)

    private static let bytesMaximum = 8192

    /// The name under which systemd hands over a file of a directory that was loaded as `accounts`.
    private static let loadedPrefix = "accounts_"

    /// What stands there, and its source. A file that is there and cannot be read is somebody's key, and nothing takes its place.
    func text(_ kind: SecretKind) throws(CommandFailure) -> (text: String, source: String)? {
        switch self {
        case .process(let environment):
            if let directory = environment["CREDENTIALS_DIRECTORY"], !directory.isEmpty {
                let path = directory + "/" + kind.rawValue
                if let data = FileManager.default.contents(atPath: path) {
                    return (String(decoding: data.prefix(Self.bytesMaximum), as: UTF8.self), path)
                }
            }
            guard let value = environment[kind.variable], !value.isEmpty else { return nil }
            return (value, kind.variable)
        case .account(let account, let directories, let shared):
            let names = (account.map { ["\($0).\(kind.rawValue)"] } ?? []) + (shared.contains(kind) ? [kind.rawValue] : [])
            for name in names {
                for directory in directories {
                    for path in ["\(directory)/\(name)", "\(directory)/\(Self.loadedPrefix)\(name)"] {
                        if let text = try Self.content(path, in: directory) { return (text, path) }
                    }
                }
            }
            return nil
        }
    }

    /// Where to put it.
    func path(_ kind: SecretKind) -> String { beginning + kind.rawValue }

    /// Before the name of what is put there.
    var beginning: String {
        switch self {
        case .process: "$CREDENTIALS_DIRECTORY/"
        case .account(let account, let directories, _):
            "\(directories.last ?? "$CREDENTIALS_DIRECTORY")/\(account.map { "\($0)." } ?? "")"
        }
    }

    /// What to do about one that is missing.
    func hint(_ kind: SecretKind) -> String {
        switch self {
        case .process: "Put it into the file \(kind.rawValue) in $CREDENTIALS_DIRECTORY, or into \(kind.variable)."
        case .account(_, let directories, _):
            "Put it into the file \(path(kind))."
                + (directories.last.map(Self.isClosed) ?? false ? " This user may not look in there, so it may be there already." : "")
        }
    }

    /// To a user for whom systemd opens the files there, and to whoever has no business with keys.
    private static func isClosed(_ directory: String) -> Bool { access(directory, X_OK) != 0 && errno == EACCES }

    private static func content(_ path: String, in directory: String) throws(CommandFailure) -> String? {
        do throws(PrivateFile.Failure) {
            return String(decoding: try PrivateFile(path: path).read(atMost: bytesMaximum, throughLinks: true), as: UTF8.self)
        } catch {
            if error.isAbsent || isClosed(directory) { return nil }
            throw CommandFailure(
                .configuration, "cannot read the key in \(path): \(error.cause)", hint: "Make it readable for this user, and for no other.")
        }
    }
}

/// The secrets of an account, by the names of their files.
enum SecretKind: String, CaseIterable, Sendable {
    case hero = "hero-api-key"
    case lexoffice = "lexoffice-api-key"
    /// Of the OAuth client; the tokens themselves are kept in the state directory.
    case client = "lexoffice-client-secret"
    /// Of the user at the mail server.
    case mail = "notify-smtp-password"
    /// With which webhooks of ours are signed.
    case webhook = "notify-webhook-secret"
    /// Of the user at etcd.
    case etcd = "etcd-password"
    /// With which a login is sealed before it is kept in etcd.
    case cluster = "cluster-key"

    var variable: String {
        switch self {
        case .hero: "RECONCILE_HERO_API_KEY"
        case .lexoffice: "RECONCILE_LEXOFFICE_API_KEY"
        case .client: "RECONCILE_LEXOFFICE_CLIENT_SECRET"
        case .mail: "RECONCILE_NOTIFY_SMTP_PASSWORD"
        case .webhook: "RECONCILE_NOTIFY_WEBHOOK_SECRET"
        case .etcd: "RECONCILE_ETCD_PASSWORD"
        case .cluster: "RECONCILE_CLUSTER_KEY"
        }
    }

    /// What it is sent by, or to: where an account names one of these itself, it needs a secret of its own as well. The keys of both
    /// systems are always an account's own.
    var settings: [Setting]? {
        switch self {
        case .hero, .lexoffice: nil
        case .client: [Configuration.clientID, Configuration.lexofficeApp]
        case .mail: [Configuration.notifySMTP, Configuration.notifyUser, Configuration.notifyAuthorities]
        case .webhook: [Configuration.notifyWebhook]
        case .etcd: [Configuration.clusterEtcd, Configuration.clusterUser]
        case .cluster: [Configuration.clusterEtcd]
        }
    }
}
