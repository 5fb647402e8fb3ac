internal import Lexoffice
package import Reconciliation
internal import Synchronization
package import Web

/// Webhooks on their way to the next pass. Bounded: what it cannot name any more it remembers as "everything".
package final class HintQueue: Sendable {
    /// Each costs the next pass a transaction, and a request at most.
    package static let capacity = 200

    private let waiting = Mutex(LookAgain())
    private let bell: WakeSignal

    /// - Parameter bell: rung for every hint.
    package init(bell: WakeSignal) { self.bell = bell }

    /// From any thread; returns at once.
    package func add(_ hint: WebhookHint) {
        waiting.withLock { waiting in
            switch hint.event {
            case .paymentChanged, .voucherStatusChanged: insert(hint.resourceID, \.payments, &waiting)
            case .voucherCreated, .voucherChanged, .voucherDeleted: insert(hint.resourceID, \.vouchers, &waiting)
            case .contactChanged, .contactDeleted: insert(hint.resourceID, \.contacts, &waiting)
            // Looking at all is what these ask for: contacts are judged with every held document, and a pass notices lost access.
            case .contactCreated, .tokenRevoked: break
            }
        }
        bell.ring(.hint)
    }

    private func insert(_ id: String, _ kind: WritableKeyPath<LookAgain, Set<String>>, _ waiting: inout LookAgain) {
        if waiting.vouchers.count + waiting.payments.count + waiting.contacts.count < Self.capacity {
            waiting[keyPath: kind].insert(id)
        } else {
            waiting.isEverything = true
        }
    }

    /// All of them; the caller looks, or gives them back.
    package func take() -> LookAgain {
        waiting.withLock { waiting in
            defer { waiting = LookAgain() }
            return waiting
        }
    }

    package func giveBack(_ hints: LookAgain) {
        waiting.withLock { waiting in
            waiting.vouchers.formUnion(hints.vouchers)
            waiting.payments.formUnion(hints.payments)
            waiting.contacts.formUnion(hints.contacts)
            waiting.isEverything = waiting.isEverything || hints.isEverything
        }
    }
}
