/// What the lanes of a document's road are called, and each place on them: short, because it stands in a box.
package enum RoadLaneWord: String, WordList {
    case life, evidence, transfer, settlement

    package var wording: Wording {
        switch self {
        case .life: Wording("HERO sagt", "HERO says")
        case .evidence: Wording("Nachweis", "Evidence")
        case .transfer: Wording("Übertragung", "Transfer")
        case .settlement: Wording("Zahlung", "Payment")
        }
    }
}

/// By the names of the chart's states.
package enum RoadWord: String, WordList {
    case draft, locked, uploaded, paid, cancelled
    case sound, contested
    case unjudged, outOfScope, waiting, blocked, ready, checking, rejected, clash, waived, creating, uncertain
    case fileDue, fileSending, fileUnsure, fileRefused, fileComplete, doubled, edited, gone
    case unbooked, open, partly, writtenOff, exact, over
    case released, releasedUnresolved

    package var wording: Wording {
        switch self {
        case .draft: Wording("Entwurf", "draft")
        case .locked: Wording("veröffentlicht", "published")
        case .uploaded: Wording("gebucht", "booked")
        case .paid: Wording("bezahlt", "paid")
        case .cancelled: Wording("storniert", "cancelled")
        case .sound: Wording("unverändert", "unchanged")
        case .contested: Wording("in HERO geändert", "changed in HERO")
        case .unjudged: Wording("noch nicht geprüft", "not yet judged")
        case .outOfScope: Wording("gehört nicht dazu", "out of scope")
        case .waiting: Wording("wartet", "waiting")
        case .blocked: Wording("braucht Sie", "needs you")
        case .ready: Wording("an der Reihe", "in the queue")
        case .checking: Wording("wird nachgesehen", "looked up")
        case .rejected: Wording("abgelehnt", "refused")
        case .clash: Wording("Nummer belegt", "number taken")
        case .waived: Wording("wird nicht gebucht", "not booked")
        case .creating: Wording("wird gebucht", "being booked")
        case .uncertain: Wording("ohne Antwort", "no answer")
        case .fileDue: Wording("gebucht, PDF fehlt", "booked, no PDF yet")
        case .fileSending: Wording("PDF wird gesendet", "sending PDF")
        case .fileUnsure: Wording("PDF ohne Antwort", "PDF: no answer")
        case .fileRefused: Wording("PDF abgelehnt", "PDF refused")
        case .fileComplete: Wording("übertragen", "transferred")
        case .doubled: Wording("doppelt", "doubled")
        case .edited: Wording("dort geändert", "changed there")
        case .gone: Wording("dort gelöscht", "deleted there")
        case .unbooked: Wording("nicht gebucht", "not booked")
        case .open: Wording("offen", "open")
        case .partly: Wording("teilweise bezahlt", "partly paid")
        case .writtenOff: Wording("ausgebucht", "written off")
        case .exact: Wording("bezahlt", "paid")
        case .over: Wording("überzahlt", "overpaid")
        case .released: Wording("losgelassen", "let go of")
        case .releasedUnresolved: Wording("losgelassen, ohne Antwort", "let go of, no answer")
        }
    }
}

/// Around the road.
package enum RoadText {
    package static let now = Wording("jetzt", "now")
    package static let perhaps = Wording("möglich", "possible")
    package static let since = Wording("seit", "since")
    package static let byPerson = Wording("nur durch eine Entscheidung", "by a decision alone")

    package static func earlier(_ count: Int) -> Wording {
        count == 1 ? Wording("1 früherer Schritt", "1 earlier step") : Wording("\(count) frühere Schritte", "\(count) earlier steps")
    }
}
