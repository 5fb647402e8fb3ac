import Bookkeeping

/// The lines of the tree, in print order.
struct ItemTree {
    private static let depthMax = 16
    private static let linesMax = 10_000

    private(set) var lines: [DocumentLine] = []

    /// Inside a product its parts are calculation, not lines: the product's own price contains them.
    mutating func walk(_ nodes: [WireObject], isOptional: Bool, depth: Int, under parent: WireObject) throws(UnreadableField) {
        guard depth < ItemTree.depthMax else { throw parent.unreadable("items", "more than \(ItemTree.depthMax) levels") }
        for node in nodes {
            guard lines.count < ItemTree.linesMax else { throw parent.unreadable("items", "more than \(ItemTree.linesMax) lines") }
            let stated = try node.flag(node.spelling(of: "isOptional"))
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
            // Other clients turn it into a number first, so it may come as text.
            quantity: try node.required("quantity", node.plainDecimal("quantity")),
            unitPrice: try node.required("net_price_per_unit", node.decimal("net_price_per_unit")),
            discountPercent: try node.decimal(node.spelling(of: "discountPercent")),
            rate: try node.required("vat_percent", node.decimal("vat_percent")))
    }

    /// Printed, never booked: its figures matter to nobody, so unreadable ones count as zero.
    private static func information(_ node: WireObject) -> DocumentLine {
        DocumentLine(
            // None of the three is ever part of a sum.
            quantity: (try? node.decimal("quantity")) ?? ExactDecimal(0),
            unitPrice: (try? node.decimal("net_price_per_unit")) ?? ExactDecimal(0),
            rate: (try? node.decimal("vat_percent")) ?? ExactDecimal(0), isInformation: true)
    }
}
