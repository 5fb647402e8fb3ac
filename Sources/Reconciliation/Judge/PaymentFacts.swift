internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts

/// Holds the payments lexoffice shows of a linked voucher against the entries HERO shows of its document, and feeds what
/// follows into their machines: one for each payment, and one for each entry HERO has without a counterpart.
package struct PaymentFacts {
    let context: PassContext
    let documentID: Int
    /// A refund on a reversal: HERO's sign for it is not documented.
    private let isReversal: Bool

    init(context: PassContext, documentID: Int) throws {
        self.context = context
        self.documentID = documentID
        isReversal = try context.isReversal(documentID)
    }

    /// - Parameters:
    ///   - reading: what lexoffice says; nil when it says nothing that can be used.
    ///   - header: the document as HERO shows it.
    func observe(_ reading: PaymentReading?, _ header: DocumentHeader?) throws {
        let entries = try header.flatMap { header throws in HeroEntries(header, taken: try context.takenEntries(ofDocument: documentID)) }
        if let payments = reading.flatMap({ $0.isUsable ? $0.payments : nil }) { try compare(payments, entries) }
        // What is known of lexoffice decides whether an entry is foreign: without it nothing is.
        guard let header, entries != nil, reading?.isUsable == true else { return }
        try reviewForeign(header)
    }

    // MARK: payments of lexoffice

    private func compare(_ payments: [Payment], _ entries: HeroEntries?) throws {
        let machines = Dictionary(grouping: try followed(), by: { $0.key.payment })
        let counts = Dictionary(payments.map { ($0, 1) }, uniquingKeysWith: +)
        let known = machines.keys.compactMap(\.self)
        for payment in Set(known).union(counts.keys).sorted() {
            let standing = (machines[payment] ?? []).sorted { $0.rank < $1.rank }
            let count = counts[payment] ?? 0
            for (index, followed) in standing.enumerated() { try feed(followed, isPresent: index < count, entries) }
            let last = standing.map(\.ordinal).max() ?? 0
            // lexoffice bounds the items of a voucher by the cents of its total; so does this.
            guard count > standing.count else { continue }
            for ordinal in (last + 1)...(last + count - standing.count) {
                try begin(PaymentKey(documentID: documentID, subject: .payment(payment, ordinal: ordinal)))
            }
        }
    }

    /// Feeds one machine until nothing more follows; each step leads away from where it came, so three are enough.
    private func feed(_ followed: Followed, isPresent: Bool, _ entries: HeroEntries?) throws {
        for _ in 0..<3 {
            guard let machine = try machine(followed.key), let payment = followed.key.payment else { return }
            let reference = try context.store.link(PaymentChart.self, machine.key)?.remoteID
            let adopted = try context.store.fact(AdoptedEntry.self, about: machine.key)?.entry
            let sight = entries.map { entries in
                EntrySight(
                    reference.map { entries.part($0) } ?? nil, payment, adopted: adopted,
                    free: entries.match(payment, anySign: isReversal) != nil)
            }
            guard let (event, commitment) = due(machine, isPresent, sight, reference) else {
                return try explain(machine, isPresent, sight, reference)
            }
            guard try context.advance(PaymentChart.self, machine.key, event, commitment).isMoved else { return }
        }
    }

    private typealias Due = (event: PaymentEvent, commitment: TransitionChanges)

    /// What HERO shows of the entry a payment is linked to.
    private struct EntrySight {
        enum Linked: Sendable { case absent, same, edited(String) }
        var linked: Linked
        /// An equal entry that belongs to nobody.
        var isFreeOneThere: Bool

        init(_ part: PaymentEntry?, _ payment: Payment, adopted: PaymentEntry?, free: Bool) {
            isFreeOneThere = free
            guard let part else {
                linked = .absent
                return
            }
            // A refund's sign was settled when it was linked, a difference of one named by hand when it was named.
            if part.equals(payment, anySign: true) || part == adopted {
                linked = .same
            } else {
                linked = .edited("date=\(payment.date)->\(part.date?.description ?? "none") amount=\(payment.amount)->\(part.amount)")
            }
        }
    }

    private func due(_ machine: Machine<PaymentChart>, _ isPresent: Bool, _ sight: EntrySight?, _ reference: String?) -> Due? {
        switch machine.configuration.state {
        case .toMirror: return isPresent ? nil : (.lexItemAbsent, .because(nil))
        case .mirrored: return dueMirrored(isPresent, sight, reference)
        case .toWithdraw:
            guard let sight else { return nil }
            switch sight.linked {
            case .absent: return (.heroEntryAbsent, .because(nil))
            case .same: return isPresent ? (.lexItemPresent, .because(nil)) : nil
            case .edited: return nil
            }
        case .withdrawn: return isPresent ? (.lexItemPresent, .because(nil)) : nil
        case .refused:
            guard isPresent else { return (.lexItemAbsent, .because(nil)) }
            return sight?.isFreeOneThere == true ? (.heroEntryPresent, .because(nil)) : nil
        case .clash: return isPresent ? nil : (.lexItemAbsent, .because(nil))
        case .released: return isPresent ? (.sysTakenUp, .because(nil)) : nil
        case .releasedUnresolved: return isPresent && context.hasSettled(machine.doubt) ? (.sysDoubtSettled, TransitionChanges()) : nil
        case .checking, .posting, .uncertain, .foreign, .accepted: return nil
        }
    }

    private func dueMirrored(_ isPresent: Bool, _ sight: EntrySight?, _ reference: String?) -> Due? {
        let entry = "entry=\(reference ?? "none")"
        guard isPresent else { return (.lexItemAbsent, .because(.paymentWithdrawn, detail: entry)) }
        switch sight?.linked {
        case .absent:
            // One look may have been stale: entered again only when it is still absent after the window.
            return (.heroEntryAbsent, .because(nil).with(doubt: .some(context.doubtNow)))
        case .edited(let difference): return (.heroEntryEdited, .because(.paymentEdited, detail: "\(entry) \(difference)"))
        case .same, nil: return nil
        }
    }

    /// What has to be done about an entry stays the same; why may change, when the other side changes as well.
    private func explain(_ machine: Machine<PaymentChart>, _ isPresent: Bool, _ sight: EntrySight?, _ reference: String?) throws {
        guard machine.configuration.state == .toWithdraw else { return }
        let entry = "entry=\(reference ?? "none")"
        var commitment = TransitionChanges.because(.paymentWithdrawn, detail: entry)
        if isPresent {
            guard case .edited(let difference)? = sight?.linked else { return }
            commitment = .because(.paymentEdited, detail: "\(entry) \(difference)")
        }
        guard commitment.reason != machine.reason || commitment.detail != machine.detail else { return }
        try context.store.annotate(PaymentChart.self, machine.key, commitment)
    }

    // MARK: entries of HERO

    /// Entries nobody in lexoffice knows: somebody entered them in HERO although lexoffice leads for payments (S11).
    private func reviewForeign(_ header: DocumentHeader) throws {
        guard var entries = HeroEntries(header, taken: try context.takenEntries(ofDocument: documentID)) else { return }
        for followed in try followed() {
            guard let payment = followed.key.payment else { continue }
            switch followed.machine.configuration.state {
            // The coming look-up will take an equal entry.
            case .toMirror, .checking, .posting, .uncertain, .releasedUnresolved:
                let disowned = try context.store.disowned(followed.machine.key)
                if let part = entries.match(payment, anySign: isReversal, except: disowned) {
                    entries.take(part.reference)
                } else {
                    for part in entries.lookalikes(payment, except: disowned) { entries.take(part.reference) }
                }
            // The question is asked there already.
            case .clash:
                let disowned = try context.store.disowned(followed.machine.key)
                for part in entries.lookalikes(payment, except: disowned) { entries.take(part.reference) }
            default: break
            }
        }
        let foreign = Dictionary(entries.free.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        for (reference, part) in foreign.sorted(by: { $0.value.id < $1.value.id }) {
            let key = PaymentKey(documentID: documentID, subject: .entry(reference))
            try begin(key)
            try shown(key, part)
        }
        for followed in try followed() {
            guard let reference = followed.key.entryReference, foreign[reference] == nil, followed.machine.configuration.state == .foreign
            else { continue }
            let event: PaymentEvent = entries.part(reference) == nil ? .heroEntryAbsent : .lexItemPresent
            try context.advance(PaymentChart.self, followed.machine.key, event, .because(nil))
        }
    }

    private func shown(_ key: PaymentKey, _ part: PaymentEntry) throws {
        guard let machine = try machine(key) else { return }
        let kind = part.isDiscount ? "discount" : "money"
        let detail = "entry=\(part.id) \(kind) date=\(part.date?.description ?? "none") amount=\(part.amount)"
        let commitment = TransitionChanges.because(.paymentForeign, detail: detail)
        switch machine.configuration.state {
        case .released: try context.advance(PaymentChart.self, key.text, .sysTakenUp)
        case .toMirror, .withdrawn: break
        case .foreign:
            guard machine.detail != detail else { return }
            return try context.store.annotate(PaymentChart.self, key.text, commitment)
        default: return
        }
        try context.advance(PaymentChart.self, key.text, .heroForeign, commitment)
    }

    // MARK: machines

    private struct Followed {
        var key: PaymentKey
        var machine: Machine<PaymentChart>

        var ordinal: Int { if case .payment(_, let ordinal) = key.subject { ordinal } else { 0 } }

        /// Of several equal payments, which stand for those lexoffice still shows: first the ones HERO has for certain.
        var rank: Int {
            let order: [PaymentState] = [
                .mirrored, .posting, .uncertain, .checking, .accepted, .toWithdraw, .clash, .refused, .toMirror, .withdrawn, .released,
                .releasedUnresolved, .foreign,
            ]
            return (order.firstIndex(of: machine.configuration.state) ?? order.count) * 1_000_000 + ordinal
        }
    }

    private func followed() throws -> [Followed] {
        try context.store.payments(ofDocument: PaymentKey.prefix(documentID: documentID))
            .compactMap { machine in PaymentKey(machine.key).map { Followed(key: $0, machine: machine) } }
    }

    private func machine(_ key: PaymentKey) throws -> Machine<PaymentChart>? { try context.store.machine(PaymentChart.self, key.text) }

    private func begin(_ key: PaymentKey) throws {
        try context.store.begin(PaymentChart.self, key.text, by: context.author, at: context.now)
    }
}
