/// What a person can answer to something held, uncertain or drifted (contract.md `retry`, `resolve`).
package enum AnswerKind: Sendable, Hashable, CaseIterable {
    case retry
    case adopt(AdoptReference)
    /// Several vouchers that are the document together.
    case adoptTogether
    case absent, waive, accept, collective, newContact, contact, asStated, withoutFile, cumulative

    package static let allCases: [AnswerKind] = [
        .retry, .adopt(.voucher), .adopt(.entry), .adoptTogether, .absent, .waive, .accept, .collective, .newContact, .contact, .asStated,
        .withoutFile,
        .cumulative,
    ]

    /// English and stable, like all codes.
    package var code: String { words.code }

    package var typedCommand: TypedCommand { words.command }

    private var words: (code: String, command: TypedCommand) {
        switch self {
        case .retry: ("retry", .retry)
        case .adopt(.voucher): ("adopt", .resolve(Wording("--adopt BELEG", "--adopt VOUCHER")))
        case .adopt(.entry): ("adopt", .resolve(Wording("--adopt EINTRAG", "--adopt ENTRY")))
        case .adoptTogether: ("adopt", .resolve(Wording("--adopt BELEG,BELEG", "--adopt VOUCHER,VOUCHER")))
        case .absent: ("absent", .resolve(.untranslated("--absent")))
        case .waive: ("waive", .resolve(.untranslated("--waive")))
        case .accept: ("accept", .resolve(.untranslated("--accept")))
        case .collective: ("collective", .resolve(.untranslated("--collective")))
        case .newContact: ("new_contact", .resolve(.untranslated("--new-contact")))
        case .contact: ("contact", .resolve(Wording("--contact KONTAKT", "--contact CONTACT")))
        case .asStated: ("as_stated", .resolve(.untranslated("--as-stated")))
        case .withoutFile: ("without_file", .resolve(.untranslated("--without-file")))
        case .cumulative: ("cumulative", .resolve(.untranslated("--cumulative rest|whole")))
        }
    }
}
