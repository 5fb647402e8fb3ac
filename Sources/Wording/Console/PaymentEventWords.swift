/// What happened to a payment.
package enum PaymentEventWord: String, EventWord {
    case lexItemPresent = "lex.itemPresent"
    case lexItemAbsent = "lex.itemAbsent"
    case heroEntryPresent = "hero.entryPresent"
    case heroEntryEdited = "hero.entryEdited"
    case heroEntryAbsent = "hero.entryAbsent"
    case heroForeign = "hero.foreign"
    case replyNoneInHero = "reply.noneInHero"
    case replyNoneInHeroSettled = "reply.noneInHeroSettled"
    case replyOneInHero = "reply.oneInHero"
    case replyManyInHero = "reply.manyInHero"
    case replyLookupFailed = "reply.lookupFailed"
    case replyNotPostable = "reply.notPostable"
    case replyPosted = "reply.posted"
    case replyRejected = "reply.rejected"
    case replyNotProcessed = "reply.notProcessed"
    case replyOutcomeUnknown = "reply.outcomeUnknown"
    case opRetry = "op.retry"
    case opAdopt = "op.adopt"
    case opAbsent = "op.absent"
    case opAccept = "op.accept"
    case sysMirror = "sys.mirror"
    case sysRestarted = "sys.restarted"
    case sysUnlink = "sys.unlink"
    case sysUnlinkUnresolved = "sys.unlinkUnresolved"
    case sysDoubtSettled = "sys.doubtSettled"
    case sysTakenUp = "sys.takenUp"

    package var wording: Wording {
        switch self {
        case .lexItemPresent: Wording("lexoffice zeigt die Zahlung.", "lexoffice shows the payment.")
        case .lexItemAbsent: Wording("lexoffice zeigt die Zahlung nicht mehr.", "lexoffice no longer shows the payment.")
        case .heroEntryPresent: Wording("HERO zeigt unseren Eintrag unverändert.", "HERO shows our entry unchanged.")
        case .heroEntryEdited: Wording("In HERO wurde unser Eintrag geändert.", "Our entry in HERO was changed.")
        case .heroEntryAbsent: Wording("Unser Eintrag ist in HERO nicht mehr da.", "Our entry is no longer in HERO.")
        case .heroForeign:
            Wording("In HERO steht ein Eintrag, den lexoffice nicht kennt.", "HERO has an entry that lexoffice does not know.")
        case .replyNoneInHero:
            Wording("Nachgesehen: In HERO steht die Zahlung noch nicht.", "Looked up: HERO does not have the payment yet.")
        case .replyNoneInHeroSettled:
            Wording(
                "Die Frist ist um und der Eintrag nicht da: Er wurde nicht angelegt.",
                "The window has passed and the entry is not there: it was not made.")
        case .replyOneInHero: Wording("Nachgesehen: Die Zahlung steht in HERO.", "Looked up: the payment is in HERO.")
        case .replyManyInHero: Wording("Nachgesehen: In HERO passen mehrere Einträge.", "Looked up: several entries in HERO fit.")
        case .replyLookupFailed: Wording("Das Nachsehen in HERO gab keine Antwort.", "Looking it up in HERO gave no answer.")
        case .replyNotPostable:
            Wording("HERO nimmt auf diesem Dokument keine Zahlung an.", "HERO takes no payment on this document.")
        case .replyPosted: Wording("Die Zahlung ist in HERO eingetragen.", "The payment is entered in HERO.")
        case .replyRejected: Wording("HERO hat die Zahlung abgelehnt.", "HERO refused the payment.")
        case .replyNotProcessed: Wording("HERO hat nichts angenommen; es wird neu versucht.", "HERO took nothing; it is tried again.")
        case .replyOutcomeUnknown:
            Wording(
                "Auf das Eintragen kam keine Antwort; ab hier wird nachgesehen.", "Entering it got no answer; from here on it is looked up."
            )
        case .opRetry: Wording("Jemand hat gesagt: noch einmal.", "Somebody said: again.")
        case .opAdopt: Wording("Jemand hat den Eintrag in HERO benannt.", "Somebody named the entry in HERO.")
        case .opAbsent: Wording("Jemand hat gesagt: Der Eintrag ist es nicht.", "Somebody said: the entry is not it.")
        case .opAccept: Wording("Jemand lässt HERO, wie es ist.", "Somebody leaves HERO as it is.")
        case .sysMirror:
            Wording("An der Reihe: Vor dem Eintragen wird in HERO nachgesehen.", "Its turn: HERO is looked at before it is entered.")
        case .sysRestarted: Wording("Das Programm ist neu gestartet.", "The program was started again.")
        case .sysUnlink: Wording("Die Verbindung wurde gelöscht.", "The integration was deleted.")
        case .sysUnlinkUnresolved:
            Wording("Die Verbindung wurde gelöscht, bevor die Antwort da war.", "The integration was deleted before the answer came.")
        case .sysDoubtSettled: Wording("Die Frist des alten Zweifels ist um.", "The window of the old doubt has passed.")
        case .sysTakenUp: Wording("Eine neue Einrichtung verfolgt sie wieder.", "A new set-up follows it again.")
        }
    }

    package var isRoutine: Bool {
        switch self {
        case .sysMirror, .replyNoneInHero, .lexItemPresent, .heroEntryPresent: true
        case .lexItemAbsent, .heroEntryEdited, .heroEntryAbsent, .heroForeign, .replyNoneInHeroSettled, .replyOneInHero, .replyManyInHero,
            .replyLookupFailed, .replyNotPostable, .replyPosted, .replyRejected, .replyNotProcessed, .replyOutcomeUnknown, .opRetry,
            .opAdopt, .opAbsent, .opAccept, .sysRestarted, .sysUnlink, .sysUnlinkUnresolved, .sysDoubtSettled, .sysTakenUp:
            false
        }
    }
}
