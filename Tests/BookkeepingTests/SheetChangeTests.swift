import Foundation
import Testing

@testable import Bookkeeping

/// What moved between a signed sheet and the present one, kind by kind.
struct SheetMove: Sendable, CustomTestStringConvertible {
    var name: String
    var change: @Sendable (inout [SheetRow]) -> Void
    /// Names of the rows that moved.
    var rows: [String] = []
    /// Basis, line, base and tax in cents.
    var effects: [String] = []
    var testDescription: String { name }

    private static func share(_ kind: VATCase, _ net: Int64, _ tax: Int64) -> VATShare { VATReturnTests.share(kind, net, tax) }

    /// RE-1: 100.00 at 19 %, open. RE-2: 200.00 at 7 %, paid in the month.
    static var signed: [SheetRow] {
        var first = SheetRow(key: "1", voucherID: "v-1", number: "RE-1", status: "OK")
        (first.hero, first.booked) = ([share(.rate19, 10_000, 1_900)], [share(.rate19, 10_000, 1_900)])
        var second = SheetRow(key: "2", voucherID: "v-2", number: "RE-2", status: "OK")
        (second.hero, second.booked) = ([share(.rate7, 20_000, 1_400)], [share(.rate7, 20_000, 1_400)])
        second.received = second.booked
        return [first, second]
    }

    static let all: [SheetMove] = [
        SheetMove(name: "nothing", change: { _ in }),
        SheetMove(name: "another order", change: { $0.reverse() }),
        SheetMove(
            name: "a credit note came",
            change: { rows in
                var row = SheetRow(key: "3", voucherID: "v-3", number: "GS-1", status: "OK")
                row.booked = [share(.rate19, -2_000, -380)]
                rows.append(row)
            }, rows: ["GS-1"], effects: ["document_date 81 -2000 -380"]),
        SheetMove(
            name: "a voucher without document came",
            change: { rows in
                var row = SheetRow(key: nil, voucherID: "v-9", number: "RE-1", status: "SURPLUS_IN_LEXOFFICE")
                row.booked = [share(.rate19, 10_000, 1_900)]
                rows.append(row)
            }, rows: ["RE-1"], effects: ["document_date 81 10000 1900"]),
        SheetMove(
            name: "a voucher was deleted",
            change: { rows in
                rows[0].status = "DELETED_IN_LEXOFFICE"
                rows[0].booked = []
            }, rows: ["RE-1"], effects: ["document_date 81 -10000 -1900"]),
        SheetMove(
            name: "moved to another month", change: { $0.removeFirst() }, rows: ["RE-1"], effects: ["document_date 81 -10000 -1900"]),
        SheetMove(
            name: "the amount was changed", change: { $0[0].booked = [share(.rate19, 11_000, 2_090)] }, rows: ["RE-1"],
            effects: ["document_date 81 1000 190"]),
        SheetMove(
            name: "the rate was changed", change: { $0[0].booked = [share(.rate7, 11_121, 779)] }, rows: ["RE-1"],
            effects: ["document_date 81 -10000 -1900", "document_date 86 11121 779"]),
        SheetMove(name: "the class alone", change: { $0[0].status = "DIFFERENT" }, rows: ["RE-1"]),
        SheetMove(name: "HERO alone", change: { $0[0].hero = [share(.rate19, 9_000, 1_710)] }, rows: ["RE-1"]),
        SheetMove(
            name: "a payment came in", change: { $0[0].received = [share(.rate19, 5_000, 950)] }, rows: ["RE-1"],
            effects: ["payment_date 81 5000 950"]),
        SheetMove(
            name: "a debit was returned", change: { $0[1].received = [] }, rows: ["RE-2"], effects: ["payment_date 86 -20000 -1400"]),
        SheetMove(
            name: "a cash discount was booked", change: { $0[1].reductions = [share(.rate7, -400, -28)] }, rows: ["RE-2"],
            effects: ["document_date 86 -400 -28"]),
        SheetMove(name: "its payments are not known any more", change: { $0[1].doubts = [.paymentsUnknown] }, rows: ["RE-2"]),
    ]
}

@Suite struct SheetChangeTests {
    private func sheet(_ rows: [SheetRow], agrees: Bool = true, _ lines: VATLines = VATLines()) throws -> SheetRecord {
        SheetRecord(month: try #require(BookMonth("2026-04")), organizationID: "o", agrees: agrees, lines: lines, rows: rows)
    }

    private func told(_ change: SheetChange) -> [String] {
        change.effects.map { "\($0.basis.rawValue) \($0.line.code) \($0.net.amount) \($0.tax.amount)" }
    }

    @Test(arguments: SheetMove.all) func whatMovedIsTold(move: SheetMove) throws {
        var rows = SheetMove.signed
        move.change(&rows)
        let change = SheetChange(from: try sheet(SheetMove.signed), to: try sheet(rows))
        #expect(change.rows.map(\.name) == move.rows)
        #expect(told(change) == move.effects)
        #expect(change.isEmpty == move.rows.isEmpty)
        // The way back is the same with the other sign.
        let back = SheetChange(from: try sheet(rows), to: try sheet(SheetMove.signed))
        #expect(back.rows.count == change.rows.count)
        #expect(back.effects.map { [$0.net.amount, $0.tax.amount] } == change.effects.map { [-$0.net.amount, -$0.tax.amount] })
    }

    @Test func aRowSaysWhatItIsMore() throws {
        var rows = SheetMove.signed
        rows[0].booked = [VATReturnTests.share(.rate7, 11_121, 779)]
        let change = SheetChange(from: try sheet(SheetMove.signed), to: try sheet(rows))
        let row = try #require(change.rows.first)
        #expect(row.booked == [VATReturnTests.share(.rate19, -10_000, -1_900), VATReturnTests.share(.rate7, 11_121, 779)])
        #expect(row.hero.isEmpty && row.received.isEmpty && row.before?.status == "OK")
    }

    @Test func aLineOfTheAdviserMovesTheReturn() throws {
        let lines = VATLines(chosen: [.rate7: .number(35)])
        let change = SheetChange(from: try sheet(SheetMove.signed), to: try sheet(SheetMove.signed, lines))
        #expect(change.rows.isEmpty && change.moved == [.rate7] && !change.isEmpty)
        #expect(
            told(change) == [
                "document_date 86 -20000 -1400", "document_date 35 20000 1400", "payment_date 86 -20000 -1400",
                "payment_date 35 20000 1400",
            ])
    }

    @Test func agreementThatIsGoneIsToldAlone() throws {
        let change = SheetChange(from: try sheet(SheetMove.signed), to: try sheet(SheetMove.signed, agrees: false))
        #expect(change.agrees == false && change.rows.isEmpty && !change.isEmpty)
    }

    /// It is kept as text for years, and has to be read as what was signed.
    @Test func aSheetIsTheSameAfterItWasStored() throws {
        var rows = SheetMove.signed
        rows[1].reductions = [VATReturnTests.share(.rate7, -400, -28)]
        rows[1].doubts = [.paymentsUnknown, .voucherUnread]
        let record = try sheet(rows, agrees: false, VATLines(chosen: [.smallBusiness: .number(48)]))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = try encoder.encode(record)
        #expect(try JSONDecoder().decode(SheetRecord.self, from: text) == record)
        #expect(try encoder.encode(JSONDecoder().decode(SheetRecord.self, from: text)) == text)
    }
}
