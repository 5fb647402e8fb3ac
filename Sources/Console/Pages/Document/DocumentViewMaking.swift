internal import Administration
internal import Bookkeeping
internal import Comparison
internal import Hero
internal import Lexoffice
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import StateCharts
internal import Wording

/// From what is known of a document to what the page shows of it.
struct DocumentViewMaking {
    let biography: Biography
    let header: DocumentHeader?
    let detail: DetailRecord?
    let notes: [ReportLine]
    let figures: DocumentFigures
    let sighting: VoucherSnapshot?
    let instance: ConsoleParts.Instance
    let answers: AnswerFormsView
    let request: PageRequest

    private var text: PageText { request.text }
    private var standing: DocumentStatus { biography.standing }
    private var machine: Machine<InvoiceChart> { standing.machine }
    private var name: String { standing.number ?? standing.key }

    func view(road: Road, doubts: [DoubtClock]) -> DocumentView {
        let story = DocumentStory(events: biography.events, text: text)
        let isWhole = request.query[DocumentPage.historyField] == DocumentPage.whole
        let reason = machine.reason
        let note = fileNote
        return DocumentView(
            title: standing.number ?? "#\(standing.key)", state: text(StateWord.of(machine.configuration, reason)), tone: tone,
            code: machine.configuration.description,
            cause: reason.map { text(Catalogue.explanation($0, about: machine.detail).what) }, causeCode: reason?.rawValue,
            causeDetail: reason == nil ? nil : machine.detail.map { Catalogue.detail($0, text.language) }, links: links, facts: facts,
            figures: shownFigures, doubts: doubts.map { DoubtView($0, text) },
            todo: todo, waitsFor: waitsFor, answers: answers, mayAnswer: !answers.subjects.isEmpty,
            notBefore: biography.next.notBefore.map { DoubtView.Moment($0, text) },
            pdf: note == nil && header?.fileUUID == nil
                ? nil
                : DocumentView.Link(
                    address: "/beleg/\(Fields.encoded(standing.key))/pdf?\(DocumentPage.idField)=\(Fields.encoded(standing.key))",
                    text: note?.name ?? text(DocumentWord.pdf), isForeign: false), pdfHash: standing.booking?.fileSHA256,
            road: RoadDrawing(road, text), hasPayments: !biography.payments.isEmpty, payments: biography.payments.map(payment),
            troubles: troubles,
            eInvoice: DocumentEInvoice.view(note?.eInvoice, text), events: story.shown(isWhole: isWhole), isWhole: isWhole,
            isShortened: story.isShortened(isWhole: isWhole),
            historyAddress: DocumentPage.address(standing.key, id: standing.key)
                + (isWhole ? "" : "&\(DocumentPage.historyField)=\(DocumentPage.whole)") + "#verlauf")
    }

    private var fileNote: DetailRecord.FileNote? {
        if case .document(_, let file)? = detail { file } else { nil }
    }

    /// Without commands where there are buttons.
    private var todo: String? {
        let steps = biography.next.steps
        return steps.elsewhere.map { text($0) } ?? (answers.subjects.isEmpty ? text(steps.sentence) : nil)
    }

    private var waitsFor: String? {
        let steps = biography.next.steps.filter { $0.actor != .nobody }
        return steps.isEmpty ? nil : Catalogue.actors(steps, text.language)
    }

    private var tone: String {
        // A payment in doubt leaves nothing green.
        let tags = biography.payments.reduce(into: machine.configuration.tags) { $0.formUnion($1.machine.configuration.tags) }
        if tags.contains(.attention) { return "bad" }
        if tags.contains(.doubt) { return "warn" }
        return tags.contains(.pending) ? "calm" : "good"
    }

    // MARK: links and facts

