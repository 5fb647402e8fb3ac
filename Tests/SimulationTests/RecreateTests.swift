import Administration
import Bookkeeping
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// A deleted or voided voucher is transferred again only when a person says so.
@Suite struct RecreateTests {
    @Test func aVoidedVoucherIsTransferredAgain() async throws {
        let booked = try await BookedDocument()
        let company = booked.company
        try booked.lexoffice { try $0.voidVoucher($1, now: $2) }
        try await booked.expectDrift(.voucherVoided, .edited)
        let standing = try await company.answer(.absent, String(booked.id))
        #expect(standing.transfer == .waiting && standing.voucherID == nil)
        // lexoffice keeps the file with the voided voucher, whatever it answers (domain.md E5): that is not complete.
        #expect(try await company.pass().exit == .peopleNeeded)
        #expect(try booked.standing.transfer == .fileRefused && booked.standing.machine.reason == .fileElsewhere)
        #expect(company.vouchers.count == 2 && company.world.lexoffice.voucher(booked.voucher.id)?.status == .voided)
        // The voided voucher is deleted, as the next step says.
        try booked.lexoffice { try $0.deleteVoucher($1, now: $2) }
        _ = try await company.answer(.retry, String(booked.id))
        try await company.pass()
        try await expectNewVoucher(booked)
    }

    @Test func aDeletedVoucherIsTransferredAgain() async throws {
        let booked = try await BookedDocument()
        try booked.lexoffice { try $0.deleteVoucher($1, now: $2) }
        booked.company.advance(hours: 25)
        try await booked.expectDrift(.voucherGone, .gone)
        _ = try await booked.company.answer(.absent, String(booked.id))
        let report = try await booked.company.pass()
        #expect(report.count(.create) == 1 && report.exit == .success)
        try await expectNewVoucher(booked)
    }

    /// A cancelled invoice whose voucher was deleted may be waived, and is tied to nothing then.
    @Test func aWaivedDocumentHoldsNoLinkToADeletedVoucher() async throws {
        let booked = try await BookedDocument()
        let company = booked.company
        _ = try company.cancel(booked.id)
        try await company.passUntilQuiet()
        try booked.lexoffice { try $0.deleteVoucher($1, now: $2) }
        company.advance(hours: 25)
        try await company.pass()
        try await company.pass()
        #expect(try booked.standing.transfer == .gone)
        let standing = try await company.answer(.waive, String(booked.id))
        #expect(standing.transfer == .waived && standing.voucherID == nil)
        #expect(try company.store.tombstones(InvoiceChart.self, String(booked.id)).map(\.remoteID) == [booked.voucher.id])
        company.advance(hours: 25)
        #expect(try await company.pass().writes == 0)
    }

    private func expectNewVoucher(_ booked: BookedDocument) async throws {
        let company = booked.company
        let voucher = try company.voucher(of: booked.id)
        #expect(voucher.id != booked.voucher.id && voucher.content == booked.voucher.content && voucher.files.count == 1)
        #expect(company.vouchers.count == 1)
        #expect(try company.store.tombstones(InvoiceChart.self, String(booked.id)).map(\.remoteID) == [booked.voucher.id])
        #expect(try company.store.disowned(String(booked.id)) == [booked.voucher.id])
        for _ in 0..<3 {
            company.advance(hours: 9)
            #expect(try await company.pass().exit == .success)
        }
        #expect(company.vouchers.count == 1)
    }

    /// Only what is gone or voided can be sent again: an edited voucher still counts.
    @Test func anEditedVoucherIsNot() async throws {
        let booked = try await BookedDocument()
        try booked.edit { $0.content.voucherDate = $0.content.voucherDate?.adding(days: -1) }
        try await booked.expectDrift(.voucherEdited, .edited)
        await #expect(throws: AnswerFailure.self) { _ = try await booked.company.answer(.absent, String(booked.id)) }
        #expect(try booked.standing.transfer == .edited && booked.standing.voucherID == booked.voucher.id)
    }

    /// Let stand, a voided voucher is no drift any more, and nothing is sent to it.
    @Test func aVoidingLetStand() async throws {
        let booked = try await BookedDocument()
        try booked.lexoffice { try $0.voidVoucher($1, now: $2) }
        try await booked.expectDrift(.voucherVoided, .edited)
        _ = try await booked.company.answer(.accept, String(booked.id))
        let decided = try booked.company.history(booked.id).first { $0.event == "op.acceptVoid" }
        #expect(decided?.detail == "voucher=\(booked.voucher.id)")
        try await booked.expectQuiet()
    }
}
