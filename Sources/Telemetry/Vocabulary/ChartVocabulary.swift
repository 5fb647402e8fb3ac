internal import StateCharts

/// The states and moves of one chart, as labels.
struct ChartVocabulary: Sendable {
    struct Move: Hashable, Sendable {
        var from: String
        var to: String
    }

    let kind: String
    /// In the order of the chart. Of a document it is the *transfer* region, or the phase where nothing is transferred: each machine
    /// stands in exactly one of them, so that the counts add up.
    let states: [String]
    /// Every change of state the chart can make, in the order of the states.
    let moves: [Move]
    /// Which region of a configuration tells most.
    private let region: Int

    static let uncertain = "uncertain"

    init<C: StateChart>(_ chart: C.Type, region: Int) {
        kind = C.name
        self.region = region
        var order: [String: Int] = [:]
        var seen: Set<Move> = []
        for configuration in C.configurations {
            let label = Self.label(configuration.description, region)
            order[label] = order[label] ?? order.count
            for event in C.Event.allCases {
                guard case .moved(let target, _) = C.step(configuration, event) else { continue }
                let move = Move(from: label, to: Self.label(target.description, region))
                if move.from != move.to { seen.insert(move) }
            }
        }
        let places = order
        func place(_ move: Move) -> (Int, Int) { (places[move.from, default: 0], places[move.to, default: 0]) }
        states = places.sorted { $0.value < $1.value }.map(\.key)
        moves = seen.sorted { place($0) < place($1) }
    }

    /// The label for a configuration as the journal writes it: `locked/sound/ready/unbooked`, or a phase alone.
    func label(_ configuration: String) -> String { Self.label(configuration, region) }

    private static func label(_ configuration: String, _ region: Int) -> String {
        let parts = configuration.split(separator: "/")
        return parts.count > region ? String(parts[region]) : configuration
    }
}

enum ChartVocabularies {
    static let integration = ChartVocabulary(IntegrationChart.self, region: 0)
    static let invoice = ChartVocabulary(InvoiceChart.self, region: 2)
    static let contact = ChartVocabulary(ContactChart.self, region: 0)
    static let payment = ChartVocabulary(PaymentChart.self, region: 0)
    static let contactImport = ChartVocabulary(ContactImportChart.self, region: 0)

    static let all = [integration] + entities
    /// Of what there is more than one, and is counted by state.
    static let entities = [invoice, contact, payment, contactImport]
}

extension DoubtEnd {
    /// How leaving `uncertain` ended the doubt.
    /// - Parameters:
    ///   - event: with its class in front: `reply.lookupMatch`.
    ///   - effects: of the transition, parted by spaces.
    init(event: String, effects: String) {
        let effects = effects.split(separator: " ")
        switch event.prefix(while: { $0 != "." }) {
        case "op": self = .person
        case "sys": self = .released
        default:
            // A link is recorded for what was found, an issue opened where it is not clear what was.
            self = effects.contains("recordLink") ? .adopted : effects.contains("openIssue") ? .clash : .absent
        }
    }
}
