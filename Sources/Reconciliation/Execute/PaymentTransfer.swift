internal import Bookkeeping
internal import Hero
internal import Persistence
internal import StateCharts
internal import Transport

/// One payment on its way into HERO: look, intent, `create_payment`, read back. HERO's interface can enter payments and
/// can take none back, so each is sent once and never again until its absence is proved.
struct PaymentTransfer {
    let context: PassContext
    let writer: HeroWriter
    let key: PaymentKey
    let payment: Payment
    /// Entries HERO showed in the look before the write.
    private(set) var before: Set<String> = []
    /// Why HERO did not take it, or did not say whether it did; whose trouble that is, the caller finds out.
    private(set) var failure: HeroError?

    private typealias Due = Driver<PaymentChart>.Step

    mutating func run() async throws {
        try await Driver(PaymentChart.self, context, key.text).run((.sysMirror, TransitionChanges())) { try await perform($0) }
    }

    private mutating func perform(_ effect: PaymentEffect) async throws -> Due? {
        switch effect {
        case .lookupEntry: try await lookup()
        case .postEntry: try await post()
        // Asked again by a later pass, when the window may have passed.
        case .resolveEntry: nil
        // Done by the state with the move itself, or read from where the machine stands.
        case .recordLink, .dropLink, .openIssue, .closeIssue, .disownCandidates, .recordUnresolved: nil
        }
    }

    // MARK: the look before

    private mutating func lookup() async throws -> Due {
        let answer = try await context.ask(.entries(key.documentID), refusing: Self.refusal) {
            try await context.hero.documentHeaders(ids: [key.documentID]).first
        }
        guard case .given(let header) = answer else { return (.replyLookupFailed, TransitionChanges()) }
        guard let header, header.lifecycle != .deleted else {
            return (.replyNotPostable, .because(.documentMissing, detail: "document=\(key.documentID)"))
        }
        try context.store.record(documents: [header], at: context.now)
        if header.hasNoBooking { return (.replyNotPostable, .because(.paymentOnCancelled, detail: text)) }
        guard let entries = HeroEntries(header, taken: try context.takenEntries(ofDocument: key.documentID)) else {
            return (.replyLookupFailed, TransitionChanges())
        }
        before = Set(entries.parts.map(\.reference))
        let disowned = try context.store.disowned(key.text)
        let isReversal = try context.isReversal(key.documentID)
        if let part = entries.match(payment, anySign: isReversal, except: disowned) { return (.replyOneInHero, linked(part, "in-hero")) }
        let lookalikes = entries.lookalikes(payment, except: disowned)
        guard lookalikes.isEmpty else { return (.replyManyInHero, .clash(lookalikes)) }
        // One that somebody entered by hand was found above.
        if let write = try context.unanswered(.taking(.createPayment, key.text, of: nil)), write.isTask(context.policy) {
            return (.replyNotPostable, .because(.notAccepted, detail: BoundedWait.detail(write)))
        }
        if isReversal { return (.replyNotPostable, .because(.refundNotMirrored, detail: text)) }
        var commitment = TransitionChanges.because(nil).with(doubt: .some(nil))
        let digest = Digest.sha256("create_payment \(key.documentID) \(text)".utf8)
        commitment.openIntent = NewIntent(action: "createPayment", digest: digest)
        commitment.journal = ["request_sha256": digest, "document": String(key.documentID), "amount": String(payment.amount.amount)]
        return (.replyNoneInHero, commitment)
    }

    /// Payments that HERO shows in a form that cannot be read are no answer to whether one is there.
    private static func refusal(_ header: DocumentHeader?) -> String? {
        guard let header, header.lifecycle != .deleted, header.booking == nil, !header.hasNoBooking else { return nil }
        return "entries_unreadable"
    }

    private var text: String { "kind=\(payment.kind.rawValue) date=\(payment.date) amount=\(payment.amount)" }

    private func linked(_ part: PaymentEntry, _ how: String) -> TransitionChanges {
        let commitment = TransitionChanges.because(nil).with(
            retry: .progress, doubt: .some(nil), link: part.reference,
            journal: ["entry": part.reference, "amount": String(payment.amount.amount), "found": how])
        return commitment
    }

    // MARK: the write

    private mutating func post() async throws -> Due {
        let outcome = await writer.createPayment(
            documentID: key.documentID, paidDate: payment.date, value: payment.kind.isMoney ? payment.amount : .zero,
            discount: payment.kind.isMoney ? nil : payment.amount)
        switch outcome {
        case .accepted(let ids): return await readBack(ids)
        case .rejected(let error):
            // A no is an answer.
            try context.answered(.taking(.createPayment, key.text, of: nil))
            var commitment = closing(.rejected, error)
            commitment.reason = .some(.paymentRefused)
            commitment.detail = "error=\(error.code.name) \(text)"
            return (.replyRejected, commitment)
        case .notProcessed(let error):
            failure = error
            return (.replyNotProcessed, try later(closing(.notProcessed, error), detail: "error=\(error.code.name)"))
        case .unknown(let error): return doubting(error)
        }
    }

    /// HERO drops input without a word: only what it shows afterwards counts (hero-api.md §5.6).
    private mutating func readBack(_ ids: [Int]) async -> Due {
        do {
            guard let header = try await context.hero.documentHeaders(ids: [key.documentID]).first, let booking = header.booking else {
                return doubting(HeroError(code: .badAnswer, subject: "payment", cause: "not shown after it was entered"))
            }
            try context.store.record(documents: [header], at: context.now)
            let fresh = HeroEntries(booking.payments, taken: before).free
            // The entry as we sent it, else the one new entry there is: its difference is shown as what it is.
            let ours = fresh.first { $0.equals(payment) } ?? (fresh.count == 1 && ids.contains(fresh[0].id) ? fresh[0] : nil)
            guard let ours else {
                return doubting(HeroError(code: .badAnswer, subject: "payment", cause: "not shown after it was entered"))
            }
            let commitment = linked(ours, "posted").with(closeIntent: ClosedIntent(.done, remoteID: ours.reference))
            try context.answered(.taking(.createPayment, key.text, of: nil))
            return (.replyPosted, commitment)
        } catch let error as HeroError {
            return doubting(error)
        } catch {
            return doubting(HeroError(code: .badAnswer, subject: "payment", cause: "not recorded after it was entered"))
        }
    }

    // MARK: outcomes

    private mutating func doubting(_ error: HeroError) -> Due {
        failure = error
        var commitment = closing(.unknown, error)
        commitment.reason = .some(.paymentOutcomeUnknown)
        commitment.detail = "error=\(error.code.name) \(text)"
        // The window begins where we give up on the answer, never earlier (statecharts.md §11).
        commitment.doubt = .some(context.doubtNow)
        return (.replyOutcomeUnknown, commitment)
    }

    private func closing(_ outcome: ClosedIntent.Outcome, _ error: HeroError) -> TransitionChanges {
        TransitionChanges().with(closeIntent: ClosedIntent(outcome), journal: ["error": error.code.name])
    }

    private func later(_ commitment: TransitionChanges, detail: String) throws -> TransitionChanges {
        var commitment = commitment
        let attempts = try context.store.machine(PaymentChart.self, key.text)?.attempts ?? 0
        commitment.reason = .some(nil)
        commitment.detail = detail
        commitment.retry = .later(context.now.adding(milliseconds: context.policy.retryDelay(afterAttempts: attempts)))
        return commitment
    }
}
