import Bookkeeping
import Comparison
import Foundation
import GRDB
import Reconciliation
import Sandbox
import StateCharts
import Testing

@testable import Persistence

/// Rows of the state are made values once in a pass, however many steps ask for them, and one that cannot be read is no row that was
/// never there.
@Suite struct RowsReadTests {
    /// A process that has just begun, and a pass in which both systems have news about every document.
    @Test func eachRowIsReadAtMostOnceInAPass() async throws {
        let directory = NSTemporaryDirectory() + "reconcile-rows-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let company = try Company(store: try Store.open(directory: directory))
        let customer = company.openShop()
        try await company.setup()
        let ids = (0..<6).map { _ in company.invoice(customer: customer) }
        try await company.passUntilQuiet()
        company.advance(hours: 1)
        for (voucher, id) in zip(company.vouchers, ids) {
            let (day, now) = (company.today, company.now)
            try company.world.withLexoffice { try $0.pay(voucher.id, type: .bank, amount: Cents(4_000), on: day, now: now) }
            _ = company.world.withHero { $0.enterPayment(documentID: id, value: Cents(1_100), on: day, now: now) }
        }
        company.settleIndex()
        company.store = try Store.open(directory: directory)
        #expect(company.store.values.decoded.isEmpty)
        #expect(try await company.pass().interruption == nil)
        // What this pass wrote down itself it need not read; the bookings are asked for by several steps.
        #expect(company.store.values.decoded["booking"] == ids.count)
        try expectOnce(company.store)
        // Nor does who only looks, however often he does.
        company.store = try Store.open(directory: directory)
        for _ in 0..<3 {
            #expect(try DocumentStatus.documents(.all, company.store).count == ids.count)
            for id in ids { #expect(try !PaymentStatus.all(ofDocument: id, company.store).isEmpty) }
        }
        #expect(company.store.values.decoded["hero_document header"] == ids.count)
        try expectOnce(company.store)
    }

    /// - Parameter store: of a process that has just begun, in which no row was written twice.
    private func expectOnce(_ store: Store) throws {
        for (kind, times) in store.values.decoded {
            let table = kind.prefix { $0 != " " }
            let rows = try store.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM \(table)") } ?? 0
            #expect(times <= rows, "\(kind)")
        }
    }

    /// A total without one of its documents is wrong: the comparison names the row and is none.
    @Test(arguments: ["hero_document SET detail = '{}'", "booking SET voucher = '{}'"])
    func aRowThatCannotBeReadEndsTheComparison(change: String) async throws {
        let booked = try await BookedDocument()
        try booked.company.store.write { try $0.execute(sql: "UPDATE \(change)") }
        // As another process meets it, which has not read it before.
        booked.company.store = try copy(of: booked.company.store)
        let report = try await booked.company.look()
        #expect(report.comparison == nil)
        let interruption = try #require(report.plan.interruption)
        let place = change.hasPrefix("booking") ? "booking \(booked.id)" : "hero_document detail \(booked.id)"
        #expect(interruption.kind == .state && interruption.cause.contains("STATE_CORRUPT: \(place): "), "\(interruption.cause)")
    }

    private func copy(of store: Store) throws -> Store {
        let queue = try DatabaseQueue(configuration: Store.configuration(.inMemory))
        try store.queue.backup(to: queue)
        return Store(queue: queue, path: store.path)
    }
}
