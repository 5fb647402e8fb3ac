import Bookkeeping

/// The variables of a request, written as JSON in the order given. Money goes out as exact decimal text: no binary
/// fraction exists on the way (`1190.00`, never `1190.0000000000002`).
enum RequestValue: Sendable {
    case text(String)
    case integer(Int)
    case amount(Cents)
    case list([RequestValue])
    case object([(name: String, value: RequestValue)])

    var json: String {
        switch self {
        case .text(let text): RequestValue.quoted(text)
        case .integer(let number): String(number)
        case .amount(let cents): cents.description
        case .list(let values): "[" + values.map(\.json).joined(separator: ",") + "]"
        case .object(let members):
            "{" + members.map { RequestValue.quoted($0.name) + ":" + $0.value.json }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
