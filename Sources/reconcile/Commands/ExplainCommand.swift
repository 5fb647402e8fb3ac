import ArgumentParser
import Comparison
import Reconciliation
import Reporting
import Transport

/// The biography of one document.
struct ExplainCommand: Command {
    static let configuration = CommandConfiguration(commandName: "explain", abstract: "Tell everything about one document.")

    @Argument(help: "Document number as printed, or HERO's id.")
    var document: String

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let inquiry = try Inquiry(options)
        let standing = try inquiry.standing(document, options.language)
        let wiring = inquiry.wiring
        let biography = try Biography.read(
            standing, inquiry.store, now: wiring.now, time: (wiring.time.bootID, wiring.time.monotonicMilliseconds()),
            policy: try wiring.policy())
        let page = BiographyPage(
            biography: biography,
            notes: try Notes(inquiry.store).lines(about: standing.key)
                + UnansweredLines(inquiry.store, try inquiry.wiring.policy()).about(document: standing.key), language: options.language,
            lexofficeApp: wiring.configuration[Configuration.lexofficeApp].value,
            heroEndpoint: wiring.configuration[Configuration.heroEndpoint].value)
        Terminal.print(options.format == .json ? page.json : page.text)
        return .success
    }
}
