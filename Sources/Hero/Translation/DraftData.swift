import Bookkeeping

/// The builder's JSON of a published document. **Every key of document level and every optional one of a line is our assumption and
/// UNVERIFIED** (hero-2026.md §1-§4, A); no other file knows them. An absent key says nothing; a key with another kind of value makes
/// the data unreadable instead of being passed over.
///
/// Documented: `items[]` as a tree, the lines below nodes of type `table`; product nodes with `type`, `quantity`,
/// `net_price_per_unit`, `vat_percent`.
/// Assumed: `discount` with `valueType`, `value`; `deductions`, `totals`, `priceMode`, `serviceDate`, `servicePeriod` of the document.
struct DraftData {
    let lines: [DocumentLine]
    let priceMode: PriceMode
    let discount: DocumentDiscount?
    let deductions: [Deduction]
    /// Totals per rate as printed, after discount and deductions.
    let printed: [PrintedTotal]
    let serviceDate: BusinessDay?

    /// Nil when the data holds no tree of items.
    init?(_ data: WireObject) throws(UnreadableField) {
        guard let items = try data.objects("items") else { return nil }
        var tree = ItemTree()
        try tree.walk(items, isOptional: false, depth: 0, under: data)
        let level = try DraftLevel(items, root: data)
        lines = tree.lines
        priceMode = try DraftData.priceMode(level)
        discount = try DraftData.discount(level)
        deductions = try DraftData.rows("deductions", level).map { (row) throws(UnreadableField) in
            Deduction(number: try row.required("nr", row.text("nr")), rate: try rate(row), net: try net(row), tax: try tax(row))
        }
        printed = try DraftData.rows("totals", level).map { (row) throws(UnreadableField) in
            PrintedTotal(rate: try rate(row), net: try net(row), tax: try tax(row))
        }
        serviceDate = try DraftData.serviceDate(level)
    }

    private static func priceMode(_ level: DraftLevel) throws(UnreadableField) -> PriceMode {
        let mode = try level.first("priceMode") { (node, name) throws(UnreadableField) -> PriceMode? in
            guard let text = try node.filledText(name) else { return nil }
            guard let mode = PriceMode(rawValue: text.lowercased()) else { throw node.unreadable(name, "neither net nor gross") }
            return mode
        }
        return mode ?? .net
    }

    /// A percentage of the net sum, which is HERO's default, or an amount. HERO says it is always positive; a reversal may turn it.
    private static func discount(_ level: DraftLevel) throws(UnreadableField) -> DocumentDiscount? {
        let stated = try level.first("discount") { (node, name) throws(UnreadableField) in try node.object(name) }
        guard let discount = stated, let value = try discount.decimal("value"), !value.isZero else { return nil }
        let name = discount.spelling(of: "valueType")
        switch try discount.filledText(name)?.lowercased() {
        case nil, "percent": return .percent(value)
        case "flat": return try discount.cents("value").map(DocumentDiscount.amount)
        default: throw discount.unreadable(name, "neither percent nor flat")
        }
    }

    private static func rows(_ key: String, _ level: DraftLevel) throws(UnreadableField) -> [WireObject] {
        try level.first(key) { (node, name) throws(UnreadableField) in try node.objects(name) } ?? []
    }

    /// A period counts by its end (S23).
    private static func serviceDate(_ level: DraftLevel) throws(UnreadableField) -> BusinessDay? {
        if let day = try level.first("serviceDate", { (node, name) throws(UnreadableField) in try node.day(name) }) { return day }
        return try level.first("servicePeriod") { (node, name) throws(UnreadableField) in try node.object(name)?.day("to") }
    }
}

private func rate(_ row: WireObject) throws(UnreadableField) -> ExactDecimal {
    let name = row.spelling(of: "vatPercent")
    return try row.required(name, row.decimal(name))
}

private func net(_ row: WireObject) throws(UnreadableField) -> Cents {
    let name = row.spelling(of: "netValue")
    return try row.required(name, row.cents(name))
}

private func tax(_ row: WireObject) throws(UnreadableField) -> Cents {
    let name = row.spelling(of: "vatValue")
    return try row.required(name, row.cents(name))
}

/// Where a document-level figure may stand: HERO calls a discount a "table-level sales field", so first in the nodes of type `table`,
/// then at the root (hero-2026.md §1, A).
private struct DraftLevel {
    private let tables: [WireObject]
    private let root: WireObject

    init(_ items: [WireObject], root: WireObject) throws(UnreadableField) {
        var tables: [WireObject] = []
        for item in items where try item.text("type") == "table" { tables.append(item) }
        self.tables = tables
        self.root = root
    }

    func first<Value>(
        _ key: String, _ read: (WireObject, String) throws(UnreadableField) -> Value?
    ) throws(UnreadableField) -> Value? {
        var found: [Value] = []
        for table in tables {
            if let value = try read(table, table.spelling(of: key)) { found.append(value) }
        }
        // Which of two holds for the whole document nobody knows.
        guard found.count < 2 else { throw root.unreadable(key, "stated by \(found.count) tables") }
        if let value = found.first { return value }
        return try read(root, root.spelling(of: key))
    }
}
