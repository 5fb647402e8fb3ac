import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// The process dies between any two transactions of deletion, new setup and the first passes after it, and goes on.
@Suite struct DeletionCrashTests {
    /// A company in every kind of state a deletion can meet.
    private struct Scene {
        /// Short, so that a simulated wait is few passes.
        static let settle: Int64 = 90_000
        let company: Company
        var documents: [Int] = []
        /// Documents people have to answer for after the new setup.
        var contested: Set<Int> = []

        init(_ count: Int, store: Store? = nil) async throws {
            company = try Company(settle: Self.settle, store: store)
            let customers = [company.openShop(), company.openShop(Company.customer("Weiß GmbH", email: "post@weiss.example"))]
            try await company.setup()
            for index in 0..<count {
                documents.append(
                    company.invoice(customer: customers[index % 2], net: Int64(10_000 + 137 * index), rate: index % 4 == 0 ? 7 : 19))
            }
            documents.append(try company.cancel(documents[0]))
            try await company.pass()
            company.settleIndex()
            try meddle()
            try await company.pass()
            try await hold(customers[0])
        }

        /// The scene as a seed has it, on a copy of its own.
        init(_ seed: Seed) throws {
            company = try Company(settle: Self.settle, store: try Store.scratchCopy(directory: seed.directory))
            documents = seed.scene.documents
            contested = seed.scene.contested
            let (hero, lexoffice) = (seed.scene.company.world.hero, seed.scene.company.world.lexoffice)
            company.world.withHero { $0 = hero }
            company.world.withLexoffice { $0 = lexoffice }
            company.time.advance(milliseconds: seed.scene.company.time.monotonicMilliseconds() - company.time.monotonicMilliseconds())
        }

        /// Paid, edited, voided and deleted vouchers: one in each of eight, from the second on.
        private mutating func meddle() throws {
            let (today, now) = (company.today, company.now)
            for (index, id) in documents.dropLast().enumerated() where index > 0 {
                let voucher = try #require(try company.store.link(InvoiceChart.self, String(id))).remoteID
                try company.world.withLexoffice { lexoffice in
                    switch index % 8 {
                    case 1: try lexoffice.pay(voucher, type: .bank, amount: Cents(5_000), on: today, now: now)
                    case 3:
                        try lexoffice.pay(
                            voucher, type: .bank, amount: lexoffice.voucher(voucher)?.openAmount ?? .zero, on: today, now: now)
                    case 5: try lexoffice.editVoucher(voucher, now: now) { $0.content.voucherDate = today.adding(days: -3) }
                    case 6: try lexoffice.voidVoucher(voucher, now: now)
                    case 7: try lexoffice.deleteVoucher(voucher, now: now)
                    default: break
                    }
                }
                if index % 8 >= 5 { contested.insert(id) }
            }
            company.settleIndex()
        }

        /// One that cannot be booked, one without its file, and two without an answer: carried out, and not.
        private mutating func hold(_ customer: Int) async throws {
            var draft = company.draft(customer, [HeroLine("Montage", unitPrice: 10_000, rate: 19)])
            draft.currency = "CHF"
            contested.insert(company.publish(draft))
            documents += (0..<3).map { _ in company.invoice(customer: customer) }
            let creates = FaultPlan.Selector(.lexoffice, isWrite: true, path: "/v1/vouchers")
            company.world.install(
                FaultPlan(appointments: [
                    .init(.init(.lexoffice, isWrite: true, path: "/files"), nth: 1, Fault(.dropAfter)),
                    .init(creates, nth: 3, Fault(.dropAfter)), .init(creates, nth: 4, Fault(.dropBefore)),
                ]))
            try await company.pass()
            company.world.install(.none)
        }

        /// Deletes, sets up and runs until nothing is left to do; throws where the process dies.
        func renew(_ progress: inout Int) async throws {
            if progress == 0 {
                try await company.delete()
                progress = 1
            }
            if progress == 1 {
                try await company.setup()
                progress = 2
            }
            for _ in 0..<60 {
                let report = try await company.pass()
                if let interruption = report.interruption { throw interruption }
                if report.writes == 0 && report.count(.uncertain) == 0 && report.count(.waiting) + report.count(.ready) == 0 { return }
                company.time.advance(milliseconds: 60_000)
            }
            throw Company.Misuse("never quiet")
        }

