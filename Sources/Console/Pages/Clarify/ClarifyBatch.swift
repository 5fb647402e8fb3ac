internal import Administration
internal import Persistence
internal import Reconciliation

/// The answers that can be given to several documents at once: those that need nothing but a reason.
enum ClarifyBatch {
    /// So many at once.
    static let most = 40

    static func offers(_ standing: DocumentStatus, _ store: Store) throws -> [OfferedAnswer] {
        guard case .document = try AnswerSubject.of(standing, store) else { return [] }
        return try OfferReading(store: store).document(standing, []).all.filter { $0.act.field == nil }
    }
}
