import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Testing
import Transport
import Wording

@testable import Sandbox

/// A new setup after a deletion adopts what was transferred and never books it a second time (domain.md S43, S46, G6, K19).
@Suite struct NewSetupTests {
    private struct Shop {
        let company: Company
        let customer: Int
        let id: Int
        let voucher: String
        var number: String { company.number(id) ?? "-" }

        func renew(startingIn days: Int = 0) async throws {
            try await company.delete()
            try await company.setup(startDate: company.today.adding(days: days))
        }

        func lexoffice(_ change: (inout LexofficeStandIn, String, Instant) throws -> Void) throws {
            let (voucher, now) = (voucher, company.now)
            try company.world.withLexoffice { try change(&$0, voucher, now) }
            company.settleIndex()
        }

        var machine: Machine<InvoiceChart>? { get throws { try company.standing(id: id)?.machine } }
    }

    private func shop() async throws -> Shop {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        company.settleIndex()
        return Shop(company: company, customer: customer, id: id, voucher: try company.voucher(of: id).id)
    }

    @Test func theVoucherIsLinkedAgain() async throws {
        let shop = try await shop()
        let company = shop.company
        let before = company.creations
        try await shop.renew()
        #expect(company.integration?.startDate == .open)
        #expect(try company.store.machines(IntegrationChart.self).map(\.key) == ["1", "2"])
        #expect(try await company.dryRun().count(.adopt) == 1)
        let next = company.invoice(customer: shop.customer)
        let report = try await company.pass()
        #expect(report.count(.adopt) == 1 && report.count(.create) == 1 && report.exit == .success)
        #expect(try company.standing(id: shop.id)?.voucherID == shop.voucher)
        #expect(try shop.machine?.configuration.transfer == .fileComplete)
        // One new voucher with its file for the new document; no contact, and no file a second time.
        #expect(company.creations == [before[0] + 1, before[1], before[2] + 1])
        #expect(company.vouchers(of: next).count == 1 && company.vouchers.allSatisfy { $0.files.count == 1 })
        #expect(try await company.pass().writes == 0)
    }

    /// The customer's data changed in HERO so much that no search would find the contact: the one of then is used.
    @Test func theContactIsUsedAgain() async throws {
        let shop = try await shop()
        let company = shop.company
        let (customer, now) = (shop.customer, company.now)
        company.world.withHero { hero in
            hero.editCustomer(customer, now: now) {
                $0.companyName = "Ganz Anders KG"
                $0.email = "anders@anders.example"
                $0.address = HeroAddressRecord(street: "Neue Straße 9", zipcode: "01067", city: "Dresden")
            }
        }
        try await shop.renew()
        try await company.pass()
        #expect(company.world.lexoffice.contacts.count == 1)
        #expect(try company.standing(id: shop.id)?.voucherID == shop.voucher)
    }

    enum Meanwhile: String, CaseIterable, Sendable { case edited, renumbered, voided, retypedContact }

    /// People changed it: nothing is created or linked without them, and the voucher is named.
    @Test(arguments: Meanwhile.allCases, [true, false]) func aChangedVoucherIsAQuestion(meanwhile: Meanwhile, adopts: Bool) async throws {
        let shop = try await shop()
        let company = shop.company
        let stranger = company.enterContact("Fremd GmbH")
        try shop.lexoffice { lexoffice, id, now in
            switch meanwhile {
            case .edited:
                try lexoffice.editVoucher(id, now: now) {
                    $0.content.gross = Cents(11_901)
                    $0.content.items[0].amount = Cents(11_901)
                }
            case .renumbered: try lexoffice.editVoucher(id, now: now) { $0.content.number = "UMBENANNT-1" }
            case .voided: try lexoffice.voidVoucher(id, now: now)
            case .retypedContact: try lexoffice.editVoucher(id, now: now) { $0.content.contactID = stranger }
            }
        }
        try await shop.renew()
        for _ in 0..<3 {
            let report = try await company.pass()
            #expect(company.vouchers.count == 1 && report.writes == 0 && report.exit == .peopleNeeded)
            #expect(try shop.machine?.configuration.transfer == .blocked && shop.machine?.reason == .duplicateNumber)
            #expect(try shop.machine?.detail == "vouchers=\(shop.voucher)")
        }
        if adopts {
            guard meanwhile != .voided else { return }
            #expect(try await company.answer(.adopt(voucherID: shop.voucher), String(shop.id)).voucherID == shop.voucher)
            try await company.pass()
            #expect(company.vouchers.count == 1 && company.vouchers[0].files.count == 1)
        } else {
            _ = try await company.answer(.absent, String(shop.id))
            try await company.pass()
            try await company.pass()
            #expect(company.vouchers.count == 2)
            #expect(try company.standing(id: shop.id)?.voucherID != shop.voucher)
            #expect(try company.voucher(of: shop.id).content.gross == Cents(11_900))
        }
    }

