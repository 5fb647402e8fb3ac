import Bookkeeping
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// Somebody types in a voucher of a number that we have booked: shown within one pass, and over when the surplus is gone.
@Suite struct DoubledTests {
    @Test func aSecondVoucherOfOneNumberIsShown() async throws {
        let booked = try await BookedDocument()
        var twin = ""
        try booked.lexoffice { lexoffice, _, now in twin = lexoffice.enterVoucher(booked.voucher.content, now: now) }
        let report = try await booked.company.pass()
        #expect(report.exit == .peopleNeeded)
        #expect(try booked.standing.transfer == .doubled)
        #expect(try booked.standing.machine.reason == .voucherDoubled)
        #expect(try booked.standing.machine.detail == "vouchers=\(twin)")
        try booked.lexoffice { lexoffice, _, now in try lexoffice.deleteVoucher(twin, now: now) }
        booked.company.time.advance(milliseconds: 25 * 3_600_000)
        try await booked.company.pass()
        #expect(try booked.standing.machine.configuration.isOnBooks)
        #expect(try booked.standing.machine.reason == nil)
    }

    /// Invoice and cancellation may bear one number in some firms' ranges: another type is no double.
    @Test func anotherTypeOfTheSameNumberIsNoDouble() async throws {
        let booked = try await BookedDocument()
        var content = booked.voucher.content
        content.kind = .salesCreditNote
        try booked.lexoffice { lexoffice, _, now in _ = lexoffice.enterVoucher(content, now: now) }
        #expect(try await booked.company.pass().exit == .success)
        #expect(try booked.standing.transfer == .fileComplete)
    }
}
