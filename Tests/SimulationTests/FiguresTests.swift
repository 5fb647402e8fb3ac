import Bookkeeping
import Daemon
import Persistence
import Sandbox
import StateCharts
import Telemetry
import TestSupport
import Testing

/// The page's counts are the state's, whatever stands where, and the questions that make them cheap leave nothing out.
@Suite struct FiguresTests {
    /// A year with lost answers, some of it paid in full or in part, some of it cancelled, some of it held.
    private func mixed(seed: UInt64) async throws -> Company {
        let company = try Company(on: "2026-01-01")
        try await company.setupShopless()
        var run = SampleYear(seed: seed, from: company.today, invoices: 60, cancellations: 15, contacts: 25).run
        company.world.withHero { run.publishAll(in: &$0) }
        company.time.advance(milliseconds: 366 * 86_400_000)
        _ = try await company.pass()
        let (day, now) = (company.today, company.now)
        try company.world.withLexoffice { lexoffice in
            let invoices = lexoffice.vouchers.filter { $0.content.kind.rawValue == "salesinvoice" && $0.content.gross.amount > 1_000 }
            for (index, voucher) in invoices.prefix(24).enumerated() {
                let amount = index % 3 == 0 ? Cents(1_000) : voucher.content.gross
                try lexoffice.pay(voucher.id, type: .bank, amount: amount, on: day, now: now)
            }
            try lexoffice.voidVoucher(invoices[30].id, now: now)
        }
        // Until the list shows it.
        company.time.advance(milliseconds: 60_000)
        _ = try await company.pass()
        company.time.advance(milliseconds: 60_000)
        let writes = FaultPlan.Selector(isWrite: true)
        company.world.install(FaultPlan(chances: [FaultPlan.Chance(writes, perMille: 300, Fault(.dropAfter))], seed: seed))
        _ = try await company.pass()
        return company
    }

    @Test(arguments: [1, 2] as [UInt64]) func countsOnThePageEqualTheState(seed: UInt64) async throws {
        let company = try await mixed(seed: seed)
        let now = company.now
        let collection = StateCollection(store: company.store, now: { now })
        let registry = MetricRegistry(version: "test", startedAt: 0)
        let page = registry.page(.text, state: try collection.read(), process: nil)
        let shown = String(decoding: page, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("reconcile_entities{") }
        var expected: [String: Int] = [:]
        func count(_ kind: String, _ state: String) { expected["reconcile_entities{kind=\"\(kind)\",state=\"\(state)\"}", default: 0] += 1 }
        for machine in try company.store.machines(InvoiceChart.self) {
            let configuration = machine.configuration
            count("invoice", configuration.phase == .tracked ? configuration.transfer.rawValue : configuration.phase.rawValue)
        }
        for machine in try company.store.machines(ContactChart.self) { count("contact", machine.configuration.state.rawValue) }
        for machine in try company.store.machines(PaymentChart.self) { count("payment", machine.configuration.state.rawValue) }
        #expect(expected.count > 5, "that was no mixed company: \(expected)")
        for line in shown {
            let parts = line.split(separator: " ")
            #expect(parts[1] == "\(expected[String(parts[0])] ?? 0)", "\(parts[0])")
            expected[String(parts[0])] = nil
        }
        #expect(expected.isEmpty, "not on the page: \(expected)")
    }

    @Test(arguments: [1, 2] as [UInt64]) func groupsOfDocumentsLeaveNothingOut(seed: UInt64) async throws {
        let company = try await mixed(seed: seed)
        var expected: [[String]: Int] = [:]
        for machine in try company.store.machines(InvoiceChart.self) {
            let standing = machine.configuration
            expected[
                [
                    standing.phase.rawValue, standing.life.rawValue, standing.transfer.rawValue, standing.evidence.rawValue,
                    machine.reason?.rawValue ?? "",
                ], default: 0] += 1
        }
        var found: [[String]: Int] = [:]
        for group in try company.store.figures().documents {
            found[
                [
                    group.phase.rawValue, group.life.rawValue, group.transfer.rawValue, group.evidence.rawValue,
                    group.reason?.rawValue ?? "",
                ], default: 0] += group.count
        }
        #expect(found == expected)
        #expect(found.keys.contains(["tracked", "paid", "fileComplete", "sound", ""]))
    }
}
