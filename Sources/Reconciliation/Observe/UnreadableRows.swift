internal import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
package import Transport

/// Rows of a remote's list that cannot be read. Nobody knows which items they are, so each may be an invoice that would be missed: they
/// are kept, named as far as they can be, until a walk through the whole list shows them readable or no more.
package struct UnreadableRows {
    let context: PassContext
    let system: RemoteSystem
    /// What the list is of; begins the name of each row.
    let kind: String

    package init(context: PassContext, system: RemoteSystem, kind: String) {
        self.context = context
        self.system = system
        self.kind = kind
    }

    /// Whether the whole list has to be read to see what became of them.
    func isDue() throws -> Bool { try known().contains { $0.nextAt <= context.now } }

    /// - Parameter isWhole: every row of the list was seen, so that what is not among these is there no more.
    package func record(_ places: [RowPlace], isWhole: Bool) throws {
        let known = try known()
        guard !places.isEmpty || !known.isEmpty else { return }
        var found: Set<String> = []
        for place in places {
            let subject = name(place, besides: found)
            found.insert(subject)
            let item = ItemQuestion(question: .row, system: system, subject: subject)
            // Seen again on the way, without having been looked for, is no other try.
            if let record = known.first(where: { $0.subject == subject }), record.nextAt > context.now { continue }
            try context.note(item, place.code)
        }
        guard isWhole else { return }
        for record in known where !found.contains(record.subject) {
            try context.answered(ItemQuestion(question: .row, system: system, subject: record.subject))
        }
    }

    private func known() throws -> [Unanswered] {
        try context.store.unanswered().filter { $0.system == system && $0.question == .row && $0.subject.hasPrefix(kind + " ") }
    }

    /// One that names itself by nothing is counted.
    private func name(_ place: RowPlace, besides found: Set<String>) -> String {
        let name = "\(kind) \(place.name.map(Token.of) ?? "row")"
        guard found.contains(name) else { return name }
        let number = (2...).first { !found.contains("\(name)~\($0)") } ?? 2
        return "\(name)~\(number)"
    }
}

/// What can be told of a row that cannot be read.
package struct RowPlace: Sendable, Hashable {
    var name: String?
    var code: String
}

extension UnreadableRow {
    var place: RowPlace { RowPlace(name: name, code: Token.of(cause)) }
}

extension UnreadableEntry {
    package var place: RowPlace { RowPlace(name: number ?? id, code: "unreadable") }
}
