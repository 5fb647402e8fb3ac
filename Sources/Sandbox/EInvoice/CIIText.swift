internal import Bookkeeping

/// Values as CII writes them.
enum CIIText {
    /// Cents: `-12.05`.
    static func amount(_ cents: Int64) -> String {
        let digits = String(cents.magnitude)
        let padded = String(repeating: "0", count: max(0, 3 - digits.utf8.count)) + digits
        return "\(cents < 0 ? "-" : "")\(padded.dropLast(2)).\(padded.suffix(2))"
    }

    static func amount(_ name: String, _ cents: Int64) -> XMLElement { XMLElement(name, text: amount(cents)) }

    /// Thousandths: `12.500`.
    static func quantity(_ thousandths: Int64) -> String {
        let digits = String(thousandths.magnitude)
        let padded = String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
        return "\(thousandths < 0 ? "-" : "")\(padded.dropLast(3)).\(padded.suffix(3))"
    }

    /// UN/ECE Recommendation 20; one piece for what it does not have.
    static func unitCode(_ unit: String) -> String {
        switch unit {
        case "Std": "HUR"
        case "m": "MTR"
        case "m²": "MTK"
        case "Tage": "DAY"
        case "psch": "LS"
        default: "C62"
        }
    }

    /// `qualified` where the schema asks for the type of `qdt`.
    static func day(_ day: BusinessDay, qualified: Bool = false) -> XMLElement {
        XMLElement(
            qualified ? "qdt:DateTimeString" : "udt:DateTimeString", attributes: [("format", "102")],
            text: day.description.filter { $0 != "-" })
    }
}
