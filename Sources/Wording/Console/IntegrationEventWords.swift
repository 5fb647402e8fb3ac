/// What happened to the integration as a whole.
package enum IntegrationEventWord: String, EventWord {
    case opCredentialsSaved = "op.credentialsSaved"
    case opStartDateSet = "op.startDateSet"
    case opActivate = "op.activate"
    case opPause = "op.pause"
    case opResume = "op.resume"
    case opDelete = "op.delete"
    case replyBothAuthorised = "reply.bothAuthorised"
    case replyDenied = "reply.denied"
    case replyUnreachable = "reply.unreachable"
    case replyRevoked = "reply.revoked"
    case sysAccessLost = "sys.accessLost"
    case sysFirstIntent = "sys.firstIntent"
    case sysFirstTransferred = "sys.firstTransferred"
    case sysNoneTransferred = "sys.noneTransferred"
    case sysDrained = "sys.drained"
    case sysDrainExpired = "sys.drainExpired"
    case sysAllUnlinked = "sys.allUnlinked"

    package var wording: Wording {
        switch self {
        case .opCredentialsSaved: Wording("Die Zugänge wurden hinterlegt.", "The credentials were stored.")
        case .opStartDateSet: Wording("Das Startdatum wurde gewählt.", "The start date was chosen.")
        case .opActivate: Wording("Der Abgleich wurde eingeschaltet.", "Reconciliation was switched on.")
        case .opPause: Wording("Der Abgleich wurde angehalten.", "Reconciliation was paused.")
        case .opResume: Wording("Der Abgleich läuft wieder.", "Reconciliation was resumed.")
        case .opDelete: Wording("Die Verbindung wird gelöscht.", "The integration is being deleted.")
        case .replyBothAuthorised: Wording("Beide Systeme nehmen die Zugänge an.", "Both systems accept the credentials.")
        case .replyDenied: Wording("Ein System nimmt den Zugang nicht an.", "One system does not accept the credential.")
        case .replyUnreachable: Wording("Ein System war nicht zu erreichen.", "One system could not be reached.")
        case .replyRevoked: Wording("Der Zugang zu lexoffice ist zurückgegeben.", "The access to lexoffice was given back.")
        case .sysAccessLost: Wording("Ein Zugang gilt nicht mehr.", "An access is no longer valid.")
        case .sysFirstIntent: Wording("Der erste Beleg soll gebucht werden.", "The first voucher is about to be booked.")
        case .sysFirstTransferred:
            Wording("Der erste Beleg ist gebucht; das Startdatum steht fest.", "The first voucher is booked; the start date is fixed.")
        case .sysNoneTransferred: Wording("Bisher wurde nichts gebucht.", "Nothing was booked so far.")
        case .sysDrained: Wording("Nichts ist mehr unterwegs.", "Nothing is under way any more.")
        case .sysDrainExpired: Wording("Die Frist zum Abwarten ist um.", "The time to wait for answers has passed.")
        case .sysAllUnlinked: Wording("Nichts ist mehr verknüpft.", "Nothing is linked any more.")
        }
    }

    package var isRoutine: Bool { false }
}
