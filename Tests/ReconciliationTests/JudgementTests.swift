import Bookkeeping
import Testing

@testable import Reconciliation

/// What a judgement says beside its word: which kind it is, its detail, its figures.
@Suite struct JudgementTests {
    private func judgement(
        _ document: Document, original: OriginalStatus = .none, file: DetailRecord.FileNote? = Sample.file, overdue: Bool = false,
        required: Bool = true
    ) throws -> Judgement {
        try Sample.judge().judge(.document(document, file: file), original: original, fileOverdue: overdue, fileRequired: required)
    }

    private func sound(_ judgement: Judgement) throws -> MappedDocument {
        guard case .sound(let sound) = judgement else { throw NotSound(judgement: judgement) }
        return sound
    }

    private struct NotSound: Error { let judgement: Judgement }

    // MARK: what is no document

    @Test func whatCannotBeReadIsNamedInOneHarmlessWord() throws {
        let judge = try Sample.judge()
        func judgement(_ detail: DetailRecord) -> Judgement { judge.judge(detail, original: .none, fileOverdue: false) }
        #expect(judgement(.notBookingRelevant) == .outOfScope(.notBookingRelevant))
        #expect(
            judgement(.unknownType("Bau Akte\u{1B}[2J")) == .blocked(.unknownDocumentType, detail: "type=Bau_Akte__2J"))
        #expect(judgement(.unreadable(field: "value net")) == .blocked(.unreadableDocument, detail: "field=value_net"))
    }

    // MARK: what is waited for, and what a person is asked

    @Test func aFileIsWaitedForAndThenAskedAbout() throws {
        let invoice = try Sample.invoice()
        #expect(try judgement(invoice, file: nil) == .waiting(.waitingForFile))
        #expect(try judgement(invoice, file: nil, overdue: true) == .blocked(.fileMissing, detail: "file=none"))
        var file = Sample.file
        file.size = 5_242_881
        #expect(try judgement(invoice, file: file) == .blocked(.fileTooLarge, detail: "bytes=5242881"))
        file.refusal = .fileNotPDF
        #expect(try judgement(invoice, file: file) == .blocked(.fileNotPDF, detail: "file=f-1"))
    }

    /// HERO does not always tell it; lexoffice then says so itself.
    @Test func aFileOfUnknownSizeGoesThrough() throws {
        var file = Sample.file
        file.size = nil
        #expect(try sound(judgement(Sample.invoice(), file: file)).file == file)
    }

    @Test func aVoucherThatExistsNeedsNoFile() throws {
        #expect(try sound(judgement(Sample.invoice(), file: nil, overdue: true, required: false)).file.uuid.isEmpty)
    }

    @Test func figuresThatDoNotGoThroughKeepTheirDetail() throws {
        let mixed = try Sample.document(.invoice, "RE-9", [("1", "20.00", "19"), ("-1", "5.00", "7")])
        guard case .blocked(.mixedSign, let detail, let candidates) = try judgement(mixed) else {
            Issue.record("MIXED_SIGN was expected")
            return
        }
        #expect(detail.contains("19") && detail.contains("7"))
        #expect(candidates.isEmpty)
        #expect(
            try judgement(Sample.cancellation(), original: .booked(Sample.bookedOtherwise()))
                == .blocked(.cancellationMismatch, detail: "gross=69342 tax=8907 original_gross=69342 original_tax=8906"))
    }

    // MARK: what is sound

    @Test func anInvoiceIsBookedAsPrinted() throws {
        let voucher = try sound(judgement(Sample.invoice())).voucher
        #expect(voucher.type == .salesInvoice && voucher.number == "RE-5" && voucher.remark == "Rechnung RE-5")
        #expect(try voucher.items == Sample.booked().items)
        #expect((voucher.gross, voucher.tax) == (Cents(69_342), Cents(8_907)))
    }

    @Test func aCancellationCopiesItsOriginalAndTurnsItsType() throws {
        let ofInvoice = try sound(judgement(Sample.cancellation(), original: .booked(Sample.booked()))).voucher
        #expect(ofInvoice.type == .salesCreditNote && ofInvoice.number == "ST-5" && ofInvoice.remark == "Stornorechnung ST-5 zu RE-5")
        #expect(try ofInvoice.items == Sample.booked().items)
        // Only what cancels a credit note is revenue again (C10).
        let ofCredit = try sound(judgement(Sample.cancellation(), original: .booked(Sample.booked(.salesCreditNote)))).voucher
        #expect(ofCredit.type == .salesInvoice)
        #expect(try ofCredit.items == Sample.booked().items)
    }

    @Test func aCreditNoteIsPositiveWhateverItsSign() throws {
        let voucher = try sound(judgement(Sample.creditNote(), original: .foreign)).voucher
        #expect(voucher.type == .salesCreditNote)
        #expect(voucher.items == [VoucherItem(rate: 19, category: .revenue, amount: Cents(17_850), taxAmount: Cents(2_850))])
    }

    // MARK: what follows from it

    @Test func onlyALostVoucherIsALoss() throws {
        let judgements: [(Judgement, wouldBeBooked: Bool, isLoss: Bool)] = [
            (try judgement(Sample.invoice()), true, false), (.waiting(.waitingForFile), true, false),
            (.blocked(.voucherNotFound, detail: "number=RE-5"), false, true), (.blocked(.fileMissing, detail: "file=none"), false, false),
            (.outOfScope(.beforeStart), false, false), (.counterpartWaived, false, false),
        ]
        for (judgement, wouldBeBooked, isLoss) in judgements {
            #expect(judgement.wouldBeBooked == wouldBeBooked, "\(judgement)")
            #expect(judgement.isLoss == isLoss, "\(judgement)")
        }
    }
}
