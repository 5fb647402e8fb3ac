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
            Beside a running service, the service carries it out with its own keys.
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

    @OptionGroup var patience: Patience
    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let wiring = try Wiring(options)
        var request = try parsed()
        try ask(&request)
        let asked = request
        return try await DecisionDoor(wiring, options, patience.milliseconds(of: .setUp)).carry {
            try await act(asked, wiring)
        } beside: { door in
            try await put(asked, wiring, door)
        }
    }

    private func act(_ request: SetupRequest, _ wiring: Wiring) async throws -> Exit {
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
        show(SetupTold(result))
        return .success
    }

    /// About what stands when the command runs: whoever changes it meanwhile is not overwritten.
    private func put(_ request: SetupRequest, _ wiring: Wiring, _ door: DecisionDoor) async throws -> Exit {
        let reply = try await door.put(.setUp) { store, id in
            try SetupOrder(request).decision(id: id, by: wiring.author("setup").actor, about: try SettingsSubject.present(store))
        }
        switch reply {
        case .noted(let id): return door.tellNoted(id, answer: "setup")
        case .settled(.isSetUp(let receipt)):
            guard let settings = try Settings.load(try Store.view(directory: wiring.stateDirectory)) else { throw Settings.notSetUp() }
            show(SetupTold(receipt, settings))
            return .success
        case .settled(.notSetUp(let denial)):
            guard let refusal = SetupRefusal(rawValue: denial.code) else {
                throw CommandFailure(.configuration, "\(denial.code) (\(denial.detail))", hint: "")
            }
            throw failure(.refused(refusal, detail: denial.detail))
        case .settled(let other): throw door.failure(other, hint: "`reconcile journal export`")
        }
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

    private func show(_ told: SetupTold) {
        let (language, settings) = (options.language, told.settings)
        if options.format == .json {
            return Terminal.print(
                JSONLine.outcome([
                    "organisation": settings.organizationID, "start_date": settings.startDate.description, "unmapped": told.unmapped,
                    "warnings": told.isSchemaHidden ? [Catalogue.schemaHidden(language)] : nil, "exit": 0,
                ]))
        }
        let names = [told.companyName, settings.organizationName].compactMap(\.self).joined(separator: " → ")
        var lines = ["\(Catalogue.setupDone(language)): \(names)", "\(Catalogue.startDate(language)): \(settings.startDate)"]
        lines += settings.rules.categories.sorted { $0.key.rawValue < $1.key.rawValue }.map { "  \($0.key.rawValue) = \($0.value.name)" }
        if !told.unmapped.isEmpty { lines.append("\(Catalogue.unmapped(language)): \(told.unmapped.joined(separator: ", "))") }
        for suggestion in told.suggestions {
            lines.append("  ? --category \(suggestion.key.rawValue)=\(suggestion.id)   (\(suggestion.name))")
        }
        if told.isSchemaHidden { lines.append("  ! \(Catalogue.schemaHidden(language))") }
        lines.append(told.isServed ? Catalogue.setupServed(language) : Catalogue.setupNext(language))
        Terminal.print(lines)
    }
}

/// What is told of a set-up, whoever carried it out.
private struct SetupTold {
    let settings: Settings
    /// Nil where the service asked HERO.
    var companyName: String?
    let unmapped: [String]
    var suggestions: [(key: PostingCategory, id: String, name: String)] = []
    let isSchemaHidden: Bool
    /// A service is at work already.
    let isServed: Bool

    init(_ result: SetupResult) {
        settings = result.settings
        companyName = result.companyName
        unmapped = result.unmapped.map(\.rawValue)
        suggestions = result.suggestions
        isSchemaHidden = result.isSchemaHidden
        isServed = false
    }

    init(_ receipt: SetupReceipt, _ settings: Settings) {
        self.settings = settings
        unmapped = receipt.unmapped
        isSchemaHidden = receipt.isSchemaHidden ?? false
        isServed = true
    }
}
