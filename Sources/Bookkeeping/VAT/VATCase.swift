/// What the advance VAT return (*Umsatzsteuer-Voranmeldung*, form USt 1 A) tells apart of what is sold. A closed set; the codes are
/// stored and shown.
package enum VATCase: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case rate19 = "RATE_19"
    case rate7 = "RATE_7"
    /// 16 % and 5 % for services of 2020, and whatever else somebody booked.
    case otherRate = "OTHER_RATE"
    case photovoltaic0 = "PHOTOVOLTAIC_0"
    case intraEUGoods = "INTRA_EU_GOODS"
    case exportGoods = "EXPORT_GOODS"
    case construction13b = "CONSTRUCTION_13B"
    case euService13b = "EU_SERVICE_13B"
    case exportService = "EXPORT_SERVICE"
    case smallBusiness = "SMALL_BUSINESS"
    case nonTaxable = "NON_TAXABLE"
    /// 0 % in a category that is none of these.
    case otherZero = "OTHER_ZERO"
    /// A sum of which no side says the rate.
    case unknown = "UNKNOWN"

    /// - Parameters:
    ///   - rate: percent; nil where a side states a sum but no rate for it.
    ///   - category: what the case of 0 % stands in (domain.md §4); nil for one we have no key for.
    package init(rate: ExactDecimal?, category: PostingCategory?) {
        guard let rate else {
            self = .unknown
            return
        }
        guard rate.isZero else {
            self = rate == ExactDecimal(19) ? .rate19 : rate == ExactDecimal(7) ? .rate7 : .otherRate
            return
        }
        self =
            switch category {
            case .photovoltaic0: .photovoltaic0
            case .intraEUGoods: .intraEUGoods
            case .exportGoods: .exportGoods
            case .construction13b: .construction13b
            case .euService13b: .euService13b
            case .exportService: .exportService
            case .smallBusiness: .smallBusiness
            case .nonTaxable: .nonTaxable
            case .revenue, .revenueService, .revenueGoods, .downPayment, nil: .otherZero
            }
    }
}

/// The line of the return something belongs to, by its *Kennzahl*.
package enum VATLine: Sendable, Hashable {
    case number(Int)
    /// It does not appear in the return.
    case notDeclared
    /// Nobody has said where it belongs.
    case unassigned

    /// Two digits, or `none`.
    package init?(_ text: String) {
        if text == "none" {
            self = .notDeclared
        } else if text.utf8.count == 2, let number = Int(text), (10...99).contains(number) {
            self = .number(number)
        } else {
            return nil
        }
    }

    package var code: String {
        switch self {
        case .number(let number): String(number)
        case .notDeclared: "none"
        case .unassigned: "unassigned"
        }
    }
}

extension VATLine: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let line = text == VATLine.unassigned.code ? .unassigned : VATLine(text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no line of the VAT return")
        }
        self = line
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}

extension VATLine: Comparable {
    /// The order of the form in 2026 (domain.md §4); others behind it, what is in no line last.
    private static let form = [81, 86, 87, 35, 41, 43, 48, 60, 21, 45]

    private var place: Int {
        switch self {
        case .number(let number): VATLine.form.firstIndex(of: number) ?? VATLine.form.count + number
        case .notDeclared: 1_000
        case .unassigned: 1_001
        }
    }

    package static func < (left: VATLine, right: VATLine) -> Bool { left.place < right.place }
}

/// Which line each case belongs to: as the form of 2026 has it, unless the tax adviser named another.
package struct VATLines: Sendable, Hashable {
    private let chosen: [VATCase: VATLine]

    package init(chosen: [VATCase: VATLine] = [:]) { self.chosen = chosen }

    package subscript(_ kind: VATCase) -> VATLine { chosen[kind] ?? VATLines.standard(kind) }

    /// All cases with the line in force.
    package var all: [VATCase: VATLine] { Dictionary(uniqueKeysWithValues: VATCase.allCases.map { ($0, self[$0]) }) }

    /// The *Kennzahlen* of domain.md §4.
    private static func standard(_ kind: VATCase) -> VATLine {
        switch kind {
        case .rate19: .number(81)
        case .rate7: .number(86)
        case .otherRate: .number(35)
        case .photovoltaic0: .number(87)
        case .intraEUGoods: .number(41)
        case .exportGoods: .number(43)
        case .construction13b: .number(60)
        case .euService13b: .number(21)
        case .exportService: .number(45)
        case .smallBusiness, .nonTaxable: .notDeclared
        case .otherZero, .unknown: .unassigned
        }
    }
}
