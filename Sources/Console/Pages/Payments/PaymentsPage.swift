internal import Bookkeeping
internal import Comparison
internal import Persistence
internal import Reconciliation
internal import Wording

/// `/zahlungen`: what is under way, what is open at a key date, and whether to dun. Read from the state alone.
struct PaymentsPage: Sendable {
    struct View: Sendable {
        let underWay: UnderWay
        let day: String
        let badDate: Bool
        let isToday: Bool
        let open: OpenItemsView
        let dunning: DunningView?
        let csv: String
    }

    let parts: ConsoleParts

    /// Of the address: the key date, `yyyy-MM-dd`.
    static let dateField = "stichtag"

    func page(_ request: PageRequest) throws -> Page {
        let (store, now, text) = (try parts.view(), parts.now, request.text)
        let today = BusinessDay(berlinDayOf: now)
        let named = request.query[PaymentsPage.dateField]
        let day = named.flatMap { BusinessDay($0) } ?? today
        let open = try OpenItemsReading(store: store, now: now).run(day)
        let view = View(
            underWay: UnderWay(try PaymentLines(store: store).needing(), text), day: day.description,
            badDate: named != nil && named.flatMap { BusinessDay($0) } == nil, isToday: day == today, open: OpenItemsView(open, text),
            dunning: day == today ? DunningView(open, text) : nil,
            csv: "/datei/\(Downloads.openItems)?\(PaymentsPage.dateField)=\(day.description)")
        return Page(.payments, text(FrameWord.payments), view, words: PaymentsWord.self, request.language, section: .payments)
    }
}

/// Payments that are on their way, or need somebody.
struct UnderWay: Sendable {
    struct Row: Sendable {
        let number: String
        let address: String?
        let payment: String
        let amount: String
        let tone: String
        let what: String
        let reason: String?
        let code: String?
    }

    let rows: [Row]

    init(_ lines: [ReportLine], _ text: PageText) {
        rows = lines.map { line in
            let explanation = line.reason.map { Catalogue.explanation($0, about: line.detail) }
            let key = line.payment.map { String($0.documentID) } ?? line.key
            return Row(
                number: line.number ?? "#\(key)", address: DocumentLink.address(number: line.number, key: key),
                payment: line.payment?.payment.map { Catalogue.payment($0, text.language) } ?? text(Catalogue.foreignPayment),
                amount: line.gross.map(text.amount) ?? "", tone: UnderWay.tone(line.symbol).rawValue,
                what: text(UnderWay.word(line.symbol)),
                reason: explanation.map { text($0.what) }, code: line.reason?.rawValue)
        }
    }

    private static func word(_ symbol: ReportLine.Symbol) -> PaymentsWord {
        switch symbol {
        case .person: .needsYou
        case .uncertain: .inDoubt
        case .create, .change, .adopt, .ready, .waiting, .note: .onTheWay
        }
    }

    private static func tone(_ symbol: ReportLine.Symbol) -> Frame.Notice.Tone {
        switch symbol {
        case .person: .bad
        case .uncertain: .warn
        case .create, .change, .adopt, .ready, .waiting, .note: .calm
        }
    }
}
