import Bookkeeping
import Output

/// One NDJSON record with its fields in the order they were given: the same inputs are the same bytes.
struct JSONLine {
    private var fields: OrderedJSON.Members = []

    init(_ type: String) { add("type", type) }

    /// A part of a record, which has no type of its own.
    init() {}

    mutating func add(_ name: String, _ value: String?) { fields.append((name, .text(value))) }
    mutating func add(_ name: String, _ value: Int) { fields.append((name, .integer(value))) }
    mutating func add(_ name: String, _ value: Bool) { fields.append((name, .flag(value))) }
    mutating func add(_ name: String, _ values: [String]) { fields.append((name, .list(values.map { .text($0) }))) }
    mutating func add(_ name: String, _ parts: [JSONLine]) { fields.append((name, .list(parts.map { .object($0.fields) }))) }

    /// What is not seen is as good escaped as raw for whoever reads the record, and harmless for who looks at it.
    var text: String { OrderedJSON.object(fields).written(VisibleText.isVisible) }

    static var version: String {
        var line = JSONLine("version")
        line.add("format", "1.0")
        return line.text
    }

    /// How a command ended, where there is no more to say.
    static func summary(exit: Int) -> String {
        var line = JSONLine("change_summary")
        line.add("exit", exit)
        return line.text
    }
}
