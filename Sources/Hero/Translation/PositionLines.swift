import Bookkeeping

/// The lines of a document without builder data: `metadata.positions[]`, `vat` read as the rate in percent
/// (hero-api.md §2.3, UNVERIFIED; an amount in its place fails as an unsupported rate or on the totals).
enum PositionLines {
    private static let informationTypes: Set<String> = ["text", "title", "subtotal", "labour_notice"]

    static func lines(_ document: WireObject) throws(UnreadableField) -> [DocumentLine] {
        var lines: [DocumentLine] = []
        for position in try document.object("metadata")?.objects("positions") ?? [] {
            let net = try position.decimal("net_value")
            if let net, try !informationTypes.contains(position.text("type") ?? "") {
                let rate = try position.required("vat", position.decimal("vat"))
                lines.append(DocumentLine(quantity: ExactDecimal(1), unitPrice: net, rate: rate))
            } else {
                lines.append(
                    DocumentLine(quantity: ExactDecimal(0), unitPrice: net ?? ExactDecimal(0), rate: ExactDecimal(0), isInformation: true))
            }
        }
        return lines
    }
}
