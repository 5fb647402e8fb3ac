internal import Bookkeeping

/// Values as CII writes them.
enum CIIText {
    /// Cents: `-12.05`.
    static func amount(_ cents: Int64) -> String { Cents(cents).description }

    static func amount(_ name: String, _ cents: Int64) -> XMLElement { XMLElement(name, text: amount(cents)) }

    /// Thousandths: `12.500`.
    static func quantity(_ thousandths: Int64) -> String {
        let digits = padded(thousandths.magnitude, 4)
        return "\(thousandths < 0 ? "-" : "")\(digits.dropLast(3)).\(digits.suffix(3))"
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
