internal import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import StateCharts
internal import Wording

/// Puts what may be meant beside what HERO has, with the differences marked.
struct CandidateTables: Sendable {
    let store: Store
    let text: PageText
    /// Where people open lexoffice.
    let app: String
    /// Of the form its buttons belong to.
    let form: String

    /// Of a document: the vouchers it may be.
    func vouchers(_ standing: DocumentStatus, _ ids: [String], isChoice: Bool) throws -> CandidatesView? {
        guard !ids.isEmpty else { return nil }
        let customer = try documentOf(standing)?.customer?.legalName
        let shown = try ids.prefix(CandidatesView.shown).map { id throws in (id: id, voucher: try store.voucher(VoucherSnapshot.self, id)) }
        let names = try shown.map { found throws in try found.voucher?.contactID.flatMap { id throws in try store.contact(id)?.name } }
        let vouchers = shown.map(\.voucher)
        let rows = [
            row(.number, standing.number, vouchers.map { $0?.number }),
            row(.day, standing.date.map(text.day), vouchers.map { $0?.voucherDate.map(text.day) }),
            row(.amount, standing.heroGross.map { text.amount($0.magnitude) }, vouchers.map { $0?.total.map(text.amount) }),
            row(.customer, customer, names),
            plain(.status, vouchers.map { $0.map { Catalogue.voucherStatus($0.status, text.language) } }),
            plain(.open, vouchers.map { $0?.open.map(text.amount) }),
        ]
        let heads = shown.map { found in
            head(found.id, found.voucher == nil ? nil : DeepLink.voucher(app: app, id: found.id), name: found.voucher?.number ?? found.id)
        }
        return view(heads, rows, shown.map(\.id), isChoice ? .adopt : nil, .adopt, hero: standing.number ?? standing.key)
    }

    /// Of a customer: the contacts it may be.
    func contacts(_ cards: ContactCards, isChoice: Bool) -> CandidatesView? {
        guard !cards.contacts.isEmpty else { return nil }
        let contacts = Array(cards.contacts.prefix(CandidatesView.shown))
        func line(_ label: Wording, _ value: (ContactCards.Card) -> String?) -> CandidatesView.Row {
            compared(text(label), value(cards.customer), contacts.map(value))
        }
        let rows = [
            line(Catalogue.cardName) { $0.name }, line(Catalogue.cardStreet) { $0.address?.street },
            line(Catalogue.cardTown) { card in
                let town = [card.address?.zip, card.address?.city].compactMap(\.self).joined(separator: " ")
                return town.isEmpty ? nil : town
            },
            line(Catalogue.cardEmail) { $0.emails.isEmpty ? nil : $0.emails.joined(separator: ", ") },
        ]
        let heads = contacts.map { card in
            CandidatesView.Head(
                system: text(AnswerWord.inLexoffice), name: card.name ?? card.id, link: DeepLink.contact(app: app, id: card.id),
                note: card.isUsable ? nil : text(Catalogue.cardUnusable))
        }
        return view(heads, rows, contacts.map(\.id), isChoice ? .contact : nil, .chooseContact, hero: cards.customer.id)
    }

    /// Of a payment: HERO's entries it may be.
    func entries(_ standing: PaymentStatus, _ references: [String], isChoice: Bool) throws -> CandidatesView? {
        guard !references.isEmpty else { return nil }
        let header = try store.document(DocumentRow.self, standing.key.documentID)?.header
        let entries = HeroEntries(header?.booking?.payments ?? [], taken: [])
        let shown = Array(references.prefix(CandidatesView.shown))
        let parts = shown.map(entries.part)
        let rows = [
            row(.day, standing.payment.map { text.day($0.date) }, parts.map { $0?.date.map(text.day) }),
            row(.amount, standing.amount.map(text.amount), parts.map { $0.map { text.amount($0.amount) } }),
        ]
        let heads = shown.map { CandidatesView.Head(system: text(AnswerWord.inHero), name: $0, link: nil, note: nil) }
        return view(heads, rows, shown, isChoice ? .adopt : nil, .adoptEntry, hero: "", system: .inLexoffice)
    }

    private func documentOf(_ standing: DocumentStatus) throws -> Document? {
        guard let id = Int(standing.key), case .document(let document, _)? = try store.document(DocumentRow.self, id)?.detail() else {
            return nil
        }
        return document
    }

    private func head(_ id: String, _ link: String?, name: String) -> CandidatesView.Head {
        CandidatesView.Head(
            system: text(AnswerWord.inLexoffice), name: name, link: link, note: link == nil ? text(AnswerWord.unknownHere) : nil)
    }

    private func row(_ label: AnswerWord, _ ours: String?, _ theirs: [String?]) -> CandidatesView.Row {
        compared(text(label), ours, theirs)
    }

    private func compared(_ label: String, _ ours: String?, _ theirs: [String?]) -> CandidatesView.Row {
        CandidatesView.Row(
            label: label,
            cells: [cell(ours, differs: false)] + theirs.map { cell($0, differs: ours != nil && $0 != nil && $0 != ours) })
    }

    /// What only lexoffice has.
    private func plain(_ label: AnswerWord, _ theirs: [String?]) -> CandidatesView.Row {
        CandidatesView.Row(label: text(label), cells: [cell("", differs: false)] + theirs.map { cell($0, differs: false) })
    }

    private func cell(_ value: String?, differs: Bool) -> CandidatesView.Cell {
        CandidatesView.Cell(text: value ?? text(AnswerWord.unknownHere), differs: differs)
    }

    private func view(
        _ heads: [CandidatesView.Head], _ rows: [CandidatesView.Row], _ ids: [String], _ act: DecisionAct?, _ title: AnswerWord,
        hero: String, system: AnswerWord = .inHero
    ) -> CandidatesView {
        let own = CandidatesView.Head(system: text(system), name: hero, link: nil, note: nil)
        let none = CandidatesView.Choice(value: nil, form: form, title: "", label: "")
        let choices = zip(ids, heads).map { id, head in
            CandidatesView.Choice(
                value: act.map { "\($0.rawValue):\(id)" }, form: form, title: text(title), label: "\(text(title)): \(head.name)")
        }
        return CandidatesView(heads: [own] + heads, rows: rows, hasButtons: act != nil, choices: [none] + choices)
    }
}
