import CCurl
import Dispatch
import Synchronization

/// Mail over libcurl, one connection for each message, bounded in time. Nothing is tried again here.
///
/// TLS is required and verified, by `smtps` or by STARTTLS. Without it goes only what stays on this machine, and that only while no
/// authorities of one's own are named, which say that the server can do it.
package struct MailTransport: Sendable {
    private let server: MailServer
    private let login: (user: String, password: String)?
    private let certificateAuthorities: String?
    private let timeoutMilliseconds: Int

    /// - Parameters:
    ///   - login: nil where the server asks for none.
    ///   - certificateAuthorities: PEM file to trust instead of the system's authorities.
    ///   - timeoutMilliseconds: for all of one message, from name resolution to the last answer.
    package init(
        server: MailServer, login: (user: String, password: String)? = nil, certificateAuthorities: String? = nil,
        timeoutMilliseconds: Int = 30_000
    ) {
        self.server = server
        self.login = login
        self.certificateAuthorities = certificateAuthorities
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    /// Returns once the server has taken the message.
    package func send(_ mail: OutgoingMail) async throws(MailFailure) {
        let delivery: MailDelivery
        do throws(CurlRefusal) {
            delivery = try MailDelivery(mail, multi: multi())
            try configure(delivery.easy, mail)
        } catch {
            throw MailFailure(reach: .notSent, cause: .other, detail: error.text)
        }
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Mail is rare, and each blocks a thread for as long as the server takes.
                DispatchQueue.global().async { continuation.resume(returning: delivery.run()) }
            }
        } onCancel: {
            delivery.cancel()
        }
        if let failure = result { throw failure }
    }

    private func multi() throws(CurlRefusal) -> MultiHandle {
        do throws(CurlUnavailable) { return try MultiHandle() } catch { throw CurlRefusal(text: error.description) }
    }

    private func configure(_ easy: EasyHandle, _ mail: OutgoingMail) throws(CurlRefusal) {
        for address in [mail.sender, mail.recipient] where !MailTransport.isPlain(address) {
            throw CurlRefusal(text: "an address is not of the form name@host")
        }
        try easy.set(CURLOPT_PROTOCOLS_STR, server.scheme.rawValue)
        try easy.set(CURLOPT_URL, server.description)
        try easy.set(CURLOPT_NOSIGNAL, true)
        try easy.set(CURLOPT_QUICK_EXIT, true)
        try easy.set(CURLOPT_FRESH_CONNECT, true)
        try easy.set(CURLOPT_FORBID_REUSE, true)
        try easy.set(CURLOPT_PROXY, "")
        try easy.set(CURLOPT_TIMEOUT_MS, timeoutMilliseconds)
        try easy.set(CURLOPT_CONNECTTIMEOUT_MS, min(10_000, timeoutMilliseconds))
        let needsTLS = !server.isLoopback || certificateAuthorities != nil || server.scheme == .smtps
        try easy.set(CURLOPT_USE_SSL, Int(needsTLS ? CURLUSESSL_ALL.rawValue : CURLUSESSL_NONE.rawValue))
        try easy.set(CURLOPT_SSL_VERIFYPEER, true)
        try easy.set(CURLOPT_SSL_VERIFYHOST, 2)
        try easy.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let certificateAuthorities { try easy.set(CURLOPT_CAINFO, certificateAuthorities) }
        if let login {
            try easy.set(CURLOPT_USERNAME, login.user)
            try easy.set(CURLOPT_PASSWORD, login.password)
        }
        try easy.set(CURLOPT_MAIL_FROM, "<\(mail.sender)>")
        try easy.set(recipient: "<\(mail.recipient)>")
    }

    /// Whether an address can stand in a command of SMTP as it is.
    package static func isPlain(_ address: String) -> Bool {
        let parts = address.split(separator: "@", omittingEmptySubsequences: false)
        return address.utf8.count <= 254 && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
            && address.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"<>()[]\\,;:\"".utf8.contains($0) }
    }
}
