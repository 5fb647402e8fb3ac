package import Bookkeeping
package import Hero
package import Reconciliation

/// What should be on the books for a document by what HERO says of it (domain.md R3), also before and without its transfer.
package struct HeroFigures {
    let rules: MappingRules

    struct Statement: Sendable {
        /// Nil where the mapping leads to no voucher.
        var voucher: Voucher?
        var shares: [RateShare]
    }

    /// - Parameters:
    ///   - original: the voucher that should be booked for the document this one cancels.
    ///   - evidence: what the document was judged by beside HERO's words; a voucher booked by its e-invoice is no difference.
    ///   - booked: how we booked it, used for its rates alone and only while HERO confirms its total.
    func statement(
        _ header: DocumentHeader, _ detail: DetailRecord?, original: Voucher?, evidence: MappingEvidence, booked: Voucher?
    ) -> Statement {
        var document: Document?
        if case .document(let read, _)? = detail { document = read }
        if let document,
            case .voucher(let voucher, _) = VoucherMapping(rules: rules).voucher(for: document, original: original, evidence: evidence)
        {
            return Statement(voucher: voucher, shares: voucher.rateShares)
        }
        return Statement(voucher: nil, shares: Self.printed(header, document, booked))
    }

    /// What HERO prints, without any judgement of ours.
    /// - Parameter booked: as for ``statement(_:_:original:evidence:booked:)``.
    package static func printed(_ header: DocumentHeader, _ detail: DetailRecord?, booked: Voucher?) -> [RateShare] {
        var document: Document?
        if case .document(let read, _)? = detail { document = read }
        return printed(header, document, booked)
    }

    /// For a document no voucher can be made of: its printed totals per rate where they are HERO's totals, else those alone.
    private static func printed(_ header: DocumentHeader, _ document: Document?, _ booked: Voucher?) -> [RateShare] {
        guard let net = header.valueNet, let tax = header.vat else { return booked?.rateShares ?? [] }
        if net == .zero, tax == .zero { return [] }
        // HERO's sign of reversals is not reliable (C10).
        let isReversal = document?.kind.isReversal ?? (header.type?.hasPrefix("reversal") == true)
        let negated = isReversal && (net + tax).signum > 0
        let printed = document?.printed.filter { $0.net != .zero || $0.tax != .zero } ?? []
        let shares = printed.map { RateShare(rate: $0.rate, net: $0.net, tax: $0.tax) }
        if !shares.isEmpty, shares.map(\.net).sum() == net, shares.map(\.tax).sum() == tax { return shares.merged(negated: negated) }
        if let booked, booked.gross == (net + tax).magnitude, booked.tax == tax.magnitude { return booked.rateShares }
        return [RateShare(rate: nil, net: net, tax: tax)].merged(negated: negated)
    }
}
