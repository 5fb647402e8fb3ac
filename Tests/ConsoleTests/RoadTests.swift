import Bookkeeping
import StateCharts
import Testing
import Wording

@testable import Console
@testable import Persistence

/// The road of a document, for journals written by hand and lanes read off the chart by hand.
@Suite struct RoadTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        /// Where each entry led; the last is where it stands.
        let journal: [String]
        /// Per lane `state column-column`, `!` for the present one.
        let lanes: [String]
        /// Per lane what may come; `*` where only a person leads there.
        let next: [String]

        var testDescription: String { name }
    }

    private static let unsettled = "partly, exact, writtenOff, over"

    static let cases = [
        Case(
            name: "a draft", journal: ["draft/sound/unjudged/unbooked"],
            lanes: ["draft 0-1!", "sound 0-1!", "unjudged 0-1!", "unbooked 0-1!"], next: ["locked", "", "", ""]),
        Case(
            name: "waiting",
            journal: ["draft/sound/unjudged/unbooked", "locked/sound/unjudged/unbooked", "locked/sound/waiting/unbooked"],
            lanes: ["draft 0-1 | locked 1-3!", "sound 0-3!", "unjudged 0-2 | waiting 2-3!", "unbooked 0-3!"],
            next: ["cancelled, uploaded*", "contested", "outOfScope, blocked, ready, waived, fileDue*", "open*"]),
        Case(
            name: "looked up before it is sent",
            journal: ["locked/sound/waiting/unbooked", "locked/sound/ready/unbooked", "locked/sound/checking/unbooked"],
            lanes: ["locked 0-3!", "sound 0-3!", "waiting 0-1 | ready 1-2 | checking 2-3!", "unbooked 0-3!"],
            next: ["cancelled, uploaded", "contested", "creating, fileDue, clash, ready", "open"]),
        Case(
            name: "a doubt",
            journal: [
                "locked/sound/checking/unbooked", "locked/sound/creating/unbooked", "locked/sound/uncertain/unbooked",
                "locked/sound/uncertain/unbooked",
            ], lanes: ["locked 0-3!", "sound 0-3!", "checking 0-1 | creating 1-2 | uncertain 2-3!", "unbooked 0-3!"],
            next: ["cancelled, uploaded", "contested", "ready, fileDue, clash", "open"]),
        Case(
            name: "booked without its file", journal: ["locked/sound/creating/unbooked", "uploaded/sound/fileDue/open"],
            lanes: ["locked 0-1 | uploaded 1-2!", "sound 0-2!", "creating 0-1 | fileDue 1-2!", "unbooked 0-1 | open 1-2!"],
            next: ["cancelled, paid", "contested", "edited, gone, doubled, fileComplete, fileSending", unsettled]),
        Case(
            name: "paid", journal: ["uploaded/sound/fileComplete/open", "paid/sound/fileComplete/exact"],
            lanes: ["uploaded 0-1 | paid 1-2!", "sound 0-2!", "fileComplete 0-2!", "open 0-1 | exact 1-2!"],
            next: ["cancelled, uploaded", "contested", "edited, gone, doubled, fileDue", "open, partly, writtenOff, over"]),
        Case(
            name: "held", journal: ["locked/sound/waiting/unbooked", "locked/sound/blocked/unbooked"],
            lanes: ["locked 0-2!", "sound 0-2!", "waiting 0-1 | blocked 1-2!", "unbooked 0-2!"],
            next: ["cancelled, uploaded*", "contested", "waiting, outOfScope, waived, fileDue*", "open*"]),
        Case(
            name: "changed in HERO", journal: ["uploaded/sound/fileComplete/open", "uploaded/contested/fileComplete/open"],
            lanes: ["uploaded 0-2!", "sound 0-1 | contested 1-2!", "fileComplete 0-2!", "open 0-2!"],
            next: ["cancelled, paid", "sound", "edited, gone, doubled, fileDue", unsettled]),
        Case(
            name: "cancelled, and gone in lexoffice", journal: ["cancelled/sound/fileComplete/open", "cancelled/sound/gone/open"],
            lanes: ["cancelled 0-2!", "sound 0-2!", "fileComplete 0-1 | gone 1-2!", "open 0-2!"],
            next: ["", "contested", "fileDue, edited, doubled, waived*, waiting*", "\(unsettled), unbooked*"]),
        Case(
            name: "waived", journal: ["cancelled/sound/blocked/unbooked", "cancelled/sound/waived/unbooked"],
            lanes: ["cancelled 0-2!", "sound 0-2!", "blocked 0-1 | waived 1-2!", "unbooked 0-2!"],
            next: ["", "contested", "waiting", ""]),
        Case(
            name: "let go of", journal: ["uploaded/sound/fileComplete/open", "released"],
            lanes: ["uploaded 0-1", "sound 0-1", "fileComplete 0-1 | released 1-2!", "open 0-1"],
            next: ["draft", "sound", "unjudged", "unbooked"]),
        Case(
            name: "to and fro", journal: (0..<5).flatMap { _ in ["locked/sound/ready/unbooked", "locked/sound/checking/unbooked"] },
            lanes: [
                "locked 0-7!", "sound 0-7!",
                "checking 0-1 | ready 1-2 | checking 2-3 | ready 3-4 | checking 4-5 | ready 5-6 | checking 6-7!", "unbooked 0-7!",
            ], next: ["cancelled, uploaded", "contested", "creating, fileDue, clash, ready", "open"]),
    ]

    private static func entries(_ states: [String]) -> [JournalEntry] {
        states.enumerated().map { index, state in
            .sample(Int64(index + 1), event: "x", from: index == 0 ? "-" : states[index - 1], to: state, minute: index)
        }
    }

    private static func configuration(_ text: String) throws -> InvoiceConfiguration {
        try #require(InvoiceChart.configurations.first { $0.description == text })
    }

    private static func text(_ road: Road.LaneRoad) -> String {
        road.steps.map { "\($0.state) \($0.columns.lowerBound)-\($0.columns.upperBound)\($0.isPresent ? "!" : "")" }
            .joined(separator: " | ")
    }

    @Test(arguments: cases) func road(_ example: Case) throws {
        let road = Road(try Self.configuration(try #require(example.journal.last)), Self.entries(example.journal))
        #expect(road.lanes.map { $0.lane } == [.life, .evidence, .transfer, .settlement])
        #expect(road.lanes.map(Self.text) == example.lanes)
        #expect(road.lanes.map { $0.next.map { $0.state + ($0.isByPerson ? "*" : "") }.joined(separator: ", ") } == example.next)
    }

    /// A box that began before what is drawn says when it began, not where the drawing does.
    @Test func aStepKnowsWhenItBegan() throws {
        let example = try #require(Self.cases.last)
        let road = Road(try Self.configuration("locked/sound/checking/unbooked"), Self.entries(example.journal))
        #expect(road.hidden == 3)
        #expect(road.lanes[0].steps[0].since == JournalEntry.minute(0))
        #expect(road.lanes[2].steps.map { $0.since } == (3..<10).map { JournalEntry.minute($0) })
        #expect(road.lanes[2].steps.last?.entry == 10)
    }

    /// A journal that lags behind, or is shown in part, does not hide where the document stands.
    @Test func thePresentIsThereWithoutAnEntry() throws {
        let road = Road(try Self.configuration("locked/sound/ready/unbooked"), Self.entries(["locked/sound/waiting/unbooked"]))
        #expect(Self.text(road.lanes[2]) == "waiting 0-1 | ready 1-2!")
        #expect(road.columns == [JournalEntry.minute(0), nil])
    }

    /// Whatever is drawn is told, and nothing is drawn outside of the drawing.
    @Test(arguments: Language.allCases) func theDrawingIsWhole(_ language: Language) throws {
        for example in Self.cases {
            let road = Road(try Self.configuration(try #require(example.journal.last)), Self.entries(example.journal))
            let drawing = RoadDrawing(road, PageText(language: language))
            for (lane, spoken) in zip(drawing.lanes, drawing.spoken) {
                #expect(lane.boxes.map(\.title) == spoken.steps)
                for box in lane.boxes {
                    #expect(box.x >= 0 && box.x + box.width <= drawing.width && box.y + box.height <= drawing.height)
                    #expect(!box.lines.isEmpty && box.lines.count <= 2)
                    #expect(!box.lines.contains { $0.text.isEmpty })
                }
            }
            let now = drawing.lanes.flatMap(\.boxes).filter { $0.className.hasPrefix("now") }
            #expect(now.count == example.lanes.count { $0.hasSuffix("!") })
        }
    }

    @Test(
        arguments: [
            ("offen", 10, ["offen"]), ("in lexoffice geändert", 14, ["in lexoffice", "geändert"]),
            ("veröffentlicht", 5, ["veröffentlicht"]),
            ("a b c", 3, ["a b", "c"]), ("", 3, [""]),
        ] as [(String, Int, [String])])
    func wrapping(text: String, letters: Int, lines: [String]) {
        #expect(RoadDrawing.wrapped(text, letters: letters) == lines)
    }
}
