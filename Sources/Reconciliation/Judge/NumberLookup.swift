internal import Bookkeeping
internal import Persistence

/// The look before a create, answered from the mirror of this pass (architecture.md §4).
enum LookupVerdict: Sendable, Hashable {
    case none
    /// Exactly one voucher bears our number, is free, and is equal: it is ours already.
    case match(String)
    /// Something bears our number that is not this document, or more than one thing does.
    case clash([String])
    /// Nothing bears our number, and what once was this document's voucher is not listed either.
    case gone([String])

    var isAbsent: Bool {
        switch self {
        case .none, .gone: true
        case .match, .clash: false
        }
    }
}

struct NumberLookup {
    let store: Store
    let rules: MappingRules

    /// - Parameter contactID: nil for the collective contact; `unknownContact` when the contact does not exist yet, so
    ///   that no voucher can be on it.
    func verdict(key: String, voucher: Voucher, contactID: String?, unknownContact: Bool = false) throws -> LookupVerdict {
        try verdict(key, voucher, contactID, unknownContact, store.vouchers(VoucherSnapshot.self, number: voucher.number))
    }

    func verdict(key: String, voucher: Voucher, contact: ContactResolution) throws -> LookupVerdict {
        switch contact {
        case .linked(let id): try verdict(key: key, voucher: voucher, contactID: id)
        case .collective: try verdict(key: key, voucher: voucher, contactID: nil)
        case .toCreate, .held: try verdict(key: key, voucher: voucher, contactID: nil, unknownContact: true)
        }
    }

    private func verdict(
        _ key: String, _ voucher: Voucher, _ contactID: String?, _ unknownContact: Bool, _ sightings: [VoucherSnapshot]
    ) throws -> LookupVerdict {
        let disowned = try store.disowned(key)
        var hits: [VoucherSnapshot] = []
        for sighting in sightings where !disowned.contains(sighting.id) {
            guard let number = sighting.number, NumberSpelling.mayBeOne(number, voucher.number) else { continue }
            // Byte for byte it is our number (S21). In another spelling it may be ours as lexoffice keeps it, unless it is another
            // document's, which bears that very spelling.
            if !NumberSpelling.isExactly(number, voucher.number), let holder = try store.holder(ofVoucher: sighting.id), holder != key {
                continue
            }
            hits.append(sighting)
        }
        // One that was linked to this document once must never be passed over, whatever became of its number (S46).
        let elsewhere = try FormerVouchers(store: store).of(key).filter { id in !hits.contains { $0.id == id } }
        var renumbered: [String] = []
        for id in elsewhere {
            if try store.voucher(VoucherSnapshot.self, id) != nil { renumbered.append(id) }
        }
        if !renumbered.isEmpty { return .clash((hits.map(\.id) + renumbered).sorted()) }
        guard let hit = hits.first else { return elsewhere.isEmpty ? .none : .gone(elsewhere) }
        let comparison = VoucherComparison(expected: voucher, contactID: contactID, rules: rules)
        let holder = try store.holder(ofVoucher: hit.id)
        let isFree = holder == nil || holder == key
        if hits.count == 1, isFree, !unknownContact, hit.agrees(with: comparison) { return .match(hit.id) }
        return .clash(hits.map(\.id).sorted())
    }
}
