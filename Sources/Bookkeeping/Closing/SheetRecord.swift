/// What is not known of a row.
package enum SheetDoubt: String, Sendable, Codable, CaseIterable {
    case voucherUnread = "VOUCHER_UNREAD"
    case paymentsUnknown = "PAYMENTS_UNKNOWN"
}

/// What one document, or one voucher without document, is in a month's sheet.
package struct SheetRow: Sendable, Hashable, Codable {
    /// HERO's id; nil of a voucher without document.
    package var key: String?
    package var voucherID: String?
    package var number: String?
    /// Code of its ``ComparisonClass``.
    package var status: String
    /// What HERO says of the month, by rate alone.
    package var hero: [VATShare] = []
    /// What lexoffice has on its books in the month.
    package var booked: [VATShare] = []
    /// Cash discounts and bad debts dated in the month, whenever the voucher was; negative for sales.
    package var reductions: [VATShare] = []
    /// Money dated in the month, whenever the voucher was.
    package var received: [VATShare] = []
    package var doubts: Set<SheetDoubt> = []

    package init(key: String?, voucherID: String?, number: String?, status: String) {
        self.key = key
        self.voucherID = voucherID
        self.number = number
        self.status = status
    }

    /// What it is called by: the number people know, else an id.
    package var name: String { number ?? key.map { "#\($0)" } ?? voucherID ?? "-" }

    package func shares(by basis: VATBasis) -> [VATShare] {
        switch basis {
        case .documentDate: booked
        case .paymentDate: received
        }
    }

    /// What tells it from all other rows of a sheet.
    var identity: String { key.map { "document \($0)" } ?? "voucher \(voucherID ?? name)" }
}

extension SheetRow {
    private enum CodingKeys: String, CodingKey { case key, voucherID, number, status, hero, booked, reductions, received, doubts }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            key: try container.decodeIfPresent(String.self, forKey: .key),
            voucherID: try container.decodeIfPresent(String.self, forKey: .voucherID),
            number: try container.decodeIfPresent(String.self, forKey: .number), status: try container.decode(String.self, forKey: .status))
        func shares(_ key: CodingKeys) throws -> [VATShare] { try container.decodeIfPresent([VATShare].self, forKey: key) ?? [] }
        (hero, booked, reductions, received) = (try shares(.hero), try shares(.booked), try shares(.reductions), try shares(.received))
        doubts = Set(try container.decodeIfPresent([SheetDoubt].self, forKey: .doubts) ?? [])
    }

    /// What is empty is left out: most rows have figures on two of four places.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encodeIfPresent(key, forKey: .key)
        try container.encodeIfPresent(voucherID, forKey: .voucherID)
        try container.encodeIfPresent(number, forKey: .number)
        try container.encode(status, forKey: .status)
        for (shares, key) in [(hero, CodingKeys.hero), (booked, .booked), (reductions, .reductions), (received, .received)] {
            if !shares.isEmpty { try container.encode(shares, forKey: key) }
        }
        // A set has no order, and the same sheet has to be the same text.
        if !doubts.isEmpty { try container.encode(doubts.sorted { $0.rawValue < $1.rawValue }, forKey: .doubts) }
    }
}

/// One month's sheet as it is signed and kept: nothing of when it was read, so that the same books are the same record.
package struct SheetRecord: Sendable, Hashable, Codable {
    package var month: BookMonth
    package var organizationID: String
    /// Whether both systems agreed to the cent.
    package var agrees: Bool
    /// The line of the VAT return each case belonged to.
    package var lines: [VATCase: VATLine]
    /// In the order of ``SheetRow/name``.
    package var rows: [SheetRow]

    package init(month: BookMonth, organizationID: String, agrees: Bool, lines: VATLines, rows: [SheetRow]) {
        self.month = month
        self.organizationID = organizationID
        self.agrees = agrees
        self.lines = lines.all
        self.rows = rows.sorted { ($0.name, $0.identity) < ($1.name, $1.identity) }
    }

    func line(_ kind: VATCase) -> VATLine { lines[kind] ?? .unassigned }
}