    @Test func aDeletedVoucherIsAQuestion() async throws {
        let shop = try await shop()
        let company = shop.company
        try shop.lexoffice { try $0.deleteVoucher($1, now: $2) }
        try await shop.renew()
        for pass in 0..<3 {
            let report = try await company.pass()
            #expect(company.vouchers.isEmpty && report.writes == 0 && report.exit == .peopleNeeded)
            #expect(try shop.machine?.configuration.transfer == .blocked && shop.machine?.reason == .voucherGone)
            #expect(try shop.machine?.detail == "vouchers=\(shop.voucher)")
            // Asked once whether it is gone; after that a pass costs one request as always.
            if pass == 2 { #expect(report.lexofficeRequests == 1) }
        }
        _ = try await company.answer(.absent, String(shop.id))
        try await company.pass()
        #expect(company.vouchers(of: shop.id).count == 1 && company.vouchers[0].files.count == 1)
        #expect(try shop.machine?.configuration.transfer == .fileComplete)
    }

    /// Somebody deleted the voucher and typed it in again: an equal one is adopted, and gets the file it lacks.
    @Test func aRetypedVoucherIsAdopted() async throws {
        let shop = try await shop()
        let company = shop.company
        let contact = try #require(try company.voucher(of: shop.id).content.contactID)
        try shop.lexoffice { try $0.deleteVoucher($1, now: $2) }
        let typed = try await company.enterVoucher(shop.number, cents: 11_900, contact: contact)
        company.settleIndex()
        try await shop.renew()
        try await company.pass()
        #expect(company.vouchers.map(\.id) == [typed] && company.vouchers[0].files.count == 1)
        #expect(try company.standing(id: shop.id)?.voucherID == typed)
        #expect(try shop.machine?.configuration.transfer == .fileComplete)
    }

    /// Linking creates nothing, so the start date does not forbid it; creating it does, for ever (S19).
    @Test func documentsBeforeTheNewStartDateAreLinkedOrLeft() async throws {
        let shop = try await shop()
        let company = shop.company
        let changed = company.invoice(customer: shop.customer, net: 20_000)
        let deleted = company.invoice(customer: shop.customer, net: 30_000)
        let inside = company.invoice(customer: shop.customer, net: 35_000)
        let reversal = try company.cancel(shop.id)
        try await company.pass()
        company.settleIndex()
        let now = company.now
        let (changedVoucher, deletedVoucher) = (try company.voucher(of: changed).id, try company.voucher(of: deleted).id)
        let insideVoucher = try company.voucher(of: inside).id
        try company.world.withLexoffice { lexoffice in
            try lexoffice.editVoucher(changedVoucher, now: now) { $0.content.number = "ANDERS" }
            try lexoffice.deleteVoucher(deletedVoucher, now: now)
            // Equal in the list, different inside.
            try lexoffice.editVoucher(insideVoucher, now: now) { $0.content.items[0].rate = 7 }
        }
        try await company.delete()
        let between = company.invoice(customer: shop.customer, net: 40_000)
        company.advance(hours: 48)
        try await company.setup(startDate: company.today)
        let before = company.creations
        let after = company.invoice(customer: shop.customer, net: 50_000)
        for pass in 0..<3 {
            let report = try await company.pass()
            #expect(report.exit == .success, "pass \(pass): \(report.lines)")
            for id in [changed, deleted, inside, between] {
                let standing = try #require(try company.standing(id: id))
                #expect(standing.transfer == .outOfScope && standing.machine.reason == .beforeStart, "\(id)")
            }
            for id in [shop.id, reversal] { #expect(try company.standing(id: id)?.transfer == .fileComplete, "\(id)") }
        }
        #expect(try company.standing(id: shop.id)?.voucherID == shop.voucher)
        #expect(company.creations == [before[0] + 1, before[1], before[2] + 1])
        #expect(company.vouchers(of: after).count == 1 && company.vouchers(of: between).isEmpty)
    }

    @Test func theStartDateIsTodayAtTheEarliest() async throws {
        let shop = try await shop()
        try await shop.company.delete()
        do {
            try await shop.company.setup(startDate: shop.company.today.adding(days: -1))
            Issue.record("a start date in the past is a one-time import")
        } catch let SetupFailure.refused(refusal, _) {
            #expect(refusal == .startDateInPast)
        }
        try await shop.company.setup(startDate: shop.company.today.adding(days: 30))
    }

    /// Released in doubt on a machine that was started anew since: the write may still arrive, so the window begins again, and what
    /// arrives in it is found.
    @Test func aWriteThatArrivesLateIsFound() async throws {
        let shop = try await shop()
        let company = shop.company
        let late = company.invoice(customer: shop.customer, net: 20_000)
        company.loseNextCreate(Fault(.slowRequest, milliseconds: 30 * 60_000))
        try await company.pass()
        #expect(try company.standing(id: late)?.transfer == .uncertain)
        await #expect(throws: PassFailure.self) { try await company.delete(Company.down) }
        company.time.advance(milliseconds: company.settle + 600_000)
        #expect(try await company.delete(Company.down).unresolved.count == 1)
        company.time.reboot(bootID: "boot-2")
        try await company.setup()
        let first = try await company.pass()
        #expect(first.exit == .deferred && Company.line(first, late)?.symbol == .uncertain)
        #expect(company.vouchers.count == 1)
        #expect(try company.standing(id: shop.id)?.transfer == .fileComplete)
        try await company.passUntilQuiet()
        #expect(company.vouchers(of: late).count == 1 && company.vouchers.count == 2)
        #expect(try company.standing(id: late)?.transfer == .fileComplete)
        #expect(company.vouchers.allSatisfy { $0.files.count == 1 })
        #expect(company.world.lexoffice.executions(.createVoucher) == 2)
    }

    /// A contact let go of in doubt is not created a second time either.
    @Test func aContactThatArrivesLateIsFound() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        company.world.install(
            FaultPlan(appointments: [
                .init(.init(.lexoffice, isWrite: true, path: "/v1/contacts"), nth: 1, Fault(.slowRequest, milliseconds: 30 * 60_000))
            ]))
        try await company.pass()
        await #expect(throws: PassFailure.self) { try await company.delete(Company.down) }
        company.time.advance(milliseconds: company.settle + 600_000)
        #expect(try await company.delete(Company.down).unresolved.map(\.kind) == ["contact"])
        company.time.reboot(bootID: "boot-2")
        try await company.setup()
        try await company.passUntilQuiet()
        #expect(company.world.lexoffice.contacts.count == 1 && company.vouchers(of: id).count == 1)
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
    }

    /// Twice the same way: the tombstones of both integrations are one voucher.
    @Test func asOftenAsOneLikes() async throws {
        let shop = try await shop()
        for _ in 0..<3 {
            try await shop.renew()
            try await shop.company.pass()
        }
        #expect(shop.company.vouchers.map(\.id) == [shop.voucher] && shop.company.vouchers[0].files.count == 1)
        #expect(try shop.company.standing(id: shop.id)?.voucherID == shop.voucher)
        #expect(try shop.company.store.machines(IntegrationChart.self).count == 4)
    }
}
