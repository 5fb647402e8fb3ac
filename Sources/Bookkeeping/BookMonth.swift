/// A calendar month of the books, by voucher date.
package struct BookMonth: Sendable, Hashable, Comparable {
    package let year: Int
    package let month: Int

    /// Reads strictly `yyyy-MM`.
    package init?(_ text: String) {
        guard let first = BusinessDay("\(text)-01") else { return nil }
        self.init(first)
    }

    package init(_ day: BusinessDay) {
        year = day.year
        month = day.month
    }

    package func contains(_ day: BusinessDay) -> Bool { day.year == year && day.month == month }

    package static func < (left: BookMonth, right: BookMonth) -> Bool { (left.year, left.month) < (right.year, right.month) }
}

extension BookMonth: CustomStringConvertible {
    package var description: String { "\(padded(year, 4))-\(padded(month, 2))" }
}

extension BookMonth: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let month = BookMonth(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a month yyyy-MM")
        }
        self = month
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
