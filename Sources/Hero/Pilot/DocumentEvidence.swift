import Bookkeeping

/// What a document shows of HERO's ways of telling figures, without the figures.
package struct DocumentEvidence: Sendable, Hashable {
    /// Where its lines stand.
    package enum Source: String, Sendable, CaseIterable {
        case draft, positions, neither
        /// There is something that cannot be read.
        case unreadable
    }

    /// What `vat` of the positions is, judged by the document's own `vat` (hero-2026.md §7).
    package enum PositionVAT: String, Sendable, CaseIterable {
        case amount, rate, both, neither
        /// The positions do not add up to `value`: a discount or deductions stand between, and their tax says nothing.
        case notComparable = "not_comparable"
    }

    /// How many may be the recipient: customer, contact, the project's customer.
    package enum Recipients: String, Sendable, CaseIterable { case none, one, several }

    package var source: Source
    /// Nil without positions that bear figures.
    package var positionVAT: PositionVAT?
    package var recipients = Recipients.one
    /// Nil without draft data.
    package var shape: DraftShape?
}

extension HeroDocument {
    package var evidence: DocumentEvidence {
        var evidence = DocumentEvidence(source: .neither, recipients: recipients)
        do throws(UnreadableField) {
            let positions = try row.object("metadata")?.objects("positions") ?? []
            if !positions.isEmpty { evidence.source = .positions }
            evidence.positionVAT = try HeroDocument.positionVAT(positions, header)
            if let data = try row.object("published_customer_document_draft")?.mixed("data") {
                evidence.source = .draft
                evidence.shape = DraftShape(of: data, hiding: namesAround)
            }
        } catch {
            evidence.source = .unreadable
        }
        return evidence
    }

    private var recipients: DocumentEvidence.Recipients {
        // A candidate that cannot be read is none.
        let project = (try? row.object("project_match")).flatMap(\.self)
        let candidates = [try? row.object("customer"), try? row.object("contact"), try? project?.object("customer")].map {
            $0.flatMap(\.self)
        }
        // The same of an id.
        let ids = Set(candidates.compactMap { candidate in (try? candidate?.identifier("id")).flatMap(\.self) })
        return ids.isEmpty ? .none : ids.count == 1 ? .one : .several
    }

    /// Words of the people and projects around the document: whatever is called like them is no key of HERO's.
    private var namesAround: Set<String> {
        var words: Set<String> = []
        for name in ["customer", "contact", "partner", "project_match"] {
            guard let value = row.members[name] else { continue }
            DraftShape.collectWords(of: value, into: &words, depth: 0)
        }
        return words
    }

    /// Amounts may be off by a cent a line, and so may a tax that was rounded once.
    private static func positionVAT(
        _ positions: [WireObject], _ header: DocumentHeader
    ) throws(UnreadableField) -> DocumentEvidence.PositionVAT? {
        guard let value = header.valueNet, let tax = header.vat else { return nil }
        var (nets, amounts, rated, lines) = (ExactDecimal(0), ExactDecimal(0), ExactDecimal(0), 0)
        for position in positions {
            guard let net = try position.cents("net_value")?.decimal, let vat = try position.cents("vat")?.decimal else { continue }
            nets = nets + net
            amounts = amounts + vat
            rated = rated + (net * vat)
            lines += 1
        }
        guard lines > 0 else { return nil }
        let tolerance = ExactDecimal(coefficient: Int128(lines), scale: 2)
        func meets(_ sum: ExactDecimal, _ figure: Cents) -> Bool {
            let difference = sum - figure.decimal
            return difference <= tolerance && -difference <= tolerance
        }
        guard meets(nets, value) else { return .notComparable }
        let hundredth = ExactDecimal(coefficient: 1, scale: 2)
        return switch (meets(amounts, tax), meets(rated * hundredth, tax)) {
        case (true, true): .both
        case (true, false): .amount
        case (false, true): .rate
        case (false, false): .neither
        }
    }
}
