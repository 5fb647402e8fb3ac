/// What an entry of the journal says, in a sentence. Each chart has a closed list of its own, because the same event says another thing
/// about a payment than about a document; `EventWordTests` holds the lists against the charts.
package enum EventWords {
    /// - Parameters:
    ///   - kind: a chart's name, or `setting`.
    ///   - event: as the journal writes it.
    /// - Returns: nil for an event of another version of this program.
    package static func sentence(kind: String, event: String) -> Wording? { word(kind, event)?.wording }

    /// What happens with every document and says nothing new to whoever reads its story.
    package static func isRoutine(kind: String, event: String) -> Bool { word(kind, event)?.isRoutine ?? false }

    /// Whether the reason that goes with it says something it does not say itself.
    package static func isExplained(event: String) -> Bool {
        ["sys.blocked", "reply.rejected", "reply.fileRejected", "reply.lookupClash", "reply.manyInHero", "reply.notPostable"].contains(
            event)
    }

    private static func word(_ kind: String, _ event: String) -> (any EventWord)? {
        let own: (any EventWord)? =
            switch kind {
            case "invoice": InvoiceEventWord(rawValue: event)
            case "payment": PaymentEventWord(rawValue: event)
            case "contact": ContactEventWord(rawValue: event)
            case "contactImport": ContactImportEventWord(rawValue: event)
            case "integration": IntegrationEventWord(rawValue: event)
            default: nil
            }
        return own ?? NotedEventWord(rawValue: event)
    }
}

package protocol EventWord: WordList {
    var isRoutine: Bool { get }
}

/// What stands in the journal beside the events of charts.
package enum NotedEventWord: String, EventWord {
    case begun, changed
    case numberShown = "lex.numberShown"
    case rule = "op.rule"
    case cumulativeMeans = "op.cumulativeMeans"
    case acceptObjection = "op.acceptObjection"
    case acceptVoid = "op.acceptVoid"
    case adoptTogether = "op.adoptTogether"
    case adoptEntry = "op.adoptEntry"
    case absent = "op.absent"
    case restoreNoticed = "restore.noticed"
    case restoreHeld = "restore.held"
    case restoreRelinked = "restore.relinked"

    package var wording: Wording {
        switch self {
        case .begun: Wording("Wird von hier an verfolgt.", "Followed from here on.")
        case .changed: Wording("Eine Einstellung wurde geändert.", "A setting was changed.")
        case .numberShown:
            Wording(
                "lexoffice zeigt die Nummer in anderer Schreibweise; gemerkt.", "lexoffice shows the number in another spelling; noted.")
        case .rule: Wording("Jemand hat entschieden, wie gebucht wird.", "Somebody decided how it is booked.")
        case .cumulativeMeans:
            Wording("Jemand hat gesagt, was die kumulative Rechnung meint.", "Somebody said what the cumulative invoice means.")
        case .acceptObjection: Wording("Jemand lässt den Einwand gelten, wie er ist.", "Somebody lets the objection stand as it is.")
        case .acceptVoid: Wording("Jemand lässt gelten, dass der Beleg ungültig ist.", "Somebody lets stand that the voucher is voided.")
        case .adoptTogether:
            Wording("Jemand hat mehrere Belege zusammen als diesen benannt.", "Somebody named several vouchers as this document together.")
        case .adoptEntry: Wording("Jemand hat den Eintrag in HERO benannt.", "Somebody named the entry in HERO.")
        case .absent: Wording("Jemand hat gesagt: Das Gefundene ist es nicht.", "Somebody said: what was found is not it.")
        case .restoreNoticed: Wording("Eine zurückgespielte Sicherung wurde bemerkt.", "A restored backup was noticed.")
        case .restoreHeld:
            Wording(
                "Nach der Sicherung fehlt zu viel; jemand muss hinsehen.", "Too much is missing after the backup; somebody has to look.")
        case .restoreRelinked: Wording("Nach der Sicherung ist alles wieder verknüpft.", "Everything is linked again after the backup.")
        }
    }

    package var isRoutine: Bool { self == .begun }
}
