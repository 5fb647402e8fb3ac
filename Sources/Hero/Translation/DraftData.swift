import Bookkeeping

/// The builder's JSON of a published document. **Every key in this file that hero-api.md §2.3 does not name is our
/// assumption and UNVERIFIED**; no other file knows them. An absent key says nothing; a key with another kind of value
/// makes the document unreadable instead of being passed over.
///
/// Documented: `items[]` as a tree, product nodes with `type`, `quantity`, `net_price_per_unit`, `vat_percent`.
/// Assumed: `discount_percent`, `is_optional`, `vat_reason` on a product; `price_mode`, `discount`, `deductions`,
/// `totals`, `service_date`, `service_period` on the document.
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
        lines = tree.lines
        priceMode = try DraftData.priceMode(data)
        discount = try DraftData.discount(data)
        deductions = try DraftData.deductions(data)
        printed = try DraftData.totals(data)
        serviceDate = try DraftData.serviceDate(data)
    }

    private static func priceMode(_ data: WireObject) throws(UnreadableField) -> PriceMode {
        guard let text = try data.filledText("price_mode") else { return .net }
        guard let mode = PriceMode(rawValue: text) else { throw data.unreadable("price_mode", "neither net nor gross") }
        return mode
    }

    private static func discount(_ data: WireObject) throws(UnreadableField) -> DocumentDiscount? {
        guard let discount = try data.object("discount") else { return nil }
        switch (try discount.decimal("percent"), try discount.cents("amount")) {
        case (nil, nil): return nil
        case (let percent?, nil): return .percent(percent)
        case (nil, let amount?): return .amount(amount)
        case (.some, .some): throw data.unreadable("discount", "both a percentage and an amount")
        }
    }

    private static func deductions(_ data: WireObject) throws(UnreadableField) -> [Deduction] {
        var deductions: [Deduction] = []
        for row in try data.objects("deductions") ?? [] {
            deductions.append(
                Deduction(
                    number: try row.required("nr", row.text("nr")), rate: try row.required("vat_percent", row.decimal("vat_percent")),
                    net: try row.required("net_value", row.cents("net_value")),
                    tax: try row.required("vat_value", row.cents("vat_value"))))
        }
        return deductions
    }

    private static func totals(_ data: WireObject) throws(UnreadableField) -> [PrintedTotal] {
        var totals: [PrintedTotal] = []
        for row in try data.objects("totals") ?? [] {
            totals.append(
                PrintedTotal(
                    rate: try row.required("vat_percent", row.decimal("vat_percent")),
                    net: try row.required("net_value", row.cents("net_value")),
                    tax: try row.required("vat_value", row.cents("vat_value"))))
        }
        return totals
    }

    /// A period counts by its end (S23).
    private static func serviceDate(_ data: WireObject) throws(UnreadableField) -> BusinessDay? {
        if let day = try data.day("service_date") { return day }
        return try data.object("service_period")?.day("to")
    }
}

/// The lines of the tree, in print order.
private struct ItemTree {
    private static let depthMax = 16
    private static let linesMax = 10_000

    private(set) var lines: [DocumentLine] = []

    /// Inside a product its parts are calculation, not lines: the product's own price contains them.
    mutating func walk(_ nodes: [WireObject], isOptional: Bool, depth: Int, under parent: WireObject) throws(UnreadableField) {
        guard depth < ItemTree.depthMax else { throw parent.unreadable("items", "more than \(ItemTree.depthMax) levels") }
        for node in nodes {
            guard lines.count < ItemTree.linesMax else { throw parent.unreadable("items", "more than \(ItemTree.linesMax) lines") }
            let stated = try node.flag("is_optional")
            let optional = isOptional || stated == true
            if try node.text("type") == "product" {
                lines.append(optional ? ItemTree.information(node) : try ItemTree.product(node))
            } else if let children = try node.objects("items") {
                try walk(children, isOptional: optional, depth: depth + 1, under: node)
            } else {
                lines.append(ItemTree.information(node))
            }
        }
    }

    private static func product(_ node: WireObject) throws(UnreadableField) -> DocumentLine {
        DocumentLine(
            quantity: try node.required("quantity", node.decimal("quantity")),
            unitPrice: try node.required("net_price_per_unit", node.decimal("net_price_per_unit")),
            discountPercent: try node.decimal("discount_percent"),
            rate: try node.required("vat_percent", node.decimal("vat_percent")),
            taxCase: try taxCase(node))
    }

    /// Printed, never booked: its figures matter to nobody, so unreadable ones count as zero.
    private static func information(_ node: WireObject) -> DocumentLine {
        DocumentLine(
            // None of the three is ever part of a sum.
            quantity: (try? node.decimal("quantity")) ?? ExactDecimal(0),
            unitPrice: (try? node.decimal("net_price_per_unit")) ?? ExactDecimal(0),
            rate: (try? node.decimal("vat_percent")) ?? ExactDecimal(0), isInformation: true)
    }

    private static func taxCase(_ node: WireObject) throws(UnreadableField) -> TaxCase? {
        guard let text = try node.filledText("vat_reason") else { return nil }
        guard let taxCase = TaxCase(rawValue: text) else { throw node.unreadable("vat_reason", "an unknown reason") }
        return taxCase
    }
}
