import Administration
import Bookkeeping
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// What a person waived, a person takes back: the document and its cancellation together, and both are judged anew.
@Suite struct ReconsiderTests {
    /// An invoice that lacks its category, its cancellation, and both waived.
    private struct Waived {
        let company: Company
        let original: Int
        let reversal: Int

        init() async throws {
            company = try Company()
            let customer = company.openShop()
            try await company.setup(categories: [:])
            original = company.invoice(customer: customer, rate: 0, type: SampleTypes.construction)
            reversal = try company.cancel(original)
            try await company.pass()
            #expect(try company.standing(id: original)?.machine.reason == .unmappedCategory)
            _ = try await company.answer(.waive, String(original))
            try await company.pass()
            #expect(try transfers == [.waived, .waived] && company.vouchers.isEmpty)
        }

        var transfers: [InvoiceTransfer?] {
            get throws { try [original, reversal].map { try company.standing(id: $0)?.transfer } }
        }
    }

    /// Whichever of the two is named.
    @Test(arguments: [true, false]) func thePairIsBookedAfterAll(namesOriginal: Bool) async throws {
        let pair = try await Waived()
        let company = pair.company
        let (named, other) = namesOriginal ? (pair.original, pair.reversal) : (pair.reversal, pair.original)
        // Nothing is reconsidered by itself, though it could be booked now.
        try await company.setup()
        try await company.pass()
        #expect(try pair.transfers == [.waived, .waived])
        let standing = try await company.answer(.retry, String(named))
        #expect(standing.transfer == .waiting)
        #expect(try pair.transfers == [.waiting, .waiting])
        let entries = try [named, other].map { try #require(try company.history($0).last) }
        #expect(entries.map(\.event) == ["op.reconsider", "sys.counterpartRestored"] && entries[1].seq == entries[0].seq + 1)
        try await company.passUntilQuiet()
        #expect(try pair.transfers == [.fileComplete, .fileComplete])
        #expect(try company.voucher(of: pair.original).content.kind == .salesInvoice)
        #expect(try company.voucher(of: pair.reversal).content.kind == .salesCreditNote)
        #expect(company.vouchers.count == 2)
        await #expect(throws: AnswerFailure.self) { _ = try await company.answer(.retry, String(named)) }
        company.advance(hours: 25)
        #expect(try await company.pass().writes == 0)
        #expect(try company.store.verifyJournal().broken == nil)
    }

    /// Judged anew means that it may be held again, and be waived again.
    @Test func theCauseIsStillThere() async throws {
        let pair = try await Waived()
        let company = pair.company
        _ = try await company.answer(.retry, String(pair.original))
        try await company.pass()
        #expect(try company.standing(id: pair.original)?.machine.reason == .unmappedCategory)
        #expect(company.vouchers.isEmpty)
        _ = try await company.answer(.waive, String(pair.original))
        try await company.pass()
        #expect(try pair.transfers == [.waived, .waived])
    }

    /// One transaction: a process that dies before either entry leaves both waived.
    @Test(arguments: [1, 2]) func itDiesInBetween(entry: Int) async throws {
        let pair = try await Waived()
        let company = pair.company
        let length = try company.store.journalLength()
        try company.store.crash(atEntry: length + entry)
        await #expect(throws: AnswerFailure.self) { _ = try await company.answer(.retry, String(pair.original)) }
        #expect(try pair.transfers == [.waived, .waived] && company.store.journalLength() == length)
        try company.store.survive()
        _ = try await company.answer(.retry, String(pair.original))
        #expect(try pair.transfers == [.waiting, .waiting])
    }

    /// Waived because its voucher had been deleted: whether it is sent again, the person is asked once more.
    @Test func aDeletedVoucherIsStillAQuestion() async throws {
        let booked = try await BookedDocument()
        let company = booked.company
        let reversal = try company.cancel(booked.id)
        try await company.passUntilQuiet()
        try booked.lexoffice { try $0.deleteVoucher($1, now: $2) }
        company.advance(hours: 25)
        try await company.pass()
        try await company.pass()
        _ = try await company.answer(.waive, String(booked.id))
        _ = try await company.answer(.retry, String(booked.id))
        #expect(try company.standing(id: reversal)?.transfer == .fileComplete)
        try await company.pass()
        #expect(try booked.standing.transfer == .blocked && booked.standing.machine.reason == .voucherGone)
        #expect(company.vouchers(of: booked.id).isEmpty)
        _ = try await company.answer(.absent, String(booked.id))
        try await company.passUntilQuiet()
        #expect(try booked.standing.transfer == .fileComplete && company.vouchers(of: booked.id).count == 1)
    }
}
