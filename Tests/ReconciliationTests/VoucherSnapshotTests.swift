import Bookkeeping
import Testing

@testable import Lexoffice
@testable import Persistence
@testable import Reconciliation

/// Whether a row of lexoffice's list is the voucher we would book (domain.md R6).
@Suite struct VoucherSnapshotTests {
    private func row(_ change: (inout VoucherRow) throws -> Void = { _ in }) throws -> VoucherSnapshot {
        let at = try Sample.moment("2026-04-14T09:00:00Z")
        var row = VoucherRow(
            id: "v-1", type: "salesinvoice", status: .open, number: "RE-5", voucherDate: try Sample.day("2026-04-13"), createdAt: at,
            updatedAt: at, updatedText: "2026-04-14T11:00:00.000+02:00", contactID: "k-1", total: Cents(69_342), open: Cents(69_342))
        try change(&row)
        return VoucherSnapshot(row)
    }

    private func agrees(contact: String? = "k-1", _ change: (inout VoucherRow) throws -> Void = { _ in }) throws -> Bool {
        let comparison = VoucherComparison(expected: try Sample.booked(), contactID: contact, rules: Sample.rules)
        return try row(change).agrees(with: comparison)
    }

    @Test func theSameVoucherAgrees() throws {
        #expect(try agrees())
        #expect(try agrees { $0.status = .paid })
        #expect(try agrees { $0.number = " re-5" }, "a remote may spell a number otherwise")
        #expect(try agrees(contact: nil) { $0.contactID = nil }, "both on the collective contact")
    }

    @Test func oneFieldThatDiffersIsEnough() throws {
        #expect(try !agrees { $0.type = "salescreditnote" })
        #expect(try !agrees { $0.number = "RE-50" })
        #expect(try !agrees { $0.number = nil })
        #expect(try !agrees { $0.voucherDate = try Sample.day("2026-04-14") })
        #expect(try !agrees { $0.voucherDate = nil })
        #expect(try !agrees { $0.total = Cents(69_343) })
        #expect(try !agrees { $0.total = nil })
        #expect(try !agrees { $0.contactID = "k-2" })
        #expect(try !agrees { $0.contactID = nil })
        #expect(try !agrees(contact: nil))
        #expect(try !agrees { $0.status = .voided }, "what is voided is on nobody's books")
    }

    /// What a sweep writes by its members is what an encoder writes: a difference would be a change that is not seen.
    @Test func itsMembersAreAllOfIt() throws {
        let whole = try row { $0.isArchived = true }
        let bare = try row { ($0.number, $0.voucherDate, $0.contactID, $0.total, $0.open) = (nil, nil, nil, nil, nil) }
        let spelt = try row { ($0.id, $0.number, $0.status) = ("", "Rß/\u{2028}ä-💶\u{7F}", .unknown("neu")) }
        #expect(Mirror(reflecting: whole).children.count == whole.members?.count)
        func written(_ voucher: VoucherSnapshot) -> String? {
            var text = FlatText()
            return text.write(voucher.members) ? text.string : nil
        }
        for voucher in [whole, bare, spelt] { #expect(written(voucher) == (try RowText.text(voucher))) }
        for sign in ["\"", "\\", "\n", "\u{0}"] { #expect(try written(row { $0.number = "RE\(sign)" }) == nil) }
    }

    /// A voucher was touched, and neither a payment nor our own write accounts for it (R4).
    @Test func aMovementIsExplainedByMoneyOrByMidnight() throws {
        func stamp(_ change: (inout VoucherRow) -> Void) throws -> VoucherStamp { VoucherStamp(try row(change)) }
        let before = try stamp { _ in }
        let touched = try stamp { $0.updatedText = "2026-04-15T11:00:00.000+02:00" }
        #expect(touched.isUnexplained(since: before))
        #expect(!touched.isUnexplained(since: nil), "the movement is our own")
        #expect(!before.isUnexplained(since: before))
        let paid = try stamp {
            ($0.updatedText, $0.open, $0.status) = ("2026-04-15T11:00:00.000+02:00", .zero, .paid)
        }
        #expect(!paid.isUnexplained(since: before))
        let overdue = try stamp { $0.status = .overdue }
        #expect(!overdue.isUnexplained(since: before))
        #expect(overdue == before, "lexoffice turns an open voucher overdue by itself")
    }
}
