import Administration
import Bookkeeping
import Foundation
import Lexoffice
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing
import Transport

@testable import Sandbox

/// Payments recorded in lexoffice come to HERO, once each (domain.md §5).
@Suite struct PaymentTests {
    /// P1, P2: several parts, two of them equal on one day, and one of another kind.
    @Test(arguments: [true, false]) func partPaymentsAndEqualOnes(movesTheList: Bool) async throws {
        let booked = try await BookedDocument()
        booked.company.world.withLexoffice { $0.rules.partialPaymentMovesUpdatedDate = movesTheList }
        let today = booked.company.today
        for type in [LexofficePaymentType.bank, .bank, .cashBox] {
            try booked.lexoffice { try $0.pay($1, type: type, amount: Cents(2_500), on: today, now: $2) }
        }
        try await booked.company.pass()
        #expect(booked.heroMoney == [Money(today, 2_500), Money(today, 2_500), Money(today, 2_500)])
        #expect(try booked.standing.machine.configuration.settlement == .partly)
        #expect(try booked.standing.machine.configuration.life == .uploaded)
        try booked.lexoffice { try $0.pay($1, type: .manual, amount: Cents(4_400), on: today.adding(days: 1), now: $2) }
        let report = try await booked.company.pass()
        #expect(booked.heroMoney.last == Money(today.adding(days: 1), 4_400) && booked.heroMoney.count == 4)
        #expect(try booked.standing.machine.configuration.life == .paid)
        #expect(report.paymentsEntered.count == 1 && report.exit == .success)
        try await booked.expectNothingMore()
    }

    /// P4: what came in and what was granted are kept apart.
    @Test func cashDiscount() async throws {
        let booked = try await BookedDocument()
        let today = booked.company.today
        try booked.lexoffice {
            try $0.pay($1, type: .bank, amount: Cents(11_662), on: today, now: $2)
            try $0.pay($1, type: .cashDiscount, amount: Cents(238), on: today, now: $2)
        }
        try await booked.company.pass()
        #expect(booked.heroMoney == [Money(today, 11_662)])
        #expect(booked.heroDiscounts == [Money(today, 238)])
        #expect(try booked.standing.machine.configuration.life == .paid)
        try await booked.expectNothingMore()
    }

    /// P8: closed, and yet not paid; nothing of it is money.
    @Test func badDebtIsClosedAndNotPaid() async throws {
        let booked = try await BookedDocument()
        let today = booked.company.today
        try booked.lexoffice {
            try $0.pay($1, type: .bank, amount: Cents(4_000), on: today, now: $2)
            try $0.pay($1, type: .irrecoverableReceivable, amount: Cents(7_900), on: today, now: $2)
        }
        try await booked.company.pass()
        #expect(booked.heroMoney == [Money(today, 4_000)] && booked.heroDiscounts.isEmpty)
        #expect(try booked.standing.machine.configuration.description == "uploaded/sound/fileComplete/writtenOff")
        try await booked.expectNothingMore()
    }

    /// P7, P9: netting is no money, and dunning costs are not counted on the invoice.
    @Test func nettingAndDunningCostsAreNoMoney() async throws {
        let booked = try await BookedDocument()
        let reversal = try booked.company.cancel(booked.id)
        try await booked.company.pass()
        let credit = try booked.company.voucher(of: reversal).id
        let today = booked.company.today
        try booked.lexoffice {
            try $0.pay($1, type: .dunningCosts, amount: Cents(500), on: today, now: $2)
            try $0.net(invoice: $1, creditNote: credit, on: today, now: $2)
        }
        let report = try await booked.company.pass()
        #expect(booked.heroMoney.isEmpty && booked.company.world.executedWrites(in: .hero) == 0)
        #expect(try booked.standing.machine.configuration.description == "cancelled/sound/fileComplete/exact")
        #expect(report.exit == .success)
    }

    /// P11: a voided voucher looks paid and is not; P12: under way is not paid either.
    @Test func voidedAndUnderWayAreNotPaid() async throws {
        let voided = try await BookedDocument()
        try voided.lexoffice { try $0.voidVoucher($1, now: $2) }
        try await voided.company.pass()
        #expect(try voided.standing.machine.configuration.life == .uploaded)
        #expect(voided.heroMoney.isEmpty)
        let underWay = try await BookedDocument()
        try underWay.edit { $0.status = .sepadebit }
        try await underWay.company.pass()
        #expect(try underWay.standing.machine.configuration.life == .uploaded)
        #expect(underWay.heroMoney.isEmpty && underWay.company.lastReport.exit == .success)
    }

