import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import Testing
import Transport

/// A company whose documents are all paid, and looked at again in turns.
struct PaidDocuments {
    /// Three turns of four, the last of them not full.
    static let (count, turns) = (11, 3)

    let company: Company
    let documents: [Int]

    init() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        documents = (0..<Self.count).map { _ in company.invoice(customer: customer) }
        try await company.passUntilQuiet()
        for voucher in company.vouchers {
            let (day, now) = (company.today, company.now)
            try company.world.withLexoffice { try $0.pay(voucher.id, type: .bank, amount: voucher.openAmount, on: day, now: now) }
        }
        company.settleIndex()
        try await company.passUntilQuiet()
        try #require(documents.allSatisfy { try company.standing(id: $0)?.machine.configuration.life == .paid })
        // HERO's pages become so small, three rows, that the list by change ends before the paid ones.
        for count in [1, 8] {
            company.advance(hours: 20)
            for _ in 0..<count { company.invoice(customer: customer) }
        }
        try await company.passUntilQuiet()
        company.world.withHero { $0.settings.complexityLimit = 200 }
        company.policy.finishedInAPass = 4
        self.company = company
    }

    /// HERO does not say that a document changed when somebody enters one on it.
    func enterPayment(_ id: Int) {
        let (day, now) = (company.today, company.now)
        _ = company.world.withHero { $0.enterPayment(documentID: id, value: Cents(3_300), on: day, now: now) }
    }
}