        private func transfer(_ id: Int) throws -> InvoiceTransfer? {
            try company.store.machine(InvoiceChart.self, String(id))?.configuration.transfer
        }

        /// How many documents were doubled, lost or not linked again.
        func expectBooks(_ comment: String) throws {
            let lexoffice = company.world.lexoffice
            for id in documents {
                let found = company.vouchers(of: id)
                #expect(found.count <= 1, "\(comment): \(company.number(id) ?? "-")")
                guard !contested.contains(id) else { continue }
                #expect(found.count == 1 && found.first?.files.count == 1, "\(comment): \(company.number(id) ?? "-")")
                #expect(try transfer(id) == .fileComplete, "\(comment): \(id)")
                #expect(try company.store.link(InvoiceChart.self, String(id))?.remoteID == found.first?.id, "\(comment): \(id)")
            }
            for id in contested { #expect(try transfer(id) == .blocked, "\(comment): \(id)") }
            #expect(lexoffice.contacts.count == 2, "\(comment)")
            #expect(lexoffice.files.count == lexoffice.vouchers.count(where: { !$0.files.isEmpty }), "\(comment)")
            #expect(try company.store.verifyJournal().broken == nil, "\(comment)")
            #expect(try company.store.openIntents().isEmpty, "\(comment)")
        }
    }

    /// A scene to begin with again and again.
    private final class Seed {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("reconcile-seed-\(UUID().uuidString)").path
        let scene: Scene

        init(_ count: Int) async throws { scene = try await Scene(count, store: try Store.open(directory: directory)) }

        deinit { try? FileManager.default.removeItem(atPath: directory) }
    }

    /// On a small company; at every transaction with `KILL_POINTS=all`.
    @Test func itGoesOnWhereverItDies() async throws {
        let seed = try await Seed(8)
        let calm = try Scene(seed)
        let first = try calm.company.store.journalLength() + 1
        var progress = 0
        try await calm.renew(&progress)
        try calm.expectBooks("undisturbed")
        let last = try calm.company.store.journalLength()
        #expect(last - first > 100)
        var deaths: Set<String> = []
        let points = KillPoints(among: first...last, filter: "DeletionCrashTests")
        for entry in points.chosen {
            let scene = try Scene(seed)
            let store = scene.company.store
            try store.crash(atEntry: entry)
            var progress = 0
            do {
                try await scene.renew(&progress)
            } catch {
                deaths.insert("\(scene.company.phase.map { "\($0)" } ?? "-") \(progress)")
            }
            try store.survive()
            // The next process finds only the state.
            try await scene.renew(&progress)
            try scene.expectBooks(points.comment(entry, "died before entry"))
        }
        guard points.isComplete else { return }
        #expect(
            deaths.isSuperset(of: [
                "active 0", "draining 0", "unlinking 0", "revoking 0", "deleted 1", "incomplete 1", "verifying 1", "needsDate 1", "armed 1",
                "active 2",
            ]), "\(deaths.sorted())")
    }

    /// Two hundred documents with `KILL_POINTS=all`, else half of them, and a process that dies again and again, in every step.
    @Test func manyDocumentsAndManyDeaths() async throws {
        let count = amount(usual: 100, all: 200)
        let scene = try await Scene(count)
        let company = scene.company
        let vouchers = company.vouchers.count
        var deaths: [IntegrationPhase: Int] = [:]
        var progress = 0
        var isDone = false
        for _ in 0..<100 where !isDone {
            // Sooner while the integration itself moves, later while the documents do.
            let distance = company.phase == .unlinking || (company.phase == .active && progress == 2) ? count / 2 + 1 : 1
            try company.store.crash(atEntry: try company.store.journalLength() + 1 + distance)
            do {
                try await scene.renew(&progress)
                isDone = true
            } catch {
                deaths[company.phase ?? .deleted, default: 0] += 1
            }
        }
        try company.store.survive()
        if !isDone { try await scene.renew(&progress) }
        try scene.expectBooks("many deaths")
        #expect(deaths.values.reduce(0, +) > 15, "\(deaths)")
        #expect(deaths[.unlinking, default: 0] > 1 && deaths[.active, default: 0] > 8, "\(deaths)")
        // The one that was never carried out was created after all, the others were there.
        #expect(company.vouchers.count == vouchers + 1)
    }
}
