/// What happened to the contact of a customer.
package enum ContactEventWord: String, EventWord {
    case lexActive = "lex.active"
    case lexArchived = "lex.archived"
    case lexGone = "lex.gone"
    case replyFoundOne = "reply.foundOne"
    case replyFoundMany = "reply.foundMany"
    case replyFoundNone = "reply.foundNone"
    case replyFoundNoneSettled = "reply.foundNoneSettled"
    case replyCreated = "reply.created"
    case replyRejected = "reply.rejected"
    case replyNotProcessed = "reply.notProcessed"
    case replyOutcomeUnknown = "reply.outcomeUnknown"
    case opChoose = "op.choose"
    case opCreateNew = "op.createNew"
    case opUseCollective = "op.useCollective"
    case opRetry = "op.retry"
    case sysNeed = "sys.need"
    case sysRestarted = "sys.restarted"
    case sysUnlink = "sys.unlink"
    case sysUnlinkUnresolved = "sys.unlinkUnresolved"
    case sysDoubtSettled = "sys.doubtSettled"
    case sysTakenUp = "sys.takenUp"

    package var wording: Wording {
        switch self {
        case .lexActive: Wording("Der Kontakt in lexoffice ist benutzbar.", "The contact in lexoffice is usable.")
        case .lexArchived: Wording("Der Kontakt in lexoffice ist archiviert.", "The contact in lexoffice is archived.")
        case .lexGone: Wording("Der Kontakt ist in lexoffice nicht mehr da.", "The contact is no longer in lexoffice.")
        case .replyFoundOne: Wording("Nachgesehen: Genau ein Kontakt passt.", "Looked up: exactly one contact fits.")
        case .replyFoundMany: Wording("Nachgesehen: Mehrere Kontakte passen.", "Looked up: several contacts fit.")
        case .replyFoundNone: Wording("Nachgesehen: Kein Kontakt passt.", "Looked up: no contact fits.")
        case .replyFoundNoneSettled:
            Wording(
                "Die Frist ist um und der Kontakt nicht da: Er wurde nicht angelegt.",
                "The window has passed and the contact is not there: it was not made.")
        case .replyCreated: Wording("Kontakt in lexoffice angelegt.", "Contact made in lexoffice.")
        case .replyRejected: Wording("lexoffice hat den Kontakt abgelehnt.", "lexoffice refused the contact.")
        case .replyNotProcessed:
            Wording("lexoffice hat nichts angenommen; es wird neu versucht.", "lexoffice took nothing; it is tried again.")
        case .replyOutcomeUnknown:
            Wording(
                "Auf das Anlegen kam keine Antwort; ab hier wird nachgesehen.", "Making it got no answer; from here on it is looked up.")
        case .opChoose: Wording("Jemand hat den Kontakt benannt.", "Somebody named the contact.")
        case .opCreateNew:
            Wording("Jemand hat gesagt: Es ist keiner davon, neu anlegen.", "Somebody said: it is none of them, make a new one.")
        case .opUseCollective: Wording("Jemand bucht auf den Sammelkunden.", "Somebody books on the collective customer.")
        case .opRetry: Wording("Jemand hat gesagt: noch einmal.", "Somebody said: again.")
        case .sysNeed: Wording("Ein Beleg braucht diesen Kontakt.", "A document needs this contact.")
        case .sysRestarted: Wording("Das Programm ist neu gestartet.", "The program was started again.")
        case .sysUnlink: Wording("Die Verbindung wurde gelöscht.", "The integration was deleted.")
        case .sysUnlinkUnresolved:
            Wording("Die Verbindung wurde gelöscht, bevor die Antwort da war.", "The integration was deleted before the answer came.")
        case .sysDoubtSettled: Wording("Die Frist des alten Zweifels ist um.", "The window of the old doubt has passed.")
        case .sysTakenUp: Wording("Eine neue Einrichtung verfolgt ihn wieder.", "A new set-up follows it again.")
        }
    }

    package var isRoutine: Bool { self == .sysNeed || self == .lexActive }
}

/// What happened while contacts of lexoffice were brought to HERO.
package enum ContactImportEventWord: String, EventWord {
    case lexFit = "lex.fit"
    case lexUnfit = "lex.unfit"
    case lexGone = "lex.gone"
    case replyFoundOne = "reply.foundOne"
    case replyFoundMany = "reply.foundMany"
    case replyFoundNone = "reply.foundNone"
    case replyFoundNoneSettled = "reply.foundNoneSettled"
    case replyCreated = "reply.created"
    case replyExisting = "reply.existing"
    case replyRejected = "reply.rejected"
    case replyNotProcessed = "reply.notProcessed"
    case replyOutcomeUnknown = "reply.outcomeUnknown"
    case opConfirm = "op.confirm"
    case sysRestarted = "sys.restarted"

    package var wording: Wording {
        switch self {
        case .lexFit: Wording("Der Kontakt kann übernommen werden.", "The contact can be imported.")
        case .lexUnfit: Wording("Der Kontakt kann so nicht übernommen werden.", "The contact cannot be imported like this.")
        case .lexGone: Wording("Der Kontakt ist in lexoffice nicht mehr da.", "The contact is no longer in lexoffice.")
        case .replyFoundOne: Wording("Nachgesehen: Genau ein Kunde in HERO passt.", "Looked up: exactly one customer in HERO fits.")
        case .replyFoundMany: Wording("Nachgesehen: Mehrere Kunden in HERO passen.", "Looked up: several customers in HERO fit.")
        case .replyFoundNone: Wording("Nachgesehen: Kein Kunde in HERO passt.", "Looked up: no customer in HERO fits.")
        case .replyFoundNoneSettled:
            Wording(
                "Die Frist ist um und der Kunde nicht da: Er wurde nicht angelegt.",
                "The window has passed and the customer is not there: it was not made.")
        case .replyCreated: Wording("Kunde in HERO angelegt.", "Customer made in HERO.")
        case .replyExisting: Wording("HERO hatte den Kunden schon.", "HERO had the customer already.")
        case .replyRejected: Wording("HERO hat den Kunden abgelehnt.", "HERO refused the customer.")
        case .replyNotProcessed: Wording("HERO hat nichts angenommen; es wird neu versucht.", "HERO took nothing; it is tried again.")
        case .replyOutcomeUnknown:
            Wording(
                "Auf das Anlegen kam keine Antwort; ab hier wird nachgesehen.", "Making it got no answer; from here on it is looked up.")
        case .opConfirm: Wording("Jemand hat die Übernahme bestätigt.", "Somebody confirmed the import.")
        case .sysRestarted: Wording("Das Programm ist neu gestartet.", "The program was started again.")
        }
    }

    package var isRoutine: Bool { false }
}
