import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// A voucher that stands under *Zu prüfen* is not booked: it is said so, and its payments are not waited for in silence.
@Suite struct UncheckedVoucherTests {
    /// Typed in by somebody, with or without a file, and adopted by us.
    private func adopted(byHand: Bool, hasFile: Bool) async throws -> (Company, Int, String) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        let id = company.invoice(customer: customer)
        let typed = try await company.enterVoucher(company.number(id) ?? "-", cents: byHand ? 11_901 : 11_900, contact: contact)
        let now = company.now
        try company.world.withLexoffice {
            try $0.editVoucher(typed, now: now) { voucher in
                voucher.status = .unchecked
                if hasFile { voucher.files = ["by-hand"] }
            }
        }
        company.settleIndex()
        try await company.pass()
        if byHand {
            _ = try await company.answer(.adopt(voucherID: typed), String(id))
            try await company.pass()
        }
        #expect(try company.standing(id: id)?.voucherID == typed)
        return (company, id, typed)
    }

    struct Way: Sendable, CustomTestStringConvertible {
        var byHand: Bool
        var hasFile: Bool
        var testDescription: String { "by hand \(byHand), file \(hasFile)" }
        static let all = [
            Way(byHand: false, hasFile: false), Way(byHand: false, hasFile: true), Way(byHand: true, hasFile: false),
            Way(byHand: true, hasFile: true),
        ]
    }

    @Test(arguments: Way.all) func itIsSaidAndThenBooked(way: Way) async throws {
        let (company, id, typed) = try await adopted(byHand: way.byHand, hasFile: way.hasFile)
        for _ in 0..<3 {
            let asked = company.world.lexoffice.requests(.readPayments)
            let report = try await company.pass()
            let lines = report.lines.filter { $0.key == String(id) }
            #expect(lines.map(\.reason) == [.voucherUnchecked] && lines.map(\.symbol) == [.person], "\(lines)")
            #expect(lines.first?.payment == nil && report.exit == .peopleNeeded && report.unanswered.isEmpty)
            #expect(company.world.lexoffice.requests(.readPayments) == asked)
            #expect(try Overview.read(company.store).needsPeople)
            company.advance(hours: 9)
        }
        // Somebody books it, and it is paid.
        let (today, now) = (company.today, company.now)
        try company.world.withLexoffice {
            try $0.editVoucher(typed, now: now) { $0.status = .open }
            let open = $0.voucher(typed)?.openAmount ?? .zero
            try $0.pay(typed, type: .bank, amount: open, on: today, now: now)
        }
        company.settleIndex()
        for _ in 0..<2 { try await company.pass() }
        #expect(company.lastReport.exit == .success && company.lastReport.lines.allSatisfy { $0.symbol != .person })
        #expect(try company.standing(id: id)?.machine.configuration.life == .paid)
    }

    @Test func itIsLetStand() async throws {
        let (company, id, _) = try await adopted(byHand: false, hasFile: true)
        try await company.pass()
        _ = try await company.answer(.accept, String(id))
        for _ in 0..<3 {
            #expect(try await company.pass().exit == .success)
            company.advance(hours: 25)
        }
    }

    /// What we create ourselves is booked at once, although its status is not named.
    @Test(arguments: [true, false]) func oursIsBooked(namesStatus: Bool) async throws {
        let company = try Company()
        let customer = company.openShop()
        company.world.withLexoffice { $0.rules.acceptsVoucherStatus = namesStatus }
        try await company.setup()
        let id = company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        #expect(try company.voucher(of: id).status == .open)
    }
}
