import Administration
import Bookkeeping
import Persistence
import Reconciliation
import Sandbox
import TestSupport
import Testing

@testable import Comparison

/// Documents of which both sides say the same are counted and summed, and not read: over years with random people on both sides that comes
/// to the same as reading every document.
@Suite struct AgreedDocumentsTests {
    private static let seeds: [UInt64] = [1, 2, 3, 5]

    @Test func summedIsWhatWouldBeRead() async throws {
        var spared = 0
        for seed in Self.seeds {
            var history = try await History(seed: seed)
            for month in 1...12 {
                try await history.run(months: 1)
                spared += try await compare(history.company, "seed \(seed), month \(month)")
            }
        }
        // Else nothing was left out, and nothing proved.
        #expect(spared > 100)
    }

    /// What a person lets stand is no agreement, though no sum moved.
    @Test func whatWasLetStandIsRead() async throws {
        let booked = try await BookedDocument()
        let before = try #require(try await booked.company.look().comparison)
        #expect(before.agreed == 1 && before.count(.ok) == 1)
        try booked.edit { $0.content.remark = "something else" }
        try await booked.company.pass()
        _ = try await booked.company.answer(.accept, String(booked.id))
        let after = try #require(try await booked.company.look().comparison)
        #expect(after.agreed == 0 && after.count(.ok) == 1)
    }

    /// lexoffice's list says so, before any pass saw it.
    @Test func whatSomebodyChangedIsRead() async throws {
        let booked = try await BookedDocument()
        try booked.edit { voucher in
            voucher.content.items[0].amount += Cents(100)
            voucher.content.gross += Cents(100)
        }
        let after = try #require(try await booked.company.look().comparison)
        #expect(after.agreed == 0 && after.count(.different) == 1)
    }

    /// Returns how many documents need not have been read.
    private func compare(_ company: Company, _ place: String) async throws -> Int {
        // The first look may move a machine; the next two see the same state.
        _ = try await company.look()
        let (quick, slow) = (try await company.look(), try await company.look(readingAll: true))
        #expect(quick.plan.lines == slow.plan.lines && quick.exit == slow.exit, "\(place)")
        guard let own = quick.comparison, let whole = slow.comparison else {
            #expect(quick.comparison == nil && slow.comparison == nil, "\(place)")
            return 0
        }
        for comparisonClass in ComparisonClass.allCases {
            #expect(own.count(comparisonClass) == whole.count(comparisonClass), "\(place), \(comparisonClass)")
        }
        #expect(own.discrepancies == whole.discrepancies, "\(place)")
        #expect(own.totals == whole.totals, "\(place)")
        #expect(own.named == whole.named, "\(place)")
        #expect(own.gaps == whole.gaps, "\(place)")
        #expect(own.notes == whole.notes && own.unread == whole.unread, "\(place)")
        #expect(whole.agreed == 0)
        return own.agreed
    }
}
