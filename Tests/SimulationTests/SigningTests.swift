import Comparison
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

@testable import Administration
@testable import Bookkeeping

/// A month is signed, and what moves later is told.
@Suite struct SigningTests {
    private static let erika = "user:erika(uid 1000)"

    /// One invoice of April over 119.00, and May has begun.
    private func april() async throws -> BookedDocument {
        let booked = try await BookedDocument()
        booked.company.advance(hours: 24 * 32)
        try await booked.company.pass()
        return booked
    }

    private func close(_ company: Company) async throws -> CloseSheet {
        let survey = PassPlanner(context: try company.clients().context, credentialDigest: "test")
        return try await MonthClose(survey: survey).run(try #require(BookMonth("2026-04")))
    }

    private func order(_ sheet: CloseSheet, remark: String = "") -> SignOrder {
        SignOrder(sheet.record, name: "Stefan Steuer", remark: remark, entries: sheet.journal.entries)
    }

    private func sign(_ company: Company, _ sheet: CloseSheet) throws -> Result<SignReceipt, SignRefusal> {
        let author = Author(actor: Self.erika, cause: "sign", software: "test")
        return try Signing(store: company.store, author: author).sign(order(sheet), at: company.now)
    }

    private func entry(_ booked: BookedDocument) throws -> JournalEntry {
        let signed = try booked.company.store.journal(after: 0).first { $0.kind == "closing" }
        return try #require(signed)
    }

    @Test func whatWasSignedStaysSignedWhileNothingMoves() async throws {
        let booked = try await april()
        let sheet = try await close(booked.company)
        #expect(sheet.agrees && sheet.obstacle(remark: "") == nil && sheet.signature == nil)
        #expect(try sign(booked.company, sheet) == .success(SignReceipt(month: sheet.month, hash: sheet.hash)))
        booked.company.advance(hours: 24)
        try await booked.company.pass()
        let later = try await close(booked.company)
        let signature = try #require(later.signature)
        #expect(signature.name == "Stefan Steuer" && signature.hash == sheet.hash && signature.actor == Self.erika)
        #expect(signature.change.isEmpty && later.hash == sheet.hash && later.exit == .success)
        #expect(later.obstacle(remark: "") == .signedAlready)
        let entry = try #require(try booked.company.store.journal(after: 0).first { $0.kind == "closing" })
        #expect(entry.key == "2026-04" && entry.event == "op.sign" && !entry.detail.contains("Stefan"))
        #expect(entry.detail == "agrees=true hash=\(sheet.hash) rows=1")
    }

    /// The bookkeeper raises the voucher by 10.00 gross: 1.60 tax more in line 81.
    @Test func aChangeMakesItRedWithItsEffect() async throws {
        let booked = try await april()
        _ = try sign(booked.company, try await close(booked.company)).get()
        try booked.edit {
            $0.content.gross = Cents(12_900)
            $0.content.tax = Cents(2_060)
            $0.content.items[0].amount = Cents(12_900)
            $0.content.items[0].taxAmount = Cents(2_060)
        }
        let sheet = try await close(booked.company)
        let change = try #require(sheet.signature?.change)
        #expect(change.rows.map(\.after?.key) == [String(booked.id)] && change.rows.map(\.after?.status) == ["DIFFERENT"])
        #expect(change.effects == [.init(basis: .documentDate, line: .number(81), net: Cents(840), tax: Cents(160))])
        #expect(change.agrees == false && sheet.exit == .discrepancies)
        // It does not agree: it is signed with a reason alone.
        #expect(sheet.obstacle(remark: " ") == .remarkMissing && sheet.obstacle(remark: "Nachtrag") == nil)
    }

    /// A payment of April that was entered in May.
    @Test func aLatePaymentMovesTheReturnByPayment() async throws {
        let booked = try await april()
        _ = try sign(booked.company, try await close(booked.company)).get()
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(5_950), on: try #require(BusinessDay("2026-04-29")), now: $2) }
        try await booked.company.pass()
        let sheet = try await close(booked.company)
        #expect(sheet.signature?.change.effects == [.init(basis: .paymentDate, line: .number(81), net: Cents(5_000), tax: Cents(950))])
    }

    @Test func whatMovedWhileItWasReadIsNotSigned() async throws {
        let booked = try await april()
        let sheet = try await close(booked.company)
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(100), on: today, now: $2) }
        try await booked.company.pass()
        let number = try #require(try booked.standing.number)
        #expect(try sign(booked.company, sheet) == .failure(.moved([number])))
        #expect(try booked.company.store.closing(Closing<SheetRecord>.self, of: sheet.month) == nil)
        let again = try await close(booked.company)
        #expect(try sign(booked.company, again) == .success(SignReceipt(month: again.month, hash: again.hash)))
    }

    @Test func anotherSheetThanItsHashIsNotSigned() async throws {
        let booked = try await april()
        let sheet = try await close(booked.company)
        var order = order(sheet)
        order.sheet.rows[0].booked = []
        let signing = Signing(store: booked.company.store, author: Author(actor: Self.erika, cause: "sign", software: "test"))
        #expect(try signing.sign(order, at: booked.company.now) == .failure(.otherSheet))
    }

    @Test func aMonthThatGoesOnIsNotSigned() async throws {
        let booked = try await BookedDocument()
        #expect(try await close(booked.company).obstacle(remark: "") == .unfinished)
    }

    /// Beside a service: the holder does it once, the journal says the same, and the later of two is told.
    @Test func theHolderSignsOnceForTwo() async throws {
        let (beside, alone) = (try await april(), try await april())
        let sheet = try await close(beside.company)
        for id in ["a", "b"] {
            let decision = try order(sheet).decision(id: id, by: Self.erika, reason: "sign", in: beside.company.store)
            try beside.company.store.note(decision, at: beside.company.now)
        }
        let desk = DecisionDesk(context: try beside.company.clients().context)
        #expect(try await desk.carryOut())
        let first = try #require(try beside.company.store.decision("a"))
        let done = try first.answer(DecisionAnswer.self)
        #expect(first.outcome == .done && first.exit == 0 && done == .signed(SignReceipt(month: sheet.month, hash: sheet.hash)))
        let second = try #require(try beside.company.store.decision("b"))
        let told = try second.answer(DecisionAnswer.self)
        #expect(second.outcome == .stale && told == .moved(seen: "open", now: "signed \(sheet.hash)"))
        #expect(try beside.company.store.journal(after: 0).filter { $0.event == "op.sign" }.count == 1)
        _ = try sign(alone.company, try await close(alone.company)).get()
        let (one, other) = (try entry(beside), try entry(alone))
        #expect(one.detail.hasPrefix("agrees=true hash=") && one.actor == other.actor && one.cause == other.cause)
        #expect(one.mapping == other.mapping && !one.mapping.isEmpty && one.software == other.software && one.event == other.event)
        #expect(try beside.company.store.verifyJournal().broken == nil)
    }
}