    private var links: [DocumentView.Link] {
        var links: [DocumentView.Link] = []
        if let id = biography.projectMatchID,
            let hero = HeroDeepLink.project(endpoint: instance.heroEndpoint, projectMatchID: id)
        {
            links.append(.init(address: hero, text: text(DocumentWord.inHero), isForeign: true))
        }
        if let voucher = standing.voucherID {
            let isOpen = biography.open.map { $0 != .zero } ?? false
            links.append(
                .init(
                    address: DeepLink.voucher(app: instance.lexofficeApp, id: voucher),
                    text: text(isOpen ? DocumentWord.paymentInLexoffice : DocumentWord.inLexoffice), isForeign: true))
        }
        return links
    }

    private var facts: [DocumentView.Fact] {
        var facts: [DocumentView.Fact] = []
        func add(_ word: DocumentWord, _ value: String?) {
            if let value { facts.append(DocumentView.Fact(label: text(word), value: value)) }
        }
        if case .document(let document, _)? = detail { add(.customer, document.customer?.legalName) }
        add(.kind, biography.kind.map { text(Catalogue.kind($0)) })
        add(.gross, standing.heroGross.map(text.amount))
        add(.due, biography.dueDate.map(text.day))
        add(.openAmount, biography.open.map(text.amount))
        add(.lexofficeState, biography.voucherStatus)
        add(.adopted, standing.voucherID)
        add(.remark, standing.booking?.voucher.remark)
        return facts
    }

    // MARK: figures

    private var shownFigures: DocumentView.Figures {
        DocumentView.Figures(
            rates: figures.rates.map { rate in
                DocumentView.RateRow(
                    rate: self.rate(rate.rate), heroNet: amount(rate.hero?.net), heroTax: amount(rate.hero?.tax),
                    bookedNet: amount(rate.booked?.net), bookedTax: amount(rate.booked?.tax), differs: rate.differs)
            },
            sides: [
                side(.gross, figures.gross, text.amount), side(.number, figures.number) { $0 }, side(.date, figures.date, text.day),
            ], isBooked: figures.isBooked, isFromInvoice: figures.isFromInvoice,
            isSumAlone: figures.rates.contains { $0.rate == nil && $0.hero != nil })
    }

    private func side<Value>(
        _ word: DocumentWord, _ said: DocumentFigures.Said<Value>, _ written: (Value) -> String
    ) -> DocumentView.SideRow {
        DocumentView.SideRow(
            label: text(word), hero: said.hero.map(written) ?? "–", booked: said.booked.map(written) ?? "–",
            lexoffice: said.lexoffice.map(written) ?? "–", differs: said.differs)
    }

    private func amount(_ cents: Cents?) -> String { cents.map(text.amount) ?? "–" }
    private func rate(_ rate: ExactDecimal?) -> String { rate.map { text.percent($0) } ?? text(DocumentWord.noRate) }

    // MARK: payments

    private func payment(_ payment: PaymentStatus) -> DocumentView.Payment {
        let reason = payment.needsAnswer ? payment.machine.reason : nil
        return DocumentView.Payment(
            what: payment.payment.map { Catalogue.payment($0, text.language) } ?? text(Catalogue.foreignPayment),
            amount: amount(payment.amount), state: text(StateWord.of(payment.state)), entry: payment.entry ?? "–",
            reason: reason.map { text(Catalogue.explanation($0).what) }, code: payment.machine.key)
    }

    private var troubles: [DocumentView.Trouble] {
        (biography.troubles + notes).compactMap { line in
            guard let reason = line.reason else { return nil }
            let explanation = Catalogue.explanation(reason, about: line.detail)
            let detail = line.detail.map { " (\(Catalogue.detail($0, text.language)))" } ?? ""
            return DocumentView.Trouble(
                text: text(explanation.what) + detail, code: reason.rawValue, next: text(explanation.next.sentence))
        }
    }
}

extension PageText {
    /// `19 %`, `5,5 %`.
    func percent(_ rate: ExactDecimal) -> String {
        let number = rate.description
        return (language == .de ? number.replacing(".", with: ",") : number) + " %"
    }
}
