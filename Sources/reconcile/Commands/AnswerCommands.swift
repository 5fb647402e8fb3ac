import ArgumentParser
import Foundation
import Persistence
import Reconciliation

/// Tries a held document again.
struct RetryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "retry", abstract: "Try a held document again.")

    @Argument(help: "Document number as printed, or HERO's id.")
    var document: String

    @OptionGroup var options: Options

    func run() async throws {
        try await running { try await AnswerGiving(options: options).give(.retry, to: document, reason: "retry") }
    }
}

/// A person's answer to something held, uncertain or drifted.
struct ResolveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "Answer what only a person can decide; journaled with your name.")

    @Argument(help: "Document number as printed, or HERO's id.")
    var document: String

    @Option(help: "This lexoffice voucher is the document.")
    var adopt: String?

    @Flag(help: "What was sent or found is not this document.")
    var absent = false

    @Flag(help: "Not to be booked: the cancelled pair nets to zero.")
    var waive = false

    @Flag(help: "The other side's version stands.")
    var accept = false

    @Option(help: "Why; goes into the journal.")
    var reason: String

    @OptionGroup var options: Options

    func validate() throws {
        let given = [adopt != nil, absent, waive, accept].count { $0 }
        if given != 1 { throw ValidationError("Give exactly one of --adopt VOUCHER, --absent, --waive, --accept.") }
        if reason.trimmingCharacters(in: .whitespaces).isEmpty { throw ValidationError("--reason must say why.") }
    }

    func run() async throws {
        let answer: Answer = adopt.map { .adopt(voucherID: $0) } ?? (absent ? .absent : waive ? .waive : .accept)
        try await running { try await AnswerGiving(options: options).give(answer, to: document, reason: "resolve: \(reason.prefix(200))") }
    }
}

struct AnswerGiving {
    let options: Options

    func give(_ answer: Answer, to document: String, reason: String) async throws -> Exit {
        let wiring = try Wiring(options)
        _ = try Store.view(directory: wiring.stateDirectory)
        let lock = try wiring.lock("reconcile resolve")
        defer { withExtendedLifetime(lock) {} }
        let store = try Store.open(directory: wiring.stateDirectory)
        defer { try? store.rest(at: wiring.now) }
        let settings = try Settings.load(store)
        let remotes = try Remotes(wiring, settings: settings, writingOn: store)
        let context = try remotes.context(wiring, store, wiring.author(reason, mapping: settings?.mappingDigest ?? ""))
        let language = options.language
        do throws(AnswerFailure) {
            let given = try await Answers(context: context).give(answer, to: document)
            let line =
                switch given {
                case .document(let standing): "\(standing.number ?? standing.key) → \(standing.machine.configuration)"
                case .payment(let standing): "\(standing.number ?? "-") \(standing.machine.key) → \(standing.state)"
                }
            Terminal.print(["\(Catalogue.answered(language)): \(line)"])
            return .success
        } catch {
            switch error {
            case .notFound: throw CommandFailure(.usage, "\(Catalogue.noSuchDocument(language)): \(document)", hint: "`reconcile list`")
            case .severalFound(let count):
                throw CommandFailure(.usage, "\(Catalogue.severalDocuments(language)) (\(count))", hint: "`reconcile list`")
            case .refused(let state, let why):
                throw CommandFailure(
                    .peopleNeeded, "\(Catalogue.refusedByChart(language)) (\(state)): \(why)", hint: "`reconcile explain \(document)`")
            case .interrupted(let interruption): throw CommandFailure(interruption)
            }
        }
    }
}
