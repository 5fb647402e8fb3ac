internal import Bookkeeping
internal import HTTPTypes
internal import Output
package import Persistence
package import Transport
internal import Wording

/// What became of one try, with a word for the log and for people: neither an address nor what was told.
package struct SendingResult: Sendable, Hashable {
    package var result: NotificationResult
    package var detail: String
}

/// Lets out what is told, each try once. The two ways out can be replaced.
package struct NotificationSender: Sendable {
    package typealias MailWay = @Sendable (OutgoingMail, NotificationSettings.Mail) async throws(MailFailure) -> Void

    private let web: any HTTPTransport
    private let mail: MailWay
    private let time: any TimeSource

    /// - Parameter web: for webhook and ping; nobody counts its requests.
    package init(
        web: any HTTPTransport, time: any TimeSource,
        mail: @escaping MailWay = { (message, settings) async throws(MailFailure) in
            let login = settings.password.map { (user: settings.user, password: $0) }
            try await MailTransport(server: settings.server, login: login, certificateAuthorities: settings.certificateAuthorities)
                .send(message)
        }
    ) {
        self.web = web
        self.mail = mail
        self.time = time
    }

    // MARK: a digest

    package func send(
        _ digest: DailyDigest, id: String, isRepeat: Bool, to recipient: NotificationSettings.Recipient, _ settings: NotificationSettings
    ) async -> SendingResult {
        let lines = DigestText(language: recipient.language, links: settings.links).lines(digest, isRepeat: isRepeat)
        return await send(DigestWords.subject(recipient.language), lines, id: id, to: recipient, settings.mail)
    }

    package func send(_ digest: DailyDigest, id: String, isRepeat: Bool, to hook: NotificationSettings.Webhook, _ links: ConsoleLinks?)
        async -> SendingResult
    {
        await post(DigestJSON(links: links).body(digest, id: id, isRepeat: isRepeat), to: hook)
    }

    // MARK: a test

    package func test(_ recipient: NotificationSettings.Recipient, _ settings: NotificationSettings, id: String) async -> SendingResult {
        let language = recipient.language
        return await send(DigestWords.subjectOfTest(language), [DigestWords.test(language)], id: id, to: recipient, settings.mail)
    }

    package func test(_ hook: NotificationSettings.Webhook, id: String) async -> SendingResult {
        await post(DigestJSON.test(id: id), to: hook)
    }

    package func ping(_ address: WebAddress) async -> SendingResult {
        await exchange(address, HTTPRequest(method: .get, scheme: address.scheme, authority: address.authority, path: address.path), [])
    }

    // MARK: the ways out

    private func send(
        _ subject: String, _ lines: [String], id: String, to recipient: NotificationSettings.Recipient,
        _ settings: NotificationSettings.Mail?
    ) async -> SendingResult {
        guard let settings else { return SendingResult(result: .failed, detail: "no mail server is configured") }
        let message = MailMessage(
            sender: settings.sender, recipient: recipient.address, subject: subject, lines: lines, id: id,
            date: Instant(milliseconds: time.wallMilliseconds()))
        do throws(MailFailure) {
            try await mail(OutgoingMail(sender: settings.sender, recipient: recipient.address, message: message.bytes), settings)
            return SendingResult(result: .sent, detail: "taken")
        } catch {
            return SendingResult(
                result: error.reach == .mayHaveBeenSent ? .unknown : .failed, detail: "\(error.cause.rawValue): \(error.detail)")
        }
    }

    private func post(_ body: [UInt8], to hook: NotificationSettings.Webhook) async -> SendingResult {
        let address = hook.address
        var head = HTTPRequest(method: .post, scheme: address.scheme, authority: address.authority, path: address.path)
        head.headerFields[.contentType] = "application/json"
        if let name = HTTPField.Name(WebhookSigning.header) {
            head.headerFields[name] = WebhookSigning.signature(of: body, secret: hook.secret)
        }
        return await exchange(address, head, body)
    }

    private static let answerMaximum = 64 << 10

    private func exchange(_ address: WebAddress, _ head: HTTPRequest, _ body: [UInt8]) async -> SendingResult {
        // The transport of the two systems names each request for the metrics; this one is nobody's there.
        let request = OutgoingRequest(
            operation: RemoteOperation(.lexoffice, "other"), head: head, body: body, isWrite: head.method != .get,
            responseLimit: NotificationSender.answerMaximum)
        do throws(RequestFailure) {
            return NotificationSender.judged(status: try await web.send(request).status)
        } catch {
            // The library's own words may quote the path, which may be what lets one in.
            return switch error.reach {
            case .answered(let status): NotificationSender.judged(status: status)
            case .notSent: SendingResult(result: .failed, detail: error.cause.rawValue)
            case .mayHaveBeenSent: SendingResult(result: .unknown, detail: error.cause.rawValue)
            }
        }
    }

    private static func judged(status: Int) -> SendingResult {
        SendingResult(result: (200..<300).contains(status) ? .sent : .failed, detail: "HTTP \(status)")
    }
}
