internal import StateCharts

/// One region of a compiled chart as a drawing and a table: its states in the order in which they are reached, and every move between
/// two of them with the events that make it. Drawn from what the program runs on, so it cannot be another picture than the program's.
struct ChartPicture {
    struct Move: Hashable {
        var from: String
        var to: String
    }

    let chart: String
    let region: String
    private(set) var initial = ""
    private(set) var states: [String] = []
    private(set) var moves: [(move: Move, events: [String])] = []

    /// One for each region, in the order of the columns.
    static func all<C: StateChart>(_ chart: C.Type) -> [ChartPicture] {
        C.Configuration.columnNames.indices.map { ChartPicture(chart, column: $0) }
    }

    private init<C: StateChart>(_ type: C.Type, column: Int) {
        chart = C.name
        region = C.Configuration.columnNames[column]
        initial = C.initial.columnValues[column]
        var known: Set<String> = []
        var events: [Move: [String]] = [:]
        var order: [Move] = []
        for configuration in C.configurations {
            let from = configuration.columnValues[column]
            if known.insert(from).inserted { states.append(from) }
            for event in C.Event.allCases {
                guard case .moved(let target, _) = C.step(configuration, event), case let to = target.columnValues[column], to != from
                else { continue }
                let move = Move(from: from, to: to)
                if events[move] == nil { order.append(move) }
                if events[move]?.contains(event.rawValue) != true { events[move, default: []].append(event.rawValue) }
            }
        }
        moves = order.map { ($0, events[$0] ?? []) }
    }

    // MARK: drawing

    private static let row = 26
    private static let box = (left: 210, width: 180, height: 18)
    private static let top = 12

    /// A drawing of 600 units in width; every text in it is a name of a chart.
    var drawing: String {
        let height = Self.top * 2 + states.count * Self.row
        let marker = "arrow-\(chart)-\(region)"
        let label = MarkupText.escaped("\(chart) · \(region)")
        var lines = [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 600 \(height)\" role=\"img\" aria-label=\"\(label)\">",
            "<defs><marker id=\"\(marker)\" viewBox=\"0 0 6 6\" refX=\"6\" refY=\"3\" markerWidth=\"6\" markerHeight=\"6\" orient=\"auto\">"
                + "<path d=\"M0 0L6 3L0 6z\"/></marker></defs>",
        ]
        for (move, events) in moves { lines.append(arrow(move, events, marker)) }
        for (index, state) in states.enumerated() {
            let y = Self.top + index * Self.row
            let style = state == initial ? " class=\"initial\"" : ""
            lines.append(
                "<rect x=\"\(Self.box.left)\" y=\"\(y)\" width=\"\(Self.box.width)\" height=\"\(Self.box.height)\" rx=\"4\"\(style)/>"
                    + "<text x=\"\(Self.box.left + Self.box.width / 2)\" y=\"\(y + 13)\">\(MarkupText.escaped(state))</text>")
        }
        return (lines + ["</svg>"]).joined(separator: "\n")
    }

    /// Down on the right, up on the left; the farther, the wider.
    private func arrow(_ move: Move, _ events: [String], _ marker: String) -> String {
        let (from, to) = (states.firstIndex(of: move.from) ?? 0, states.firstIndex(of: move.to) ?? 0)
        let isDown = to > from
        let reach = min(200, 16 + 9 * abs(to - from))
        let x = isDown ? Self.box.left + Self.box.width : Self.box.left
        let bend = isDown ? x + reach : x - reach
        // Leaves below the middle and arrives above it, so that two arrows between the same boxes are two.
        let middle = Self.top + Self.box.height / 2
        let (begin, end) = (middle + from * Self.row + (isDown ? 3 : -3), middle + to * Self.row + (isDown ? -3 : 3))
        let title = MarkupText.escaped("\(move.from) → \(move.to): \(events.joined(separator: ", "))")
        return "<path d=\"M\(x) \(begin)C\(bend) \(begin) \(bend) \(end) \(x) \(end)\" marker-end=\"url(#\(marker))\">"
            + "<title>\(title)</title></path>"
    }
}
