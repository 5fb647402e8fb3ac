internal import Bookkeeping
internal import StateCharts
internal import Wording

/// A road as shapes of an SVG, and as a list for whoever does not see them. Whole pixels, classes of the style sheet, no style of its own.
struct RoadDrawing: Sendable {
    struct Text: Sendable {
        let x: Int
        let y: Int
        let text: String
    }

    struct Box: Sendable {
        let x: Int
        let y: Int
        let width: Int
        let height: Int
        let className: String
        let title: String
        let lines: [Text]
    }

    struct Lane: Sendable {
        let name: Text
        /// Where the line above it is.
        let y: Int
        let boxes: [Box]
    }

    struct SpokenLane: Sendable {
        let name: String
        let steps: [String]
    }

    private enum Measure {
        static let name = 84
        static let column = 122
        static let gap = 6
        static let top = 40
        static let bar = 40
        static let possible = 22
        static let possibleWidth = 196
        /// The widest text of twelve pixels has letters of about this width.
        static let letter = 7
        static let line = 14
    }

    let width: Int
    let height: Int
    let presentX: Int
    let presentWidth: Int
    let times: [Text]
    let possible: Text
    let lanes: [Lane]
    let spoken: [SpokenLane]
    /// Nil where all of it is drawn.
    let earlier: String?

    init(_ road: Road, _ text: PageText) {
        let count = road.columns.count
        let nextX = Measure.name + count * Measure.column
        width = nextX + Measure.possibleWidth + Measure.gap
        presentX = Measure.name + max(0, count - 1) * Measure.column
        presentWidth = Measure.column
        times = Self.times(road.columns, text)
        possible = Text(x: nextX + Measure.gap, y: Measure.top - 12, text: text(RoadText.perhaps))
        var y = Measure.top
        var lanes: [Lane] = []
        for lane in road.lanes {
            let height = max(Measure.bar, lane.next.count * (Measure.possible + 4)) + 2 * Measure.gap
            let steps = lane.steps.map { Self.box($0, lane.lane, y: y + Measure.gap, text) }
            let next = lane.next.enumerated().map { index, next in
                Self.box(next, lane.lane, x: nextX + Measure.gap, y: y + Measure.gap + index * (Measure.possible + 4), text)
            }
            lanes.append(
                Lane(
                    name: Text(x: 0, y: y + Measure.gap + Measure.bar / 2 + 4, text: text(lane.lane.word)), y: y, boxes: steps + next))
            y += height
        }
        self.lanes = lanes
        height = y
        spoken = road.lanes.map { Self.spoken($0, text) }
        earlier = road.hidden > 0 ? text(RoadText.earlier(road.hidden)) : nil
    }

    // MARK: shapes

    /// The day above its first column, the clock above each minute's first.
    private static func times(_ columns: [Instant?], _ text: PageText) -> [Text] {
        var (shownDay, shownMinute) = ("", "")
        var times: [Text] = []
        for (index, moment) in columns.enumerated() {
            guard let moment else { continue }
            let x = Measure.name + index * Measure.column + Measure.gap
            let day = text.day(BusinessDay(berlinDayOf: moment))
            let minute = day + moment.berlinClock
            if day != shownDay { times.append(Text(x: x, y: 12, text: day)) }
            if minute != shownMinute { times.append(Text(x: x, y: 28, text: moment.berlinClock)) }
            (shownDay, shownMinute) = (day, minute)
        }
        return times
    }

    private static func box(_ step: Road.Step, _ lane: Road.Lane, y: Int, _ text: PageText) -> Box {
        let x = Measure.name + step.columns.lowerBound * Measure.column
        let width = step.columns.count * Measure.column - Measure.gap
        let word = word(step.state, lane, text)
        let lines = wrapped(word, letters: (width - 12) / Measure.letter)
        let first = y + Measure.bar / 2 + 4 - (lines.count - 1) * Measure.line / 2
        return Box(
            x: x, y: y, width: width, height: Measure.bar, className: step.isPresent ? "now \(lane.tone(step.state))" : "past",
            title: sentence(step, lane, text),
            lines: lines.enumerated().map { Text(x: x + 6, y: first + $0.offset * Measure.line, text: $0.element) })
    }

