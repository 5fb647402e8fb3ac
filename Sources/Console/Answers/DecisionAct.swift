internal import Administration
internal import Bookkeeping
internal import Reconciliation
internal import Wording

/// What a form may ask for, by the value of its button. Behind a colon stands what the button is about: `adopt:UUID`.
enum DecisionAct: String, Sendable, Hashable, CaseIterable {
    case retry, adopt, absent, waive, accept, contact
    case newContact = "new-contact"
    case collective
    case asStated = "as-stated"
    case withoutFile = "without-file"
    case cumulative, pause, resume, sync

    /// Whether the journal asks why, as the command does.
    var needsReason: Bool {
        switch self {
        case .retry, .resume, .sync: false
        case .adopt, .absent, .waive, .accept, .contact, .newContact, .collective, .asStated, .withoutFile, .cumulative, .pause: true
        }
    }

    /// Which field says what it is about, where the button does not.
    var field: DecisionField? {
        switch self {
        case .adopt: .voucher
        case .contact: .contact
        case .cumulative: .meaning
        case .retry, .absent, .waive, .accept, .newContact, .collective, .asStated, .withoutFile, .pause, .resume, .sync: nil
        }
    }

    /// - Parameter argument: of the button, or of its field; empty where it needs none.
    /// - Returns: nil for what is no answer to a thing.
    func answer(_ argument: String) throws(FormFault) -> Administration.Answer? {
        switch self {
        case .retry: .retry
        case .adopt: try DecisionAct.adoption(argument)
        case .absent: .absent
        case .waive: .waive
        case .accept: .accept
        case .contact: try DecisionAct.chosen(argument)
        case .newContact: .contact(.new)
        case .collective: .contact(.collective)
        case .asStated: .rule(.asStated)
        case .withoutFile: .rule(.withoutFile)
        case .cumulative: try DecisionAct.meaning(argument)
        case .pause, .resume, .sync: nil
        }
    }

    /// Several only of vouchers (contract.md `resolve`).
    private static func adoption(_ argument: String) throws(FormFault) -> Administration.Answer {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false).map { $0.filter { !$0.isWhitespace } }
        let kinds = names.map(AdoptReference.init)
        guard let first = names.first, names.count <= 20, !kinds.contains(nil),
            names.count == 1 || kinds.allSatisfy({ $0 == .voucher })
        else { throw .unknown(DecisionField.voucher.rawValue) }
        return .adopt(voucherID: first, with: Array(names.dropFirst()))
    }

    private static func chosen(_ argument: String) throws(FormFault) -> Administration.Answer {
        guard ContactAnswer.isReference(argument) else { throw .unknown(DecisionField.contact.rawValue) }
        return .contact(.chosen(argument))
    }

    private static func meaning(_ argument: String) throws(FormFault) -> Administration.Answer {
        guard let meaning = CumulativeMeaning(rawValue: argument) else { throw .unknown(DecisionField.meaning.rawValue) }
        return .cumulative(meaning)
    }
}

/// The fields of a form that decides.
enum DecisionField: String, Sendable, CaseIterable {
    case id, act, name, kind, key, rev, seen, reason, back, voucher, contact, meaning

    /// It says which thing is meant: one for each.
    var isOfThing: Bool {
        switch self {
        case .name, .kind, .key, .rev, .seen: true
        case .id, .act, .reason, .back, .voucher, .contact, .meaning: false
        }
    }

    /// So many characters at most.
    var limit: Int {
        switch self {
        case .id: 64
        case .act: 120
        case .rev: 20
        case .kind, .meaning, .contact: 40
        case .name, .key, .reason: 200
        case .seen: 400
        case .back: 2_000
        case .voucher: 800
        }
    }
}
