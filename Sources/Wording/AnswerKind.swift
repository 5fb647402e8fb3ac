/// What a person can answer to something held, uncertain or drifted (contract.md `retry`, `resolve`).
package enum AnswerKind: Sendable, Hashable, CaseIterable {
    case retry
    case adopt(AdoptReference)
    /// Several vouchers that are the document together.
    case adoptTogether
    case absent, waive, accept, collective, newContact, asStated, withoutFile, cumulative

    package static let allCases: [AnswerKind] = [
        .retry, .adopt(.voucher), .adopt(.entry), .adoptTogether, .absent, .waive, .accept, .collective, .newContact, .asStated, .withoutFile,
        .cumulative,
    ]

    /// English and stable, like all codes.
    package var code: String {
        switch self {
        case .retry: "retry"
        case .adopt, .adoptTogether: "adopt"
        case .absent: "absent"
        case .waive: "waive"
        case .accept: "accept"
        case .collective: "collective"
        case .newContact: "new_contact"
        case .asStated: "as_stated"
        case .withoutFile: "without_file"
        case .cumulative: "cumulative"
        }
    }

    package var typedCommand: TypedCommand {
        switch self {
        case .retry: .retry
        case .adopt(.voucher): .resolve(Wording("--adopt BELEG", "--adopt VOUCHER"))
        case .adopt(.entry): .resolve(Wording("--adopt EINTRAG", "--adopt ENTRY"))
        case .adoptTogether: .resolve(Wording("--adopt BELEG,BELEG", "--adopt VOUCHER,VOUCHER"))
        case .absent: .resolve(.untranslated("--absent"))
        case .waive: .resolve(.untranslated("--waive"))
        case .accept: .resolve(.untranslated("--accept"))
        case .collective: .resolve(.untranslated("--collective"))
        case .newContact: .resolve(.untranslated("--new-contact"))
        case .asStated: .resolve(.untranslated("--as-stated"))
        case .withoutFile: .resolve(.untranslated("--without-file"))
        case .cumulative: .resolve(.untranslated("--cumulative rest|whole"))
        }
    }
}
