/// The envelope around lists (lexoffice-api.md §2.3).
struct LexofficePage: Sendable {
    var number: Int
    var size: Int

    static let maximumSize = 250
    static let window = 10_000

    /// Nil: not a number, or beyond the largest size.
    init?(_ query: LexofficeQuery) {
        guard let number = Int(query["page"] ?? "0"), let size = Int(query["size"] ?? "25"), number >= 0,
            (1...LexofficePage.maximumSize).contains(size)
        else { return nil }
        self.number = number
        self.size = size
    }

    var isBeyondWindow: Bool {
        let (end, overflow) = (number + 1).multipliedReportingOverflow(by: size)
        return overflow || end > LexofficePage.window
    }

    func envelope<Row>(_ rows: [Row], sort property: String, ascending: Bool, row: (Row) -> SandboxJSON) -> SandboxJSON {
        let total = min(rows.count, LexofficePage.window)
        let slice = rows.prefix(LexofficePage.window).dropFirst(number * size).prefix(size)
        let pages = (total + size - 1) / size
        return [
            "content": .array(slice.map(row)), "first": .bool(number == 0), "last": .bool(number + 1 >= pages),
            "totalPages": .int(pages), "totalElements": .int(total), "numberOfElements": .int(slice.count), "size": .int(size),
            "number": .int(number),
            "sort": [
                [
                    "property": .string(property), "direction": ascending ? "ASC" : "DESC", "ignoreCase": false,
                    "nullHandling": "NATIVE", "ascending": .bool(ascending),
                ]
            ],
        ]
    }
}
