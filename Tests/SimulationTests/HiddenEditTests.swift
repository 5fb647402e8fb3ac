import Administration
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

/// Edits the voucher list does not show, found by one look at the voucher itself (domain.md R1, R4).
@Suite struct HiddenEditTests {
    struct Edit: Sendable, CustomTestStringConvertible {
        let detail: String
        let change: @Sendable (inout LexofficeVoucherRecord) -> Void
        var testDescription: String { detail }
    }

    private static let otherCategory = "8f8664a0-fd86-11e1-a21f-0800200c9a66"

    static let edits = [
        Edit(detail: "due_date=2026-04-15->2026-05-01") { $0.content.dueDate = BusinessDay("2026-05-01") },
        Edit(detail: "shipping_date=2026-03-27->2026-03-28") { $0.content.shippingDate = BusinessDay("2026-03-28") },
        Edit(detail: "remark=changed") { $0.content.remark = "Frau Rohrdommel hat angerufen" },
        Edit(detail: "item_19_REVENUE_SERVICE=none->119.00_tax_19.00 item_19_REVENUE=119.00_tax_19.00->none") {
            $0.content.items[0].categoryID = otherCategory
        },
        Edit(detail: "tax=19.00->19.03 item_19_REVENUE=119.00_tax_19.00->119.00_tax_19.03") {
            $0.content.tax = Cents(1903)
            $0.content.items[0].taxAmount = Cents(1903)
        },
        Edit(detail: "due_date=2026-04-15->none remark=changed") {
            $0.content.dueDate = nil
            $0.content.remark = nil
        },
    ]

    /// An invoice with a due date and a service day.
    private func booked() async throws -> BookedDocument {
        try await BookedDocument { draft in
            draft.dueDays = 14
            draft.serviceTo = BusinessDay("2026-03-27")
        }
    }

    private func reads(_ booked: BookedDocument) -> Int { booked.company.world.lexoffice.executions(.readVoucher) }

    @Test(arguments: edits) func isDriftWithEveryFieldAndBothValues(edit: Edit) async throws {
        let booked = try await booked()
        try booked.edit(edit.change)
        try await booked.expectDrift(.voucherEdited, .edited)
        #expect(reads(booked) == 1)
        #expect(try booked.standing.machine.detail == edit.detail)
        let entry = try #require(try booked.company.history(booked.id).last { $0.event == "lex.voucherEdited" })
        #expect(entry.detail.contains("fields=") && !entry.detail.contains("Rohrdommel"))
        // Not read again and again.
        try await booked.company.pass()
        #expect(reads(booked) == 1)
        // Undone by hand: looked at in full once more, and neither voucher nor file is sent again.
        try booked.edit { $0.content = booked.voucher.content }
        try await booked.company.pass()
        #expect(reads(booked) == 2)
        #expect(try booked.standing.transfer == .fileComplete && booked.standing.machine.reason == nil)
        booked.expectUntouched()
    }

    /// What the row shows is put right, what it hides is not.
    @Test func halfAnUndoingIsStillDrift() async throws {
        let booked = try await booked()
        try booked.edit {
            $0.content.voucherDate = $0.content.voucherDate?.adding(days: -1)
            $0.content.dueDate = BusinessDay("2026-05-01")
        }
        try await booked.expectDrift(.voucherEdited, .edited)
        #expect(reads(booked) == 0)
        try booked.edit { $0.content.voucherDate = booked.voucher.content.voucherDate }
        try await booked.expectDrift(.voucherEdited, .edited)
        #expect(try booked.standing.machine.detail == "due_date=2026-04-15->2026-05-01")
    }

    @Test func anAcceptedHiddenEditStays() async throws {
        let booked = try await booked()
        try booked.edit { $0.content.dueDate = BusinessDay("2026-05-01") }
        try await booked.expectDrift(.voucherEdited, .edited)
        _ = try await booked.company.answer(.accept, String(booked.id))
        try await booked.aDayOfPasses()
        #expect(try await booked.company.pass().exit == .success)
        #expect(try booked.standing.transfer == .fileComplete)
        booked.expectUntouched()
        try booked.edit { $0.content.dueDate = booked.voucher.content.dueDate }
        try await booked.expectDrift(.voucherEdited, .edited)
    }

