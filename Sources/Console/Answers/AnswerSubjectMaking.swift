internal import Administration
internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import StateCharts
internal import Wording

/// One form for each thing.
struct AnswerSubjectMaking {
    let store: Store
    let text: PageText
    let back: String
    let app: String
    let extent: AnswerForms.Extent
    /// Where one of the forms comes back.
    let refusal: FormRefusal?

    func document(_ standing: DocumentStatus) throws -> AnswerFormsView.Subject? {
        let machine = standing.machine
        let subject = DecisionSubject(InvoiceChart.self, standing.key, machine)
        let anchor = "document-\(standing.key)"
        var offers: [OfferedAnswer]
        var candidates: CandidatesView?
        switch try AnswerSubject.of(standing, store) {
        // What would be said to the document is said to its payment.
        case .payment: return nil
        case .reading: offers = ReadingOffers.all(standing)
        case .document:
            let vouchers = try store.candidates(InvoiceChart.self, standing.key)
            offers = try OfferReading(store: store).document(standing, vouchers).all
            let isChoice = offers.contains { $0.act == .adopt && $0.isPossible }
            candidates = try tables(anchor).vouchers(standing, vouchers, isChoice: isChoice)
        }
        let cause = machine.reason.flatMap { standing.line == nil ? nil : Catalogue.explanation($0, about: machine.detail).what }
        return made(
            anchor, "\(text(AnswerWord.forDocument)) \(standing.number ?? standing.key)",
            StateWord.of(machine.configuration, machine.reason), cause, standing.key, subject, offers, candidates)
    }

    func payment(_ standing: PaymentStatus) throws -> AnswerFormsView.Subject? {
        let machine = standing.machine
        let anchor = "payment-\(AnswerSubjectMaking.anchored(machine.key))"
        let likely = OfferReading.likely(machine.reason, machine.detail)
        let offers = PaymentOffers(standing: standing, likely: likely).all
        let entries = try store.candidates(PaymentChart.self, machine.key)
        let isChoice = offers.contains { $0.act == .adopt && $0.isPossible }
        let amount = standing.amount.map { " \(text.amount($0))" } ?? ""
        return made(
            anchor, "\(text(AnswerWord.forPayment))\(amount)", .of(standing.state),
            machine.reason.map { Catalogue.explanation($0, about: machine.detail).what }, machine.key,
            DecisionSubject(PaymentChart.self, machine.key, machine), offers,
            try tables(anchor).entries(standing, entries, isChoice: isChoice))
    }

    func flow(_ machine: Machine<IntegrationChart>) -> AnswerFormsView.Subject? {
        made(
            "flow", text(FrameWord.product), .of(machine.configuration), nil, "-",
            DecisionSubject(IntegrationChart.self, machine.key, machine), FlowOffers(standing: machine.configuration).all, nil)
    }

    /// Nil where the customer is no open question.
    func contact(of standing: DocumentStatus) throws -> AnswerFormsView.Subject? {
        guard let key = try DocumentCustomer.key(standing, store) else { return nil }
        let machine = try store.machine(ContactChart.self, key)
        let likely = OfferReading.likely(standing.machine.reason, standing.machine.detail)
        let isAsked = !likely.isDisjoint(with: [.contact, .newContact, .collective]) || machine?.needsPerson == true
        guard isAsked, standing.needsAnswer else { return nil }
        let candidates = try store.candidates(ContactChart.self, key)
        let anchor = "customer-\(standing.key)"
        let offers = ContactOffers(
            standing: machine?.configuration ?? ContactChart.initial, candidates: candidates, likely: likely
        ).all
        let isChoice = offers.contains { $0.act == .contact && $0.isPossible }
        let cards = try ContactCards.read(standing, store).flatMap { tables(anchor).contacts($0, isChoice: isChoice) }
        return made(
            anchor, text(AnswerWord.forContact), .of((machine?.configuration ?? ContactChart.initial).state), nil, standing.key,
            DecisionSubject(ContactChart.self, key, machine), offers, cards)
    }

