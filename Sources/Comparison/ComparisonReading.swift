internal import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
internal import Reconciliation
internal import StateCharts

/// Collects what a ``Comparison`` compares: the state, and from both systems what the state cannot know.
struct ComparisonReading {
    let context: PassContext
    let settings: Settings

    enum Scope: Sendable, Hashable {
        /// Everything, reading in full only what is known to differ.
        case drifted
        /// Every voucher of one month in full.
        case month(BookMonth)
    }

    /// Reads of a dry run; `close` reads a whole month.
    private static let readsMax = 200
    private static let monthReadsMax = 20_000

    /// - Parameters:
    ///   - planned: what the survey found possible; a number that is taken counts as held.
    ///   - readingAll: also the documents of which both sides say the same.
    func run(_ scope: Scope, planned: [ReportLine], readingAll: Bool = false) async throws -> Comparison {
        var comparison = Comparison()
        var numbers = SeenNumbers()
        var question = DocumentQuestion.all
        // The sheet of a month names each of its documents.
        if scope == .drifted, !readingAll { question = .differing(and: try addAgreed(to: &comparison, &numbers, planned: planned)) }
        var documents = try documents(scope, question)
        var strays = try strays(besides: documents, &numbers)
        comparison.unread = try await read(scope, &documents, &strays)
        try await state(&documents)
        let taken = Set(planned.filter { $0.reason == .duplicateNumber }.map(\.key))
        attach(strays, to: &documents)
        for number in try fill(&comparison, documents, taken) + unfollowed() { numbers.see(number) }
        comparison.gaps = numbers.gaps
        for stray in strays where stray.owner == nil {
            comparison.findings.append(stray.finding)
            comparison.add(stray.own, key: nil, voucherID: stray.sighting.id, number: stray.sighting.number, .finding(.surplus))
        }
        comparison.findings += try PaymentFindings(store: context.store).all()
        comparison.notes += try Notes(context.store).lines()
        guard case .month(let month) = scope else { return comparison }
        comparison.rows = SheetRows(month: month, rules: settings.rules).rows(documents, strays, comparison.findings)
        return comparison.limited(to: month, keys: Set(documents.filter { $0.concerns(month) }.map(\.key)))
    }

    /// Returns the numbers met on the way.
    private func fill(_ comparison: inout Comparison, _ documents: [ComparedDocument], _ taken: Set<String>) throws
        -> [SeenNumber]
    {
        let classification = Classification(rules: settings.rules, now: context.now)
        var seen: [SeenNumber] = []
        for document in documents {
            let standing = document.standing
            guard
                var finding = classification.finding(
                    standing, created: document.header.created, look: document.look, isVoidAccepted: document.isVoidAccepted)
            else { continue }
            if taken.contains(document.key) {
                (finding.comparisonClass, finding.originator, finding.reason) = (.blocked, .lexoffice, .duplicateNumber)
                finding.lateness = nil
            }
            comparison.findings.append(finding)
            try comparison.add(
                document.own, key: document.key, voucherID: document.standing.voucherID, number: document.header.number,
                cause(document, finding))
            if let number = document.header.number { seen.append(SeenNumber(number, date: document.heroDate, absence: document.absence)) }
            if !finding.comparisonClass.isDiscrepancy, document.isOnBooks { note(document, &comparison) }
            if let date = document.voucherDate, let transferred = document.transferredAt,
                let late = LateDocument(
                    key: document.key, number: standing.number, date: date, created: document.header.created, transferred: transferred)
            {
                comparison.late.append(late)
            }
        }
        return seen
    }

    /// Asked only of documents whose own sums differ.
    private func cause(_ document: ComparedDocument, _ finding: Finding) throws -> NamedDifference.Cause {
        // A file that is still missing explains no sum.
        let explains = finding.comparisonClass.isDiscrepancy && finding.comparisonClass != .filePending
        if explains { return .finding(finding.comparisonClass) }
        if document.standing.transfer == .waived { return .waived }
        guard document.isOnBooks else { return .finding(finding.comparisonClass) }
        if document.isVoidAccepted { return .voidAccepted }
        let decisions = try context.store.journal(InvoiceChart.self, document.key).map(\.event)
        let last = decisions.last { $0 == InvoiceEvent.opAdopt.rawValue || $0 == InvoiceEvent.opAcceptEdit.rawValue }
        return last == InvoiceEvent.opAdopt.rawValue ? .adopted : .accepted
    }

    /// A document counts with the vouchers of its number that nobody linked to it, and with those it was adopted with: a waived one
    /// that somebody booked by hand counts like any other.
    private func attach(_ strays: [StrayVoucher], to documents: inout [ComparedDocument]) {
        for stray in strays {
            guard let key = stray.owner, let index = documents.firstIndex(where: { $0.key == key }) else { continue }
            documents[index].others.append(stray)
        }
    }

