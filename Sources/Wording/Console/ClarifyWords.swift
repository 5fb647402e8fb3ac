/// The words of the page of what needs a person.
package enum ClarifyWord: String, WordList {
    case intro, empty, emptyHelp, neverChecked, since, several, preview, previewTitle, previewHelp, confirm, choose, chosen, noneChosen,
        left
    case nobody, office, adviser, administrator, document, payment, question, row, right, contactImport
    case act, more, answersHere, notForThisRole

    package var wording: Wording {
        switch self {
        case .intro:
            Wording(
                "Nur was eine Person entscheiden muss, das Älteste zuerst. Was von selbst weitergeht, steht hier nicht.",
                "Only what a person has to decide, oldest first. What goes on by itself is not here.")
        case .empty: Wording("Nichts zu klären.", "Nothing to clarify.")
        case .emptyHelp:
            Wording(
                "Der letzte vollständige Durchlauf hat HERO und lexoffice verglichen:",
                "The last complete pass compared HERO and lexoffice:")
        case .neverChecked:
            Wording("Noch kein vollständiger Durchlauf: hier lässt sich nichts sagen.", "No complete pass yet: nothing can be said here.")
        case .since: Wording("seit", "since")
        case .several: Wording("Mehrere auf einmal", "Several at once")
        case .preview: Wording("Vorschau", "Preview")
        case .previewTitle: Wording("Mehrere auf einmal beantworten", "Answer several at once")
        case .previewHelp:
            Wording(
                "Für jeden angekreuzten Beleg wird eine eigene Entscheidung notiert.",
                "A decision of its own is noted for each one that is ticked.")
        case .confirm: Wording("So notieren", "Note it")
        case .choose: Wording("Ankreuzen", "Tick")
        case .chosen: Wording("Angekreuzt", "Ticked")
        case .noneChosen: Wording("Hier ist nichts zu notieren.", "There is nothing to be noted here.")
        case .left: Wording("Nicht dabei, weil es jetzt nicht möglich ist:", "Left out because it is not possible now:")
        case .nobody: Wording("Weiteres", "Others")
        case .office: Wording("Büro", "Office")
        case .adviser: Wording("Steuerberater", "Tax adviser")
        case .administrator: Wording("Administrator", "Administrator")
        case .document: Wording("Beleg", "Document")
        case .payment: Wording("Zahlung", "Payment")
        case .question: Wording("Ohne Antwort", "Not answered")
        case .row: Wording("Nicht lesbarer Eintrag", "Unreadable entry")
        case .right: Wording("Fehlendes Recht", "Missing right")
        case .contactImport: Wording("Kontaktimport", "Contact import")
        case .act: Wording("Antwort", "Answer")
        case .more: Wording("weitere", "more")
        case .answersHere: Wording("Antworten", "Answer")
        case .notForThisRole:
            Wording("Antworten kann hier das Büro oder der Administrator.", "The office or the administrator can answer here.")
        }
    }
}
