import Bookkeeping
import Foundation
import Lexoffice
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// One write in five has no answer, half of those were carried out: no duplicate and no loss once the settle window has passed. Each
/// run tries some seeds, with `HISTORIES=100` all.
@Suite struct LostResponseTests {
    static func faults(_ seed: UInt64) -> FaultPlan {
        let writes = FaultPlan.Selector(.lexoffice, isWrite: true)
        return FaultPlan(
            chances: [
                FaultPlan.Chance(writes, perMille: 100, Fault(.dropAfter)), FaultPlan.Chance(writes, perMille: 100, Fault(.dropBefore)),
            ], seed: seed)
    }

    /// Everything that can become of a write without a usable answer, and of a read.
    static func storm(_ seed: UInt64) -> FaultPlan {
        let writes = FaultPlan.Selector(.lexoffice, isWrite: true)
        let reads = FaultPlan.Selector(.lexoffice, isWrite: false)
        let kinds: [Fault.Kind] = [
            .dropBefore, .dropAfter, .serverError, .serverErrorAfter, .unavailable, .gatewayTimeoutAfter, .html, .htmlAfter, .truncatedBody,
            .brokenBody, .throttle, .refuse,
        ]
        return FaultPlan(
            chances: kinds.map { FaultPlan.Chance(writes, perMille: 25, Fault($0)) }
                + [FaultPlan.Chance(reads, perMille: 40, Fault(.dropBefore)), FaultPlan.Chance(reads, perMille: 40, Fault(.html))],
            seed: seed)
    }

    private func shop(_ seed: UInt64, documents: Int) async throws -> (Company, [Int]) {
        let company = try Company()
        let first = company.openShop()
        let second = company.openShop(Company.customer("Weiß GmbH", email: "post@weiss.example"))
        try await company.setup()
        var ids: [Int] = []
        for index in 0..<documents {
            ids.append(
                company.invoice(customer: index % 3 == 0 ? second : first, net: Int64(1_000 + index * 137), rate: index % 4 == 0 ? 7 : 19))
        }
        let now = company.now
        if let cancelled = company.world.withHero({ $0.cancel(documentID: ids[Int(seed) % documents], now: now) }) { ids.append(cancelled) }
        return (company, ids)
    }

    private func expectExactlyOnce(_ company: Company, _ ids: [Int], _ seed: Int) throws {
        let again = "seed \(seed) (again: HISTORY=\(seed) swift test --filter LostResponseTests)"
        for id in ids {
            let number = company.world.hero.records.documents[id]?.number
            let hits = company.vouchers.filter { $0.content.number == number }
            #expect(hits.count == 1, "\(again) document \(number ?? "-")")
            #expect(hits.first?.files.count == 1, "\(again) document \(number ?? "-")")
        }
        #expect(company.vouchers.count == ids.count, "\(again)")
        #expect(company.world.lexoffice.contacts.count == 2, "\(again)")
        #expect(try company.store.verifyJournal().broken == nil, "\(again)")
    }

    @Test func noDuplicateAndNoLoss() async throws {
        try await sideBySide(Seeds.chosen(usual: 30, all: 100), atOnce: 2) { try await loseAnswers($0) }
    }

    private func loseAnswers(_ seed: Int) async throws {
        let (company, ids) = try await shop(UInt64(seed), documents: 8)
        company.world.install(Self.faults(UInt64(seed)))
        for _ in 0..<10 {
            try await company.pass()
            company.time.advance(milliseconds: 120_000)
        }
        company.world.install(.none)
        try await company.passUntilQuiet()
        try expectExactlyOnce(company, ids, seed)
    }

    @Test func noDuplicateInAStorm() async throws {
        try await sideBySide(Seeds.chosen(usual: 15, all: 40), atOnce: 2) { try await weather($0) }
    }

    private func weather(_ seed: Int) async throws {
        let (company, ids) = try await shop(UInt64(seed), documents: 6)
        company.world.install(Self.storm(UInt64(seed)))
        for _ in 0..<12 {
            try await company.pass()
            company.time.advance(milliseconds: 120_000)
        }
        company.world.install(.none)
        try await company.passUntilQuiet()
        try expectExactlyOnce(company, ids, seed)
    }

    /// The same schedule makes a writer that repeats on error book twice: the test above can fail.
    @Test func aNaiveWriterDuplicates() async throws {
        var duplicates = 0
        for seed in 1...20 where duplicates == 0 {
            let (company, ids) = try await shop(UInt64(seed), documents: 8)
            try await company.pass()
            let originals = company.vouchers
            company.world.withLexoffice {
                $0 = LexofficeStandIn(token: Company.lexofficeKey, organizationID: $0.organizationID, rules: $0.rules)
            }
            company.world.install(Self.faults(UInt64(seed)))
            let writer = try company.clients().writer
            let categories: [PostingCategory: String] = [.revenue: "8f8664a1-fd86-11e1-a21f-0800200c9a66"]
            for id in ids {
                guard let booking = try company.standing(id: id)?.booking else { continue }
                for _ in 0..<5 {
                    if case .accepted = await writer.createVoucher(booking.voucher, contact: .collective(name: nil), categories: categories)
                    {
                        break
                    }
                }
            }
            let numbers = company.vouchers.compactMap(\.content.number)
            duplicates += numbers.count - Set(numbers).count
            #expect(originals.count == ids.count)
        }
        #expect(duplicates > 0)
    }

    /// A restart between any two passes changes nothing: the state is all there is.
    @Test func theSameSeedWritesTheSameJournal() async throws {
        var hashes: [String] = []
        for _ in 0..<2 {
            let (company, _) = try await shop(7, documents: 5)
            company.world.install(Self.storm(7))
            for _ in 0..<6 {
                try await company.pass()
                company.time.advance(milliseconds: 120_000)
            }
            hashes.append(try company.store.verifyJournal().newestHash)
        }
        #expect(hashes[0] == hashes[1])
    }
}
