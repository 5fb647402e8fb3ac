import Bookkeeping
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// What a chart raises is what the state shows afterwards: every transition of every chart, each with what it needs, with less and
/// with more.
@Suite struct EffectLawTests {
    @Test func invoices() throws { try Walk(InvoiceChart.self).run() }
    @Test func contacts() throws { try Walk(ContactChart.self).run() }
    @Test func payments() throws { try Walk(PaymentChart.self).run() }
    @Test func imports() throws { try Walk(ContactImportChart.self).run() }
    @Test func integrations() throws { try Walk(IntegrationChart.self).run() }

    /// The fault that was: a voucher is gone, its document is waived, and the link stayed.
    @Test func aWaivedDocumentWhoseVoucherIsGoneHoldsNoLink() throws {
        let store = try Store.inMemory()
        try store.book("1", "v-1")
        for event in [InvoiceEvent.heroCancelled, .lexVoucherGone] { try store.feed("1", event) }
        try store.feed("1", .opWaive, .because(nil))
        #expect(try store.invoice("1").configuration.transfer == .waived)
        #expect(try store.link(InvoiceChart.self, "1") == nil)
        #expect(try store.tombstones(InvoiceChart.self, "1").map(\.remoteID) == ["v-1"])
    }
}

/// Goes once through every transition a chart has, taking each back before the next.
private final class Walk<C: StateChart> {
    private let chart: C.Type
    private let store: Store
    private var seen: Set<C.Configuration> = []
    private var taken = 0
    /// Of the journal, when the state was looked at last: ids are named after it.
    private var entries = 0
    private let key = "1"

    init(_ chart: C.Type) throws {
        self.chart = chart
        store = try Store.inMemory()
    }

    /// What the state shows of one machine.
    private struct Shown: Equatable {
        var state: String
        var link: String?
        var ended: [String]
        var disowned: Set<String>
        var candidates: [String]
        var intents: [String]
        var entries: Int
    }

    func run() throws {
        try store.queue.write { db in
            _ = try Machines.begin(chart, key, by: StateFile.author, at: StateFile.now, in: db)
            try visit(C.initial, in: db)
        }
        // Every configuration was reached, so no transition was left out.
        #expect(seen.count == C.configurations.count)
        #expect(taken > C.configurations.count)
    }

    private func visit(_ configuration: C.Configuration, in db: Database) throws {
        guard seen.insert(configuration).inserted else { return }
        for event in C.Event.allCases where !C.isFinal(configuration) {
            guard case .moved(let target, let effects) = C.step(configuration, event) else { continue }
            if target == configuration, effects.isEmpty, event.eventClass == .hero || event.eventClass == .lex { continue }
            let names = effects.map(\.rawValue)
            try refuse(event, names, in: db)
            try db.inSavepoint {
                try take(event, names, target, in: db)
                try visit(target, in: db)
                return .rollback
            }
        }
    }

    /// With all it needs: what the effects say is what is there, and nothing else is.
    private func take(_ event: C.Event, _ effects: [String], _ target: C.Configuration, in db: Database) throws {
        taken += 1
        let before = try shown(in: db)
        try advance(event, payload(effects), in: db)
        let after = try shown(in: db)
        let name = "\(before.state) \(event.rawValue)"
        #expect(after.state == target.description, "\(name)")
        #expect(after.entries == before.entries + 1, "\(name)")
        let isLinked = effects.contains("recordLink")
        if isLinked { #expect(after.link == "r-\(before.entries)", "\(name)") }
        if effects.contains("dropLink"), !isLinked { #expect(after.link == nil, "\(name)") }
        if !effects.contains("dropLink"), !isLinked { #expect(after.link == before.link, "\(name)") }
        // A tie that ends stays as a tombstone.
        let ended = before.link.map { $0 == after.link ? [] : [$0] } ?? []
        #expect(after.ended == before.ended + ended, "\(name)")
        let disowned = effects.contains("disownCandidates") ? before.disowned.union(before.candidates) : before.disowned
        #expect(after.disowned == disowned, "\(name)")
        #expect(after.candidates == ["c-\(before.entries)"], "\(name)")
        #expect(after.intents == effects.compactMap(Self.announcement), "\(name)")
    }

    /// With less than it needs, or with more: refused as a whole.
    private func refuse(_ event: C.Event, _ effects: [String], in db: Database) throws {
        let before = try shown(in: db)
        var wrong: [TransitionChanges] = []
        if effects.contains("recordLink") {
            var bare = payload(effects)
            bare.link = nil
            if before.link == nil { wrong.append(bare) }
        } else {
            var linking = payload(effects)
            linking.link = "unasked"
            wrong.append(linking)
        }
        var other = payload(effects)
        other.openIntent = effects.contains { Self.announcement($0) != nil } ? nil : NewIntent(action: "createVoucher", digest: "d")
        wrong.append(other)
        for commitment in wrong {
            try db.inSavepoint {
                let failure = #expect(throws: StoreError.self) { try self.advance(event, commitment, in: db) }
                #expect(failure?.code == .illegalMove)
                return .rollback
            }
        }
        #expect(try shown(in: db) == before)
    }

    private func advance(_ event: C.Event, _ commitment: TransitionChanges, in db: Database) throws {
        _ = try Machines.advance(chart, key, event, commitment, by: StateFile.author, at: StateFile.now, in: db)
    }

    private func payload(_ effects: [String]) -> TransitionChanges {
        var commitment = TransitionChanges.because(.duplicateNumber, candidates: ["c-\(entries)"])
        if effects.contains("recordLink") { commitment.link = "r-\(entries)" }
        commitment.closeIntent = ClosedIntent(.unknown)
        if let action = effects.compactMap(Self.announcement).first { commitment.openIntent = NewIntent(action: action, digest: "d") }
        return commitment
    }

    /// From the contract, not from the program: the name each write is announced under.
    private static func announcement(_ effect: String) -> String? {
        switch effect {
        case "createVoucher", "attachFile", "createContact": effect
        case "createCustomer": "createContact"
        case "postEntry": "createPayment"
        default: nil
        }
    }

    private func shown(in db: Database) throws -> Shown {
        let kind = C.name
        entries = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM transition") ?? 0
        let open = "kind = '\(kind)' AND key = '\(key)'"
        return Shown(
            state: try Machines.state(chart, key, in: db),
            link: try String.fetchOne(db, sql: "SELECT remote_id FROM link WHERE \(open) AND unlinked_at IS NULL"),
            ended: try String.fetchAll(db, sql: "SELECT remote_id FROM link WHERE \(open) AND unlinked_at IS NOT NULL ORDER BY id"),
            disowned: Set(try String.fetchAll(db, sql: "SELECT remote_id FROM disowned WHERE key = '\(key)'")),
            candidates: try Candidates.all(kind: kind, key: key, in: db),
            intents: try String.fetchAll(db, sql: "SELECT action FROM intent WHERE \(open) AND outcome IS NULL"), entries: entries)
    }
}
