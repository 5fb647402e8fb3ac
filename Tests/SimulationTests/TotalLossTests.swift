import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import TestSupport
import Testing

/// The state is lost altogether: a new setup takes up the former start date, links by look-up, asks about the rest and makes nothing
/// a second time.
@Suite struct TotalLossTests {
    /// So many invoices, and a quarter of them cancelled. Five thousand documents take a debug build some minutes; the variable
    /// `LOSS_INVOICES=4000` asks for them, `KILL_POINTS=all` for three hundred.
    private static let invoices = ProcessInfo.processInfo.environment["LOSS_INVOICES"].flatMap { Int($0) } ?? amount(usual: 120, all: 240)

    /// Documents of every kind, payments among them; vouchers people have edited, deleted, voided and doubled since.
    @Test func aYearOfDocumentsIsFoundAgain() async throws {
        let premises = try Premises(on: "2026-01-01")
        let company = premises.company
        try await company.setupShopless()
        let start = company.today
        var run = SampleYear(
            seed: 5, from: start, days: 330, invoices: Self.invoices, cancellations: Self.invoices / 4, contacts: Self.invoices / 8
        ).run
        company.world.withHero { run.publishAll(in: &$0) }
        company.advance(hours: 24 * 331)
        let origin = ContinuousClock.now
        try await company.passUntilQuiet(limit: 10)
        print("booking took \(ContinuousClock.now - origin)")
        let booked = company.vouchers
        let changes = try await liveAYear(company, from: start)
        let (before, numbers, payments) = (company.creations, company.numbers, company.heroPayments)
        #expect(!payments.isEmpty)

        company.advance(hours: 30)
        try premises.loseEverything()
        try await company.setUpAgain(relinkFrom: start)
        let begun = ContinuousClock.now
        let first = try await company.pass()
        print("relinking took \(ContinuousClock.now - begun)")
        let relink = try #require(first.relink)
        let untouched = booked.count - changes.documents.count
        print("\(booked.count) vouchers, \(changes.documents.count) of them changed by people: \(relink)")
        #expect(first.writes == 0 && relink.absent == 0)
        #expect(relink.relinked * 1000 >= untouched * 995 && relink.relinked <= untouched, "\(relink)")
        company.time.advance(milliseconds: company.settle)
        #expect(try await company.pass().relink?.phase == .done)
        for _ in 0..<3 {
            company.time.advance(milliseconds: 60_000)
            try await company.pass()
        }
        #expect(company.creations == before && company.numbers == numbers && company.heroPayments == payments)
        try expectQuestions(company, about: changes)
        // New work goes on beside them.
        let customer = company.openShop()
        let next = company.invoice(customer: customer)
        try await company.pass()
        #expect(company.vouchers(of: next).count == 1)
        #expect(try company.store.verifyJournal().broken == nil)
    }

    /// What people do in a year: a third of the invoices is paid, and some vouchers are changed.
    private func liveAYear(_ company: Company, from start: BusinessDay) async throws -> Meddled {
        let (booked, now) = (company.vouchers, company.now)
        for voucher in booked.prefix(booked.count / 3) where voucher.content.kind == .salesInvoice && voucher.status == .open {
            try company.world.withLexoffice {
                try $0.pay(voucher.id, type: .bank, amount: voucher.content.gross, on: start.adding(days: 300), now: now)
            }
        }
        company.settleIndex()
        try await company.passUntilQuiet(limit: 10)
        let changes = Meddled(company, count: max(1, booked.count / 1000))
        try changes.make()
        company.settleIndex()
        return changes
    }

    /// Each document people have changed is a question, by name, and none of them was created.
    private func expectQuestions(_ company: Company, about changes: Meddled) throws {
        for id in changes.documents {
            let standing = try #require(try company.standing(id: id))
            #expect([.blocked, .clash, .waiting].contains(standing.transfer), "\(id) \(standing.machine)")
        }
        let questions = company.lastReport.lines.filter { $0.payment == nil && $0.symbol == .person }
        let reasons = Dictionary(grouping: questions, by: { $0.reason?.rawValue ?? "-" }).mapValues(\.count)
        print("questions: \(reasons)")
    }

