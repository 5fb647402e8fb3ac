/// What a person can answer to something held, uncertain or drifted (contract.md `retry`, `resolve`).
package enum AnswerKind: Sendable, Hashable, CaseIterable {
    case retry
    case adopt(AdoptReference)
    case absent, waive, accept, collective, newContact, contact

    package static let allCases: [AnswerKind] = [
        .retry, .adopt(.voucher), .adopt(.entry), .absent, .waive, .accept, .collective, .newContact, .contact,
    ]

    /// English and stable, like all codes.
    package var code: String {
        switch self {
        case .retry: "retry"
        case .adopt: "adopt"
        case .absent: "absent"
        case .waive: "waive"
        case .accept: "accept"
        case .collective: "collective"
        case .newContact: "new_contact"
        case .contact: "contact"
        }
    }

    package var typedCommand: TypedCommand {
        switch self {
        case .retry: .retry
        case .adopt(.voucher): .resolve(Wording("--adopt BELEG", "--adopt VOUCHER"))
        case .adopt(.entry): .resolve(Wording("--adopt EINTRAG", "--adopt ENTRY"))
        case .absent: .resolve(.untranslated("--absent"))
        case .waive: .resolve(.untranslated("--waive"))
        case .accept: .resolve(.untranslated("--accept"))
        case .collective: .resolve(.untranslated("--collective"))
        case .newContact: .resolve(.untranslated("--new-contact"))
        case .contact: .resolve(Wording("--contact KONTAKT", "--contact CONTACT"))
        }
    }
}
