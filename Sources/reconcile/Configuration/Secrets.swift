import Foundation
import Output
import Reconciliation

/// Keys come from files in `$CREDENTIALS_DIRECTORY`, else from the environment; never from arguments or the YAML file.
struct Secrets: Sendable {
    let heroKey: Configured?
    let lexofficeKey: Configured?
    /// Of the OAuth client; the tokens themselves are kept in the state directory.
    let clientSecret: Configured?
    /// Of the user at the mail server.
    let mailPassword: Configured?
    /// With which webhooks of ours are signed.
    let webhookSecret: Configured?
    /// Of the user at etcd.
    let etcdPassword: Configured?
    /// With which a login is sealed before it is kept in etcd.
    let clusterKey: Configured?

    private typealias Name = (file: String, variable: String)

    private static let hero = Name("hero-api-key", "RECONCILE_HERO_API_KEY")
    private static let lexoffice = Name("lexoffice-api-key", "RECONCILE_LEXOFFICE_API_KEY")
    private static let client = Name("lexoffice-client-secret", "RECONCILE_LEXOFFICE_CLIENT_SECRET")
    private static let mail = Name("notify-smtp-password", "RECONCILE_NOTIFY_SMTP_PASSWORD")
    private static let webhook = Name("notify-webhook-secret", "RECONCILE_NOTIFY_WEBHOOK_SECRET")
    private static let etcd = Name("etcd-password", "RECONCILE_ETCD_PASSWORD")
    private static let cluster = Name("cluster-key", "RECONCILE_CLUSTER_KEY")

    init(environment: [String: String]) throws(CommandFailure) {
        Secrets.hide(environment: environment)
        heroKey = try Secrets.find(Secrets.hero, environment)
        lexofficeKey = try Secrets.find(Secrets.lexoffice, environment)
        clientSecret = try Secrets.find(Secrets.client, environment)
        mailPassword = try Secrets.find(Secrets.mail, environment)
        webhookSecret = try Secrets.find(Secrets.webhook, environment)
        etcdPassword = try Secrets.find(Secrets.etcd, environment)
        clusterKey = try Secrets.find(Secrets.cluster, environment)
    }

    /// From here on no output shows what is a secret or was meant to be one, an unusable one and its parts included. Before the
    /// command line is read: a key may be in it.
    static func hide(environment: [String: String]) {
        for name in [hero, lexoffice, client, mail, webhook, etcd, cluster] {
            guard let (text, _) = text(name, environment) else { continue }
            for part in [text.trimmingCharacters(in: .whitespacesAndNewlines)] + text.split(whereSeparator: \.isWhitespace).map(String.init)
            where !SandboxScene.publicSecrets.contains(part) { Redaction.known.learn(part) }
        }
    }

    func hero() throws(CommandFailure) -> String { try required(heroKey, "HERO API key", Secrets.hero) }

    func lexoffice() throws(CommandFailure) -> String {
        try required(
            lexofficeKey, "lexoffice API key", Secrets.lexoffice,
            or: " Or name an OAuth client in lexoffice.client-id and log in with `reconcile login`.")
    }

    func client() throws(CommandFailure) -> String { try required(clientSecret, "lexoffice client secret", Secrets.client) }

    func mail() throws(CommandFailure) -> String { try required(mailPassword, "password of notify.smtp-user", Secrets.mail) }

    func webhook() throws(CommandFailure) -> String { try required(webhookSecret, "secret of notify.webhook", Secrets.webhook) }

    func etcd() throws(CommandFailure) -> String { try required(etcdPassword, "password of cluster.etcd-user", Secrets.etcd) }

    func cluster() throws(CommandFailure) -> String {
        try required(clusterKey, "key by which a login is sealed for the cluster", Secrets.cluster)
    }

    /// The last four characters, for a person who compares two keys; short ones are hidden whole.
    static func masked(_ secret: String) -> String { secret.count >= 12 ? "…" + secret.suffix(4) : "…" }

    private func required(_ secret: Configured?, _ words: String, _ name: Name, or other: String = "") throws(CommandFailure) -> String {
        guard let secret else {
            throw CommandFailure(
                .configuration, "the \(words) is missing",
                hint: "Put it into the file \(name.file) in $CREDENTIALS_DIRECTORY, or into \(name.variable).\(other)")
        }
        return secret.value
    }

    private static func find(_ name: Name, _ environment: [String: String]) throws(CommandFailure) -> Configured? {
        guard let (text, source) = text(name, environment) else { return nil }
        return try plausible(text, source)
    }

    private static func text(_ name: Name, _ environment: [String: String]) -> (text: String, source: String)? {
        if let directory = environment["CREDENTIALS_DIRECTORY"], !directory.isEmpty {
            let path = directory + "/" + name.file
            if let data = FileManager.default.contents(atPath: path) { return (String(decoding: data.prefix(8192), as: UTF8.self), path) }
        }
        guard let value = environment[name.variable], !value.isEmpty else { return nil }
        return (value, name.variable)
    }

    private static func plausible(_ text: String, _ source: String) throws(CommandFailure) -> Configured {
        let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !value.isEmpty, value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw CommandFailure(
                .configuration, "the key in \(source) is empty or has characters no key has", hint: "Copy the key again, in one line.")
        }
        return Configured(value: value, source: source)
    }
}