    /// Saved without a change: one look, nothing to say.
    @Test func aTouchedVoucherIsNoDrift() async throws {
        let booked = try await booked()
        try booked.edit { _ in }
        #expect(try await booked.company.pass().exit == .success)
        #expect(reads(booked) == 1)
        try await booked.expectQuiet()
        #expect(reads(booked) == 1)
    }

    /// The file is taken off the voucher: it is sent again, and only it.
    @Test func aRemovedFileIsSentAgain() async throws {
        let booked = try await booked()
        try booked.edit { $0.files = [] }
        let report = try await booked.company.pass()
        #expect(report.writes == 1 && report.exit == .success)
        let voucher = try booked.company.voucher(of: booked.id)
        #expect(voucher.files.count == 1 && booked.company.vouchers.count == 1)
        #expect(booked.company.world.lexoffice.file(voucher.files[0])?.bytes == (try await booked.company.heroFile(booked.id)))
        #expect(try booked.company.history(booked.id).contains { $0.event == "lex.fileAbsent" })
        let before = reads(booked)
        try await booked.aDayOfPasses()
        #expect(reads(booked) == before)
    }

    /// Payments and the turn of a due date explain themselves, whether or not they move the time of the last change.
    @Test(arguments: [true, false]) func paymentsCauseNoLook(moves: Bool) async throws {
        let booked = try await booked()
        booked.company.world.withLexoffice { $0.rules.partialPaymentMovesUpdatedDate = moves }
        for cents in [5000, 6900] as [Int64] {
            let today = booked.company.today
            try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(cents), on: today, now: $2) }
            try await booked.company.pass()
        }
        let payment = LexofficePayment(type: .bank, amount: Cents(6900), date: booked.company.today)
        try booked.lexoffice { try $0.removePayment($1, payment, now: $2) }
        try await booked.company.pass()
        booked.company.advance(hours: 24 * 20)
        try await booked.company.pass()
        #expect(reads(booked) == 0)
        #expect(try booked.standing.machine.reason == nil)
    }

    /// A voucher lexoffice shows in an unknown form is named, and stops nobody else.
    @Test func anUnreadableVoucherStopsOnlyItself() async throws {
        let booked = try await booked()
        let company = booked.company
        try booked.edit { $0.content.dueDate = BusinessDay("2026-05-01") }
        let other = company.invoice(customer: company.openShop(Company.customer("Weiß GmbH", email: "weiss@weiss.example")))
        let strange = Meddler.lexoffice("/v1/vouchers/\(booked.voucher.id)", "\"totalGrossAmount\"", "\"totalCount\"")
        let report = try await company.pass(strange)
        #expect(report.interruption == nil && report.unanswered.map(\.document) == [String(booked.id)])
        #expect(try company.standing(id: other)?.transfer == .fileComplete)
        // Readable again, it is looked at without moving once more.
        try await company.pass()
        #expect(try booked.standing.machine.reason == .voucherEdited)
    }

    // MARK: budget

    @Test func ourOwnWritesCauseNoLook() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        for _ in 0..<12 { company.invoice(customer: customer) }
        let first = try await company.pass()
        #expect(first.count(.create) == 12)
        for _ in 0..<3 {
            company.time.advance(milliseconds: 60_000)
            #expect(try await company.pass().lexofficeRequests == 1)
        }
        #expect(company.world.lexoffice.executions(.readVoucher) == 0)
    }

    /// A hundred looks in one pass; the rest follows, and nothing is forgotten.
    @Test func aBookkeeperWhoTouchesEverything() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        for _ in 0..<120 { company.invoice(customer: customer) }
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        let now = company.now
        for voucher in company.vouchers {
            try company.world.withLexoffice { try $0.editVoucher(voucher.id, now: now) { $0.content.remark = "geprüft" } }
        }
        company.settleIndex()
        for expected in [100, 120] {
            try await company.pass()
            #expect(company.world.lexoffice.executions(.readVoucher) == expected)
        }
        #expect(try DocumentStatus.documents(.all, company.store).allSatisfy { $0.machine.detail == "remark=changed" })
    }
}
