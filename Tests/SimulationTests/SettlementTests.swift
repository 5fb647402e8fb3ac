import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing
import Transport

@testable import Sandbox

/// lexoffice leads for payments; we watch (domain.md §5).
@Suite struct SettlementTests {
    @Test func aPaymentIsSeenAndAReturnReopens() async throws {
        let booked = try await BookedDocument()
        let today = booked.company.today
        let payment = LexofficePayment(type: .bank, amount: Cents(11_900), date: today)
        try booked.lexoffice { try $0.pay($1, type: payment.type, amount: payment.amount, on: payment.date, now: $2) }
        let report = try await booked.company.pass()
        #expect(try booked.standing.machine.configuration.life == .paid)
        #expect(try booked.standing.machine.configuration.settlement == .exact)
        #expect(report.exit == .success)
        // A returned debit takes the payment off the voucher (P6).
        try booked.lexoffice { try $0.removePayment($1, payment, now: $2) }
        try await booked.company.pass()
        #expect(try booked.standing.machine.configuration.life == .uploaded)
        #expect(try booked.standing.machine.configuration.settlement == .open)
        let events = try booked.company.history(booked.id).map(\.event)
        #expect(events.contains("lex.balanceFull") && events.last == "lex.balanceOpen")
        #expect(booked.company.world.executedWrites(in: .lexoffice) == booked.writes)
    }

    /// A part payment need not move the voucher in the list; the daily sweep finds it.
    @Test(arguments: [true, false]) func aPartPaymentIsSeen(movesTheList: Bool) async throws {
        let booked = try await BookedDocument()
        booked.company.world.withLexoffice { $0.rules.partialPaymentMovesUpdatedDate = movesTheList }
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: .cashBox, amount: Cents(5_000), on: today, now: $2) }
        if !movesTheList { booked.company.advance(hours: 25) }
        try await booked.company.pass()
        #expect(try booked.standing.machine.configuration.settlement == .partly)
        #expect(try booked.standing.machine.configuration.life == .uploaded)
        try booked.lexoffice { try $0.pay($1, type: .cashDiscount, amount: Cents(6_900), on: today, now: $2) }
        try await booked.company.pass()
        #expect(try booked.standing.machine.configuration.life == .paid)
        #expect(booked.company.world.executedWrites(in: .lexoffice) == booked.writes)
    }

    /// Invoice and cancellation set off against each other are settled, and the invoice stays cancelled (V24, P7).
    @Test func aCancelledPairIsNetted() async throws {
        let booked = try await BookedDocument()
        let reversal = try booked.company.cancel(booked.id)
        try await booked.company.pass()
        let credit = try booked.company.voucher(of: reversal).id
        let today = booked.company.today
        try booked.lexoffice { try $0.net(invoice: $1, creditNote: credit, on: today, now: $2) }
        let report = try await booked.company.pass()
        #expect(try booked.standing.machine.configuration.description == "cancelled/sound/fileComplete/exact")
        #expect(try booked.company.standing(id: reversal)?.machine.configuration.description == "paid/sound/fileComplete/exact")
        #expect(report.exit == .success)
    }

    @Test func aVoucherThatIsVoidedAfterPaymentIsShown() async throws {
        let booked = try await BookedDocument()
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(11_900), on: today, now: $2) }
        try await booked.company.pass()
        try booked.lexoffice { try $0.voidVoucher($1, now: $2) }
        let report = try await booked.company.pass()
        // What became of the money is not said by a void; only the void itself is.
        #expect(report.lines.map(\.reason) == [.voucherVoided] && report.exit == .peopleNeeded)
        #expect(try booked.standing.transfer == .edited)
    }
}
