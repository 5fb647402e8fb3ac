import Bookkeeping
import Comparison
import Reconciliation
import Testing

/// Number ranges and what is missing from them (domain.md R5).
@Suite struct NumberGapTests {
    private static let day = BusinessDay(year: 2026, month: 4, day: 7)

    private func gaps(_ seen: [SeenNumber]) -> [String] {
        NumberGaps(seen).gaps.map { "\($0.range) \($0.first)-\($0.last) \($0.count) \($0.reason.code)" }
    }

    private func seen(_ number: String, _ absence: GapReason? = nil, _ day: BusinessDay? = NumberGapTests.day) -> SeenNumber {
        SeenNumber(number, date: day, absence: absence)
    }

    @Test func aFullSequenceHasNone() {
        #expect(gaps(["RE-2026-0001", "RE-2026-0003", "RE-2026-0002", "ST-2026-0001"].map { seen($0) }).isEmpty)
        #expect(gaps([]).isEmpty)
        #expect(gaps([seen("ohne Nummer"), seen("")]).isEmpty)
    }

    @Test func unknownNumbersAreNamedWithTheirWidth() {
        #expect(gaps([seen("RE-2026-0008"), seen("RE-2026-0011")]) == ["RE-2026-# RE-2026-0009-RE-2026-0010 2 UNKNOWN"])
        // Past the width of the counter.
        #expect(gaps([seen("RE-098"), seen("RE-101")]) == ["RE-# RE-099-RE-100 2 UNKNOWN"])
        #expect(gaps([seen("R98"), seen("R101")]) == ["R# R99-R100 2 UNKNOWN"])
    }

    @Test func theYearIsPartOfTheRange() {
        let later = BusinessDay(year: 2027, month: 1, day: 4)
        #expect(gaps([seen("RE-2026-0009"), seen("RE-2027-0001", nil, later)]).isEmpty)
        #expect(gaps([seen("0001/2026"), seen("0004/2026")]) == ["#/2026 0002/2026-0003/2026 2 UNKNOWN"])
        // A counter that looks like the year beside a year that is one.
        #expect(gaps([seen("RE-2026-2025"), seen("RE-2026-2027")]) == ["RE-2026-# RE-2026-2026-RE-2026-2026 1 UNKNOWN"])
    }

    @Test func rangesDoNotMix() {
        #expect(gaps([seen("RE-1"), seen("GU-3"), seen("RE-2"), seen("GU-4")]).isEmpty)
        #expect(gaps([seen("RE-1a"), seen("RE-3a"), seen("RE-2b")]) == ["RE-#a RE-2a-RE-2a 1 UNKNOWN"])
    }

    @Test func everyGapHasItsReason() {
        let found = gaps([
            seen("RE-1"), seen("RE-2", .blocked(.mixedSign)), seen("RE-3", .skipped(.zeroTotal)), seen("RE-4", .deletedInHero),
            seen("RE-6"),
        ])
        #expect(
            found == [
                "RE-# RE-2-RE-2 1 BLOCKED(MIXED_SIGN)", "RE-# RE-3-RE-3 1 SKIPPED(ZERO_TOTAL)", "RE-# RE-4-RE-4 1 DELETED_IN_HERO",
                "RE-# RE-5-RE-5 1 UNKNOWN",
            ])
        #expect(NumberGaps([seen("RE-1"), seen("RE-3")]).gaps.allSatisfy { !$0.reason.isExplained })
    }

    /// What came before the start date is no gap of ours; one of them between two of ours is.
    @Test func beforeTheStartDate() {
        #expect(gaps([seen("RE-1", .beforeStart), seen("RE-5", .beforeStart), seen("RE-6"), seen("RE-7")]).isEmpty)
        #expect(
            gaps([seen("RE-6"), seen("RE-7", .beforeStart), seen("RE-8", .beforeStart), seen("RE-9")]) == [
                "RE-# RE-7-RE-8 2 BEFORE_START"
            ])
    }

    /// Offers and drafts have ranges too; they never reach the books.
    @Test func rangesThatAreNotTransferredAreLeftOut() {
        #expect(gaps([seen("AN-1", .skipped(.notBookingRelevant)), seen("AN-5", .deletedInHero)]).isEmpty)
    }

    @Test func twoDocumentsOfOneNumberAreNoGap() {
        #expect(gaps([seen("RE-1"), seen("RE-2", .blocked(.duplicateNumber)), seen("RE-2"), seen("RE-3")]).isEmpty)
    }

    @Test func theMonthIsThatOfTheDocumentOrOfTheNextNumber() throws {
        let may = try #require(BusinessDay("2026-05-02"))
        let found = NumberGaps([seen("RE-1"), seen("RE-2", .deletedInHero), seen("RE-4", nil, may)]).gaps
        #expect(found.map { $0.month?.description } == ["2026-04", "2026-05"])
    }

    @Test func hugeCountersCostNothing() {
        #expect(gaps([seen("1"), seen("900000000000000000")]).count == 1)
        #expect(gaps([seen("1"), seen("9999999999999999999")]).isEmpty)
    }
}
