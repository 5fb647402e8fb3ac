internal import Bookkeeping
internal import Output

/// One NDJSON record with its fields in the order they were given: the same inputs are the same bytes.
package struct JSONLine {
    private var fields: OrderedJSON.Members = []

    package init(_ type: String) { add("type", type) }

    /// A part of a record, which has no type of its own.
    init() {}

    package mutating func add(_ name: String, _ value: String?) { fields.append((name, .text(value))) }
    package mutating func add(_ name: String, _ value: Int) { fields.append((name, .integer(value))) }
    package mutating func add(_ name: String, _ value: Bool) { fields.append((name, .flag(value))) }
    package mutating func add(_ name: String, _ values: [String]) { fields.append((name, .list(values.map { .text($0) }))) }
    mutating func add(_ name: String, _ value: OrderedJSON?) { fields.append((name, value)) }
    mutating func add(_ name: String, _ parts: [JSONLine]) { fields.append((name, .list(parts.map { .object($0.fields) }))) }

    /// What is not seen is as good escaped as raw for whoever reads the record, and harmless for who looks at it.
    package var text: String { OrderedJSON.object(fields).written(VisibleText.isVisible) }

    package static var version: String {
        var line = JSONLine("version")
        line.add("format", "1.0")
        return line.text
    }

    /// How a command ended, where there is no more to say.
    package static func summary(exit: Int) -> String {
        var line = JSONLine("change_summary")
        line.add("exit", exit)
        return line.text
    }
}
