/// The explored chart, decoded once from the text the compiler wrote.
///
/// `rows`: per configuration a line `values|flags|awaited|cells`. Flags: `I` initial, `A` attention, `F` final.
/// Cells, separated by spaces: `event>configuration`, `event>configuration:effects`, `event!refusal`, all by position.
/// `effectLists`: one list of effect names per line.
package struct ChartTable<C: StateChart>: Sendable {
    private enum Cell: Sendable {
        case unhandled
        case moved(to: Int32, effects: Int32)
        case refused(Int32)
    }

    package let configurations: [C.Configuration]
    package let initial: C.Configuration
    private let rows: [C.Configuration: Int]
    private let events: [C.Event: Int]
    private let cells: [Cell]
    private let effectLists: [[C.Effect]]
    private let refusals: [C.Refusal]
    private let attention: Set<C.Configuration>
    private let final: Set<C.Configuration>
    private let awaited: [C.Configuration: String]

    init(rows text: String, effectLists effectText: String) {
        let lines = text.split(separator: "\n").map { $0.split(separator: "|", omittingEmptySubsequences: false) }
        let events = Dictionary(uniqueKeysWithValues: zip(C.Event.allCases, 0...))
        let configurations = lines.map { Self.configuration($0[0]) }
        var cells = [Cell](repeating: .unhandled, count: lines.count * events.count)
        for (row, line) in lines.enumerated() {
            for text in line[3].split(separator: " ") {
                let (event, cell) = Self.cell(text)
                cells[row * events.count + event] = cell
            }
        }
        func flagged(_ flag: Character) -> [C.Configuration] {
            zip(configurations, lines).filter { $0.1[1].contains(flag) }.map(\.0)
        }
        guard let initial = flagged("I").first else { preconditionFailure("the compiled chart has no initial configuration") }
        self.initial = initial
        self.configurations = configurations
        self.events = events
        self.cells = cells
        rows = Dictionary(uniqueKeysWithValues: zip(configurations, 0...))
        effectLists = [[]] + effectText.split(separator: "\n").map { $0.split(separator: " ").map(Self.effect) }
        refusals = Array(C.Refusal.allCases)
        attention = Set(flagged("A"))
        final = Set(flagged("F"))
        awaited = Dictionary(uniqueKeysWithValues: zip(configurations, lines).compactMap { $1[2].isEmpty ? nil : ($0, String($1[2])) })
    }

    package func contains(_ configuration: C.Configuration) -> Bool { rows[configuration] != nil }
    func isAttention(_ configuration: C.Configuration) -> Bool { attention.contains(configuration) }
    func isFinal(_ configuration: C.Configuration) -> Bool { final.contains(configuration) }
    func awaited(_ configuration: C.Configuration) -> String? { awaited[configuration] }

    func step(_ configuration: C.Configuration, _ event: C.Event) -> ChartStep<C> {
        guard let row = rows[configuration], let column = events[event] else {
            preconditionFailure("a configuration outside its chart: \(configuration)")
        }
        return switch cells[row * events.count + column] {
        case .unhandled: event.eventClass.canBeRefused ? .refused(nil) : .defect
        case .moved(let target, let effects): .moved(configurations[Int(target)], effectLists[Int(effects)])
        case .refused(let reason): .refused(refusals[Int(reason)])
        }
    }

    private static func configuration(_ text: Substring) -> C.Configuration {
        guard let configuration = C.Configuration(decoding: text.split(separator: " ").map(String.init)) else {
            preconditionFailure("the compiled chart names an unknown configuration: \(text)")
        }
        return configuration
    }

    private static func effect(_ name: Substring) -> C.Effect {
        guard let effect = C.Effect(rawValue: String(name)) else {
            preconditionFailure("the compiled chart names an unknown effect: \(name)")
        }
        return effect
    }

    private static func cell(_ text: Substring) -> (event: Int, cell: Cell) {
        let separator = text.firstIndex { $0 == ">" || $0 == "!" } ?? text.startIndex
        let numbers = text[separator...].dropFirst().split(separator: ":").map { Int32($0) }
        guard let event = Int(text[..<separator]), let first = numbers.first, let target = first else {
            preconditionFailure("the compiled chart holds an unreadable cell: \(text)")
        }
        if text[separator] == "!" { return (event, .refused(target)) }
        return (event, .moved(to: target, effects: numbers.count > 1 ? numbers[1] ?? 0 : 0))
    }
}