    /// P6, K13: the item disappears; the invoice is open again in the same pass, and the entry becomes a task for people.
    @Test func aReturnedDebitReopensAndAsks() async throws {
        let booked = try await BookedDocument(withProject: true)
        let today = booked.company.today
        let payment = LexofficePayment(type: .bank, amount: Cents(11_900), date: today)
        try booked.lexoffice { try $0.pay($1, type: payment.type, amount: payment.amount, on: payment.date, now: $2) }
        try await booked.company.pass()
        try booked.lexoffice { try $0.removePayment($1, payment, now: $2) }
        let report = try await booked.company.pass()
        #expect(try booked.standing.machine.configuration.description == "uploaded/sound/fileComplete/open")
        let line = try #require(report.lines.first { $0.payment != nil })
        #expect(line.reason == .paymentWithdrawn && line.symbol == .person && line.gross == Cents(11_900))
        #expect(report.exit == .peopleNeeded)
        // The office finds it in the logbook of the project as well, once.
        for _ in 0..<3 { try await booked.company.pass() }
        let notes = booked.company.world.hero.records.histories.rows.filter { $0.target == "project_match" }
        #expect(notes.count == 1)
        #expect(notes.first?.text.contains("119,00 EUR") == true)
        // They delete the entry in HERO: done.
        booked.removeHeroPayments()
        let last = try await booked.company.pass()
        #expect(last.lines.isEmpty && last.exit == .success)
        #expect(try booked.payments.map(\.state) == [.withdrawn])
        // Then the customer pays after all.
        try booked.lexoffice { try $0.pay($1, type: payment.type, amount: payment.amount, on: payment.date, now: $2) }
        try await booked.company.pass()
        #expect(booked.heroMoney == [Money(today, 11_900)])
        #expect(try booked.payments.map(\.state) == [.mirrored])
    }

    /// The entry may also be left as it is; then it stands for the item if that comes back.
    @Test func aWithdrawnPaymentIsAccepted() async throws {
        let booked = try await BookedDocument()
        let today = booked.company.today
        let payment = LexofficePayment(type: .bank, amount: Cents(11_900), date: today)
        try booked.lexoffice { try $0.pay($1, type: payment.type, amount: payment.amount, on: payment.date, now: $2) }
        try await booked.company.pass()
        try booked.lexoffice { try $0.removePayment($1, payment, now: $2) }
        try await booked.company.pass()
        _ = try await booked.company.answer(.accept, String(booked.id))
        #expect(try await booked.company.pass().exit == .success)
        try booked.lexoffice { try $0.pay($1, type: payment.type, amount: payment.amount, on: payment.date, now: $2) }
        #expect(try await booked.company.pass().exit == .success)
        #expect(booked.heroMoney == [Money(today, 11_900)])
    }

