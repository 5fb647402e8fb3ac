import Reconciliation
import Web

/// What the configuration says about webhooks: where lexoffice is to send them, and whose signature they bear.
struct WebhookConfiguration {
    let address: String?
    let signature: WebhookSignature?

    private static let addressMaximum = 1_000

    init(_ configuration: Configuration) throws(CommandFailure) {
        let url = configuration[Configuration.webhooksURL].value
        let path = configuration[Configuration.webhooksPublicKey].value
        guard !path.isEmpty else {
            guard url.isEmpty else {
                var failure = CommandFailure(
                    .configuration, "webhooks.url is set, and webhooks.public-key is not",
                    hint: "Name the file with lexoffice's public key; without it no webhook can be told from a forged one.")
                failure.setting = Configuration.webhooksPublicKey.file
                throw failure
            }
            (address, signature) = (nil, nil)
            return
        }
        guard url.isEmpty || WebhookConfiguration.isUsable(url) else {
            throw configuration.invalid(
                Configuration.webhooksURL, "an https address that lexoffice reaches, such as https://host.example/webhooks/lexoffice")
        }
        do {
            signature = try WebhookSignature(contentsOf: path)
        } catch {
            var failure = CommandFailure(.configuration, "\(error.code): \(error.subject): \(error.cause)", hint: error.hint)
            failure.setting = Configuration.webhooksPublicKey.file
            throw failure
        }
        address = url.isEmpty ? nil : url
    }

    var callback: WebhookCallback { .managed(address: address) }

    /// lexoffice takes nothing but TLS (lexoffice-api.md §3.7); a user or a fragment has no place in it.
    private static func isUsable(_ url: String) -> Bool {
        guard url.hasPrefix("https://"), url.utf8.count <= addressMaximum else { return false }
        let rest = url.dropFirst(8)
        let host = rest.prefix { $0 != "/" }
        return !host.isEmpty && !host.hasPrefix(":") && rest.utf8.allSatisfy { (0x21...0x7E).contains($0) }
            && !rest.contains { "@#\"<>\\".contains($0) }
    }
}
