/// What the lanes of a document's road are called. The places on them are ``StateWord``s.
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
