import ArgumentParser
import Bookkeeping
import Foundation
import Notify
import Persistence
import Reconciliation
import Reporting
import Wording

extension Audience: ExpressibleByArgument {}

/// Shows what the daily mail would say, or tries every way by which somebody is told.
struct NotifyCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "notify", abstract: "Show what the daily mail would say, or try whether mail, webhook and ping arrive.",
        discussion: """
            Sends nothing without --test, and shows what somebody would read who was told nothing before. With --test it sends one
            message to each recipient and channel that is configured (notify.*), says for each what became of it, and ends with 69
            when one did not arrive and with 78 when nothing is configured. Neither needs the service to stop.
            """)

    @ArgumentParser.Flag(help: "Send a test by every way that is configured.")
    var test = false

    @Option(help: "Whose mail is shown: office, adviser, admin or everybody.")
    var role = Audience.everybody

    @OptionGroup var options: Options

    func work() async throws -> Exit { test ? try await tried() : try shown() }

    private func tried() async throws -> Exit {
        let results = try await NotificationTrial(wiring: try Wiring(options)).run()
        guard !results.isEmpty else {
            throw CommandFailure(
                .configuration, DigestWords.nothingConfigured(options.language),
                hint: "Name a mail server and a recipient, a webhook or an address for the ping in the configuration.")
        }
        let exit: Exit = results.allSatisfy { $0.outcome.result == .sent } ? .success : .unavailable
        guard options.format == .json else {
            Terminal.print(results.map { NotificationTrial.text($0, options.language) })
            return exit
        }
        let summary = JSONLine("change_summary").adding([
            "notifications": results.count, "sent": results.count { $0.outcome.result == .sent }, "exit": exit,
        ])
        Terminal.print([JSONLine.version] + results.map(NotificationTrial.json) + [summary.text])
        return exit
    }

    private func shown() throws -> Exit {
        let inquiry = try Inquiry(options)
        let (store, now) = (inquiry.store, inquiry.wiring.now)
        let settings = try NotificationConfiguration(inquiry.wiring).settings
        let situation = try Situation.read(store, try inquiry.wiring.policy(), now: now)
        let making = DigestMaking(situation, after: EarlierTelling(), day: BusinessDay(berlinDayOf: now))
        let digest = try making.digest(for: role, flow: try Flow.read(store, since: nil, now: now)) { document in
            settings.namesCustomers ? try CustomerName.of(document: document, store) : nil
        }
        if options.format == .json {
            let value = DigestJSON(links: settings.links).value(digest, id: "shown", isRepeat: false)
            Terminal.print(
                [JSONLine.version, JSONLine("digest").adding(["digest": value]).text] + JSONLine.outcome(["exit": 0]).dropFirst())
        } else if digest.isQuiet {
            Terminal.print([DigestWords.nothingDue(options.language)])
        } else {
            Terminal.print(DigestText(language: options.language, links: settings.links).lines(digest))
        }
        return .success
    }
}
