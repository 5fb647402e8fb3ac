import Synchronization

extension Store {
    /// Before a new integration begins to flow: it must look at both systems as if it had never seen them. Documents keep their
    /// rows, so that a document HERO no longer shows still has its number, but only what is seen again is news; the
    /// rows of vouchers are news, and those a full sweep does not show again are forgotten by it.
    /// - Parameter facts: how far the looking and the judging had come.
    package func lookAnew(forgetting facts: [any Fact.Type]) throws(StoreError) {
        waiting.withLock { waiting in for fact in facts { waiting[fact.name] = nil } }
        try write { db in
            for fact in facts { try Facts.forget(fact.name, in: db) }
            try db.run(prepared: "UPDATE hero_document SET seen_at = 0, fresh = 0, detail_modified = NULL")
            try db.run(prepared: "UPDATE lex_voucher SET fresh = 1")
        }
    }
}
