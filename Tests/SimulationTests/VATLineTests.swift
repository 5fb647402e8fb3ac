import Administration
import Bookkeeping
import Comparison
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// The lines of the VAT return of a month, against the stand-in's own books.
@Suite struct VATLineTests {
    private struct Figures: Equatable {
        var net: Int64 = 0
        var tax: Int64 = 0
    }

    private func close(_ company: Company, _ month: String) async throws -> CloseSheet {
        let survey = PassPlanner(context: try company.clients().context, credentialDigest: "test")
        return try await MonthClose(survey: survey).run(try #require(BookMonth(month)))
    }

    private func lines(_ sheet: CloseSheet, _ basis: VATBasis) -> [String: Figures] {
        let vat = VATReturn(sheet.record, by: basis)
        return Dictionary(uniqueKeysWithValues: vat.lines.map { ($0.line.code, Figures(net: $0.net.amount, tax: $0.tax.amount)) })
    }

    /// What an item of the stand-in is called in the return, by rate and the id of its category.
    private func line(_ item: LexofficeVoucherContent.Item) -> String {
        switch item.rate {
        case 19: "81"
        case 7: "86"
        case 0 where item.categoryID == LexofficeCategory.construction13bID: "60"
        case 0 where item.categoryID == LexofficeCategory.photovoltaicID: "87"
        default: "?"
        }
    }

    /// A sample quarter with every kind of payment, reckoned from the stand-in's vouchers and payments alone. By payment date the exact
    /// portion is known up to the cents of rounding: one for each payment and line.
    @Test func aQuarterIsTheBooksOfTheStandIn() async throws {
        let company = try Company(on: "2026-01-01")
        try await company.setupShopless()
        var run = SampleYear(seed: 7, from: company.today, days: 80, invoices: 50, cancellations: 12, contacts: 20).run
        company.world.withHero { run.publishAll(in: &$0) }
        company.advance(hours: 24 * 82)
        for _ in 0..<3 {
            try await company.pass()
            company.time.advance(milliseconds: 60_000)
        }
        let now = company.now
        let types: [LexofficePaymentType] = [.bank, .cashBox, .manual]
        for (index, voucher) in company.vouchers.enumerated() where voucher.status == .open {
            let (gross, day) = (voucher.content.gross, try #require(voucher.content.voucherDate).adding(days: 7 + index % 40))
            let discount = Cents(index % 4 == 0 ? gross.amount / 50 : 0), first = Cents(max(1, gross.amount / 3))
            try company.world.withLexoffice { lexoffice in
                if index % 5 == 4 { return }
                try lexoffice.pay(voucher.id, type: types[index % 3], amount: first, on: day, now: now)
                if discount.amount > 0 { try lexoffice.pay(voucher.id, type: .cashDiscount, amount: discount, on: day, now: now) }
                let rest = gross - first - discount
                if index % 3 == 0, rest.amount > 0 {
                    try lexoffice.pay(voucher.id, type: .bank, amount: rest, on: day.adding(days: 20), now: now)
                }
            }
        }
        company.settleIndex()
        company.advance(hours: 1)
        for _ in 0..<3 {
            try await company.pass()
            company.time.advance(milliseconds: 60_000)
        }
        for month in ["2026-01", "2026-02", "2026-03"] {
            let sheet = try await close(company, month)
            #expect(!sheet.comparison.rows.contains { !$0.doubts.isEmpty }, "\(month)")
            expectAccrual(company, sheet, month)
            expectCash(company, sheet, month)
        }
    }

    /// Per line the sum of the items dated in the month, less the discounts of the month by their share of the gross.
    private func expectAccrual(_ company: Company, _ sheet: CloseSheet, _ month: String) {
        var books: [String: Figures] = [:]
        var slack: [String: Int64] = [:]
        for voucher in company.vouchers where voucher.status != .voided {
            let sign: Int64 = voucher.content.kind == .salesCreditNote ? -1 : 1
            for item in voucher.content.items where voucher.content.voucherDate?.description.hasPrefix(month) == true {
                books[line(item), default: Figures()].net += sign * (item.amount.amount - item.taxAmount.amount)
                books[line(item), default: Figures()].tax += sign * item.taxAmount.amount
            }
            for payment in voucher.payments where payment.type == .cashDiscount && payment.date.description.hasPrefix(month) {
                for item in voucher.content.items {
                    let gross = portion(payment.amount, item.amount, voucher.content.gross)
                    let tax = portion(Cents(gross), item.taxAmount, item.amount)
                    books[line(item), default: Figures()].net -= sign * (gross - tax)
                    books[line(item), default: Figures()].tax -= sign * tax
                    slack[line(item), default: 0] += 2
                }
            }
        }
        expect(lines(sheet, .documentDate), books, slack, "\(month) by document date")
        // Without discounts not a cent may be off.
        let own = sheet.comparison.rows.flatMap(\.booked)
        let rates = sheet.total.rates.filter { $0.lexoffice.count > 0 }
        for rate in rates {
            let shares = own.filter { $0.rate == rate.rate }
            #expect(shares.map(\.net).sum() == rate.lexoffice.net && shares.map(\.tax).sum() == rate.lexoffice.tax, "\(month)")
        }
    }

    private func expectCash(_ company: Company, _ sheet: CloseSheet, _ month: String) {
        var books: [String: Figures] = [:]
        var slack: [String: Int64] = [:]
        for voucher in company.vouchers where voucher.status != .voided {
            let sign: Int64 = voucher.content.kind == .salesCreditNote ? -1 : 1
            for payment in voucher.payments where [.bank, .cashBox, .manual].contains(payment.type) {
                guard payment.date.description.hasPrefix(month) else { continue }
                for item in voucher.content.items {
                    let gross = portion(payment.amount, item.amount, voucher.content.gross)
                    let tax = portion(Cents(gross), item.taxAmount, item.amount)
                    books[line(item), default: Figures()].net += sign * (gross - tax)
                    books[line(item), default: Figures()].tax += sign * tax
                    slack[line(item), default: 0] += 2
                }
            }
        }
        expect(lines(sheet, .paymentDate), books, slack, "\(month) by payment date")
        #expect(!books.isEmpty)
    }

    private func portion(_ amount: Cents, _ part: Cents, _ whole: Cents) -> Int64 {
        HeroTotals.divide(Int128(amount.amount) * Int128(part.amount), by: Int128(whole.amount))
    }

    private func expect(_ found: [String: Figures], _ books: [String: Figures], _ slack: [String: Int64], _ comment: String) {
        for line in Set(found.keys).union(books.keys) {
            let (ours, theirs, cents) = (found[line] ?? Figures(), books[line] ?? Figures(), slack[line] ?? 0)
            #expect(abs(ours.net - theirs.net) <= cents && abs(ours.tax - theirs.tax) <= cents, "\(comment) \(line): \(ours) \(theirs)")
        }
    }

    /// A voucher changed in lexoffice counts as lexoffice has it, also where only its payment is of the month.
    @Test func aChangedVoucherIsReadForItsPayment() async throws {
        let booked = try await BookedDocument()
        try booked.edit {
            $0.content.items[0].rate = 7
            $0.content.tax = Cents(779)
            $0.content.items[0].taxAmount = Cents(779)
        }
        try await booked.company.pass()
        booked.company.advance(hours: 24 * 35)
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(11_900), on: today, now: $2) }
        try await booked.company.pass()
        let may = try await close(booked.company, "2026-05")
        #expect(lines(may, .paymentDate) == ["86": Figures(net: 11_121, tax: 779)])
        #expect(lines(may, .documentDate).isEmpty)
        let april = try await close(booked.company, "2026-04")
        #expect(lines(april, .documentDate) == ["86": Figures(net: 11_121, tax: 779)])
    }

