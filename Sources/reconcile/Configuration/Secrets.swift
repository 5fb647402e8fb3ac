import Foundation
import Reconciliation

/// Keys come from files in `$CREDENTIALS_DIRECTORY`, else from the environment; never from arguments or the YAML file.
struct Secrets: Sendable {
    let heroKey: Configured?
    let lexofficeKey: Configured?
    /// Of the OAuth client; the tokens themselves are kept in the state directory.
    let clientSecret: Configured?

    init(environment: [String: String]) throws(CommandFailure) {
        heroKey = try Secrets.find("hero-api-key", "RECONCILE_HERO_API_KEY", environment)
        lexofficeKey = try Secrets.find("lexoffice-api-key", "RECONCILE_LEXOFFICE_API_KEY", environment)
        clientSecret = try Secrets.find("lexoffice-client-secret", "RECONCILE_LEXOFFICE_CLIENT_SECRET", environment)
    }

    func hero() throws(CommandFailure) -> String { try required(heroKey, "HERO API key", "hero-api-key", "RECONCILE_HERO_API_KEY") }

    func lexoffice() throws(CommandFailure) -> String {
        try required(
            lexofficeKey, "lexoffice API key", "lexoffice-api-key", "RECONCILE_LEXOFFICE_API_KEY",
            or: " Or name an OAuth client in lexoffice.client-id and log in with `reconcile login`.")
    }

    func client() throws(CommandFailure) -> String {
        try required(clientSecret, "lexoffice client secret", "lexoffice-client-secret", "RECONCILE_LEXOFFICE_CLIENT_SECRET")
    }

    /// The last four characters, for a person who compares two keys; short ones are hidden whole.
    static func masked(_ secret: String) -> String { secret.count >= 12 ? "…" + secret.suffix(4) : "…" }

    private func required(_ secret: Configured?, _ name: String, _ file: String, _ variable: String, or other: String = "")
        throws(CommandFailure) -> String
    {
        guard let secret else {
            throw CommandFailure(
                .configuration, "the \(name) is missing",
                hint: "Put it into the file \(file) in $CREDENTIALS_DIRECTORY, or into \(variable).\(other)")
        }
        return secret.value
    }

    private static func find(_ file: String, _ variable: String, _ environment: [String: String]) throws(CommandFailure) -> Configured? {
        if let directory = environment["CREDENTIALS_DIRECTORY"], !directory.isEmpty {
            let path = directory + "/" + file
            if let data = FileManager.default.contents(atPath: path) {
                return try plausible(String(decoding: data.prefix(8192), as: UTF8.self), path)
            }
        }
        guard let value = environment[variable], !value.isEmpty else { return nil }
        return try plausible(value, variable)
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
