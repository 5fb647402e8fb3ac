internal import Bookkeeping
internal import Hero
internal import Wording

/// Kinds, styles and statuses HERO uses, known and unknown ones. Of a document type its technical name is told, never the one people gave.
enum TypeEvidence {
    static func types(_ types: [DocumentType], _ headers: [DocumentHeader]) -> [PilotFinding] {
        var (kinds, categories) = (Tally(), Tally())
        var (unknownKinds, unknownCategories) = (0, 0)
        for type in types {
            let name = PilotWord.technical(type.baseType ?? "")
            let isUnknown = type.familiarity() == .unknown
            if isUnknown { unknownKinds += 1 }
            kinds.add(isUnknown ? "unknown \(name)" : name)
            guard type.familiarity() == .booked else { continue }
            let category = PilotWord.technical(type.bookingCategory ?? "none")
            if !type.hasKnownBookingCategory { unknownCategories += 1 }
            categories.add(type.hasKnownBookingCategory ? category : "unknown \(category)")
        }
        let unlisted = headers.count { header in !types.contains { $0.id == header.documentTypeID } }
        if unlisted > 0 { kinds.add("documents_of_no_listed_type", unlisted) }
        return [
            PilotFinding(.documentTypes, Tally.verdict(good: types.count, bad: unknownKinds + unlisted), kinds),
            PilotFinding(.bookingCategories, Tally.verdict(good: categories.counts.count, bad: unknownCategories), categories),
            styles(types, headers),
        ]
    }

    private static func styles(_ types: [DocumentType], _ headers: [DocumentHeader]) -> PilotFinding {
        var (tally, good, bad) = (Tally(), 0, 0)
        for header in headers {
            guard let type = types.first(where: { $0.id == header.documentTypeID }), type.familiarity() == .booked else { continue }
            let isUnknown = type.familiarity(style: header.invoiceStyle) == .unknown
            let name = header.invoiceStyle.map(PilotWord.technical) ?? "none"
            tally.add(isUnknown ? "unknown \(name)" : name)
            if isUnknown { bad += 1 } else { good += 1 }
        }
        return PilotFinding(.invoiceStyles, Tally.verdict(good: good, bad: bad), tally)
    }

    static func statuses(_ headers: [DocumentHeader]) -> PilotFinding {
        var (tally, good, bad) = (Tally(), 0, 0)
        for header in headers {
            let code = header.statusCode.map(PilotWord.code) ?? "none"
            switch header.lifecycle {
            case .draft, .issued, .cancelled, .deleted:
                tally.add(code)
                good += 1
            case .processing, .unknown:
                tally.add("unknown \(code)")
                bad += 1
            }
        }
        return PilotFinding(.statusCodes, Tally.verdict(good: good, bad: bad), tally)
    }
}