    /// Without the former start date nothing of before is looked at, and nothing of it is created.
    @Test func withoutTheFormerStartDateWhatWasBeforeStaysOutside() async throws {
        let premises = try Premises()
        let company = premises.company
        let customer = company.openShop()
        try await company.setup()
        for _ in 0..<3 { company.invoice(customer: customer) }
        try await company.passUntilQuiet()
        let before = company.creations
        company.advance(hours: 48)
        try premises.loseEverything()
        try await company.setup()
        try await company.passUntilQuiet()
        #expect(company.creations == before)
        #expect(try Overview.read(company.store).documents.map { "\($0.1) \($0.0)" } == ["3 outOfScope"])
    }

    /// The former start date may follow later, when somebody remembers it, and what is found is linked without a new setup.
    @Test func theFormerStartDateMayFollow() async throws {
        let premises = try Premises()
        let company = premises.company
        let customer = company.openShop()
        try await company.setup()
        let start = company.today
        let ids = (0..<3).map { company.invoice(customer: customer, net: 10_000 + Int64($0)) }
        try await company.passUntilQuiet()
        let before = company.creations
        company.advance(hours: 48)
        try premises.loseEverything(keepingMark: true)
        try await company.setup()
        try await company.passUntilQuiet()
        var request = SetupRequest()
        request.relinkFrom = start
        _ = try await company.setupRunner().run(request)
        let report = try await company.pass()
        #expect(report.relink?.relinked == 3 && report.relink?.cause == .lost)
        company.time.advance(milliseconds: company.settle)
        try await company.passUntilQuiet()
        #expect(company.creations == before)
        for id in ids { #expect(try company.standing(id: id)?.transfer == .fileComplete) }
    }

    /// A document of before whose voucher nobody finds: never created, whatever a person answers, and linked when it is named.
    @Test func anAbsentVoucherIsAQuestionForEver() async throws {
        let premises = try Premises()
        let company = premises.company
        let customer = company.openShop()
        try await company.setup()
        let start = company.today
        let id = company.invoice(customer: customer)
        try await company.passUntilQuiet()
        let (voucher, now) = (try company.voucher(of: id).id, company.now)
        try company.world.withLexoffice { try $0.editVoucher(voucher, now: now) { $0.content.number = "UMBENANNT-1" } }
        company.advance(hours: 48)
        try premises.loseEverything()
        try await company.setUpAgain(relinkFrom: start)
        try await company.pass()
        company.time.advance(milliseconds: company.settle)
        for _ in 0..<3 {
            let report = try await company.pass()
            #expect(report.writes == 0 && report.exit == .peopleNeeded)
            #expect(try company.standing(id: id)?.machine.reason == .voucherNotFound)
            company.time.advance(milliseconds: 60_000)
        }
        await #expect(throws: AnswerFailure.self) { _ = try await company.answer(.absent, String(id)) }
        _ = try await company.answer(.adopt(voucherID: voucher), String(id))
        try await company.passUntilQuiet()
        #expect(company.vouchers.count == 1 && company.vouchers[0].files.count == 1)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
    }
}

/// People who went to lexoffice and changed so many vouchers in each of these ways.
private struct Meddled {
    let company: Company
    let groups: [[LexofficeVoucherRecord]]

    init(_ company: Company, count: Int) {
        self.company = company
        // A cancellation waits as long as its original is a question; that is another matter.
        let documents = company.world.hero.records.documents.rows
        let cancelled = Set(documents.compactMap(\.selectedDocumentID))
        let numbers = Set(documents.filter { !cancelled.contains($0.id) }.compactMap(\.number))
        let plain = company.vouchers.filter { voucher in
            voucher.content.kind == .salesInvoice && voucher.status == .open && voucher.content.number.map(numbers.contains) == true
        }.suffix(4 * count)
        groups = (0..<4).map { Array(plain.dropFirst($0 * count).prefix(count)) }
    }

    var documents: [Int] {
        let numbers = Set(groups.flatMap { $0 }.compactMap(\.content.number))
        return company.world.hero.records.documents.rows.filter { $0.number.map(numbers.contains) == true }.map(\.id).sorted()
    }

    func make() throws {
        let now = company.now
        try company.world.withLexoffice { lexoffice in
            for voucher in groups[0] { try lexoffice.editVoucher(voucher.id, now: now) { $0.content.items[0].amount += Cents(1) } }
            for voucher in groups[1] { try lexoffice.deleteVoucher(voucher.id, now: now) }
            for voucher in groups[2] { try lexoffice.voidVoucher(voucher.id, now: now) }
            for voucher in groups[3] { _ = lexoffice.enterVoucher(voucher.content, now: now) }
        }
    }
}
