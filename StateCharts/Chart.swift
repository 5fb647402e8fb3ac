/// A chart as compiled from its `.scxml` file: one table, no interpreter (architecture.md §3).
///
/// The conforming types are generated; everything here is a lookup.
package protocol StateChart: Sendable {
    associatedtype Configuration: ChartConfiguration
    associatedtype Event: ChartEvent
    /// What a transition wants done. Raw values are the names without `fx.`: `createVoucher`.
    associatedtype Effect: RawRepresentable & Hashable & CaseIterable & Sendable where Effect.RawValue == String
    /// Why an event was refused. Raw values are the names without `refuse.`: `inFlight`.
    associatedtype Refusal: RawRepresentable & Hashable & CaseIterable & Sendable where Refusal.RawValue == String

    /// `invoice`: the name of the chart and of the SQL table whose rows it governs.
    static var name: String { get }
    /// Raised by hand with every change of behaviour; ``hash`` tells whether that was forgotten.
    static var version: Int { get }
    /// SHA-256 in hex over the explored table, not over the XML: comments and layout do not count.
    static var hash: String { get }
    /// Guard tables and triggers. Run it once, after the table ``name`` was created.
    static var sql: String { get }
    /// A Mermaid `stateDiagram-v2`.
    static var mermaid: String { get }
    /// The chart as Markdown: states, what each event does, what the events say.
    static var table: String { get }
    static var compiled: ChartTable<Self> { get }
}

extension StateChart {
    package static var initial: Configuration { compiled.initial }

    /// Every configuration the chart can reach, in the order of the golden matrix.
    package static var configurations: [Configuration] { compiled.configurations }

    /// What `event` does in `configuration`. Pure: the caller performs the effects and stores the move.
    package static func step(_ configuration: Configuration, _ event: Event) -> ChartStep<Self> { compiled.step(configuration, event) }

    /// Whether any active state asks for a person.
    package static func isAttention(_ configuration: Configuration) -> Bool { compiled.isAttention(configuration) }

    /// The request whose answer `configuration` waits for: the name of the effect that makes it.
    package static func awaited(_ configuration: Configuration) -> String? { compiled.awaited(configuration) }

    /// A finished machine takes no event at all: feed it none.
    package static func isFinal(_ configuration: Configuration) -> Bool { compiled.isFinal(configuration) }
}

/// What people are told of a machine that stands in a state. One without a tag is at rest.
package enum StateTag: String, Sendable, Hashable, CaseIterable {
    /// Somebody has to act: `!`.
    case attention
    /// Whether a write was carried out is open, and is looked up: `?`.
    case doubt
    /// Goes on by itself.
    case pending
}

/// The states of one region.
package protocol ChartRegion: RawRepresentable, Hashable, CaseIterable, Sendable where RawValue == String {
    var tag: StateTag? { get }
}

extension ChartRegion {
    package static func tagged(_ tags: StateTag...) -> [Self] { allCases.filter { $0.tag.map(tags.contains) ?? false } }
    /// Every state there is something to say about.
    package static var restless: [Self] { allCases.filter { $0.tag != nil } }
}

/// A legal combination of active states. Values exist only for configurations the chart can reach.
package protocol ChartConfiguration: Hashable, Sendable, CustomStringConvertible {
    /// The SQL columns, in the order of ``columnValues``.
    static var columnNames: [String] { get }
    /// One name per column, `-` for a region that is not active.
    var columnValues: [String] { get }
    /// Of all active states.
    var tags: Set<StateTag> { get }
    /// Nil unless the values name a configuration the chart can reach.
    init?(columnValues: [String])
    /// Nil only when a value is no state of its column; just ``ChartTable`` calls this, to decode what the compiler explored.
    init?(decoding columnValues: [String])
}

extension ChartConfiguration {
    /// `locked/sound/ready/unbooked`; the phase alone while no region is active.
    package var description: String {
        let values = columnValues
        guard values.count > 1, values[1] != "-" else { return values[0] }
        return values.dropFirst().joined(separator: "/")
    }
}

package protocol ChartEvent: RawRepresentable, Hashable, CaseIterable, Sendable where RawValue == String {
    var eventClass: EventClass { get }
}

/// Who may send an event, and what it means when nothing is enabled by it (statecharts.md §4).
package enum EventClass: String, Hashable, CaseIterable, Sendable {
    /// Facts seen in HERO and lexoffice.
    case hero, lex
    /// The answer to exactly the request that is awaited.
    case reply
    /// The authenticated operator.
    case op
    /// Scheduler, journal, other charts.
    case sys

    /// People and our own scheduler can be told no; the world and its answers cannot.
    package var canBeRefused: Bool { self == .op || self == .sys }
}

package enum ChartStep<C: StateChart>: Hashable, Sendable {
    /// A transition was taken; the target may equal the source. Effects stand in order of execution.
    case moved(C.Configuration, [C.Effect])
    /// The chart refuses, with its reason, or nil where an `op.*` or `sys.*` event enables nothing.
    case refused(C.Refusal?)
    /// A fact or an answer that enables nothing: a defect of ours, to be reported loudly.
    case defect
}

/// Which machines are asked for: those that stand in one of the states of one region. Made by the functions the compiler writes for
/// each region of a chart: `.transfer([.uncertain])`.
package struct StateQuestion<C: StateChart>: Sendable, Hashable {
    /// The SQL column of the region.
    package let column: String
    package let states: [String]

    init(column: String, states: [String]) {
        self.column = column
        self.states = states
    }
}

/// Every chart there is.
package enum Charts {
    package static let all: [any StateChart.Type] = [
        IntegrationChart.self, InvoiceChart.self, ContactChart.self, PaymentChart.self, ContactImportChart.self,
    ]
}
