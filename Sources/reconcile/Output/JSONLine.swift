import Foundation

/// One NDJSON record with its fields in the order they were given: the same inputs are the same bytes.
struct JSONLine {
    private var fields: [String] = []

    init(_ type: String) { add("type", type) }

    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return }
        fields.append("\(JSONLine.quoted(name)):\(JSONLine.quoted(value))")
    }

    mutating func add(_ name: String, _ value: Int) { fields.append("\(JSONLine.quoted(name)):\(value)") }
    mutating func add(_ name: String, _ value: Bool) { fields.append("\(JSONLine.quoted(name)):\(value)") }

    mutating func add(_ name: String, _ values: [String]) {
        fields.append("\(JSONLine.quoted(name)):[\(values.map(JSONLine.quoted).joined(separator: ","))]")
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
            case _ where scalar.value < 0x20 || scalar.value == 0x7F || (0x2028...0x2029).contains(scalar.value):
                let hex = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    static let version = #"{"type":"version","format":"1.0"}"#
}
