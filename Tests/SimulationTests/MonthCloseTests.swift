import Administration
import Bookkeeping
import Comparison
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// The sheet against both systems' own books, worked out here from the stand-ins' records and in whole cents.
@Suite struct MonthCloseTests {
    /// Count, net, tax and gross of one month and rate; nil as rate where HERO's document states none we could read.
    private struct Sums: Equatable {
        var count = 0
        var net: Int64 = 0
        var tax: Int64 = 0

        mutating func add(_ net: Int64, _ tax: Int64) {
            count += 1
            self.net += net
            self.tax += tax
        }

        init() {}
        init(_ sum: BookSum) { (count, net, tax) = (sum.count, sum.net.amount, sum.tax.amount) }
    }

    private struct Cell: Hashable {
        var month: String
        /// -1 for what has no rate, -2 for the whole month.
        var rate: Int
    }

    private func close(_ company: Company, _ month: String) async throws -> CloseSheet {
        let survey = PassPlanner(context: try company.clients().context, credentialDigest: "test")
        return try await MonthClose(survey: survey).run(try #require(BookMonth(month)))
    }

    /// `yyyy-MM`
    private func month(_ voucher: LexofficeVoucherRecord) -> String? {
        voucher.content.voucherDate.map { String($0.description.prefix(7)) }
    }

    /// HERO's books: every issued document of a booking-relevant type created since the start that has something to book.
    private func heroBooks(_ company: Company, from start: BusinessDay) throws -> [Cell: Sums] {
        let records = company.world.hero.records
        var books: [Cell: Sums] = [:]
        for document in records.documents.rows {
            guard document.publishedAt != nil, document.statusCode != HeroStatus.deleted, document.totals.gross != 0,
                records.documentTypes[document.draft.typeID]?.isBookingRelevant == true,
                BusinessDay(berlinDayOf: document.created) >= start, let date = document.draft.date
            else { continue }
            // A reversal lessens the books whatever its sign, unless it cancels a credit note (domain.md C10).
            let original = document.selectedDocumentID.flatMap { records.documents[$0] }
            let cancelsCredit = original?.type == "reversal_invoice" && original?.statusCode == HeroStatus.cancelled
            let flips = document.type == "reversal_invoice" && document.totals.gross > 0 && !cancelsCredit
            let month = String(date.description.prefix(7))
            // HERO states totals alone: which rates those of a held document are of, nobody can tell.
            let standing = try company.standing(id: document.id)
            let isUnsplit = standing?.transfer == .blocked && standing?.machine.reason != .fileMissing
            var whole: (net: Int64, tax: Int64) = (0, 0)
            var byRate: [Int: (net: Int64, tax: Int64)] = [:]
            for group in document.totals.groups where group.gross != 0 {
                let gross = flips ? -group.gross : group.gross
                // lexoffice's tax follows from the gross amount (domain.md C8).
                let signs = Set(document.totals.groups.map { $0.gross.signum() }.filter { $0 != 0 })
                let tax =
                    isUnsplit || signs.count > 1
                    ? (flips ? -group.tax : group.tax)
                    : HeroTotals.divide(Int128(gross) * Int128(group.rate), by: Int128(100 + group.rate))
                let rate = isUnsplit ? -1 : group.rate
                byRate[rate, default: (0, 0)].net += gross - tax
                byRate[rate, default: (0, 0)].tax += tax
                whole.net += gross - tax
                whole.tax += tax
            }
            for (rate, sum) in byRate { books[Cell(month: month, rate: rate), default: Sums()].add(sum.net, sum.tax) }
            books[Cell(month: month, rate: -2), default: Sums()].add(whole.net, whole.tax)
        }
        return books
    }

    /// lexoffice's books: every sales voucher that is not voided.
    private func lexofficeBooks(_ company: Company) -> [Cell: Sums] {
        var books: [Cell: Sums] = [:]
        for voucher in company.vouchers where voucher.status != .voided {
            guard let date = voucher.content.voucherDate else { continue }
            let sign: Int64 = voucher.content.kind == .salesCreditNote ? -1 : 1
            let month = String(date.description.prefix(7))
            var byRate: [Int: (net: Int64, tax: Int64)] = [:]
            for item in voucher.content.items {
                byRate[item.rate, default: (0, 0)].net += sign * (item.amount.amount - item.taxAmount.amount)
                byRate[item.rate, default: (0, 0)].tax += sign * item.taxAmount.amount
            }
            for (rate, sum) in byRate { books[Cell(month: month, rate: rate), default: Sums()].add(sum.net, sum.tax) }
            let gross = voucher.content.gross.amount, tax = voucher.content.tax.amount
            books[Cell(month: month, rate: -2), default: Sums()].add(sign * (gross - tax), sign * tax)
        }
        return books
    }

    private func expect(_ sheet: CloseSheet, _ hero: [Cell: Sums], _ lexoffice: [Cell: Sums]) {
        let month = sheet.month.description
        var cells = sheet.total.rates.map {
            (Cell(month: month, rate: $0.rate.map { Int($0.description) ?? -3 } ?? -1), $0.hero, $0.lexoffice)
        }
        cells.append((Cell(month: month, rate: -2), sheet.total.hero, sheet.total.lexoffice))
        for (cell, ours, theirs) in cells {
            #expect(Sums(ours) == hero[cell] ?? Sums(), "HERO \(cell)")
            #expect(Sums(theirs) == lexoffice[cell] ?? Sums(), "lexoffice \(cell)")
        }
        let shown = Set(cells.map(\.0))
        for cell in Set(hero.keys).union(lexoffice.keys) where cell.month == month { #expect(shown.contains(cell), "\(cell)") }
    }

    private func year() async throws -> (Company, BusinessDay) {
        let company = try Company(on: "2026-01-01")
        try await company.setupShopless()
        let start = company.today
        var run = SampleYear(seed: 7, from: start, days: 120, invoices: 60, cancellations: 20, contacts: 25).run
        company.world.withHero { run.publishAll(in: &$0) }
        company.advance(hours: 24 * 130)
        for _ in 0..<3 {
            try await company.pass()
            company.time.advance(milliseconds: 60_000)
        }
        return (company, start)
    }

    @Test func agreesToTheCentWithBothBooks() async throws {
        let (company, start) = try await year()
        let (hero, lexoffice) = (try heroBooks(company, from: start), lexofficeBooks(company))
        var documents = 0
        for month in Set(company.vouchers.compactMap(month)).sorted() {
            let sheet = try await close(company, month)
            expect(sheet, hero, lexoffice)
            documents += sheet.total.lexoffice.count
            // What differs is what is held, and it is listed.
            let held = sheet.differences.filter { $0.comparisonClass == .blocked }
            #expect(sheet.differences.count == held.count)
            #expect(held.compactMap(\.gross).count == held.count)
            #expect(sheet.isFinished && sheet.journal.broken == nil && sheet.comparison.unread == 0)
            #expect(sheet.agrees == sheet.differences.isEmpty)
        }
        #expect(documents == company.vouchers.count && documents > 60)
    }

    /// A bookkeeper changes, deletes, voids, moves and adds; the sheet follows to the cent, and lists each of it once.
    @Test func peopleInLexofficeAreFollowed() async throws {
        let (company, start) = try await year()
        let now = company.now
        let vouchers = company.vouchers.filter {
            month($0) == "2026-02" && $0.content.kind == .salesInvoice && $0.content.items.count == 1
                && $0.content.items[0].rate == 19
        }
        try #require(vouchers.count >= 5)
        try company.world.withLexoffice { lexoffice in
            try lexoffice.editVoucher(vouchers[0].id, now: now) {
                $0.content.gross += Cents(119)
                $0.content.tax += Cents(19)
                $0.content.items[0].amount += Cents(119)
                $0.content.items[0].taxAmount += Cents(19)
            }
            try lexoffice.deleteVoucher(vouchers[1].id, now: now)
            try lexoffice.voidVoucher(vouchers[2].id, now: now)
            try lexoffice.editVoucher(vouchers[3].id, now: now) { $0.content.voucherDate = BusinessDay("2026-03-15") }
            var surplus = vouchers[4].content
            surplus.number = "RE-2026-8000"
            _ = lexoffice.enterVoucher(surplus, now: now)
        }
        company.settleIndex()
        let (hero, lexoffice) = (try heroBooks(company, from: start), lexofficeBooks(company))
        let february = try await close(company, "2026-02")
        let march = try await close(company, "2026-03")
        expect(february, hero, lexoffice)
        expect(march, hero, lexoffice)
        func classes(_ sheet: CloseSheet, _ index: Int) -> [ComparisonClass] {
            sheet.differences.filter { $0.number == vouchers[index].content.number }.map(\.comparisonClass)
        }
        #expect((0..<5).map { classes(february, $0) } == [[.different], [.deleted], [.voided], [.different], []])
        #expect(february.differences.filter { $0.comparisonClass == .surplus }.map(\.number) == ["RE-2026-8000"])
        #expect(classes(march, 3) == [.different])
        #expect(february.exit == .discrepancies)
    }

    /// What no list shows and no pass had a reason to look at is found by reading every voucher.
    @Test func aHiddenChangeBehindAPaymentIsFound() async throws {
        let booked = try await BookedDocument()
        let company = booked.company
        let today = company.today
        try booked.lexoffice {
            try $0.editVoucher($1, now: $2) { $0.content.remark = "anders" }
            try $0.pay($1, type: .bank, amount: Cents(11_900), on: today, now: $2)
        }
        #expect(try await company.pass().exit == .success)
        let sheet = try await close(company, "2026-04")
        #expect(sheet.differences.map(\.comparisonClass) == [.different])
        #expect(sheet.differences.first?.fields == [FieldDifference(field: "remark", ours: "sent", theirs: "changed")])
        #expect(sheet.total.isEqual && !sheet.isFinished)
    }

    @Test func lateDocumentsPaymentsAndJournal() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        company.invoice(customer: customer)
        var late = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
        late.date = BusinessDay("2026-04-20")
        company.advance(hours: 24 * 12)
        let first = company.publish(late)
        company.advance(hours: 24 * 20)
        late.date = BusinessDay("2026-04-30")
        let second = company.publish(late)
        try await company.passUntilQuiet()
        let entries = try company.store.journalLength()
        let sheet = try await close(company, "2026-04")
        #expect(sheet.comparison.late.count == 3 && sheet.comparison.late.contains { $0.key == String(second) })
        #expect(sheet.comparison.late.allSatisfy { $0.transferredOn == company.today })
        #expect(first < second)
        #expect(sheet.journal.entries == Int64(entries) && sheet.journal.broken == nil)
        #expect(try sheet.journal.newestHash == company.store.journal(after: Int64(entries) - 1).first?.hash)
        #expect(sheet.total.isEqual && sheet.differences.isEmpty)
    }

    @Test func paymentDifferencesOfTheMonthAreCounted() async throws {
        let booked = try await BookedDocument()
        #expect(try await close(booked.company, "2026-04").exit == .success)
        let today = booked.company.today
        booked.hero { $0.enterPayment(documentID: $1, value: Cents(100), on: today, now: $2) }
        let sheet = try await close(booked.company, "2026-04")
        #expect(sheet.payments.map(\.reason) == [.paymentForeign] && sheet.payments.map(\.originator) == [.hero])
        #expect(sheet.differences.isEmpty && sheet.exit == .discrepancies)
        #expect(try await close(booked.company, "2026-05").exit == .success)
    }

    @Test func aPausedIntegrationIsNotClosed() async throws {
        let booked = try await BookedDocument()
        let flow = Flow(store: booked.company.store, author: Author(actor: "user:test", cause: "pause", software: "test"))
        #expect(try flow.set(paused: true, at: booked.company.now))
        do {
            _ = try await close(booked.company, "2026-04")
            Issue.record("closed while paused")
        } catch let error as CloseRefusal {
            guard case .paused = error else { throw error }
        }
    }
}
