import Output

/// One NDJSON record with its fields in the order they were given: the same inputs are the same bytes.
struct JSONLine {
    private var fields: [String] = []

    init(_ type: String) { add("type", type) }

    /// A part of a record, which has no type of its own.
    init() {}

    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        fields.append("\(JSONLine.quoted(name)):\(JSONLine.quoted(value))")
    }

    mutating func add(_ name: String, _ value: Int) { fields.append("\(JSONLine.quoted(name)):\(value)") }
    mutating func add(_ name: String, _ value: Bool) { fields.append("\(JSONLine.quoted(name)):\(value)") }

    mutating func add(_ name: String, _ values: [String]) {
        fields.append("\(JSONLine.quoted(name)):[\(values.map(JSONLine.quoted).joined(separator: ","))]")
    }

    mutating func add(_ name: String, _ parts: [JSONLine]) {
        fields.append("\(JSONLine.quoted(name)):[\(parts.map(\.text).joined(separator: ","))]")
    }

    var text: String { "{\(fields.joined(separator: ","))}" }

    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where VisibleText.isVisible(scalar): result.unicodeScalars.append(scalar)
            default: result += String(scalar).utf16.map(escape).joined()
            }
        }
        return result + "\""
    }

    /// What is not seen is as good as raw for whoever reads the record, and harmless for who looks at it.
    private static func escape(_ unit: UInt16) -> String {
        let hex = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    }

    static let version = #"{"type":"version","format":"1.0"}"#
}