    /// Numbers of documents that never became ours to follow: deleted before we saw them, or of a type that is not booked.
    private func unfollowed() throws -> [SeenNumber] {
        try context.store.documentsNeverDue(DocumentRow.self).compactMap { row in
            guard let number = row.header.number else { return nil }
            let absence: GapReason = row.header.lifecycle == .deleted ? .deletedInHero : .skipped(.notBookingRelevant)
            return SeenNumber(number, date: row.header.date, absence: absence)
        }
    }

    /// What was let stand is no difference any more, but explains the totals.
    private func note(_ document: ComparedDocument, _ comparison: inout Comparison) {
        var text = document.acceptedDifferences.map { "\($0.field)=\(Token.of($0.ours))->\(Token.of($0.theirs))" }
        if document.isVoidAccepted { text.append("status=voided") }
        guard !text.isEmpty else { return }
        comparison.notes.append(
            ReportLine(
                symbol: .note, record: .diagnostic, key: document.key, number: document.standing.number,
                voucherType: document.standing.booking?.voucher.type, gross: document.standing.booking?.voucher.gross,
                reason: .acceptedDifference, detail: text.joined(separator: " ")))
    }

    // MARK: the state

    private func documents(_ scope: Scope, _ question: DocumentQuestion) throws -> [ComparedDocument] {
        let store = context.store
        // What was late is told in the sheet of a month alone.
        let transferred = scope == .drifted ? [:] : try store.firstLinks(InvoiceChart.self)
        // What settles a voucher is of the sheet of a month alone.
        let payments = scope == .drifted ? [] : try store.allPayments(PaymentRow.self)
        let readings = Dictionary(
            payments.map { ($0.observation.voucherID, $0.observation.reading) }, uniquingKeysWith: { first, _ in first })
        return try store.inOneView {
            try store.documents(DocumentHeader.self, question).compactMap { record in
                let standing = DocumentStatus(record)
                guard standing.transfer != .none, let header = record.header else { return nil }
                var document = ComparedDocument(standing: standing, header: header, transferredAt: transferred[standing.key])
                if let id = standing.voucherID {
                    document.sighting = try store.voucher(VoucherSnapshot.self, id)
                    document.settlements = Settlements(readings[id], document.sighting)
                    document.isVoidAccepted = try document.sighting?.status == "voided" && store.fact(AcceptedVoid.self, about: id) != nil
                }
                return document
            }
        }
    }

    /// Free vouchers dated since the start whose number is of a range we transfer. One that bears the number of a document that is not
    /// on the books, or is there twice, is told by that document's own finding and counts with it.
    private func strays(besides documents: [ComparedDocument], _ numbers: inout SeenNumbers) throws -> [StrayVoucher] {
        let store = context.store
        var told: Set<String> = []
        var owners: [String: String] = [:]
        for document in documents {
            guard let number = document.header.number else { continue }
            let year = document.heroDate?.year
            if document.standing.transfer != .outOfScope, let place = RangePlace(number, year: year) { numbers.follow(place, year) }
            guard !document.isOnBooks || document.standing.transfer == .doubled else { continue }
            told.insert(number)
            if document.standing.transfer != .outOfScope { owners[number] = document.key }
        }
        let disowned = try store.allDisowned()
        let joint = try joint(documents)
        var strays: [StrayVoucher] = []
        for sighting in try store.untiedVouchers(VoucherSnapshot.self, besides: Set(joint.keys)) {
            if let owner = joint[sighting.id] {
                strays.append(StrayVoucher(sighting: sighting, owner: owner))
                continue
            }
            guard let number = sighting.number, !told.contains(number) || owners[number] != nil,
                VoucherType(rawValue: sighting.type) != nil, sighting.status != "voided", !disowned.contains(sighting.id),
                let date = sighting.voucherDate, date >= settings.startDate,
                let place = RangePlace(number, year: date.year), numbers.patterns.contains(place.pattern(year: date.year))
            else { continue }
            strays.append(StrayVoucher(sighting: sighting, owner: owners[number]))
        }
        return strays.sorted { ($0.sighting.number ?? "", $0.sighting.id) < ($1.sighting.number ?? "", $1.sighting.id) }
    }

    /// By voucher, the document on the books it was adopted for together with others.
    private func joint(_ documents: [ComparedDocument]) throws -> [String: String] {
        var owners: [String: String] = [:]
        let adopted = try context.store.facts(JointVouchers.self).map { ($0.key, $0.fact.others) }
        let others = Dictionary(adopted, uniquingKeysWith: { first, _ in first })
        for document in documents where document.isOnBooks {
            for id in others[document.key] ?? [] { owners[id] = document.key }
        }
        return owners
    }

    // MARK: both systems

