internal import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
internal import StateCharts

/// From observations to due events, document by document in HERO's order. What concerns one document stays with it.
package struct Derivation {
    let context: PassContext
    private(set) var settings: Settings
    private var facts: DocumentFacts
    private(set) var mirror: ContactMirror
    /// Vouchers this pass is about to create, by document: a cancellation may be planned right behind its original.
    private var expected: [Int: Voucher] = [:]
    private var salesDocuments = SalesDocuments()
    /// Of the settings it judges by.
    private var digest: String?
    /// Documents whose moves by what HERO shows wait for the disk together; thousands come up in a first pass.
    private static let observedAtOnce = 50

    init(context: PassContext, settings: Settings, mirror: ContactMirror) {
        self.context = context
        self.settings = settings
        self.mirror = mirror
        facts = DocumentFacts(context: context, settings: settings)
    }

    mutating func run(hero: HeroObservation.Result, lexoffice: LexofficeObservation.Result) async throws -> TransferCandidates {
        try await learnTypes(of: hero.changed)
        try observeDocuments(hero)
        let news = try await observeVouchers(lexoffice)
        try observePayments(hero.changed.union(news.documents))
        try context.store.settle(vouchers: news.settled)
        let prospects = try await judgeAll(hero.changed)
        // Those that were let go of in doubt stay news until they can be taken up.
        let doubtful = Set(try keys(.phase([.releasedUnresolved])))
        try context.store.settle(documents: hero.changed.subtracting(doubtful))
        return prospects
    }

    // MARK: HERO's regions

    /// Reads the document types anew when a document bears one we have not seen.
    private mutating func learnTypes(of changed: Set<Int>) async throws {
        let known = Set(settings.documentTypes.map(\.id))
        var unknown = false
        for id in changed {
            if let type = try row(id)?.header.documentTypeID, !known.contains(type) { unknown = true }
        }
        guard unknown else { return }
        let account = try await context.hero.setup()
        guard account.documentTypes != settings.documentTypes else { return }
        settings.documentTypes = account.documentTypes
        try settings.save(context.store, by: context.author, at: context.now)
        facts = DocumentFacts(context: context, settings: settings)
    }

    private func observeDocuments(_ hero: HeroObservation.Result) throws {
        let followed = hero.changed.union(hero.missing).union(hero.contested).sorted()
        for start in stride(from: 0, to: followed.count, by: Self.observedAtOnce) {
            let some = followed[start..<min(start + Self.observedAtOnce, followed.count)]
            do {
                try context.store.atOnce { for id in some { try observe(id, missing: hero.missing.contains(id)) } }
            } catch {
                // One that cannot be followed takes none back that come before it.
                for id in some { try observe(id, missing: hero.missing.contains(id)) }
            }
        }
    }

    private func observe(_ id: Int, missing: Bool) throws {
        guard let row = try row(id) else { return }
        let configuration = try context.invoice(String(id))?.configuration
        // A process that died between the two steps of beginning left a draft.
        if configuration == nil || configuration?.life == .draft || configuration?.phase == .released { try facts.begin(row.header) }
        try facts.observe(row, missing: missing)
    }

    // MARK: lexoffice's regions

    private mutating func observeVouchers(_ lexoffice: LexofficeObservation.Result) async throws -> VoucherNews {
        var news = try VoucherNews(context: context, settings: settings)
        try await news.observe(lexoffice.changed)
        // The list may lag; only the voucher itself can say that it is gone.
        for id in lexoffice.unlisted {
            guard let key = try context.store.holder(ofVoucher: id) else { continue }
            if case .given(nil) = try await context.ask(.voucher(id, of: key), { try await context.lexoffice.voucher(id) }) {
                try news.facts.observeGone(key)
            }
        }
        for key in try keys(.transfer([.doubled])) { try news.facts.reviewDoubled(String(key)) }
        return news
    }

    // MARK: payments

    /// Both systems' payments of every linked document one of them has news about.
    private func observePayments(_ documents: Set<Int>) throws {
        for id in documents.sorted() {
            let link = try context.store.link(InvoiceChart.self, String(id))
            guard let link, let sighting = try context.store.voucher(VoucherSnapshot.self, link.remoteID) else { continue }
            let reading = try reading(of: sighting, with: try context.store.fact(JointVouchers.self, about: String(id)))
            try PaymentFacts(context: context, documentID: id).observe(reading, try row(id)?.header)
        }
    }

    /// What was paid on all vouchers of a document. What is paid back on one that takes something off again has no way to HERO.
    private func reading(of sighting: VoucherSnapshot, with joint: JointVouchers?) throws -> PaymentReading? {
        let observation = OpenItemObservation(context: context)
        var reading = try observation.known(sighting)
        for id in joint?.others ?? [] {
            guard let part = try context.store.voucher(VoucherSnapshot.self, id), part.type == sighting.type, part.status != "voided" else {
                continue
            }
            let known = try observation.known(part)
            reading = reading.flatMap { own in known.map { own.joined($0) } }
        }
        return reading
    }

    // MARK: judging

    private mutating func judgeAll(_ changed: Set<Int>) async throws -> TransferCandidates {
        let queued = Set(try keys(.transfer([.ready])))
        var pending = Set(try keys(.transfer([.unjudged, .waiting, .blocked]))).union(queued)
        let digest = settings.judgementDigest
        self.digest = digest
        let before = try context.store.fact(LastJudgement.self)?.digest
        // Where the rules are as they were, only what changed can come in; all that is outside is not even looked for.
        pending.formUnion(before == digest ? try changed.filter(isOutside) : Set(try keys(.transfer([.outOfScope]))))
        var prospects = TransferCandidates()
        for (index, id) in pending.sorted().enumerated() {
            context.progress(PassProgress(stage: .reading, done: index, total: pending.count))
            guard let prospect = try await judgeOne(id) else {
                // Only what is good today stays in the queue.
                if queued.contains(id) { try JudgedMove(context: context).withdraw(String(id)) }
                continue
            }
            prospects.add(prospect)
            expected[id] = prospect.sound.voucher
        }
        if before != digest { try context.store.keep(LastJudgement(digest: digest)) }
        return prospects
    }

    private func isOutside(_ id: Int) throws -> Bool { try context.invoice(String(id))?.configuration.transfer == .outOfScope }

    private mutating func judgeOne(_ id: Int) async throws -> TransferCandidate? {
        guard let row = try row(id), let machine = try context.invoice(String(id)), machine.configuration.phase == .tracked else {
            return nil
        }
        let header = row.header
        if machine.configuration.evidence == .contested { return nil }
        let judging = DocumentJudging(context: context, settings: settings)
        // Gone before it was ever sent: nothing to book, but its number is missing from the range, so it stays visible.
        if header.lifecycle == .deleted { return try put(.outOfScope(.documentMissing), machine) }
        let former = try FormerVouchers(store: context.store).of(machine.key)
        let outside = lost(judging.judge.scope(id: id, createdAt: header.created, date: header.date), id, header)
        let isLoss = outside?.isLoss == true
        if let outside, former.isEmpty, !isLoss { return try put(outside, machine) }
        if let hold = try BoundedWait(context: context).hold(machine) { return try put(hold, machine) }
        // Taken back into work; issued again, it comes with its PDF.
        if header.lifecycle.isUnfinished {
            let wait =
                judging.isFileOverdue(machine, header) ? Judgement.blocked(.fileMissing, detail: "file=none") : .waiting(.waitingForFile)
            return try put(outside ?? wait, machine)
        }
        guard var detail = try await detail(row, machine) else { return nil }
        let fileRequired = former.isEmpty && !isLoss
        var judgement = try judging.judgement(detail, machine, header, expected: expected, fileRequired: fileRequired)
        if judgement.mayBeSettledByEInvoice(in: detail), let looked = try await inspected(id) {
            detail = looked
            judgement = try judging.judgement(detail, machine, header, expected: expected, fileRequired: fileRequired)
        }
        // Looked for before its contact is: one that nobody finds costs nothing from now on.
        if isLoss, former.isEmpty, judgement.wouldBeBooked, let outside, try isNowhere(header) { return try put(outside, machine) }
        guard case .sound(let sound) = judgement else { return try put(isLoss ? judgement : outside ?? judgement, machine) }
        let passage: TransferMode = outside.map { .relink(otherwise: $0) } ?? (former.isEmpty ? .create : .adopt)
        return try await prospect(sound, passage, machine)
    }

    /// Nothing to transfer: its machine says why.
    private func put(_ judgement: Judgement, _ machine: Machine<InvoiceChart>) throws -> TransferCandidate? {
        try JudgedMove(context: context).apply(judgement, to: machine.key)
        return nil
    }

    /// Nil when it cannot be judged in this pass; the machine says why.
    private func detail(_ row: DocumentRow, _ machine: Machine<InvoiceChart>) async throws -> DetailRecord? {
        switch try await DocumentReading(context: context, settings: settings, digest: digest).detail(row) {
        case .given(.read(let detail)): return detail
        // The next observation will say so.
        case .given(.gone): return nil
        case .given(.originalMissing(let id)):
            let wait = try BoundedWait(context: context).forOriginal(id, bound: context.policy.originalWait, machine)
            try JudgedMove(context: context).apply(wait, to: machine.key)
        case .withheld(let record):
            // What a person is asked already stays the question.
            guard machine.configuration.transfer != .blocked || machine.reason == .notAnswered else { return nil }
            try JudgedMove(context: context).apply(BoundedWait(context: context).judgement(record), to: machine.key)
        }
        return nil
    }

    /// The detail with what its PDF says.
    private func inspected(_ id: Int) async throws -> DetailRecord? {
        guard let row = try row(id) else { return nil }
        try await FreshFile(context: context).inspect(row)
        return try self.row(id)?.detail()
    }

    /// Before the start date, but since the one of a state that was lost: its voucher is linked again, or a person is asked.
    private func lost(_ outside: Judgement?, _ id: Int, _ header: DocumentHeader) -> Judgement? {
        guard let from = settings.relinkFrom, outside != nil else { return outside }
        let then = Judge(rules: settings.rules, startDate: from).scope(id: id, createdAt: header.created, date: header.date)
        if case .outOfScope = then { return then }
        return .blocked(.voucherNotFound, detail: "number=\(Token.of(header.number ?? "none"))")
    }

    private func isNowhere(_ header: DocumentHeader) throws -> Bool {
        guard let number = header.number else { return false }
        return try context.store.vouchers(VoucherSnapshot.self, number: number).isEmpty
    }

    private mutating func prospect(_ sound: MappedDocument, _ passage: TransferMode, _ machine: Machine<InvoiceChart>)
        async throws -> TransferCandidate?
    {
        let resolver = ContactResolver(context: context, settings: settings)
        var contact = try await resolver.resolve(sound.document.customer, &mirror)
        var obstacle = try await refusal(sound, contact)
        // The office has made a company of him since the contact was linked.
        if case .blocked(.companyContactRequired, _, _) = obstacle, case .linked(let id) = contact, let customer = sound.document.customer,
            customer.isCompany
        {
            try LinkedContacts(context: context).giveUp(id, of: String(customer.id))
            contact = try await resolver.resolve(customer, &mirror)
            obstacle = try await refusal(sound, contact)
        }
        if obstacle == nil { obstacle = try await numberIsTaken(sound, contact, passage, machine) }
        if obstacle == nil, passage == .create { obstacle = try await countsTwice(sound.voucher, contact, machine.key) }
        if case .relink(let otherwise) = passage, passage.isQuiet, obstacle != nil { obstacle = otherwise }
        if let obstacle { return try put(obstacle, machine) }
        let prospect = TransferCandidate(key: machine.key, since: machine.enteredAt, sound: sound, contact: contact, passage: passage)
        try Queue(context: context).enter(prospect)
        return prospect
    }

    /// A voucher of our number exists although its contact does not: nobody should be created for it before a person has looked.
    /// And one that was on the books of an earlier integration goes on only with its voucher of then (S46).
    private func numberIsTaken(
        _ sound: MappedDocument, _ contact: ContactResolution, _ passage: TransferMode, _ machine: Machine<InvoiceChart>
    ) async throws -> Judgement? {
        if case .linked = contact, passage == .create { return nil }
        if case .collective = contact, passage == .create { return nil }
        let lookup = NumberLookup(store: context.store, rules: settings.rules)
        switch try lookup.verdict(key: machine.key, voucher: sound.voucher, contact: contact) {
        case .none:
            guard case .relink(let otherwise) = passage, otherwise.isLoss else { return nil }
            return otherwise
        case .match: return nil
        case .clash(let ids): return .blocked(.duplicateNumber, detail: CandidateText.vouchers(ids), candidates: ids)
        case .gone(let ids): return try await gone(ids, machine)
        }
    }

    private mutating func countsTwice(_ voucher: Voucher, _ contact: ContactResolution, _ key: String) async throws -> Judgement? {
        // One that is there already is adopted, or a question of its own.
        let verdict = try NumberLookup(store: context.store, rules: settings.rules).verdict(key: key, voucher: voucher, contact: contact)
        return verdict.isAbsent ? try await salesDocuments.objection(to: voucher, contact, key: key, context) : nil
    }

    /// The list may lag; only the voucher itself can say that it is gone. It is asked once.
    private func gone(_ ids: [String], _ machine: Machine<InvoiceChart>) async throws -> Judgement {
        let asked = machine.reason == .voucherGone ? try context.store.candidates(InvoiceChart.self, machine.key) : []
        if machine.configuration.transfer != .blocked || asked != ids {
            for id in ids {
                switch try await context.ask(.voucher(id, of: machine.key), { try await context.lexoffice.voucher(id) }) {
                case .given(nil): continue
                case .given: return .blocked(.duplicateNumber, detail: CandidateText.vouchers([id]), candidates: [id])
                case .withheld(let record): return BoundedWait(context: context).judgement(record)
                }
            }
        }
        return .blocked(.voucherGone, detail: CandidateText.vouchers(ids), candidates: ids)
    }

    /// Whether the contact will do for the categories of the voucher.
    private func refusal(_ sound: MappedDocument, _ contact: ContactResolution) async throws -> Judgement? {
        let requirement = ContactRequirement(items: sound.voucher.items, rules: settings.rules)
        var refusal: ReasonCode?
        switch contact {
        case .held(let reason, let detail):
            let isWait = reason == .waitingForContact || reason == .rightMissing
            return isWait ? .waiting(reason, detail: detail) : .blocked(reason, detail: detail)
        case .collective: refusal = requirement.refusal(of: nil)
        case .toCreate(let draft): refusal = requirement.refusal(of: draft)
        case .linked(let id):
            guard requirement.companyRequired || requirement.vatIDRequired else { return nil }
            var contact = try mirror.contact(id, context.store)
            if contact == nil {
                switch try await context.ask(.contact(id), { try await context.lexoffice.contact(id) }) {
                case .given(let found): contact = found
                case .withheld(let record): return BoundedWait(context: context).judgement(record)
                }
            }
            refusal = contact.flatMap { requirement.refusal(of: $0) }
        }
        return refusal.map { .blocked($0, detail: "category=\(sound.voucher.items.map(\.category.rawValue).joined(separator: ","))") }
    }

    // MARK: rows

    private func row(_ id: Int) throws -> DocumentRow? { try context.store.document(DocumentRow.self, id) }

    private func keys(_ states: StateQuestion<InvoiceChart>) throws -> [Int] {
        try context.store.keys(InvoiceChart.self, where: states).compactMap { Int($0) }
    }
}
