import Administration
import Bookkeeping
import Comparison
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing

@testable import Sandbox

/// Something that happened to a document on the books, and one way out of it that its next step names.
struct FollowedDrift: Sendable, CustomTestStringConvertible {
    let reason: ReasonCode
    let way: String
    let happens: @Sendable (BookedDocument) async throws -> Void
    /// What the office does, to the letter.
    let deed: @Sendable (BookedDocument) async throws -> Void
    var testDescription: String { "\(reason.rawValue): \(way)" }

    private static func answer(_ answer: Answer) -> @Sendable (BookedDocument) async throws -> Void {
        { booked in _ = try await booked.company.answer(answer, String(booked.id)) }
    }

    private static func change(_ booked: BookedDocument, unitPrice: Int64) {
        booked.hero { $0.edit(documentID: $1, now: $2) { $0.lines[0].unitPrice = unitPrice } }
    }

    private static func enterPayment(_ booked: BookedDocument) {
        let today = booked.company.today
        booked.hero { $0.enterPayment(documentID: $1, value: Cents(1_234), on: today, now: $2) }
    }

    /// lexoffice had a payment, which HERO has, and takes it back.
    private static func withdraw(_ booked: BookedDocument) async throws {
        let payment = LexofficePayment(type: .bank, amount: Cents(11_900), date: booked.company.today)
        try booked.lexoffice { try $0.pay($1, type: payment.type, amount: payment.amount, on: payment.date, now: $2) }
        try await booked.company.pass()
        try booked.lexoffice { try $0.removePayment($1, payment, now: $2) }
    }

    private static let edits: [FollowedDrift] = [
        FollowedDrift(
            reason: .voucherEdited, way: "let stand", happens: { try $0.edit { $0.content.voucherDate = BusinessDay("2026-04-30") } },
            deed: answer(.accept)),
        FollowedDrift(
            reason: .voucherEdited, way: "undone", happens: { try $0.edit { $0.content.remark = "anders" } },
            deed: { booked in
                let remark = booked.voucher.content.remark
                try booked.edit { $0.content.remark = remark }
            }),
        FollowedDrift(
            reason: .documentChanged, way: "let stand", happens: { change($0, unitPrice: 20_000) }, deed: answer(.accept)),
        FollowedDrift(
            reason: .documentChanged, way: "undone", happens: { change($0, unitPrice: 20_000) }, deed: { change($0, unitPrice: 10_000) }),
        FollowedDrift(
            reason: .documentMissing, way: "let stand", happens: { $0.hero { $0.softDelete(documentID: $1, now: $2) } },
            deed: answer(.accept)),
    ]

    private static let losses: [FollowedDrift] = [
        FollowedDrift(reason: .voucherGone, way: "transferred again", happens: deleteVoucher, deed: answer(.absent)),
        FollowedDrift(
            reason: .voucherGone, way: "another one adopted", happens: deleteVoucher,
            deed: { booked in
                let typed = try await booked.company.enterVoucher("H-1", cents: 11_900)
                _ = try await booked.company.answer(.adopt(voucherID: typed), String(booked.id))
            }),
        FollowedDrift(
            reason: .voucherVoided, way: "let stand", happens: { try $0.lexoffice { try $0.voidVoucher($1, now: $2) } },
            deed: answer(.accept)),
        FollowedDrift(
            reason: .voucherVoided, way: "transferred as a new one, this one deleted",
            happens: { try $0.lexoffice { try $0.voidVoucher($1, now: $2) } },
            deed: { booked in
                _ = try await booked.company.answer(.absent, String(booked.id))
                try booked.lexoffice { try $0.deleteVoucher($1, now: $2) }
            }),
    ]

    private static let payments: [FollowedDrift] = [
        FollowedDrift(reason: .paymentForeign, way: "let stand", happens: { enterPayment($0) }, deed: answer(.accept)),
        FollowedDrift(
            reason: .paymentForeign, way: "deleted in HERO", happens: { enterPayment($0) }, deed: { $0.removeHeroPayments() }),
        FollowedDrift(
            reason: .paymentForeign, way: "entered in lexoffice", happens: { enterPayment($0) },
            deed: { booked in
                let today = booked.company.today
                try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(1_234), on: today, now: $2) }
            }),
        FollowedDrift(reason: .paymentWithdrawn, way: "deleted in HERO", happens: withdraw, deed: { $0.removeHeroPayments() }),
        FollowedDrift(reason: .paymentWithdrawn, way: "let stand", happens: withdraw, deed: answer(.accept)),
    ]

    private static func deleteVoucher(_ booked: BookedDocument) async throws {
        try booked.lexoffice { try $0.deleteVoucher($1, now: $2) }
        booked.company.advance(hours: 25)
    }

    static let all = edits + losses + payments
}

@Suite struct FollowedDriftTests {
    @Test(arguments: FollowedDrift.all) func whatIsSaidLeadsToRest(drift: FollowedDrift) async throws {
        let booked = try await BookedDocument()
        let company = booked.company
        try await drift.happens(booked)
        let told = try await company.pass()
        try #require(told.lines.contains { $0.reason == drift.reason }, "\(told.lines.map(\.reason))")
        #expect(told.exit == .peopleNeeded)
        try await drift.deed(booked)
        company.settleIndex()
        try await booked.aDayOfPasses()
        let report = try await company.pass()
        #expect(report.exit == .success, "\(report.lines.map { "\($0.reason?.rawValue ?? "-") \($0.detail ?? "")" })")
        let (look, text) = try await company.printedLook()
        #expect(look.unnamed.isEmpty)
        let same = "Nothing to do: both systems tell the same story."
        if look.differs {
            #expect(look.causes.keys.contains(String(booked.id)) && !text.contains(same))
        } else {
            #expect(text.contains(same))
        }
    }
}