    private func made(
        _ anchor: String, _ title: String, _ state: StateWord, _ cause: Wording?, _ name: String, _ subject: DecisionSubject,
        _ all: [OfferedAnswer], _ candidates: CandidatesView?
    ) -> AnswerFormsView.Subject? {
        let offers = all.enumerated().filter { extent == .whole || $0.element.isLikely && $0.element.isPossible }
        guard !offers.isEmpty else { return nil }
        let hasChoices = candidates?.hasButtons == true
        let buttons = offers.filter { $0.element.isPossible && ($0.element.argument != nil || $0.element.act.field == nil) }
        // What is named by a button of the table need not be typed in a hurry.
        let inputs = offers.filter {
            $0.element.isPossible && $0.element.argument == nil && $0.element.act.field != nil && (extent == .whole || !hasChoices)
        }
        let refused = extent == .whole ? offers.filter { !$0.element.isPossible } : []
        let possible = buttons + inputs
        // Among several that may be meant none is more likely than the others.
        let main = hasChoices ? nil : buttons.first { $0.element.isLikely }?.offset
        let typed = typed(name, subject)
        return AnswerFormsView.Subject(
            anchor: anchor, title: title, state: text(state), subjectCause: extent == .whole ? cause.map { text($0) } : nil,
            id: DecisionID.fresh(), name: name,
            kind: subject.kind, key: subject.key, rev: subject.revision.map { String($0) } ?? "", seen: subject.seen, back: back,
            needsReason: hasChoices || possible.contains { $0.element.act.needsReason },
            reasonTyped: typed?.typed(DecisionField.reason.rawValue) ?? "", comesBack: typed?.text, isAny: !possible.isEmpty || hasChoices,
            buttons: buttons.compactMap { button($0.element, "\(anchor)-\($0.offset)", isMain: $0.offset == main) },
            inputs: inputs.compactMap { input($0.element, "\(anchor)-\($0.offset)", typed) },
            candidates: candidates.map { noted($0, offers.map(\.element)) },
            refusals: refused.isEmpty
                ? nil : AnswerFormsView.Refusals(items: refused.compactMap { refusal($0.element, "\(anchor)-\($0.offset)") }))
    }

    /// What its buttons lead to stands beside them.
    private func noted(_ candidates: CandidatesView, _ offers: [OfferedAnswer]) -> CandidatesView {
        var candidates = candidates
        let chosen = offers.first { $0.isPossible && ($0.act == .adopt || $0.act == .contact) }
        if candidates.hasButtons, case .possible(let leadsTo, let consequence)? = chosen?.possibility {
            candidates.choiceNote = "\(text(AnswerWord.leadsTo)) \(text(leadsTo)). \(text(consequence.wording))"
        }
        return candidates
    }

    private func button(_ offer: OfferedAnswer, _ noteID: String, isMain: Bool) -> AnswerFormsView.Button? {
        guard case .possible(let leadsTo, let consequence) = offer.possibility else { return nil }
        return AnswerFormsView.Button(
            value: offer.value, title: text(offer.title), leadsTo: text(leadsTo), consequence: text(consequence.wording), isMain: isMain,
            skipsReason: !offer.act.needsReason, noteID: noteID)
    }

    /// What was typed into the form of this thing, where it comes back.
    private func typed(_ name: String, _ subject: DecisionSubject) -> FormRefusal? {
        guard let refusal else { return nil }
        let isThis = refusal.isOf([
            (DecisionField.name.rawValue, name), (DecisionField.kind.rawValue, subject.kind), (DecisionField.key.rawValue, subject.key),
        ])
        return isThis ? refusal : nil
    }

    private func input(_ offer: OfferedAnswer, _ noteID: String, _ typed: FormRefusal?) -> AnswerFormsView.Input? {
        guard case .possible(let leadsTo, let consequence) = offer.possibility, let field = offer.act.field else { return nil }
        let label: AnswerWord = field == .contact ? .contactID : offer.title == .adoptEntry ? .entryID : .voucherID
        return AnswerFormsView.Input(
            field: field.rawValue, fieldID: "\(noteID)-field", label: text(label), limit: String(field.limit),
            typed: typed?.typed(field.rawValue) ?? "", value: offer.value, title: text(offer.title), leadsTo: text(leadsTo),
            consequence: text(consequence.wording), noteID: noteID)
    }

    private func refusal(_ offer: OfferedAnswer, _ noteID: String) -> AnswerFormsView.Refused? {
        guard case .refused(let why) = offer.possibility else { return nil }
        return AnswerFormsView.Refused(title: text(offer.title), why: text(why), noteID: noteID)
    }

    private func tables(_ anchor: String) -> CandidateTables { CandidateTables(store: store, text: text, app: app, form: "\(anchor)-form") }

    /// For an id in a page: a key has signs none may have.
    private static func anchored(_ key: String) -> String {
        String(key.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
