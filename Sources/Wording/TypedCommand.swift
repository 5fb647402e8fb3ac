/// A command of this program as somebody types it. What only that person knows is named in capitals: `reconcile retry NUMBER`.
package struct TypedCommand: Sendable, Hashable {
    /// The command and what it is about; nil for the options of the program itself.
    let subject: Wording?
    /// The option that says what is wanted.
    let option: Wording?
    /// Whether it goes into the journal why.
    let needsReason: Bool

    private init(_ subject: Wording? = nil, option: Wording? = nil, needsReason: Bool = false) {
        self.subject = subject
        self.option = option
        self.needsReason = needsReason
    }

    package var text: Wording {
        Wording(withoutReason.de + (needsReason ? " --reason …" : ""), withoutReason.en + (needsReason ? " --reason …" : ""))
    }

    var withoutReason: Wording {
        let parts = [.untranslated("reconcile"), subject, option].compactMap(\.self)
        return Wording(parts.map(\.de).joined(separator: " "), parts.map(\.en).joined(separator: " "))
    }
}

extension TypedCommand {
    private static let setup = Wording.untranslated("setup")

    static let setUp = TypedCommand(setup)
    static let chooseStartDate = TypedCommand(setup, option: .untranslated("--start-date yyyy-MM-dd"))
    static let relinkFrom = TypedCommand(setup, option: .untranslated("--relink-from yyyy-MM-dd"))
    static let nameCategory = TypedCommand(setup, option: Wording("--category SCHLÜSSEL=UUID", "--category KEY=UUID"))
    static let confirmCancellationProcess = TypedCommand(setup, option: .untranslated("--confirm-cancellation-process"))
    static let confirmConnectorOff = TypedCommand(setup, option: .untranslated("--confirm-connector-off"))
    static let deleteIntegration = TypedCommand(option: .untranslated("--delete-integration"))
    static let doctor = TypedCommand(.untranslated("doctor"))
    static let logIn = TypedCommand(.untranslated("login"))
    static let explain = TypedCommand(Wording("explain NUMMER", "explain NUMBER"))
    static let retry = TypedCommand(Wording("retry NUMMER", "retry NUMBER"))

    static func resolve(_ option: Wording) -> TypedCommand {
        TypedCommand(Wording("resolve NUMMER", "resolve NUMBER"), option: option, needsReason: true)
    }
}