    /// S11: entered in HERO although lexoffice leads.
    @Test(arguments: [false, true]) func aPaymentEnteredInHeroIsShown(afterPaid: Bool) async throws {
        let booked = try await BookedDocument()
        let today = booked.company.today
        if afterPaid {
            try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(11_900), on: today, now: $2) }
            try await booked.company.pass()
        }
        booked.hero { $0.enterPayment(documentID: $1, value: Cents(3_300), on: today, now: $2) }
        let report = try await booked.company.pass()
        let lines = report.lines.filter { $0.reason == .paymentForeign }
        #expect(lines.count == 1 && lines.first?.symbol == .person && report.exit == .peopleNeeded)
        #expect(lines.first?.detail?.contains("amount=33.00") == true)
        // Shown every time, journaled once.
        let entries = try booked.company.store.journalLength()
        try await booked.company.pass()
        #expect(try booked.company.store.journalLength() == entries)
        if afterPaid {
            _ = try await booked.company.answer(.accept, String(booked.id))
            #expect(try await booked.company.pass().exit == .success)
        } else {
            // The bookkeeper records the same payment in lexoffice: both say the same now.
            try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(3_300), on: today, now: $2) }
            try await booked.company.pass()
            #expect(try await booked.company.pass().exit == .success)
            #expect(booked.heroMoney == [Money(today, 3_300)])
        }
    }

    /// An entry of the same amount on another day may be the payment, typed in by hand: asked, not guessed.
    @Test(arguments: [true, false]) func aLookalikeIsAsked(isTheOne: Bool) async throws {
        let booked = try await BookedDocument()
        let today = booked.company.today
        booked.hero { $0.enterPayment(documentID: $1, value: Cents(11_900), on: today.adding(days: -2), now: $2) }
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(11_900), on: today, now: $2) }
        let report = try await booked.company.pass()
        #expect(report.lines.map(\.reason) == [.paymentClash])
        let entry = try #require(booked.heroPayments.first?.id)
        _ = try await booked.company.answer(isTheOne ? .adopt(voucherID: String(entry)) : .absent, String(booked.id))
        let payment = try #require(try booked.payments.first { $0.payment != nil })
        let decided = try booked.company.store.journal(PaymentChart.self, payment.machine.key).first { $0.event == "op.adoptEntry" }
        #expect(decided?.detail == (isTheOne ? "amount=11900 date=\(today.adding(days: -2)) entry=\(entry)" : nil))
        let next = try await booked.company.pass()
        #expect(booked.heroMoney.count == (isTheOne ? 1 : 2))
        // A person has said that it is the payment, whatever its day; as somebody's own it is foreign.
        #expect(next.lines.compactMap(\.reason) == (isTheOne ? [] : [.paymentForeign]))
        let later = try await booked.company.pass()
        #expect(later.lines.compactMap(\.reason) == (isTheOne ? [] : [.paymentForeign]))
    }

    /// lexoffice leads: an entry that people delete comes back, when its absence has lasted.
    @Test func aDeletedEntryComesBackAndAnEditedOneIsShown() async throws {
        let booked = try await BookedDocument()
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(5_000), on: today, now: $2) }
        try await booked.company.pass()
        booked.removeHeroPayments()
        try await booked.company.pass()
        #expect(booked.heroMoney.isEmpty)
        try await booked.company.passUntilQuiet()
        #expect(booked.heroMoney == [Money(today, 5_000)])
        booked.hero { hero, id, now in
            _ = hero.editPayments(documentID: id, now: now) { $0[0].value = 6_000 }
        }
        let report = try await booked.company.pass()
        #expect(report.lines.map(\.reason) == [.paymentEdited])
        #expect(report.lines.first?.detail?.contains("amount=50.00->60.00") == true)
        // Nothing is overwritten and nothing is sent again.
        for _ in 0..<30 {
            booked.company.time.advance(milliseconds: 60_000)
            try await booked.company.pass()
        }
        #expect(booked.heroMoney == [Money(today, 6_000)])
        booked.hero { hero, id, now in
            _ = hero.editPayments(documentID: id, now: now) { $0[0].value = 5_000 }
        }
        #expect(try await booked.company.pass().exit == .success)
    }

    /// A refund on a cancellation: HERO documents no way, so it is a task; entered by hand it is found.
    @Test func aRefundIsATask() async throws {
        let booked = try await BookedDocument()
        let reversal = try booked.company.cancel(booked.id)
        try await booked.company.pass()
        let credit = try booked.company.voucher(of: reversal).id
        let (today, now) = (booked.company.today, booked.company.now)
        try booked.company.world.withLexoffice { try $0.pay(credit, type: .bank, amount: Cents(11_900), on: today, now: now) }
        booked.company.settleIndex()
        let report = try await booked.company.pass()
        #expect(report.lines.map(\.reason) == [.refundNotMirrored])
        #expect(booked.company.world.executedWrites(in: .hero) == 0)
        booked.company.world.withHero { _ = $0.enterPayment(documentID: reversal, value: Cents(-11_900), on: today, now: now) }
        try await booked.company.pass()
        #expect(try await booked.company.pass().exit == .success)
    }

    /// K12: a customer pays an invoice that was cancelled; lexoffice leads, so HERO shows it too.
    @Test func aPaymentOnACancelledDocument() async throws {
        let booked = try await BookedDocument()
        _ = try booked.company.cancel(booked.id)
        try await booked.company.pass()
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(11_900), on: today, now: $2) }
        try await booked.company.pass()
        #expect(booked.heroMoney == [Money(today, 11_900)])
        #expect(try booked.standing.machine.configuration.description == "cancelled/sound/fileComplete/exact")
    }

    /// A cancelled original may have no booking at all (hero-2026.md §8): there is nothing to look into and nothing to enter it in.
    @Test func aPaymentOnACancelledDocumentWithoutBooking() async throws {
        let booked = try await BookedDocument()
        booked.company.world.withHero { $0.settings.keepsBookingOfCancelled = false }
        _ = try booked.company.cancel(booked.id)
        try await booked.company.pass()
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(11_900), on: today, now: $2) }
        let report = try await booked.company.pass()
        #expect(report.lines.filter { $0.payment != nil }.map(\.reason) == [.paymentOnCancelled])
        #expect(report.unanswered.isEmpty)
        #expect(booked.company.world.executedWrites(in: .hero) == 0)
        // Nobody asks again for what cannot change by itself.
        let quiet = try await booked.company.pass()
        #expect(quiet.lines.filter { $0.payment != nil }.map(\.reason) == [.paymentOnCancelled])
    }
}
