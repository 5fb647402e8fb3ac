/// One thing to be done about something: by whom, what, and in which words.
package struct NextStep: Sendable, Hashable {
    package enum Actor: String, Sendable, CaseIterable {
        /// The program goes on by itself, or nothing is to be done.
        case nobody
        case office, adviser, administrator
    }

    package enum Act: Sendable, Hashable {
        /// It is finished, or not ours to do.
        case nothing
        /// It goes on by itself.
        case waits
        case answer(AnswerKind)
        case command(TypedCommand)
        /// It is done where the page shows it.
        case open(Place)
        /// No system knows it: a person has to find out, or to make up their mind.
        case decide
        /// To those who maintain this program, or support the system it is about.
        case report
        /// To a newer version of this program.
        case update
    }

    /// Where something is seen or changed.
    package enum Place: String, Sendable, CaseIterable {
        case heroDocument = "hero.document"
        case heroDocumentTypes = "hero.document_types"
        case heroCustomer = "hero.customer"
        case heroProject = "hero.project"
        case heroSettings = "hero.settings"
        case lexofficeVoucher = "lexoffice.voucher"
        /// Where vouchers are entered and searched.
        case lexofficeVouchers = "lexoffice.vouchers"
        case lexofficeContact = "lexoffice.contact"
        case lexofficeSettings = "lexoffice.settings"
        /// The item that is named, in the system that lists it.
        case namedItem = "named_item"
        /// What the program runs on: its configuration, secrets and directories.
        case machine
    }

    package let actor: Actor
    package let act: Act
    /// A part of the sentence all steps make together, one after the other.
    package let text: Wording

    /// - Parameters:
    ///   - de: In the words stand `{command}` for the command of the act, `{answer}` for it without its reason, and `{option}` for its
    ///     option alone, where the sentence has said the rest already.
    init(_ actor: Actor, _ act: Act, _ de: String, _ en: String) {
        self.actor = actor
        self.act = act
        text = Wording(NextStep.filled(de, act.typedCommand, .de), NextStep.filled(en, act.typedCommand, .en))
    }

    private static func filled(_ text: String, _ command: TypedCommand?, _ language: Language) -> String {
        guard let command else { return text }
        return text.replacing("{command}", with: "`\(command.text(language))`")
            .replacing("{answer}", with: "`\(command.withoutReason(language))`")
            .replacing("{option}", with: "`\(command.option?(language) ?? "")`")
    }
}

extension NextStep.Act {
    /// English and stable, like all codes. Of an answer it is which one.
    package var code: String {
        switch self {
        case .nothing: "nothing"
        case .waits: "waits"
        case .answer(let kind): kind.code
        case .command: "command"
        case .open: "open"
        case .decide: "decide"
        case .report: "report"
        case .update: "update"
        }
    }

    /// What is typed for it, if that is how it is done.
    package var typedCommand: TypedCommand? {
        switch self {
        case .answer(let kind): kind.typedCommand
        case .command(let command): command
        case .nothing, .waits, .open, .decide, .report, .update: nil
        }
    }
}

extension [NextStep] {
    package var sentence: Wording { Wording(map(\.text.de).joined(separator: " "), map(\.text.en).joined(separator: " ")) }
}

extension NextStep {
    static func office(_ act: Act, _ de: String, _ en: String) -> NextStep { NextStep(.office, act, de, en) }
    static func adviser(_ act: Act, _ de: String, _ en: String) -> NextStep { NextStep(.adviser, act, de, en) }
    static func administrator(_ act: Act, _ de: String, _ en: String) -> NextStep { NextStep(.administrator, act, de, en) }
    static func waits(_ de: String, _ en: String) -> NextStep { NextStep(.nobody, .waits, de, en) }
    static func nothing(_ de: String, _ en: String) -> NextStep { NextStep(.nobody, .nothing, de, en) }
}

/// What many reasons share.
extension NextStep {
    static let nothing = nothing("Nichts zu tun.", "Nothing to do.")
    static let byItself = waits("Nichts zu tun, es geht von selbst weiter.", "Nothing to do, it goes on by itself.")
    static let thenRetry = office(.answer(.retry), "danach {command}.", "then {command}.")
    static let thenLink = office(.answer(.adopt(.voucher)), "und mit {command} verknüpfen.", "and link it with {command}.")
    /// Cancelled in HERO, the old document and its cancellation come to nothing; that it is cancelled a pass sees.
    static let thenWaive = office(
        .answer(.waive), "nach dem nächsten Durchlauf das alte mit {command} abschließen.",
        "and after the next pass close the old one with {command}.")
    static let elseByHand = office(
        .open(.lexofficeVouchers), "Ist es richtig: in lexoffice von Hand buchen", "If it is right: book it by hand in lexoffice")
    /// Whoever the customer is, where no contact has to be named.
    static let orCollective = office(
        .answer(.collective), "Oder auf den Sammelkunden buchen: {command}.", "Or book on the collective customer: {command}.")
    /// The customer's card and the contacts', side by side.
    static let seeCards = office(.command(.explain), "Beide nebeneinander zeigt {command}.", "See them side by side: {command}.")
    static let thisContact = office(.answer(.contact), "Ist es einer von ihnen: {command}.", "If it is one of them: {command}.")
    static let orNewContact = office(.answer(.newContact), "Ist es keiner von ihnen: {command}.", "If it is none of them: {command}.")
    static let orAsStated = office(
        .answer(.asStated), "Stimmt, was HERO zeigt: {command}.", "If what HERO shows is right: {command}.")
    static let orWithoutFile = office(
        .answer(.withoutFile), "Oder ohne Datei buchen: {command}.", "Or book it without a file: {command}.")
    static let update = administrator(.update, "Programm aktualisieren.", "Update this program.")
}

extension [NextStep] {
    /// What is done elsewhere than by an answer or a command; nil where there is nothing. For whoever has buttons.
    package var elsewhere: Wording? {
        // What stands together is one sentence; what was between two of them parts them.
        let runs = split { $0.act.typedCommand != nil || $0.act == .nothing }.map(Array.init)
        guard !runs.isEmpty else { return nil }
        let sentences = runs.map(\.sentence)
        return Wording(
            sentences.map { NextStep.whole($0.de) }.joined(separator: " "), sentences.map { NextStep.whole($0.en) }.joined(separator: " "))
    }
}

extension NextStep {
    /// Begun with a capital and ended with a full stop.
    fileprivate static func whole(_ text: String) -> String {
        guard let end = text.lastIndex(where: { !",;:. ".contains($0) }) else { return text }
        return "\(text.prefix(1).uppercased())\(text[...end].dropFirst())."
    }
}
