internal import Bookkeeping
internal import Persistence
internal import Reconciliation

/// What the visitor wants to see of the journal, as the address says it.
struct JournalFilter: Sendable {
    enum Field {
        static let kind = "art"
        static let name = "name"
        static let actor = "wer"
        static let event = "ereignis"
        static let from = "von"
        static let to = "bis"
        static let before = "vor"
        static let after = "nach"
        static let anchor = "anker"
    }

    /// A number that stands on more documents than this is no number.
    private static let keysMax = 500

    let kind: String?
    let name: String?
    let actor: String?
    let event: String?
    let from: String?
    let to: String?
    let place: JournalPlace

    init(_ query: Fields) {
        kind = query[Field.kind].flatMap { JournalQuestion.kinds.contains($0) ? $0 : nil }
        name = query[Field.name]
        actor = query[Field.actor]
        event = query[Field.event]
        from = query[Field.from]
        to = query[Field.to]
        if let before = query[Field.before].flatMap({ Int64($0) }) {
            place = .before(before)
        } else if let after = query[Field.after].flatMap({ Int64($0) }) {
            place = .after(after)
        } else {
            place = .newest
        }
    }

    var isAny: Bool { kind != nil || name != nil || actor != nil || event != nil || from != nil || to != nil }
    /// A day nobody can read is told, and not taken for none.
    var hasBadDay: Bool { [from, to].compactMap(\.self).contains { BusinessDay($0) == nil } }

    func question(_ store: Store) throws -> JournalQuestion {
        JournalQuestion(
            kind: kind, keys: try name.map { name throws in try Self.keys(name, store) }, actor: actor, event: event,
            from: from.flatMap { BusinessDay($0) }, to: to.flatMap { BusinessDay($0) })
    }

    /// Whatever bears the name: a document by its number or its id, its payments, or anything else by its key.
    private static func keys(_ name: String, _ store: Store) throws -> [String] {
        var keys: Set<String> = [name]
        for document in try DocumentStatus.find(name, store) {
            keys.insert(document.key)
            guard let id = Int(document.key) else { continue }
            for payment in try store.payments(ofDocument: PaymentKey.prefix(documentID: id)) { keys.insert(payment.key) }
        }
        return Array(keys.sorted().prefix(keysMax))
    }

    /// The same filter at another place.
    func address(_ path: String, _ place: JournalPlace = .newest) -> String {
        var pairs = [
            (Field.kind, kind), (Field.name, name), (Field.actor, actor), (Field.event, event), (Field.from, from), (Field.to, to),
        ].compactMap { name, value in value.map { "\(name)=\(Fields.encoded($0))" } }
        switch place {
        case .newest: break
        case .before(let seq): pairs.append("\(Field.before)=\(seq)")
        case .after(let seq): pairs.append("\(Field.after)=\(seq)")
        }
        return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
    }
}
