import Administration
import Bookkeeping
import Foundation
import Hero
import Lexoffice
import Persistence
import Reconciliation
import Sandbox
import TestSupport
import Transport

/// A year of one company with random people on both sides: they pay, take back, edit, void, delete, net, cancel and enter
/// payments where they should not, while answers get lost, lists lag and the process dies. Same seed, same year.
struct History {
    let company: Company
    private var dice: Dice
    private var customers: [Int] = []
    /// What people changed by hand, and what they left: nothing of it may be overwritten.
    private(set) var editedVouchers: [String: LexofficeVoucherContent] = [:]
    private(set) var heroEntries: [Int: Int64] = [:]
    private(set) var documents: [Int] = []
    /// Items that are not told this month.
    private var trouble: HistoryTrouble?
    /// Passes that left something without an answer and did not say so.
    private(set) var unheard: [String] = []

    /// SplitMix64: the same on every machine.
    struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var value = state
            value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
            value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
            return value ^ (value >> 31)
        }

        mutating func percent(_ chance: Int) -> Bool { Int.random(in: 1...100, using: &self) <= chance }
    }

    init(seed: UInt64) async throws {
        dice = Dice(state: seed &* 0x1234_5678_9ABC_DEF1 &+ seed)
        company = try Company(on: "2026-01-02", settle: 60_000)
        let silent = dice.percent(50)
        company.world.withLexoffice { $0.rules.partialPaymentMovesUpdatedDate = !silent }
        customers = [company.openShop(), company.openShop(Company.customer("Weiß GmbH", email: "post@weiss.example"))]
        try await company.setup()
    }

    // MARK: the year

    /// A month at a time; the process may die in the middle of a pass.
    mutating func run(months: Int = 12) async throws {
        for _ in 0..<months {
            for _ in 0..<Int.random(in: 0...3, using: &dice) { publish() }
            for _ in 0..<Int.random(in: 0...4, using: &dice) { actInHero() }
            for _ in 0..<Int.random(in: 0...6, using: &dice) { actInLexoffice() }
            company.world.install(dice.percent(60) ? faults() : .none)
            trouble = dice.percent(40) && !documents.isEmpty ? HistoryTrouble(company, among: documents, using: &dice) : nil
            for _ in 0..<Int.random(in: 1...2, using: &dice) {
                try await pass()
                company.time.advance(milliseconds: Int64.random(in: 500...120_000, using: &dice))
            }
            if dice.percent(15) { await answerSomething() }
            company.time.advance(milliseconds: Int64.random(in: 28...31, using: &dice) * 86_400_000)
        }
    }

    /// A file that HERO does not give any more is a person's, and whether lexoffice would take it is not asked while it is.
    private func isAskedOn(_ unanswered: [Unanswered]) -> Bool {
        let enough = Policy(settle: company.settle).triesBeforeTask
        let persons = Set(unanswered.filter { $0.attempts >= enough }.compactMap(\.document))
        return unanswered.contains { record in
            record.attempts < enough && !(record.document.map(persons.contains) ?? false)
        }
    }

    /// People rest; the systems say the same, or it is listed.
    mutating func comeToRest() async throws -> PassReport {
        company.world.install(.none)
        trouble = nil
        company.time.advance(milliseconds: 86_400_000)
        for turn in 0..<60 {
            let report = try await company.pass()
            // What was sent too often without a trace, or told in a form nobody knows, waits for somebody to say so.
            let unsaid = report.lines.filter { $0.reason == .notAccepted || $0.reason == .paymentUnreadable }
            for line in unsaid { _ = try await company.answer(.retry, line.key) }
            // Documents may wait for people who will not come, and so may their files.
            let isMoving =
                !unsaid.isEmpty || report.lines.contains { $0.symbol == .waiting && $0.payment != nil }
                || isAskedOn(report.unanswered)
            if report.writes == 0, report.interruption == nil, report.count(.uncertain) == 0, !isMoving { return report }
            // What was asked about often before is asked about once an hour.
            company.time.advance(milliseconds: turn < 40 ? 61_000 : 3_600_000)
        }
        let last = company.lastReport
        throw Company.Misuse(
            """
            never at rest: \(last.writes) writes, unanswered \(last.unanswered.map { "\($0.question) \($0.subject) \($0.code) \($0.attempts)" }), \
            \(last.lines.map { "\($0.symbol) \($0.number ?? "-") \($0.reason?.rawValue ?? "-")" })
            """)
    }

    /// The office takes its contacts over into HERO, and most offices then delete the integration.
    mutating func leave() async throws {
        for index in 1...3 {
            _ = company.enter(LexofficeContactContent.company("Kontakt \(index) GmbH", email: "kontakt\(index)@beispiel.example"))
        }
        let report = try await ImportDesk(company: company).run()
        guard report.interruption == nil else { throw Company.Misuse("the import ended early: \(report)") }
        if dice.percent(70) { _ = try await company.delete() }
    }

    private mutating func faults() -> FaultPlan {
        let writes = FaultPlan.Selector(.lexoffice, isWrite: true)
        let payments = FaultPlan.Selector(.hero, isWrite: true)
        let reads = FaultPlan.Selector(.lexoffice, isWrite: false)
        return FaultPlan(
            chances: [writes, payments].flatMap { selector in
                [Fault.Kind.dropBefore, .dropAfter, .serverErrorAfter, .truncatedBody].map {
                    FaultPlan.Chance(selector, perMille: 60, Fault($0))
                }
            } + [FaultPlan.Chance(reads, perMille: 20, Fault(.dropBefore))],
            seed: dice.next())
    }

    private mutating func pass() async throws {
        guard dice.percent(25) else {
            guard let trouble else {
                try await company.pass()
                return
            }
            let inner = SandboxTransport(world: company.world, time: company.time)
            let clients = try company.clients(over: TroubledTransport(inner: inner, trouble: trouble))
            listen(await clients.pass().run())
            return
        }
        let at = Int.random(in: 1...12, using: &dice)
        let clients = try company.clients(through: MortalTransport(company, dyingAt: at, executed: dice.percent(50)))
        await clients.runUntilDeath()
    }

    /// Whatever a pass was not told is in what it says.
    private mutating func listen(_ report: PassReport) {
        guard report.interruption == nil else { return }
        let told = Set(report.lines.flatMap { [$0.key, $0.payment.map { String($0.documentID) } ?? $0.key] })
        for record in report.unanswered where !record.question.isWrite && !told.contains(record.document ?? record.subject) {
            unheard.append("\(record.question.rawValue) \(record.subject) \(record.code)")
        }
        if report.unanswered.contains(where: { !$0.question.isWrite }) && report.exit == .success { unheard.append("exit 0") }
    }

    // MARK: people in HERO

    private mutating func publish() {
        guard documents.count < 16, let customer = customers.randomElement(using: &dice) else { return }
        let net = Int64.random(in: 1_000...500_000, using: &dice)
        documents.append(company.invoice(customer: customer, net: net, rate: dice.percent(20) ? 7 : 19))
    }

    private mutating func actInHero() {
        guard let id = documents.randomElement(using: &dice) else { return }
        let (now, today) = (company.now, company.today)
        let roll = Int.random(in: 1...100, using: &dice)
        let amount = Int64.random(in: 100...60_000, using: &dice)
        switch roll {
        case ...12:
            if let reversal = company.world.withHero({ $0.cancel(documentID: id, now: now) }) { documents.append(reversal) }
        case ...24:
            // Sometimes of the very amount that lexoffice has or will have.
            let open = company.world.lexoffice.vouchers.first { $0.content.number == company.number(id) }?.openAmount.amount
            let value = dice.percent(50) ? (open ?? amount) : amount
            guard value > 0 else { return }
            if let entry = company.world.withHero({ $0.enterPayment(documentID: id, value: Cents(value), on: today, now: now) }) {
                heroEntries[entry] = value
            }
        case ...32: changeEntry(id) { payments, index, _ in payments.remove(at: index) }
        case ...36: changeEntry(id) { payments, index, dice in payments[index].value += Int64.random(in: 1...99, using: &dice) }
        case ...39: company.world.withHero { $0.edit(documentID: id, now: now) { $0.lines[0].unitPrice += 100 } }
        case ...40: company.world.withHero { $0.softDelete(documentID: id, now: now) }
        default: company.world.withHero { $0.markSent(documentID: id, now: now) }
        }
    }

    private mutating func changeEntry(_ id: Int, _ change: (inout [HeroPaymentRecord], Int, inout Dice) -> Void) {
        let now = company.now
        var dice = dice
        var left: [HeroPaymentRecord] = []
        _ = company.world.withHero { hero in
            hero.editPayments(documentID: id, now: now) { payments in
                guard let index = payments.indices.randomElement(using: &dice) else { return }
                change(&payments, index, &dice)
                left = payments
            }
        }
        self.dice = dice
        for payment in left { heroEntries[payment.id] = payment.value }
        let known = Set(company.world.hero.records.documents.rows.flatMap { $0.booking?.payments.map(\.id) ?? [] })
        heroEntries = heroEntries.filter { known.contains($0.key) }
    }

    // MARK: people in lexoffice

    private mutating func actInLexoffice() {
        guard let voucher = company.vouchers.randomElement(using: &dice) else { return }
        let (now, today) = (company.now, company.today)
        let open = voucher.openAmount.amount
        let roll = Int.random(in: 1...100, using: &dice)
        let types: [LexofficePaymentType] = [.bank, .bank, .bank, .cashBox, .manual]
        let type = types.randomElement(using: &dice) ?? .bank
        let part = open > 1 ? Int64.random(in: 1...open, using: &dice) : open
        let again = dice.percent(25)
        let counterpart = company.vouchers.first { $0.content.kind == .salesCreditNote && $0.status == .open }?.id
        var dice = dice
        try? company.world.withLexoffice { lexoffice in
            switch roll {
            case ...40:
                let amount = dice.percent(50) ? open : part
                guard amount > 0 else { return }
                try lexoffice.pay(voucher.id, type: type, amount: Cents(amount), on: today, now: now)
            case ...48:
                guard part > 0 else { return }
                try lexoffice.pay(voucher.id, type: type, amount: Cents(part), on: today, now: now)
                if again { try lexoffice.pay(voucher.id, type: type, amount: Cents(part), on: today, now: now) }
            case ...56:
                guard open > 0 else { return }
                try lexoffice.pay(voucher.id, type: .cashDiscount, amount: Cents(min(open, max(1, open / 50))), on: today, now: now)
            case ...72:
                guard let payment = voucher.payments.randomElement(using: &dice) else { return }
                try lexoffice.removePayment(voucher.id, payment, now: now)
            case ...75:
                guard open > 0 else { return }
                try lexoffice.pay(voucher.id, type: .irrecoverableReceivable, amount: Cents(open), on: today, now: now)
            case ...78: try lexoffice.pay(voucher.id, type: .dunningCosts, amount: Cents(500), on: today, now: now)
            case ...83:
                guard let counterpart, voucher.content.kind == .salesInvoice else { return }
                try lexoffice.net(invoice: voucher.id, creditNote: counterpart, on: today, now: now)
            case ...85: try lexoffice.voidVoucher(voucher.id, now: now)
            case ...86: try lexoffice.deleteVoucher(voucher.id, now: now)
            case ...90: try lexoffice.editVoucher(voucher.id, now: now) { $0.content.remark = "von Hand \(now.milliseconds)" }
            case ...93: try lexoffice.editVoucher(voucher.id, now: now) { $0.content.dueDate = today }
            default: break
            }
        }
        self.dice = dice
        if (87...93).contains(roll), let now = company.world.lexoffice.voucher(voucher.id) { editedVouchers[voucher.id] = now.content }
    }

    // MARK: the office answers

    private mutating func answerSomething() async {
        guard let line = company.lastReport.lines.filter({ $0.payment != nil && $0.symbol == .person }).randomElement(using: &dice) else {
            return
        }
        // What people let stand is no difference any more; the books could then not be compared without asking them.
        _ = try? await company.answer(.retry, line.key)
    }
}
