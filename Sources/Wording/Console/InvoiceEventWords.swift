/// What happened to a document.
package enum InvoiceEventWord: String, EventWord {
    case heroLocked = "hero.locked"
    case heroCancelled = "hero.cancelled"
    case heroAltered = "hero.altered"
    case heroMissing = "hero.missing"
    case heroIntact = "hero.intact"
    case lexVoucherMatches = "lex.voucherMatches"
    case lexVoucherEdited = "lex.voucherEdited"
    case lexVoucherGone = "lex.voucherGone"
    case lexVoucherDoubled = "lex.voucherDoubled"
    case lexFilePresent = "lex.filePresent"
    case lexFileAbsent = "lex.fileAbsent"
    case lexBalanceOpen = "lex.balanceOpen"
    case lexBalancePartial = "lex.balancePartial"
    case lexBalanceFull = "lex.balanceFull"
    case lexBalanceWrittenOff = "lex.balanceWrittenOff"
    case lexBalanceOver = "lex.balanceOver"
    case replyLookupNone = "reply.lookupNone"
    case replyLookupNoneSettled = "reply.lookupNoneSettled"
    case replyLookupMatch = "reply.lookupMatch"
    case replyLookupClash = "reply.lookupClash"
    case replyLookupFailed = "reply.lookupFailed"
    case replyCreated = "reply.created"
    case replyRejected = "reply.rejected"
    case replyNotProcessed = "reply.notProcessed"
    case replyOutcomeUnknown = "reply.outcomeUnknown"
    case replyFileAccepted = "reply.fileAccepted"
    case replyFileRejected = "reply.fileRejected"
    case replyFileNotProcessed = "reply.fileNotProcessed"
    case replyFileUnknown = "reply.fileUnknown"
    case opAcknowledge = "op.acknowledge"
    case opRetry = "op.retry"
    case opWaive = "op.waive"
    case opReconsider = "op.reconsider"
    case opAdopt = "op.adopt"
    case opAbsent = "op.absent"
    case opAcceptEdit = "op.acceptEdit"
    case opRecreate = "op.recreate"
    case sysScopeIncluded = "sys.scopeIncluded"
    case sysScopeExcluded = "sys.scopeExcluded"
    case sysBlocked = "sys.blocked"
    case sysUnblocked = "sys.unblocked"
    case sysDependenciesMet = "sys.dependenciesMet"
    case sysDependenciesLost = "sys.dependenciesLost"
    case sysCounterpartWaived = "sys.counterpartWaived"
    case sysCounterpartRestored = "sys.counterpartRestored"
    case sysSend = "sys.send"
    case sysSendFile = "sys.sendFile"
    case sysRestarted = "sys.restarted"
    case sysUnlink = "sys.unlink"
    case sysUnlinkUnresolved = "sys.unlinkUnresolved"
    case sysDoubtSettled = "sys.doubtSettled"
    case sysTakenUp = "sys.takenUp"

    package var wording: Wording {
        switch self {
        case .heroLocked:
            Wording(
                "HERO hat das Dokument veröffentlicht; es ändert sich nicht mehr.", "HERO published the document; it no longer changes.")
        case .heroCancelled: Wording("In HERO storniert.", "Cancelled in HERO.")
        case .heroAltered:
            Wording("HERO zeigt einen anderen Inhalt als beim Buchen.", "HERO shows another content than when it was booked.")
        case .heroMissing: Wording("HERO zeigt das Dokument nicht mehr.", "HERO no longer shows the document.")
        case .heroIntact: Wording("HERO zeigt wieder denselben Inhalt.", "HERO shows the same content again.")
        case .lexVoucherMatches: Wording("Der Beleg in lexoffice stimmt überein.", "The voucher in lexoffice agrees.")
        case .lexVoucherEdited: Wording("Der Beleg in lexoffice wurde geändert.", "The voucher in lexoffice was changed.")
        case .lexVoucherGone: Wording("Der Beleg ist in lexoffice nicht mehr da.", "The voucher is no longer in lexoffice.")
        case .lexVoucherDoubled:
            Wording("In lexoffice trägt noch ein Beleg diese Nummer.", "Another voucher in lexoffice carries this number.")
        case .lexFilePresent: Wording("Der Beleg in lexoffice hat seine PDF.", "The voucher in lexoffice has its PDF.")
        case .lexFileAbsent: Wording("Dem Beleg in lexoffice fehlt seine PDF.", "The voucher in lexoffice lacks its PDF.")
        case .lexBalanceOpen: Wording("In lexoffice ist nichts bezahlt.", "Nothing is paid in lexoffice.")
        case .lexBalancePartial: Wording("In lexoffice ist ein Teil bezahlt.", "Part of it is paid in lexoffice.")
        case .lexBalanceFull: Wording("In lexoffice ist alles bezahlt.", "All of it is paid in lexoffice.")
        case .lexBalanceWrittenOff: Wording("In lexoffice als Forderungsausfall ausgebucht.", "Written off as bad debt in lexoffice.")
        case .lexBalanceOver: Wording("In lexoffice ist mehr bezahlt als geschuldet.", "More is paid in lexoffice than was owed.")
        case .replyLookupNone:
            Wording("Nachgesehen: In lexoffice gibt es diese Nummer noch nicht.", "Looked up: lexoffice does not have this number yet.")
        case .replyLookupNoneSettled:
            Wording(
                "Die Frist ist um und der Beleg nicht da: Er wurde nicht gebucht.",
                "The window has passed and the voucher is not there: it was not booked.")
        case .replyLookupMatch:
            Wording("Nachgesehen: Der Beleg ist in lexoffice da und stimmt.", "Looked up: the voucher is in lexoffice and agrees.")
        case .replyLookupClash:
            Wording(
                "Nachgesehen: Unter dieser Nummer steht etwas anderes in lexoffice.",
                "Looked up: lexoffice has something else under this number.")
        case .replyLookupFailed: Wording("Das Nachsehen gab keine Antwort.", "Looking it up gave no answer.")
        case .replyCreated: Wording("In lexoffice gebucht.", "Booked in lexoffice.")
        case .replyRejected: Wording("lexoffice hat den Beleg abgelehnt.", "lexoffice refused the voucher.")
        case .replyNotProcessed:
            Wording("lexoffice hat nichts angenommen; es wird neu versucht.", "lexoffice took nothing; it is tried again.")
        case .replyOutcomeUnknown:
            Wording(
                "Auf das Buchen kam keine Antwort; ab hier wird nachgesehen.", "Booking it got no answer; from here on it is looked up.")
        case .replyFileAccepted: Wording("Die PDF liegt in lexoffice.", "The PDF is in lexoffice.")
        case .replyFileRejected: Wording("lexoffice hat die PDF abgelehnt.", "lexoffice refused the PDF.")
        case .replyFileNotProcessed: Wording("Die PDF wurde nicht angenommen; neuer Versuch.", "The PDF was not taken; it is tried again.")
        case .replyFileUnknown: Wording("Auf das Senden der PDF kam keine Antwort.", "Sending the PDF got no answer.")
        case .opAcknowledge: Wording("Jemand hat die Änderung in HERO zur Kenntnis genommen.", "Somebody acknowledged the change in HERO.")
        case .opRetry: Wording("Jemand hat gesagt: noch einmal.", "Somebody said: again.")
        case .opWaive: Wording("Jemand hat entschieden: wird nicht gebucht.", "Somebody decided: it is not booked.")
        case .opReconsider: Wording("Jemand hat den Verzicht zurückgenommen.", "Somebody took the waiver back.")
        case .opAdopt:
            Wording("Jemand hat den Beleg benannt, der dieses Dokument ist.", "Somebody named the voucher that is this document.")
        case .opAbsent: Wording("Jemand hat gesagt: Der Beleg ist nicht da.", "Somebody said: the voucher is not there.")
        case .opAcceptEdit: Wording("Jemand lässt den Stand in lexoffice gelten.", "Somebody lets lexoffice's version stand.")
        case .opRecreate: Wording("Jemand will den Beleg neu gebucht haben.", "Somebody wants the voucher booked again.")
        case .sysScopeIncluded: Wording("Gehört dazu: wird übertragen.", "In scope: it is transferred.")
        case .sysScopeExcluded: Wording("Gehört nicht dazu: wird nicht übertragen.", "Out of scope: it is not transferred.")
        case .sysBlocked: Wording("Angehalten: So darf nicht gebucht werden.", "Held: it must not be booked like this.")
        case .sysUnblocked: Wording("Der Grund des Anhaltens gilt nicht mehr.", "The reason for holding it no longer applies.")
        case .sysDependenciesMet: Wording("Alles Nötige ist da.", "Everything it needs is there.")
        case .sysDependenciesLost: Wording("Etwas Nötiges fehlt wieder.", "Something it needs is missing again.")
        case .sysCounterpartWaived: Wording("Mit dem stornierten Gegenstück abgeschlossen.", "Closed with its cancelled counterpart.")
        case .sysCounterpartRestored: Wording("Mit dem Gegenstück wieder aufgenommen.", "Taken up again with its counterpart.")
        case .sysSend: Wording("An der Reihe: Vor dem Buchen wird nachgesehen.", "Its turn: it is looked up before it is booked.")
        case .sysSendFile: Wording("Die PDF wird gesendet.", "The PDF is sent.")
        case .sysRestarted: Wording("Das Programm ist neu gestartet.", "The program was started again.")
        case .sysUnlink: Wording("Die Verbindung wurde gelöscht.", "The integration was deleted.")
        case .sysUnlinkUnresolved:
            Wording("Die Verbindung wurde gelöscht, bevor die Antwort da war.", "The integration was deleted before the answer came.")
        case .sysDoubtSettled: Wording("Die Frist des alten Zweifels ist um.", "The window of the old doubt has passed.")
        case .sysTakenUp: Wording("Eine neue Einrichtung verfolgt es wieder.", "A new set-up follows it again.")
        }
    }

    package var isRoutine: Bool {
        switch self {
        case .sysScopeIncluded, .sysDependenciesMet, .sysSend, .sysSendFile, .replyLookupNone, .lexVoucherMatches, .lexBalanceOpen: true
        case .heroLocked, .heroCancelled, .heroAltered, .heroMissing, .heroIntact, .lexVoucherEdited, .lexVoucherGone, .lexVoucherDoubled,
            .lexFilePresent, .lexFileAbsent, .lexBalancePartial, .lexBalanceFull, .lexBalanceWrittenOff, .lexBalanceOver,
            .replyLookupNoneSettled, .replyLookupMatch, .replyLookupClash, .replyLookupFailed, .replyCreated, .replyRejected,
            .replyNotProcessed, .replyOutcomeUnknown, .replyFileAccepted, .replyFileRejected, .replyFileNotProcessed, .replyFileUnknown,
            .opAcknowledge, .opRetry, .opWaive, .opReconsider, .opAdopt, .opAbsent, .opAcceptEdit, .opRecreate, .sysScopeExcluded,
            .sysBlocked, .sysUnblocked, .sysDependenciesLost, .sysCounterpartWaived, .sysCounterpartRestored, .sysRestarted, .sysUnlink,
            .sysUnlinkUnresolved, .sysDoubtSettled, .sysTakenUp:
            false
        }
    }
}
