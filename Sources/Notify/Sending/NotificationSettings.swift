package import Persistence
package import Transport
package import Wording

/// Whom to tell, by which way, and when: what the configuration says, checked.
package struct NotificationSettings: Sendable {
    package struct Recipient: Sendable, Hashable {
        package var audience: Audience
        /// `name@host`
        package var address: String
        package var language: Language

        package init(audience: Audience, address: String, language: Language) {
            self.audience = audience
            self.address = address
            self.language = language
        }

        package var notificationAddress: NotificationAddress {
            NotificationAddress(.mail, audience: audience.rawValue, recipient: address)
        }
    }

    package struct Mail: Sendable {
        package var server: MailServer
        package var user: String
        /// Nil where the server asks for no user.
        package var password: String?
        package var certificateAuthorities: String?
        package var sender: String
        package var recipients: [Recipient]

        package init(
            server: MailServer, user: String, password: String?, certificateAuthorities: String?, sender: String, recipients: [Recipient]
        ) {
            self.server = server
            self.user = user
            self.password = password
            self.certificateAuthorities = certificateAuthorities
            self.sender = sender
            self.recipients = recipients
        }
    }

    package struct Webhook: Sendable, Hashable {
        package var address: WebAddress
        package var secret: String

        package init(address: WebAddress, secret: String) {
            self.address = address
            self.secret = secret
        }

        package static let notificationAddress = NotificationAddress(
            .webhook, audience: Audience.everybody.rawValue, recipient: "webhook")
    }

    package var mail: Mail?
    package var webhook: Webhook?
    package var ping: WebAddress?
    /// Of the day in Berlin, from which on the daily digest is due.
    package var hour: Int
    package var namesCustomers: Bool
    package var links: ConsoleLinks?

    package init(
        mail: Mail? = nil, webhook: Webhook? = nil, ping: WebAddress? = nil, hour: Int = 7, namesCustomers: Bool = true,
        links: ConsoleLinks? = nil
    ) {
        self.mail = mail
        self.webhook = webhook
        self.ping = ping
        self.hour = hour
        self.namesCustomers = namesCustomers
        self.links = links
    }

    /// Nobody is told anything.
    package var isOff: Bool { mail == nil && webhook == nil && ping == nil }

    /// Everybody who gets a digest.
    package var addresses: [(address: NotificationAddress, audience: Audience)] {
        (mail?.recipients ?? []).map { ($0.notificationAddress, $0.audience) }
            + (webhook == nil ? [] : [(Webhook.notificationAddress, .everybody)])
    }
}
