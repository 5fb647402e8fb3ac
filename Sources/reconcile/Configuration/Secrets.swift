import Foundation
import Output
import Reconciliation

/// Keys, as they were read once; never from arguments or the YAML file.
struct Secrets: Sendable {
    let heroKey: Configured?
    let lexofficeKey: Configured?
    let clientSecret: Configured?
    let mailPassword: Configured?
    let webhookSecret: Configured?
    let etcdPassword: Configured?
    let clusterKey: Configured?
    let place: KeyPlace

    init(_ place: KeyPlace) throws(CommandFailure) {
        self.place = place
        let found = Secrets.read(place)
        func find(_ kind: SecretKind) throws(CommandFailure) -> Configured? {
            guard let (text, source) = try found[kind]?.get() else { return nil }
            return try Secrets.plausible(text, source)
        }
        heroKey = try find(.hero)
        lexofficeKey = try find(.lexoffice)
        clientSecret = try find(.client)
        mailPassword = try find(.mail)
        webhookSecret = try find(.webhook)
        etcdPassword = try find(.etcd)
        clusterKey = try find(.cluster)
    }

    /// From here on no output shows what is a secret or was meant to be one, an unusable one and its parts included. Of the process's
    /// own before the command line is read: a key may be in it.
    static func hide(_ place: KeyPlace) { _ = read(place) }

    /// All there are, hidden from here on. One that cannot be read cannot be shown, and whoever needs it says so.
    private static func read(_ place: KeyPlace) -> [SecretKind: Result<(text: String, source: String)?, CommandFailure>] {
        var found: [SecretKind: Result<(text: String, source: String)?, CommandFailure>] = [:]
        for kind in SecretKind.allCases {
            let secret = Result { () throws(CommandFailure) in try place.text(kind) }
            found[kind] = secret
            guard case .success(let (text, _)?) = secret else { continue }
            let parts = text.split(whereSeparator: \.isWhitespace)
            guard let first = parts.first, let last = parts.last else { continue }
            for part in [text[first.startIndex..<last.endIndex]] + parts where !SandboxScene.publicSecrets.contains(String(part)) {
                Redaction.known.learn(String(part))
            }
        }
        return found
    }

    /// Each there is.
    var all: [Configured] {
        [heroKey, lexofficeKey, clientSecret, mailPassword, webhookSecret, etcdPassword, clusterKey].compactMap(\.self)
    }

    func hero() throws(CommandFailure) -> String { try required(heroKey, "HERO API key", .hero) }

    func lexoffice() throws(CommandFailure) -> String {
        try required(
            lexofficeKey, "lexoffice API key", .lexoffice,
            or: " Or name an OAuth client in lexoffice.client-id and log in with `reconcile login`.")
    }

    func client() throws(CommandFailure) -> String { try required(clientSecret, "lexoffice client secret", .client) }

    func mail() throws(CommandFailure) -> String { try required(mailPassword, "password of notify.smtp-user", .mail) }

    func webhook() throws(CommandFailure) -> String { try required(webhookSecret, "secret of notify.webhook", .webhook) }

    func etcd() throws(CommandFailure) -> String { try required(etcdPassword, "password of cluster.etcd-user", .etcd) }

    func cluster() throws(CommandFailure) -> String {
        try required(clusterKey, "key by which a login is sealed for the cluster", .cluster)
    }

    /// The last four characters, for a person who compares two keys; short ones are hidden whole.
    static func masked(_ secret: String) -> String { secret.count >= 12 ? "…" + secret.suffix(4) : "…" }

    private func required(_ secret: Configured?, _ words: String, _ kind: SecretKind, or other: String = "") throws(CommandFailure)
        -> String
    {
        guard let secret else {
            throw CommandFailure(.configuration, "the \(words) is missing", hint: place.hint(kind) + other)
        }
        return secret.value
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
