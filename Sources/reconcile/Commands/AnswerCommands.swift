import Administration
import ArgumentParser
import Bookkeeping
import Foundation
import Output
import Persistence
import Reconciliation
import Reporting
import StateCharts
import Wording

/// Tries a held document again, or takes a waiver back.
struct RetryCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Try a held document again; a waived one is reconsidered.")

    @Argument(help: "Document number as printed, or HERO's id.")
    var document: String

    @OptionGroup var patience: Patience
    @OptionGroup var options: Options

    func work() async throws -> Exit {
        try await AnswerGiving(options: options, patience: patience).give(.retry, to: document, reason: "retry")
    }
}

/// A person's answer to something held, uncertain or drifted.
struct ResolveCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Answer what only a person can decide; journaled with your name.")

    @Argument(help: "Document number as printed, or HERO's id.")
    var document: String

    @Option(
        help: "This lexoffice voucher is the document; several, each with its own --adopt or after a comma, are it together.")
    var adopt: [String] = []

    @ArgumentParser.Flag(help: "What was sent or found is not this document.")
    var absent = false

    @ArgumentParser.Flag(help: "Not to be booked: the cancelled pair nets to zero.")
    var waive = false

    @ArgumentParser.Flag(help: "The other side's version stands.")
    var accept = false

    @ArgumentParser.Flag(help: "Book this customer's documents on lexoffice's collective customer.")
    var collective = false

    @ArgumentParser.Flag(help: "The customer is none of the contacts found: create a new one.")
    var newContact = false

    @Option(help: "The customer is this lexoffice contact.")
    var contact: String?

    @ArgumentParser.Flag(help: "What HERO states is right: book it, whatever its e-invoice or its open amount say.")
    var asStated = false

    @ArgumentParser.Flag(help: "Book it without its PDF.")
    var withoutFile = false

    @Option(help: "What the value of a cumulative invoice is, once for all of them: rest or whole.")
    var cumulative: CumulativeMeaning?

    @Option(help: "Why; goes into the journal.")
    var reason: String

    @OptionGroup var patience: Patience
    @OptionGroup var options: Options

    func validate() throws {
        if answers.count != 1 {
            let options = [
                "adopt VOUCHER", "absent", "waive", "accept", "collective", "new-contact", "contact CONTACT", "as-stated", "without-file",
            ]
            let named = options.map { "--\($0)" }.joined(separator: ", ")
            throw ValidationError("Give exactly one of \(named), --cumulative rest|whole.")
        }
        if reason.trimmingCharacters(in: .whitespaces).isEmpty { throw ValidationError("--reason must say why.") }
        let kinds = adopted.map(AdoptReference.init)
        guard kinds.count < 2 || kinds.allSatisfy({ $0 == .voucher }) else {
            throw ValidationError("Only vouchers can be adopted together: --adopt takes ids of lexoffice vouchers (UUIDs) then.")
        }
        if kinds.contains(nil) {
            throw ValidationError("--adopt takes the id of a lexoffice voucher (a UUID), or of a payment entry in HERO (a number).")
        }
        if let contact, !ContactAnswer.isReference(contact) {
            throw ValidationError("--contact takes the id of a lexoffice contact (a UUID).")
        }
    }

    private var adopted: [String] { adopt.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } }

    private var answers: [Answer] {
        let flags: [(isGiven: Bool, answer: Answer)] = [
            (absent, .absent), (waive, .waive), (accept, .accept), (collective, .contact(.collective)), (newContact, .contact(.new)),
            (asStated, .rule(.asStated)), (withoutFile, .rule(.withoutFile)),
        ]
        let adoption = adopted.first.map { Answer.adopt(voucherID: $0, with: Array(adopted.dropFirst())) }
        let named: [Answer?] = [
            adoption, contact.map { .contact(.chosen($0)) }, cumulative.map { .cumulative($0) },
        ]
        return named.compactMap(\.self)
            + flags.filter(\.isGiven).map(\.answer)
    }

    func work() async throws -> Exit {
        // There is exactly one (`validate`).
        guard let answer = answers.first else { return .success }
        let reason = "resolve: \(Redaction.known.hiding(reason).prefix(200))"
        return try await AnswerGiving(options: options, patience: patience).give(answer, to: document, reason: reason)
    }
}

extension CumulativeMeaning: ExpressibleByArgument {}
