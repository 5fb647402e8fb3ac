internal import Persistence
internal import StateCharts

/// Vouchers that moved on lexoffice's list, in its order.
struct VoucherNews {
    private let context: PassContext
    private(set) var facts: VoucherFacts
    /// The documents whose voucher has news.
    private(set) var documents: Set<Int> = []
    /// The vouchers about which everything is known now. What lexoffice did not tell stays news and is asked about again.
    private(set) var settled: [String] = []
    private let joint: JointOwners

    /// What follows from the list alone waits for the disk together; hundreds come up after a first pass.
    private static let observedAtOnce = 50

    init(context: PassContext, settings: Settings) throws {
        self.context = context
        facts = VoucherFacts(context: context, settings: settings)
        joint = try JointOwners(context.store)
    }

    mutating func observe(_ changed: [String]) async throws {
        var rest = changed[...]
        while let next = rest.first {
            let seen = try observeTogether(rest.prefix(Self.observedAtOnce))
            rest = rest.dropFirst(max(1, seen))
            if seen == 0 { try await observe(next) }
        }
    }

    /// One of a document, with what its payments are known to be.
    private struct Seen {
        var document: Int?
        var isSettled = true
    }

    /// As many as need nothing but what the list shows, from the first on, in one transaction.
    private mutating func observeTogether(_ ids: ArraySlice<String>) throws -> Int {
        var seen: [(id: String, what: Seen)] = []
        do {
            try context.store.atOnce {
                for id in ids {
                    guard let what = try observeShown(id) else { return }
                    seen.append((id, what))
                }
            }
        } catch {
            // One that cannot be followed takes none back that come before it: each by itself.
            return 0
        }
        for (id, what) in seen { note(id, what) }
        return seen.count
    }

    private mutating func note(_ id: String, _ what: Seen) {
        if let document = what.document { documents.insert(document) }
        if what.isSettled { settled.append(id) }
    }

    /// Nil where lexoffice has to be asked.
    private func observeShown(_ id: String) throws -> Seen? {
        let part = joint.key(ofVoucher: id)
        guard let key = try part ?? context.store.holder(ofVoucher: id) else {
            try facts.observeStranger(id)
            return Seen()
        }
        var reading: PaymentReading?
        if let sighting = try context.store.voucher(VoucherSnapshot.self, id) {
            guard let known = try OpenItemObservation(context: context).atHand(sighting, of: key) else { return nil }
            reading = known
        }
        if part != nil {
            try facts.observePart(id, of: key)
        } else {
            guard try !facts.needsReading(key, voucherID: id) else { return nil }
            try facts.observeShown(key, voucherID: id, reading: reading)
        }
        return Seen(document: Int(key))
    }

    private mutating func observe(_ id: String) async throws {
        if let key = joint.key(ofVoucher: id) {
            let (_, isTold) = try await reading(ofVoucher: id, of: key)
            try facts.observePart(id, of: key)
            note(id, Seen(document: Int(key), isSettled: isTold))
        } else if let key = try context.store.holder(ofVoucher: id) {
            let (reading, isTold) = try await reading(ofVoucher: id, of: key)
            let isConcluded = try await facts.observe(key, voucherID: id, reading: reading)
            note(id, Seen(document: Int(key), isSettled: isTold && isConcluded))
        } else {
            try facts.observeStranger(id)
            note(id, Seen())
        }
    }

    /// False when lexoffice was asked what was paid and did not tell.
    private func reading(ofVoucher id: String, of key: String) async throws -> (PaymentReading?, Bool) {
        guard let sighting = try context.store.voucher(VoucherSnapshot.self, id) else { return (nil, true) }
        let observation = OpenItemObservation(context: context)
        switch try await observation.reading(sighting, of: key) {
        case .given(let reading): return (reading, true)
        case .withheld: return (try observation.known(sighting), false)
        }
    }
}
