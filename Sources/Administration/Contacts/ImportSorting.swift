internal import Bookkeeping
internal import Persistence
internal import StateCharts

/// Sorts lexoffice's contacts into those ready and those skipped, by what was seen and what the state remembers.
struct ImportSorting {
    private let sighting: ImportSnapshot
    private let linked: Set<String>
    /// HERO's customers a contact was ever tied to: a new setup after a deletion must not make them twice (domain.md G6).
    private let tied: [String: Set<Int>]
    private let states: [String: ContactImportState]

    init(_ store: Store, _ sighting: ImportSnapshot) throws {
        self.sighting = sighting
        let contacts = try store.ties(ContactChart.self)
        let imports = try store.ties(ContactImportChart.self)
        let machines = try store.machines(ContactImportChart.self)
        linked = Set(contacts.filter { $0.unlinkedAt == nil }.map(\.remoteID))
        var tied: [String: Set<Int>] = [:]
        for tie in contacts { if let id = Int(tie.key) { tied[tie.remoteID, default: []].insert(id) } }
        for tie in imports { if let id = Int(tie.remoteID) { tied[tie.key, default: []].insert(id) } }
        self.tied = tied
        states = Dictionary(machines.map { ($0.key, $0.configuration.state) }, uniquingKeysWith: { first, _ in first })
    }

    func plan() -> ImportPlan {
        var plan = ImportPlan()
        var ready: [ContactCard] = []
        // One whose fate is open may exist already: its double must wait as well.
        var open: [ContactCard] = []
        for card in sighting.cards {
            guard let skip = skip(card) else {
                ready.append(card)
                continue
            }
            if skip.obstacle == .outcomeUnknown { open.append(card) }
            plan.skipped.append(skip)
        }
        let rivals = ready + open
        let index = CustomerIndex(rivals.enumerated().map { KnownCustomer(id: $0.offset, $0.element.contact) })
        for (number, card) in ready.enumerated() {
            if index.resembling(card.contact).subtracting([number]).isEmpty {
                plan.ready.append(card)
            } else {
                plan.skipped.append(ImportSkip(contactID: card.contact.id, name: card.contact.name, obstacle: .alike))
            }
        }
        plan.begun = Set(plan.ready.map(\.contact.id)).intersection(states.keys)
        plan.skipped.sort { ($0.obstacle.rawValue, $0.contactID) < ($1.obstacle.rawValue, $1.contactID) }
        return plan
    }

    /// Whether the contact as such could be imported, whatever HERO has.
    static func isFit(_ card: ContactCard) -> Bool { unfitness(card) == nil }

    private static func unfitness(_ card: ContactCard) -> ImportObstacle? {
        if !card.contact.isCustomer { return .vendorOnly }
        if card.contact.isArchived { return .archived }
        if !card.isReadable { return .unreadable }
        // It fails for this one reason, which is told as the obstacle.
        return (try? CustomerDraft(card)) == nil ? .noName : nil
    }

    private func skip(_ card: ContactCard) -> ImportSkip? {
        let id = card.contact.id
        func because(_ obstacle: ImportObstacle, _ customers: [Int] = []) -> ImportSkip {
            ImportSkip(contactID: id, name: card.contact.name, obstacle: obstacle, customers: customers)
        }
        if let state = states[id], [.checking, .creating, .uncertain].contains(state) { return because(.outcomeUnknown) }
        let tied = (tied[id] ?? []).intersection(sighting.living).sorted()
        if linked.contains(id) || !tied.isEmpty { return because(.linked, tied) }
        if let obstacle = Self.unfitness(card) { return because(obstacle) }
        switch sighting.customers.match(card.contact) {
        case .none: return nil
        case .one(let customer): return because(.known, [customer])
        case .many(let customers): return because(.several, customers)
        }
    }
}
