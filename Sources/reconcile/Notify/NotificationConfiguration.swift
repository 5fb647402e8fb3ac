import Foundation
import Notify
import Reconciliation
import Transport
import Wording

/// What the configuration says about who is told what, and by which way.
struct NotificationConfiguration {
    let settings: NotificationSettings

    private static let recipientsMaximum = 20

    init(_ wiring: Wiring) throws(CommandFailure) {
        let configuration = wiring.configuration
        let secrets = try wiring.secrets()
        let text = configuration[Configuration.consoleURL].value
        let links = ConsoleLinks(text)
        guard text.isEmpty || links != nil else {
            throw configuration.invalid(Configuration.consoleURL, "an https address without a query, such as https://reconcile.example")
        }
        guard let hour = Int(configuration[Configuration.notifyHour].value), (0...23).contains(hour) else {
            throw configuration.invalid(Configuration.notifyHour, "an hour of the day in Berlin, from 0 to 23")
        }
        settings = NotificationSettings(
            mail: try Self.mail(configuration, secrets), webhook: try Self.webhook(configuration, secrets),
            ping: try Self.address(Configuration.notifyPing, configuration), hour: hour, namesCustomers: try Self.names(configuration),
            links: links)
    }

    // MARK: mail

    private static func mail(_ configuration: Configuration, _ secrets: Secrets) throws(CommandFailure) -> NotificationSettings.Mail? {
        let recipients = try recipients(configuration)
        let text = configuration[Configuration.notifySMTP].value
        guard !text.isEmpty else {
            guard recipients.isEmpty else { throw missing(Configuration.notifySMTP, "somebody is to get mail, and notify.smtp is not set") }
            return nil
        }
        guard let server = MailServer(text) else {
            throw configuration.invalid(Configuration.notifySMTP, "smtp://HOST:PORT or smtps://HOST:PORT, without a user")
        }
        guard !recipients.isEmpty else {
            throw missing(
                Configuration.notifyOffice, "notify.smtp is set, and nobody is named in notify.office, notify.adviser or notify.admin")
        }
        let sender = configuration[Configuration.notifyFrom].value
        guard MailTransport.isPlain(sender) else {
            throw configuration.invalid(Configuration.notifyFrom, "the address mails come from, such as reconcile@firma.example")
        }
        let user = configuration[Configuration.notifyUser].value
        guard user.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
            throw configuration.invalid(Configuration.notifyUser, "the name of a user in one line")
        }
        let authorities = configuration[Configuration.notifyAuthorities].value
        guard authorities.isEmpty || access(authorities, R_OK) == 0 else {
            throw configuration.invalid(Configuration.notifyAuthorities, "a file of certificates (PEM) that this user can read")
        }
        return NotificationSettings.Mail(
            server: server, user: user, password: user.isEmpty ? nil : try secrets.mail(),
            certificateAuthorities: authorities.isEmpty ? nil : authorities, sender: sender, recipients: recipients)
    }

    private static func recipients(_ configuration: Configuration) throws(CommandFailure) -> [NotificationSettings.Recipient] {
        guard let language = Language(rawValue: configuration[Configuration.notifyLanguage].value) else {
            throw configuration.invalid(Configuration.notifyLanguage, "de or en")
        }
        var all: [NotificationSettings.Recipient] = []
        let lists: [(Setting, Audience)] = [
            (Configuration.notifyOffice, .office), (Configuration.notifyAdviser, .adviser), (Configuration.notifyAdmin, .admin),
        ]
        for (key, audience) in lists {
            for part in configuration[key].value.split(separator: ",") {
                guard let recipient = recipient(part, audience, language), all.count < recipientsMaximum, !all.contains(recipient) else {
                    throw configuration.invalid(
                        key, "addresses divided by commas, each once, with (de) or (en) behind one that reads another language; 20 in all")
                }
                all.append(recipient)
            }
        }
        return all
    }

    /// `name@host`, or `name@host (en)`.
    private static func recipient(_ text: Substring, _ audience: Audience, _ standard: Language) -> NotificationSettings.Recipient? {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        guard let address = words.first, words.count <= 2, MailTransport.isPlain(address) else { return nil }
        guard words.count == 2 else { return NotificationSettings.Recipient(audience: audience, address: address, language: standard) }
        guard let language = Language.allCases.first(where: { words[1] == "(\($0.rawValue))" }) else { return nil }
        return NotificationSettings.Recipient(audience: audience, address: address, language: language)
    }

    // MARK: the web

    private static func webhook(_ configuration: Configuration, _ secrets: Secrets) throws(CommandFailure) -> NotificationSettings.Webhook?
    {
        guard let address = try address(Configuration.notifyWebhook, configuration) else { return nil }
        return NotificationSettings.Webhook(address: address, secret: try secrets.webhook())
    }

    private static func address(_ key: Setting, _ configuration: Configuration) throws(CommandFailure) -> WebAddress? {
        let text = configuration[key].value
        guard !text.isEmpty else { return nil }
        guard let address = WebAddress(text) else {
            throw configuration.invalid(key, "an https address, or an http one on this machine")
        }
        return address
    }

    // MARK: the rest

    private static func names(_ configuration: Configuration) throws(CommandFailure) -> Bool {
        switch configuration[Configuration.notifyNames].value {
        case "yes", "true": return true
        case "no", "false": return false
        default: throw configuration.invalid(Configuration.notifyNames, "yes or no")
        }
    }

    private static func missing(_ key: Setting, _ message: String) -> CommandFailure {
        var failure = CommandFailure(.configuration, message, hint: "Set \(key.file), or take the other lines away.")
        failure.setting = key.file
        return failure
    }
}
