import Bookkeeping
import Persistence
import StateCharts
import TestSupport
import Testing

@testable import Comparison

/// What is surely settled is counted and not read: over years with random people on both sides that comes to the same as reading every
/// document, at every key date.
@Suite struct SettledDocumentsTests {
    private static let seeds: [UInt64] = [1, 2, 3, 5]

    @Test func countedIsWhatWouldBeRead() async throws {
        var spared = 0
        for seed in Self.seeds {
            var history = try await History(seed: seed)
            for month in 1...12 {
                try await history.run(months: 1)
                spared += try compare(history.company, "seed \(seed), month \(month)")
            }
        }
        // Else nothing was left out, and nothing proved.
        #expect(spared > 100)
    }

    /// Returns how many documents need not have been read.
    private func compare(_ company: Company, _ place: String) throws -> Int {
        let reading = OpenItemsReading(store: company.store, now: company.now)
        var spared = 0
        for days in [0, 1, 7, 30, 90, 400] {
            let date = company.today.adding(days: -days)
            let (quick, slow) = (try reading.run(date), try reading.run(date, readingAll: true))
            #expect(quick == slow, "\(place), \(days) days before")
            spared += try company.store.settledDocuments(in: InvoiceTransfer.allCases, on: date)
        }
        return spared
    }
}
