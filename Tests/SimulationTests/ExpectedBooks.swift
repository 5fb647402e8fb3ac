import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import Testing

extension Company {
    /// Every document of the run stands where it should, to the cent and with its file. Returns how many vouchers that are.
    @discardableResult
    func expectBooks(_ run: SampleRun) async throws -> Int {
        let lexoffice = world.lexoffice
        let byNumber = Dictionary(grouping: lexoffice.vouchers, by: { $0.content.number ?? "" })
        var expected = 0
        for (id, expectation) in run.expectations.sorted(by: { $0.key < $1.key }) {
            let number = world.hero.records.documents[id]?.number
            let standing = try standing(id: id)
            switch expectation {
            case .voucher(let type, let gross, let tax, let items):
                expected += 1
                let hits = byNumber[number ?? "?"] ?? []
                #expect(hits.count == 1, "document \(id)")
                guard let voucher = hits.first else { continue }
                #expect(voucher.content.kind.rawValue == type, "document \(id)")
                #expect(voucher.content.gross.amount == gross && voucher.content.tax.amount == tax, "document \(id)")
                let ours = items.map { [$0.rate, Int($0.amountCents), Int($0.taxCents)] }
                let theirs = voucher.content.items.map { [$0.rate, Int($0.amount.amount), Int($0.taxAmount.amount)] }
                #expect(ours == theirs, "document \(id)")
                #expect(voucher.files.count == 1, "document \(id)")
                let file = voucher.files.first.flatMap { lexoffice.file($0) }
                #expect(file?.bytes == (try await heroFile(id)), "document \(id)")
            case .blocked(let reason):
                let found = standing?.machine.reason?.rawValue ?? "none"
                let alternatives = reason == "FILE_MISSING" ? [reason, "WAITING_FOR_FILE"] : [reason]
                #expect(alternatives.contains(found), "document \(id)")
                #expect(standing?.voucherID == nil)
            case .skipped(let reason): #expect(standing?.machine.reason?.rawValue == reason && standing?.transfer == .outOfScope)
            case .beforeStart: #expect(standing?.machine.reason == .beforeStart && standing?.transfer == .outOfScope)
            case .notBooked: #expect(standing?.voucherID == nil)
            }
        }
        #expect(lexoffice.vouchers.count == expected)
        let names = lexoffice.contacts.map { "\($0.id)" }
        #expect(Set(names).count == names.count)
        return expected
    }
}
