import Foundation
import HTTPTypes
import Logging
import Notify
import Persistence
import Reconciliation
import Synchronization
import TestSupport
import Transport
import Wording

/// What left, and what becomes of the next tries.
final class Post: Sendable {
    private struct State {
        var mails: [OutgoingMail] = []
        var requests: [OutgoingRequest] = []
        var script: [MailFailure?] = []
        var before: (@Sendable () throws -> Void)?
        var tries: [String] = []
    }

    private let state = Mutex(State())

    var mails: [OutgoingMail] { state.withLock { $0.mails } }
    var requests: [OutgoingRequest] { state.withLock { $0.requests } }
    /// `channel result` of each try, as the metrics are told.
    var tries: [String] { state.withLock { $0.tries } }

    /// What becomes of the mails to come: nil is taken; after the last all are.
    func expect(_ script: [MailFailure?]) { state.withLock { $0.script = script } }

    /// Called once, after the next mail has left and before anybody can note it.
    func whenNextLeft(_ work: @escaping @Sendable () throws -> Void) { state.withLock { $0.before = work } }

    func tell(_ channel: NotificationChannel, _ result: NotificationResult) {
        state.withLock { $0.tries.append("\(channel.rawValue) \(result.rawValue)") }
    }

    func take(_ mail: OutgoingMail) throws(MailFailure) {
        let (failure, work) = state.withLock { state in
            let failure = state.script.isEmpty ? nil : state.script.removeFirst()
            // What was refused never was in anybody's hands.
            if failure == nil || failure?.reach == .mayHaveBeenSent { state.mails.append(mail) }
            defer { state.before = nil }
            return (failure, state.before)
        }
        do { try work?() } catch { throw MailFailure(reach: .notSent, cause: .other, detail: "\(error)") }
        if let failure { throw failure }
    }

    func note(_ request: OutgoingRequest) { state.withLock { $0.requests.append(request) } }
}

/// The web, which takes everything, or says the status it is told.
struct Web: HTTPTransport {
    let post: Post
    var status = 204

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        post.note(request)
        return IncomingResponse(head: HTTPResponse(status: HTTPResponse.Status(code: status)), body: [])
    }
}

extension NotificationDesk {
    static func of(_ store: Store, _ post: Post, _ time: VirtualTime, status: Int = 204) -> NotificationDesk {
        let sender = NotificationSender(web: Web(post: post, status: status), time: time) { (mail, _) async throws(MailFailure) in
            try post.take(mail)
        }
        return NotificationDesk(
            store: store, policy: Policy(), sender: sender, time: time, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            tried: { post.tell($0, $1) })
    }
}

extension NotificationSettings {
    static func mails(_ recipients: [Recipient], hour: Int = 7) throws -> NotificationSettings {
        guard let server = MailServer("smtp://127.0.0.1:25") else { throw CancellationError() }
        let mail = Mail(
            server: server, user: "", password: nil, certificateAuthorities: nil, sender: "reconcile@firma.example", recipients: recipients)
        return NotificationSettings(mail: mail, hour: hour)
    }
}

extension NotificationSettings.Recipient {
    static let admin = NotificationSettings.Recipient(audience: .admin, address: "admin@firma.example", language: .en)
    static let office = NotificationSettings.Recipient(audience: .office, address: "buero@firma.example", language: .de)
}

extension OutgoingMail {
    /// The value of a header, and the text.
    func header(_ name: String) -> String? {
        String(decoding: message, as: UTF8.self).components(separatedBy: "\r\n").first { $0.hasPrefix(name + ": ") }
            .map { String($0.dropFirst(name.count + 2)) }
    }

    var text: String {
        let parts = String(decoding: message, as: UTF8.self).components(separatedBy: "\r\n\r\n")
        let body = parts.dropFirst().joined().components(separatedBy: "\r\n").joined()
        return Data(base64Encoded: body).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
