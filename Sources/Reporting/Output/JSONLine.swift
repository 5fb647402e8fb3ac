package import Bookkeeping
internal import Output

/// One NDJSON record with its fields in the order they were given: the same inputs are the same bytes.
package struct JSONLine: JSONField {
    /// One without a value is left out.
    package typealias Fields = KeyValuePairs<String, (any JSONField)?>

    private var fields: OrderedJSON.Members = []

    package var jsonValue: OrderedJSON { .object(fields) }

    package init(_ type: String) { add(["type": type]) }

    /// A part of a record, which has no type of its own.
    init() {}

    package mutating func add(_ more: Fields) { fields += more.map { (name: $0.key, value: $0.value?.jsonValue) } }

    package func adding(_ more: Fields) -> JSONLine {
        var line = self
        line.add(more)
        return line
    }

    /// What is not seen is as good escaped as raw for whoever reads the record, and harmless for who looks at it.
    package var text: String { jsonValue.written(VisibleText.isVisible) }

    package static var version: String { JSONLine("version").adding(["format": "1.0"]).text }

    /// The records of a command that has nothing to tell but what came of it.
    package static func outcome(_ fields: Fields) -> [String] { [version, JSONLine("change_summary").adding(fields).text] }
}
