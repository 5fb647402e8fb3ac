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

/// An invoice that was written in lexoffice itself is income already: a person is asked before a voucher makes it count twice.
@Suite struct IncomeTwiceTests {
    struct Written: Sendable, CustomTestStringConvertible {
        var what: String
        var isSame: Bool
        var change: @Sendable (inout LexofficeVoucherContent) -> Void = { _ in }
        var status = LexofficeVoucherStatus.open
        var testDescription: String { what }

        static let all = [
            Written(what: "the same", isSame: true),
            Written(
                what: "in another case, with blanks", isSame: true, change: { $0.number = $0.number.map { " \($0.lowercased()) " } }),
            Written(what: "paid already", isSame: true, status: .paid),
            Written(what: "a down payment", isSame: true, change: { $0.kind = .downPaymentInvoice }),
            Written(
                what: "no contact, a name typed in", isSame: true,
                change: {
                    $0.contactID = nil; $0.usesCollectiveContact = true
                }),
            Written(what: "another number", isSame: false, change: { $0.number = "RE-OTHER" }),
            Written(what: "another day", isSame: false, change: { $0.voucherDate = $0.voucherDate?.adding(days: -1) }),
            Written(what: "a cent more", isSame: false, change: { $0.gross = Cents($0.gross.amount + 1) }),
            Written(what: "another customer", isSame: false, change: { $0.contactID = "99999999-0000-4000-8000-000000000000" }),
            Written(what: "a credit note", isSame: false, change: { $0.kind = .creditNote }),
            Written(what: "cancelled", isSame: false, status: .voided),
            Written(what: "an offer", isSame: false, change: { $0.number = nil }),
        ]
    }

    private func shop(_ written: Written) async throws -> (Company, Int, String) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        let id = company.invoice(customer: customer)
        var content = LexofficeVoucherContent(
            kind: .invoice, number: company.number(id), voucherDate: company.today, gross: Cents(11_900), tax: Cents(1_900), isNet: false,
            usesCollectiveContact: false, contactID: contact, items: [])
        written.change(&content)
        let (made, now) = (content, company.now)
        let invoice = company.world.withLexoffice { $0.enterVoucher(made, status: written.status, now: now) }
        company.settleIndex()
        return (company, id, invoice)
    }

    @Test(arguments: Written.all) func itIsSaidBefore(written: Written) async throws {
        let (company, id, invoice) = try await shop(written)
        let good = company.invoice(customer: company.openShop(Company.customer("Weiß GmbH", email: "weiss@weiss.example")))
        let plan = try await company.dryRun()
        #expect((Company.line(plan, id)?.reason == .invoiceInLexoffice) == written.isSame)
        let report = try await company.pass()
        #expect(try company.standing(id: good)?.transfer == .fileComplete)
        let standing = try #require(try company.standing(id: id))
        guard written.isSame else {
            #expect(standing.transfer == .fileComplete, "\(standing.machine)")
            return
        }
        #expect(standing.transfer == .blocked && standing.machine.reason == .invoiceInLexoffice && report.exit == .peopleNeeded)
        #expect(standing.machine.detail == "invoices=\(invoice)" && standing.voucherID == nil)
        // Looking again says nothing new.
        let entries = try company.store.journalLength()
        company.time.advance(milliseconds: 60_000)
        #expect(try await company.pass().writes == 0)
        #expect(try company.store.journalLength() == entries)
    }

    @Test(arguments: Written.all.filter(\.isSame)) func itIsAnother(written: Written) async throws {
        let (company, id, _) = try await shop(written)
        try await company.pass()
        _ = try await company.answer(.absent, String(id))
        try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(company.world.lexoffice.vouchers.count { $0.content.kind == .salesInvoice } == 1)
    }

    @Test(arguments: Written.all.filter(\.isSame)) func itIsTheSameAndCancelledThere(written: Written) async throws {
        let (company, id, invoice) = try await shop(written)
        try await company.pass()
        let now = company.now
        try company.world.withLexoffice { try $0.voidVoucher(invoice, now: now) }
        company.settleIndex()
        _ = try await company.answer(.retry, String(id))
        #expect(try await company.pass().exit == .success)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
    }

    /// A lexoffice that does not give such a list keeps nobody from booking.
    @Test(arguments: [400, 404, 406]) func aListThatIsNotGivenHoldsUpNobody(status: Int) async throws {
        let (company, id, _) = try await shop(Written.all[5])
        let meddler = Meddler(answer: { request in
            request.head.path?.contains("voucherType=invoice") == true ? IncomingResponse(status: status, "{}") : nil
        })
        #expect(try await company.pass(meddler).exit == .success)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
    }
}
