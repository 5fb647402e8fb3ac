internal import Bookkeeping
internal import Comparison
internal import Persistence
internal import Reconciliation
internal import Wording

/// A plan as a page shows it: what would be done, by kind, with its price.
struct PlanView: Sendable {
    struct Row: Sendable {
        let number: String
        let address: String?
        let date: String
        let amount: String
        let what: String
        let reason: String?
        let code: String?
    }

    struct Group: Sendable {
        let anchor: String
        let name: String
        let count: String
        /// Nil where it says nothing. Not `gross`: where there is none, a template would find that of the plan around it.
        let sum: String?
        /// Worth knowing, and often many.
        let isFolded: Bool
        let rows: [Row]
        /// How many are not listed.
        let cut: String?
    }

    /// More of one kind are counted, not listed.
    static let listed = 200

    let isPaused: Bool
    let isRelinking: Bool
    let interruption: String?
    let doesNothing: Bool
    let requests: String
    let lexofficeRequests: String
    let heroRequests: String
    let minutes: String
    let gross: String
    let monthCount: String
    /// Nil for none.
    let months: String?
    let groups: [Group]
    let readHero: String
    let readLexoffice: String

    init(_ reading: PlanReading, thousandthsPerSecond: Int, _ text: PageText) {
        let plan = reading.report.plan
        let price = PlanPrice(plan.lines, dates: reading.dates)
        isPaused = plan.isPaused
        isRelinking = plan.relink.map { $0.phase != .done } ?? false
        interruption = plan.interruption.map { "\(text(PlanWord.interrupted)): \($0.system): \($0.cause) \($0.hint)" }
        let writes = price.lexofficeRequests + price.heroRequests
        doesNothing = writes == 0 && plan.interruption == nil && !plan.isPaused && !plan.lines.contains { PlanGroup($0).acts }
        requests = text.count(writes)
        lexofficeRequests = text.count(price.lexofficeRequests)
        heroRequests = text.count(price.heroRequests)
        let minutes = price.minutes(thousandthsPerSecond: thousandthsPerSecond)
        self.minutes =
            minutes <= 1 && price.lexofficeRequests * 1_000 < thousandthsPerSecond * 60
            ? text(PlanWord.under) : text(Catalogue.plainMinutes(minutes))
        gross = text.amount(price.gross)
        monthCount = text.count(price.months.count)
        months = price.months.isEmpty ? nil : price.months.sorted().map(text.month).joined(separator: ", ")
        let byGroup = Dictionary(grouping: plan.lines, by: PlanGroup.init)
        groups = PlanGroup.allCases.compactMap { group in
            byGroup[group].map { Group(group, $0, dates: reading.dates, text) }
        }
        readHero = text.count(plan.heroRequests)
        readLexoffice = text.count(plan.lexofficeRequests)
    }
}

extension PlanGroup {
    init(_ line: ReportLine) {
        let isPayment = line.payment != nil
        self =
            switch line.symbol {
            case .create: isPayment ? .pay : .create
            case .change: isPayment ? .pay : .attach
            case .adopt: isPayment ? .adoptPayment : .adopt
            case .uncertain: .uncertain
            case .person: .person
            case .ready: .ready
            case .waiting: .waiting
            case .note: .note
            }
    }

    /// Whether the next pass moves it.
    var acts: Bool {
        switch self {
        case .create, .attach, .pay, .adopt, .adoptPayment: true
        case .uncertain, .person, .ready, .waiting, .note: false
        }
    }
}

extension PlanView.Group {
    init(_ group: PlanGroup, _ lines: [ReportLine], dates: [String: BusinessDay], _ text: PageText) {
        let gross = lines.map { line in
            let amount = line.gross ?? .zero
            return line.voucherType == .salesCreditNote ? -amount : amount
        }.sum()
        let rest = lines.count - PlanView.listed
        self.init(
            anchor: group.rawValue, name: text(group.wording), count: text.count(lines.count),
            sum: group == .note || gross == .zero ? nil : text.amount(gross), isFolded: group == .note,
            rows: lines.prefix(PlanView.listed).map { PlanView.Row($0, dates: dates, text) }, cut: rest > 0 ? text.count(rest) : nil)
    }
}

extension PlanView.Row {
    init(_ line: ReportLine, dates: [String: BusinessDay], _ text: PageText) {
        let isDocument = line.subject == .document
        let key = line.payment.map { String($0.documentID) } ?? line.key
        let explanation = line.reason.map { Catalogue.explanation($0, about: line.detail) }
        var what =
            line.payment.map { $0.payment.map { Catalogue.payment($0, text.language) } ?? text(Catalogue.foreignPayment) }
            ?? text(PlanView.Row.word(line))
        if line.newContact { what += ", \(text(PlanWord.newContact))" }
        if !line.leftOut.isEmpty { what += " \(text(Catalogue.without(line.leftOut)))" }
        self.init(
            number: line.number ?? (isDocument ? "#\(key)" : key),
            address: isDocument ? DocumentLink.address(number: line.number, key: key) : nil,
            date: dates[line.key].map(text.day) ?? "", amount: line.gross.map(text.number) ?? "", what: what,
            reason: explanation.map { text($0.what) }, code: line.reason?.rawValue)
    }

    private static func word(_ line: ReportLine) -> Wording {
        switch line.subject {
        case .document: Catalogue.voucherType(line.voucherType)
        case .voucher: Catalogue.voucher
        case .contact: Catalogue.contact
        case .row: Catalogue.listEntry
        case .right: Catalogue.right
        }
    }
}
