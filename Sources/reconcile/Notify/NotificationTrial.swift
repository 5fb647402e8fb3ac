import Foundation
import Notify
import Persistence
import Reconciliation
import Reporting
import Transport
import Wording

/// One message by every way that is configured, and what became of each.
struct NotificationTrial {
    struct Result {
        var channel: NotificationChannel
        var audience: Audience?
        var recipient: String
        var outcome: SendingResult
    }

    let wiring: Wiring

    func run() async throws -> [Result] {
        let settings = try NotificationConfiguration(wiring).settings
        let sender = NotificationSender(web: try Remotes.transport(wiring), time: wiring.time)
        let id = "test.\(String(wiring.time.randomWord(), radix: 16))"
        var results: [Result] = []
        for recipient in settings.mail?.recipients ?? [] {
            let outcome = await sender.test(recipient, settings, id: "\(id).\(results.count)")
            results.append(Result(channel: .mail, audience: recipient.audience, recipient: recipient.address, outcome: outcome))
        }
        if let hook = settings.webhook {
            results.append(
                Result(channel: .webhook, recipient: hook.address.shown, outcome: await sender.test(hook, id: "\(id).\(results.count)")))
        }
        if let address = settings.ping {
            results.append(Result(channel: .ping, recipient: address.shown, outcome: await sender.ping(address)))
        }
        return results
    }

    static func text(_ result: Result, _ language: Language) -> String {
        let words =
            switch result.outcome.result {
            case .sent: DigestWords.arrived
            case .failed: DigestWords.failed
            case .unknown: DigestWords.unknown
            }
        let name = [result.channel.rawValue, result.audience?.rawValue, result.recipient].compactMap(\.self).joined(separator: " ")
        let detail = result.outcome.result == .sent ? "" : " (\(result.outcome.detail))"
        return "\(name): \(words(language))\(detail)"
    }

    static func json(_ result: Result) -> String {
        JSONLine("notification").adding([
            "channel": result.channel.rawValue, "audience": result.audience?.rawValue, "recipient": result.recipient,
            "result": result.outcome.result.rawValue, "detail": result.outcome.detail,
        ]).text
    }
}