    private static func box(_ next: Road.Next, _ lane: Road.Lane, x: Int, y: Int, _ text: PageText) -> Box {
        Box(
            x: x, y: y, width: Measure.possibleWidth - Measure.gap, height: Measure.possible,
            className: next.isByPerson ? "next person" : "next", title: sentence(next, lane, text),
            lines: [Text(x: x + 6, y: y + 15, text: word(next.state, lane, text))])
    }

    /// Two lines at most; a word that is too long for one stays whole.
    static func wrapped(_ text: String, letters: Int) -> [String] {
        guard text.count > letters else { return [text] }
        let words = text.split(separator: " ")
        var first = words.prefix(1).joined()
        var used = 1
        while used < words.count, first.count + 1 + words[used].count <= letters {
            first += " " + words[used]
            used += 1
        }
        return used < words.count ? [first, words[used...].joined(separator: " ")] : [first]
    }

    // MARK: words

    private static func word(_ state: String, _ lane: Road.Lane, _ text: PageText) -> String { lane.word(state).map { text($0) } ?? state }

    private static func spoken(_ lane: Road.LaneRoad, _ text: PageText) -> SpokenLane {
        SpokenLane(
            name: text(lane.lane.word),
            steps: lane.steps.map { sentence($0, lane.lane, text) } + lane.next.map { sentence($0, lane.lane, text) })
    }

    private static func sentence(_ step: Road.Step, _ lane: Road.Lane, _ text: PageText) -> String {
        let since = step.since.map { ", \(text(RoadText.since)) \(text.moment($0))" } ?? ""
        return step.isPresent ? "\(text(RoadText.now)): \(word(step.state, lane, text))\(since)" : "\(word(step.state, lane, text))\(since)"
    }

    /// What leads there, in the words of the journal.
    private static func sentence(_ next: Road.Next, _ lane: Road.Lane, _ text: PageText) -> String {
        let causes = next.events.map { event in EventWords.sentence(kind: InvoiceChart.name, event: event).map { text($0) } ?? event }
        let person = next.isByPerson ? " (\(text(RoadText.byPerson)))" : ""
        return "\(text(RoadText.perhaps)): \(word(next.state, lane, text))\(person). \(causes.joined(separator: " "))"
    }
}

extension Road.Lane {
    var word: RoadLaneWord {
        switch self {
        case .life: .life
        case .evidence: .evidence
        case .transfer: .transfer
        case .settlement: .settlement
        }
    }

    /// Nil of a state of another version's chart.
    fileprivate func word(_ state: String) -> StateWord? {
        switch self {
        case .life: InvoiceLife(rawValue: state).map(StateWord.of)
        case .evidence: InvoiceEvidence(rawValue: state).map(StateWord.of)
        case .transfer:
            switch InvoicePhase(rawValue: state) {
            case .released: .released
            case .releasedUnresolved: .releasedUnresolved
            case .tracked, nil: InvoiceTransfer(rawValue: state).map(StateWord.of)
            }
        case .settlement: InvoiceSettlement(rawValue: state).map(StateWord.of)
        }
    }

    /// How urgent a place on it is, as a class of the style sheet. Green is what is done.
    fileprivate func tone(_ state: String) -> String {
        switch self {
        case .life: [.uploaded, .paid].contains(InvoiceLife(rawValue: state)) ? "good" : "calm"
        case .evidence: Self.tone(InvoiceEvidence(rawValue: state)?.tag, atRest: "good")
        case .transfer:
            Self.tone(
                InvoiceTransfer(rawValue: state)?.tag ?? InvoicePhase(rawValue: state)?.tag,
                atRest: InvoiceTransfer(rawValue: state) == .fileComplete ? "good" : "calm")
        case .settlement: InvoiceSettlement(rawValue: state) == .exact ? "good" : "calm"
        }
    }

    private static func tone(_ tag: StateTag?, atRest: String) -> String {
        switch tag {
        case .attention: "bad"
        case .doubt: "warn"
        case .pending: "calm"
        case nil: atRest
        }
    }
}