    /// Returns how many vouchers were left unread.
    private func read(_ scope: Scope, _ documents: inout [ComparedDocument], _ strays: inout [StrayVoucher]) async throws
        -> Int
    {
        let wanted = documents.indices.filter { index in
            guard documents[index].standing.voucherID != nil, !documents[index].isGone else { return false }
            return switch scope {
            case .drifted: documents[index].standing.machine.configuration.isStrayed
            case .month(let month): documents[index].concerns(month) || documents[index].isPaidUnseen(in: month)
            }
        }
        let others = strays.indices.filter { index in
            if case .month(let month) = scope { strays[index].date.map(month.contains) == true } else { true }
        }
        let limit = scope == .drifted ? Self.readsMax : Self.monthReadsMax
        let total = min(limit, wanted.count + others.count)
        var done = 0
        for index in wanted where done < limit {
            context.progress(PassProgress(stage: .reading, done: done, total: total))
            documents[index].look = try await look(documents[index].standing.voucherID ?? "")
            done += 1
        }
        for index in others where done < limit {
            context.progress(PassProgress(stage: .reading, done: done, total: total))
            strays[index].look = try await look(strays[index].sighting.id)
            done += 1
        }
        strays.removeAll { $0.look == .gone }
        return wanted.count + others.count - done
    }

    /// A voucher that cannot be read stops nothing but itself.
    private func look(_ id: String) async throws -> Classification.Look {
        do throws(LexofficeError) {
            return try await context.lexoffice.voucher(id).map { .found($0) } ?? .gone
        } catch {
            guard error.code == .badAnswer else { throw PassFailure(error) }
            return .unreadable
        }
    }

    /// What HERO says should be booked, from its present edition of each document.
    private func state(_ documents: inout [ComparedDocument]) async throws {
        let figures = HeroFigures(rules: settings.rules)
        let rulings = Dictionary(
            try context.store.facts(DocumentRulings.self).map { ($0.key, $0.fact) }, uniquingKeysWith: { first, _ in first })
        var vouchers: [Int: Voucher] = [:]
        func conclude(_ document: inout ComparedDocument) throws {
            var original: Voucher?
            if case .document(let read, _)? = document.detail, let id = read.originalID {
                // Of one that was not read both sides say what was booked for it.
                original = try vouchers[id] ?? context.store.booking(String(id))?.voucher
            }
            document.statement = figures.statement(
                document.header, document.detail, original: original, evidence: try evidence(document, rulings[document.key]),
                booked: document.standing.booking?.voucher)
            vouchers[document.header.id] = document.statement.voucher
            // What HERO said of a document in full is most of what is known of it, and not kept.
            document.detail = nil
        }
        var (next, reads) = (documents.startIndex, 0)
        while next < documents.endIndex {
            // One view for all up to one that HERO has to be asked for.
            try context.store.inOneView {
                while next < documents.endIndex {
                    documents[next].detail = try context.store.document(DocumentRow.self, documents[next].header.id)?.detailOnce()
                    if documents[next].isDetailStale, reads < Self.readsMax { break }
                    try conclude(&documents[next])
                    next += 1
                }
            }
            guard next < documents.endIndex else { break }
            reads += 1
            documents[next].detail = try await fresh(documents[next].header) ?? documents[next].detail
            try conclude(&documents[next])
            next += 1
        }
    }

    private func evidence(_ document: ComparedDocument, _ rulings: DocumentRulings?) throws -> MappingEvidence {
        guard let detail = document.detail else { return MappingEvidence() }
        return try EvidenceReading(store: context.store).evidence(detail, document.header, rulings ?? DocumentRulings())
    }

    private func fresh(_ header: DocumentHeader) async throws -> DetailRecord? {
        guard
            case .given(let found) = try await context.ask(
                .document(header.id), { try await context.hero.document(id: header.id) }), let document = found
        else { return nil }
        let original = try header.selectedDocumentID.flatMap { id throws in try context.store.document(DocumentRow.self, id)?.header }
        let siblings = try context.store.siblings(of: document.header)
        return DetailRecord(settings.translation.translate(document, original: original, siblings: siblings))
    }
}

extension Comparison {
    /// - Parameter own: the figures of one document or voucher alone.
    fileprivate mutating func add(
        _ own: MonthTotals, key: String?, voucherID: String?, number: String?, _ cause: @autoclosure () throws -> NamedDifference.Cause
    ) rethrows {
        totals.add(own)
        named += try NamedDifference.all(in: own, key: key, voucherID: voucherID, number: number, cause: try cause())
    }
}

extension ComparedDocument {
    /// Whether something of the month settles a voucher that is no longer as we booked it.
    func isPaidUnseen(in month: BookMonth) -> Bool {
        standing.machine.configuration.isStrayed && settlements.items.contains { month.contains($0.date) }
    }

    /// Whether either side places it in the month.
    func concerns(_ month: BookMonth) -> Bool {
        [heroDate, voucherDate, standing.booking?.voucher.voucherDate].contains { $0.map(month.contains) == true }
    }
}
