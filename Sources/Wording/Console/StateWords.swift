/// States of the charts as people say them. Which state is which word is decided where the charts are known: `StateWord.of`.
package enum StateWord: String, WordList {
    // A document.
    case draft, unjudged, outOfScope, waiting, waitingForFile, waitingForContact, ready, checking, sending, uncertain, held, rejected, clash
    case waived, fileDue, fileSending, fileUnsure, fileRefused, uploaded, doubled, edited, gone, contested, sound, issued
    case open, partlyPaid, writtenOff, paid, overpaid, cancelled, notBooked
    // A payment.
    case paymentDue, paymentMirrored, paymentToWithdraw, paymentWithdrawn, paymentRefused, paymentClash, paymentForeign, paymentAccepted
    // A customer's contact.
    case contactUnlinked, contactSearching, contactLinked, contactArchived, contactCollective, contactAmbiguous, contactRejected
    // A contact that is imported.
    case importCounted, importDone, importMatched, importUnfit, importAmbiguous, importRefused, importGone
    // The integration.
    case incomplete, verifying, needsDate, armed, running, paused, blocked, probing, draining, unlinking, revoking, revokeBlocked, deleted
    case dateOpen, dateHeld, dateFixed
    // What an integration that was deleted let go of.
    case released, releasedUnresolved
    /// A region that is not there.
    case absent

    package var wording: Wording {
        switch self {
        case .draft: Wording("Entwurf", "draft")
        case .unjudged: Wording("neu", "new")
        case .outOfScope: Wording("nicht zu übertragen", "not to be transferred")
        case .waiting: Wording("wartet", "waiting")
        case .waitingForFile: Wording("wartet auf PDF", "waiting for its PDF")
        case .waitingForContact: Wording("wartet auf den Kontakt", "waiting for the contact")
        case .ready: Wording("an der Reihe", "in the queue")
        case .checking: Wording("wird nachgesehen", "being looked up")
        case .sending: Wording("wird gesendet", "being sent")
        case .uncertain: Wording("ohne Antwort", "without an answer")
        case .held: Wording("braucht Sie", "needs you")
        case .rejected: Wording("abgelehnt", "refused")
        case .clash: Wording("nicht eindeutig", "ambiguous")
        case .waived: Wording("nicht gebucht, hebt sich auf", "not booked, nets to zero")
        case .fileDue: Wording("übertragen, PDF folgt", "transferred, PDF follows")
        case .fileSending: Wording("übertragen, PDF wird gesendet", "transferred, PDF being sent")
        case .fileUnsure: Wording("übertragen, PDF ohne Antwort", "transferred, PDF without an answer")
        case .fileRefused: Wording("übertragen, PDF abgelehnt", "transferred, PDF refused")
        case .uploaded: Wording("übertragen", "transferred")
        case .doubled: Wording("doppelt in lexoffice", "twice in lexoffice")
        case .edited: Wording("in lexoffice geändert", "changed in lexoffice")
        case .gone: Wording("in lexoffice gelöscht", "deleted in lexoffice")
        case .contested: Wording("in HERO geändert", "changed in HERO")
        case .sound: Wording("unverändert", "unchanged")
        case .issued: Wording("ausgestellt", "issued")
        case .open: Wording("offen", "open")
        case .partlyPaid: Wording("teilweise bezahlt", "partly paid")
        case .writtenOff: Wording("ausgebucht", "written off")
        case .paid: Wording("bezahlt", "paid")
        case .overpaid: Wording("überzahlt", "overpaid")
        case .cancelled: Wording("storniert", "cancelled")
        case .notBooked: Wording("nicht gebucht", "not booked")
        case .paymentDue: Wording("wird in HERO eingetragen", "will be entered in HERO")
        case .paymentMirrored: Wording("in HERO eingetragen", "entered in HERO")
        case .paymentToWithdraw: Wording("in HERO zu löschen", "to be deleted in HERO")
        case .paymentWithdrawn: Wording("zurückgenommen", "withdrawn")
        case .paymentRefused: Wording("von HERO abgelehnt", "refused by HERO")
        case .paymentClash: Wording("nicht eindeutig", "ambiguous")
        case .paymentForeign: Wording("nur in HERO", "in HERO alone")
        case .paymentAccepted: Wording("so belassen", "let stand")
        case .contactUnlinked: Wording("wird gesucht", "to be looked for")
        case .contactSearching: Wording("wird gerade gesucht", "being looked for")
        case .contactLinked: Wording("verknüpft", "linked")
        case .contactArchived: Wording("in lexoffice archiviert", "archived in lexoffice")
        case .contactCollective: Wording("Sammelkunde", "collective customer")
        case .contactAmbiguous: Wording("mehrere kommen in Frage", "several may be meant")
        case .contactRejected: Wording("von lexoffice abgelehnt", "refused by lexoffice")
        case .importCounted: Wording("gezählt", "counted")
        case .importDone: Wording("importiert", "imported")
        case .importMatched: Wording("schon in HERO", "in HERO already")
        case .importUnfit: Wording("nicht zu importieren", "not to be imported")
        case .importAmbiguous: Wording("mehrere kommen in Frage", "several may be meant")
        case .importRefused: Wording("von HERO abgelehnt", "refused by HERO")
        case .importGone: Wording("in lexoffice gelöscht", "deleted in lexoffice")
        case .incomplete: Wording("nicht eingerichtet", "not set up")
        case .verifying: Wording("Zugang wird geprüft", "access being checked")
        case .needsDate: Wording("ohne Startdatum", "without a start date")
        case .armed: Wording("eingerichtet, noch nicht eingeschaltet", "set up, not switched on yet")
        case .running: Wording("läuft", "running")
        case .paused: Wording("pausiert", "paused")
        case .blocked: Wording("ohne Zugang", "without access")
        case .probing: Wording("Zugang wird geprüft", "access being checked")
        case .draining: Wording("wird gelöscht, Offenes läuft aus", "being deleted, what is open ends")
        case .unlinking: Wording("wird gelöscht, Verknüpfungen werden gelöst", "being deleted, links are dropped")
        case .revoking: Wording("wird gelöscht, Zugang wird beendet", "being deleted, access ends")
        case .revokeBlocked: Wording("gelöscht bis auf den Zugang", "deleted but for the access")
        case .deleted: Wording("gelöscht", "deleted")
        case .dateOpen: Wording("änderbar", "can be changed")
        case .dateHeld: Wording("eine Übertragung ist unterwegs", "a transfer is under way")
        case .dateFixed: Wording("steht fest", "fixed")
        case .released: Wording("losgelassen", "let go of")
        case .releasedUnresolved: Wording("losgelassen, Ausgang offen", "let go of, outcome open")
        case .absent: Wording("–", "–")
        }
    }
}
