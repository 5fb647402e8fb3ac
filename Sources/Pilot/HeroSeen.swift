internal import Bookkeeping
internal import Hero
internal import Wording

/// What a look at HERO brought, and what it says of the assumptions. A plain value: the same sights are the same findings.
struct HeroSeen: Sendable {
    struct DocumentSeen: Sendable {
        var header: DocumentHeader
        var evidence: DocumentEvidence
        var sums: LineSums.Outcome?
        var rest: RestEvidence.Outcome?
        var pdf: PDFInspection?
        /// As HERO says, or as they came.
        var fileBytes: Int?
    }

    var account: HeroAccount?
    /// Nil where the schema could not be read.
    var drift: [SchemaDrift]?
    /// Names of the rights of the key's user; nil where HERO tells none.
    var rights: [String]?
    var answers = Answers()
    /// Newest first, as asked for.
    var pages: [HeaderPage] = []
    var sizes = Tally()
    var byID: [DocumentHeader] = []
    var contacts: [ContactOrder] = []
    var clock: Instant?
    var documents: [DocumentSeen] = []
    var shape = DraftShape()
    /// Of the files that were read, by the number of their document: to be found again in lexoffice.
    var files: [String: FileMark] = [:]

    /// Each document once.
    var headers: [DocumentHeader] {
        var known: Set<Int> = []
        return (pages.flatMap(\.headers) + byID + documents.map(\.header)).filter { known.insert($0.id).inserted }
    }

    func findings() -> [PilotFinding] {
        let headers = headers
        let types = account?.documentTypes ?? []
        var findings = [answers.finding(.heroRights, rights: rights), schema(), pageSize()]
        if account != nil {
            findings += TypeEvidence.types(types, headers) + [events()]
        }
        findings += [
            TypeEvidence.statuses(headers), MomentEvidence.order(pages), MomentEvidence.zone(headers, clock: clock),
            MomentEvidence.ids(byID), MomentEvidence.contacts(contacts),
        ]
        findings += MomentEvidence.changes(headers) + BalanceEvidence.findings(headers, types)
        return findings + figures() + [pdfs(), fileSizes()]
    }

    private func schema() -> PilotFinding {
        guard let drift else { return PilotFinding(.heroSchema, .notSeen) }
        var tally = Tally()
        // Our own names of types and fields.
        for missing in drift { tally.add("missing \(missing)") }
        return PilotFinding(.heroSchema, drift.isEmpty ? .holds : .doesNotHold, tally)
    }

    private func pageSize() -> PilotFinding {
        PilotFinding(.heroPageSize, Tally.verdict(good: sizes["full_page"], bad: sizes["refused"]), sizes)
    }

    private func events() -> PilotFinding {
        var tally = Tally()
        for event in account?.webhookEventTypes ?? [] { tally.add(PilotWord.technical(event.type)) }
        return PilotFinding(.webhookEvents, Tally.verdict(good: tally.counts.count, bad: 0), tally)
    }

    private func figures() -> [PilotFinding] {
        let booked = documents.filter { document in
            account?.documentTypes.first { $0.id == document.header.documentTypeID }?.familiarity(style: document.header.invoiceStyle)
                == .booked
        }
        var (sources, taxes, sums, recipients) = (Tally(), Tally(), Tally(), Tally())
        for document in booked {
            sources.add(document.evidence.source.rawValue)
            recipients.add(document.evidence.recipients.rawValue)
            if let tax = document.evidence.positionVAT { taxes.add(tax.rawValue) }
            if let outcome = document.sums { sums.add(outcome.rawValue) }
        }
        let met = [LineSums.Outcome.meets, .centOff].map { sums[$0.rawValue] }.reduce(0, +)
        let missed = [LineSums.Outcome.lower, .higher, .taxDiffers].map { sums[$0.rawValue] }.reduce(0, +)
        let read = ["amount", "rate", "both"].map { taxes[$0] }.reduce(0, +)
        return [
            PilotFinding(
                .figuresSource,
                Tally.verdict(good: sources["draft"] + sources["positions"], bad: sources["neither"] + sources["unreadable"]), sources),
            PilotFinding(.positionVAT, Tally.verdict(good: read, bad: taxes["neither"]), taxes),
            PilotFinding(.lineSums, Tally.verdict(good: met, bad: missed), sums),
            PilotFinding(
                .recipientAlone,
                // Where several may be it, which one is right is for a person to see.
                Tally.verdict(good: recipients["several"] == 0 ? recipients["one"] : 0, bad: recipients["none"]), recipients),
            draftKeys(),
        ] + RestEvidence.findings(booked.compactMap { seen in seen.rest.map { (seen.header.invoiceStyle, $0) } })
    }

    /// Keys nobody has documented and `DraftData` reads all the same (hero-2026.md §E).
    private static let assumedKeys: Set<String> = [
        "deductions", "discount", "discountPercent", "discount_percent", "isOptional", "is_optional", "priceMode", "price_mode",
        "serviceDate",
        "servicePeriod", "service_date", "service_period", "totals",
    ]

    private func draftKeys() -> PilotFinding {
        var tally = Tally()
        if shape.drafts > 0 { tally.add("drafts", shape.drafts) }
        var found = 0
        for entry in shape.entries {
            guard let key = entry.path.split(separator: ".").last.map(String.init), Self.assumedKeys.contains(key) else { continue }
            tally.add(key, entry.count)
            found += entry.count
        }
        return PilotFinding(.draftKeys, Tally.verdict(good: found, bad: 0), tally)
    }

    private func fileSizes() -> PilotFinding {
        var tally = Tally()
        for bytes in documents.compactMap(\.fileBytes) { tally.add(bytes <= HeroReader.fileBytesMax ? "fits" : "too_large") }
        return PilotFinding(.fileSize, Tally.verdict(good: tally["fits"], bad: tally["too_large"]), tally)
    }

    private func pdfs() -> PilotFinding {
        var (tally, bad) = (Tally(), 0)
        var read = 0
        for pdf in documents.compactMap(\.pdf) {
            switch pdf {
            case .none: tally.add("without_xml")
            case .read(let profile):
                tally.add("profile \(PilotWord.profile(profile))")
                read += 1
            case .ambiguous:
                tally.add("ambiguous")
                bad += 1
            case .unreadable:
                tally.add("unreadable")
                bad += 1
            }
        }
        return PilotFinding(.pdfEInvoice, Tally.verdict(good: read, bad: bad), tally)
    }
}

/// Which questions a system answered and which it refused for want of a right.
struct Answers: Sendable, Hashable {
    private var answered = Tally()
    private var refused = Tally()

    mutating func answer(_ question: String) { answered.add(question) }
    mutating func refuse(_ question: String) { refused.add(question) }

    func finding(_ assumption: Assumption, rights: [String]? = nil) -> PilotFinding {
        var tally = Tally()
        for count in answered.counts { tally.add("answered \(count.name)", count.count) }
        for count in refused.counts { tally.add("refused \(count.name)", count.count) }
        for right in rights ?? [] { tally.add("right \(PilotWord.technical(right))") }
        return PilotFinding(
            assumption, Tally.verdict(good: answered.counts.count, bad: refused.counts.count), tally)
    }
}