    @Test func theLineIsASettingOfTheJournal() async throws {
        let booked = try await BookedDocument()
        let before = try #require(try Settings.load(booked.company.store))
        var request = SetupRequest()
        request.vatLines = [.rate19: .number(48), .smallBusiness: .notDeclared]
        _ = try await booked.company.setupRunner().run(request)
        let settings = try #require(try Settings.load(booked.company.store))
        #expect(settings.linesInForce[.rate19] == .number(48) && settings.linesInForce[.rate7] == .number(86))
        // It judges no document anew.
        #expect(settings.judgementDigest == before.judgementDigest)
        let entries = try booked.company.store.journal(after: 0).filter { $0.key.hasPrefix("vat-line") }
        #expect(
            entries.map { "\($0.key) \($0.detail)" } == ["vat-line.RATE_19 new=48 old=-", "vat-line.SMALL_BUSINESS new=not-declared old=-"])
        // Others are kept, and nothing that stays is told again.
        request.vatLines = [.rate7: .number(35)]
        _ = try await booked.company.setupRunner().run(request)
        #expect(try Settings.load(booked.company.store)?.linesInForce[.rate19] == .number(48))
        #expect(try booked.company.store.journal(after: 0).filter { $0.key.hasPrefix("vat-line") }.count == 3)
        let april = try await close(booked.company, "2026-04")
        #expect(lines(april, .documentDate) == ["48": Figures(net: 10_000, tax: 1_900)])
    }
}
