import Bookkeeping

/// `metadata.positions[]`: net and VAT per position of a document made in HERO. Whether that VAT is an amount or a rate in percent is
/// decided per document, by which reading meets the document's own VAT (hero-2026.md §7).
enum PositionLines {
    private static let informationTypes: Set<String> = ["text", "title", "subtotal", "labour_notice"]

    private struct Position {
        let net: ExactDecimal
        let vat: ExactDecimal
    }

    /// Nil when no position counts. Throws where neither reading meets `documentVAT`.
    /// - Parameter rates: those a document of its day may bear.
    static func lines(_ document: WireObject, documentVAT: Cents?, rates: [Int]) throws(UnreadableField) -> [DocumentLine]? {
        let metadata = try document.object("metadata")
        var positions: [Position] = []
        for row in try metadata?.objects("positions") ?? [] {
            guard let net = try row.decimal("net_value"), try !informationTypes.contains(row.text("type") ?? "") else { continue }
            let vat = try row.required("vat", row.decimal("vat"))
            if !net.isZero || !vat.isZero { positions.append(Position(net: net, vat: vat)) }
        }
        guard let metadata, !positions.isEmpty else { return nil }
        guard let documentVAT else { throw metadata.unreadable("positions", "no VAT of the document to read theirs by") }
        guard let read = byAmount(positions, documentVAT, rates) ?? byRate(positions, documentVAT) else {
            throw metadata.unreadable("positions", "their VAT is neither amounts nor rates that meet the document's")
        }
        return zip(positions, read).map { DocumentLine(quantity: ExactDecimal(1), unitPrice: $0.net, rate: $1) }
    }

    private static func byAmount(_ positions: [Position], _ documentVAT: Cents, _ rates: [Int]) -> [ExactDecimal]? {
        let amounts = positions.compactMap { Cents(rounding: $0.vat) }
        guard amounts.count == positions.count, meets(amounts, documentVAT) else { return nil }
        let fitting = zip(positions, amounts).map { position, amount -> [Int] in
            guard let net = Cents(rounding: position.net) else { return [] }
            return rates.filter { ColumnTax.isRounding(amount, of: net, rate: $0) }
        }
        // Of a few cents several rates come to the same tax: then the one that the other positions have.
        let known = Set(fitting.filter { $0.count == 1 }.joined())
        let read = fitting.compactMap { rates -> Int? in
            let candidates = rates.count == 1 ? rates : rates.filter(known.contains)
            return candidates.count == 1 ? candidates[0] : nil
        }
        return read.count == positions.count ? read.map { ExactDecimal($0) } : nil
    }

    private static func byRate(_ positions: [Position], _ documentVAT: Cents) -> [ExactDecimal]? {
        let amounts = positions.compactMap { position -> Cents? in
            guard !position.vat.isNegative, position.vat <= ExactDecimal(100) else { return nil }
            return Cents(product: position.net, position.vat, ExactDecimal(coefficient: 1, scale: 2))
        }
        return amounts.count == positions.count && meets(amounts, documentVAT) ? positions.map(\.vat) : nil
    }

    /// A cent for each position is rounding; the sign of reversals says nothing (domain.md C10).
    private static func meets(_ amounts: [Cents], _ documentVAT: Cents) -> Bool {
        (amounts.sum().magnitude - documentVAT.magnitude).magnitude.amount <= Int64(amounts.count)
    }
}
