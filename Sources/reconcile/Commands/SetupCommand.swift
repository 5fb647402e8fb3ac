import Administration
import ArgumentParser
import Bookkeeping
import Foundation
import Hero
import Persistence
import Reconciliation
import Reporting
import Wording

/// Checks both credentials and every precondition, and stores the start date.
struct SetupCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "setup", abstract: "Check both systems and choose the start date.",
        discussion: """
            Asks where a terminal is there; otherwise the flags answer. Nothing is stored when anything is refused.
            KEY is one of the posting categories, for example CONSTRUCTION_13B or PHOTOVOLTAIC_0.
            CASE is RATE_19, RATE_7, OTHER_RATE, OTHER_ZERO or one of the categories that stand for 0 %.
            """)

    @Option(help: "First creation day to transfer, yyyy-MM-dd, today at the earliest; fixed after the first transfer.")
    var startDate: String?

    @Option(
        help: "After a loss of the state: the start date of then, yyyy-MM-dd. What was transferred since is linked again, never created.")
    var relinkFrom: String?

    @Option(help: "Name a lexoffice posting category, KEY=UUID; may be repeated.")
    var category: [String] = []

    @Option(help: "Whose name stands in the note of a voucher: employee or customer.")
    var contactPerson: String?

    @Option(help: "From this document day on, yyyy-MM-dd, an invoice to a business is flagged when its PDF holds no e-invoice.")
    var eInvoicesFrom: String?

    @Option(help: "Name a line of the VAT return, CASE=NN or CASE=none, as the tax adviser says; may be repeated.")
    var vatLine: [String] = []

    @ArgumentParser.Flag(help: "HERO's new cancellation process is set up.")
    var confirmCancellationProcess = false

    @ArgumentParser.Flag(help: "HERO's own lexoffice connector is switched off.")
    var confirmConnectorOff = false

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let wiring = try Wiring(options)
        var request = try parsed()
        try ask(&request)
        let remotes = try Remotes(wiring)
        let lock = try wiring.lock("reconcile setup")
        defer { withExtendedLifetime(lock) {} }
        let store = try Store.open(directory: wiring.stateDirectory)
        let result = try await store.resting(wiring) {
            let context = try remotes.context(wiring, store, wiring.author("setup"))
            do throws(SetupFailure) {
                return try await Setup(context: context, credentialDigest: remotes.credentialDigest).run(request)
            } catch {
                throw failure(error)
            }
        }
        show(result)
        return .success
    }

    private func parsed() throws(CommandFailure) -> SetupRequest {
        var request = SetupRequest()
        request.cancellationProcessConfirmed = confirmCancellationProcess
        request.connectorOffConfirmed = confirmConnectorOff
        if let startDate { request.startDate = try day(startDate) }
        if let relinkFrom { request.relinkFrom = try day(relinkFrom, "--relink-from") }
        if let eInvoicesFrom { request.eInvoicesFrom = try day(eInvoicesFrom, "--e-invoices-from") }
        for text in category {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let key = PostingCategory(rawValue: parts[0]), !parts[1].isEmpty else {
                let keys = PostingCategory.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure(.usage, "--category takes KEY=UUID, not \(text.debugDescription)", hint: "KEY is one of \(keys).")
            }
            request.categories[key] = parts[1]
        }
        for text in vatLine {
            let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = VATCase(rawValue: parts[0]), let line = VATLine(parts[1]) else {
                let cases = VATCase.allCases.map(\.rawValue).joined(separator: ", ")
                throw CommandFailure(.usage, "--vat-line takes CASE=NN, not \(text.debugDescription)", hint: "CASE is one of \(cases).")
            }
            request.vatLines[kind] = line
        }
        if let contactPerson {
            guard let source = ContactPersonSource(rawValue: contactPerson) else {
                throw CommandFailure(.usage, "--contact-person takes employee or customer", hint: "")
            }
            request.contactPerson = source
        }
        return request
    }

    private func day(_ text: String, _ option: String = "--start-date") throws(CommandFailure) -> BusinessDay {
        guard let day = BusinessDay(text) else {
            throw CommandFailure(
                .usage, "\(option) takes a day as yyyy-MM-dd, not \(text.debugDescription)", hint: "For example 2026-12-01.")
        }
        return day
    }

    /// A terminal is asked for what the flags left open; a script is told which flag is missing.
    private func ask(_ request: inout SetupRequest) throws(CommandFailure) {
        guard Terminal.hasPerson else { return }
        let language = options.language
        if request.startDate == nil, let answer = Terminal.ask(Catalogue.askStartDate(language)), !answer.isEmpty {
            request.startDate = try day(answer)
        }
        let yes = Catalogue.yes(language)
        if !request.cancellationProcessConfirmed {
            request.cancellationProcessConfirmed = Terminal.ask(Catalogue.askCancellationProcess(language)) == yes
        }
        if !request.connectorOffConfirmed { request.connectorOffConfirmed = Terminal.ask(Catalogue.askConnectorOff(language)) == yes }
    }

    private func failure(_ failure: SetupFailure) -> CommandFailure {
        switch failure {
        case .interrupted(let interruption): return CommandFailure(interruption)
        case .refused(let refusal, let detail):
            let explanation = Catalogue.setup(refusal)
            return CommandFailure(
                .configuration, "\(refusal.rawValue): \(explanation.what(options.language)) (\(detail))",
                hint: explanation.next.sentence(options.language))
        }
    }

    private func show(_ result: SetupResult) {
        if options.format == .json {
            return Terminal.print(
                JSONLine.outcome([
                    "organisation": result.settings.organizationID, "start_date": result.settings.startDate.description,
                    "unmapped": result.unmapped.map(\.rawValue),
                    "warnings": result.isSchemaHidden ? [Catalogue.schemaHidden(options.language)] : nil, "exit": 0,
                ]))
        }
        let language = options.language
        var lines = [
            "\(Catalogue.setupDone(language)): \(result.companyName) → \(result.settings.organizationName)",
            "\(Catalogue.startDate(language)): \(result.settings.startDate)",
        ]
        lines += result.settings.rules.categories.sorted { $0.key.rawValue < $1.key.rawValue }.map {
            "  \($0.key.rawValue) = \($0.value.name)"
        }
        if !result.unmapped.isEmpty {
            lines.append("\(Catalogue.unmapped(language)): \(result.unmapped.map(\.rawValue).joined(separator: ", "))")
        }
        for suggestion in result.suggestions {
            lines.append("  ? --category \(suggestion.key.rawValue)=\(suggestion.id)   (\(suggestion.name))")
        }
        if result.isSchemaHidden { lines.append("  ! \(Catalogue.schemaHidden(language))") }
        lines.append(Catalogue.setupNext(language))
        Terminal.print(lines)
    }
}
