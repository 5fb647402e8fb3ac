internal import Bookkeeping
package import Lexoffice
package import Persistence
package import Transport

/// A question about one item: a document, its file, a voucher, its payments, a contact. What goes wrong with it is that item's trouble
/// until an independent look at the system says otherwise.
package struct ItemQuestion: Sendable, Hashable {
    var question: Unanswered.Question
    var system: RemoteSystem
    var subject: String
    /// The HERO document it is about.
    var document: String?

    package init(question: Unanswered.Question, system: RemoteSystem, subject: String, document: String? = nil) {
        self.question = question
        self.system = system
        self.subject = subject
        self.document = document
    }

    package static func document(_ id: Int) -> ItemQuestion {
        ItemQuestion(question: .document, system: .hero, subject: String(id), document: String(id))
    }
    /// The row of a document, asked for by its id.
    static func header(_ id: Int) -> ItemQuestion {
        ItemQuestion(question: .document, system: .hero, subject: headerPrefix + String(id), document: String(id))
    }
    static let headerPrefix = "header "
    /// What HERO shows as entered on a document.
    static func entries(_ id: Int) -> ItemQuestion {
        ItemQuestion(question: .document, system: .hero, subject: "entries \(id)", document: String(id))
    }
    static func file(_ key: String) -> ItemQuestion { ItemQuestion(question: .file, system: .hero, subject: key, document: key) }
    package static func payments(_ voucherID: String, of key: String?) -> ItemQuestion {
        ItemQuestion(question: .payments, system: .lexoffice, subject: voucherID, document: key)
    }
    static func voucher(_ voucherID: String, of key: String?) -> ItemQuestion {
        ItemQuestion(question: .voucher, system: .lexoffice, subject: voucherID, document: key)
    }
    package static func contact(_ contactID: String) -> ItemQuestion {
        ItemQuestion(question: .contact, system: .lexoffice, subject: contactID)
    }
    /// Whatever needs this right in lexoffice.
    package static func right(_ right: LexofficeRight) -> ItemQuestion {
        ItemQuestion(question: .right, system: .lexoffice, subject: right.rawValue)
    }
    /// That lexoffice take what we send for a document or a customer.
    package static func taking(_ question: Unanswered.Question, _ subject: String, of key: String?) -> ItemQuestion {
        ItemQuestion(question: question, system: question == .createPayment ? .hero : .lexoffice, subject: subject, document: key)
    }
}

/// What came of a question about one item.
package enum ItemAnswer<Value> {
    case given(Value)
    /// Not asked again yet, or asked and not answered usably; it is written down and shown.
    case withheld(Unanswered)

    var value: Value? { if case .given(let value) = self { value } else { nil } }
}

extension PassContext {
    /// Asks about one item, unless it was asked lately in vain. What is wrong with the system as a whole is thrown and ends the pass;
    /// everything else is written down against the item and tried again later and later.
    /// - Parameter isRefused: an answer that came and is of no use, with its code.
    package func ask<Value>(
        _ item: ItemQuestion, refusing isRefused: (Value) -> String? = { _ in nil }, _ call: () async throws -> Value
    ) async throws -> ItemAnswer<Value> {
        let known = try unanswered(item)
        if let known, known.nextAt > now { return .withheld(known) }
        do {
            let value = try await call()
            if let code = isRefused(value) { return .withheld(try note(item, code)) }
            if known != nil { try answered(item) }
            return .given(value)
        } catch {
            return .withheld(try await note(item, failedWith: error))
        }
    }

    /// Writes down that an item was not answered, once it is sure that it is the item's own trouble.
    @discardableResult
    func note(_ item: ItemQuestion, failedWith error: any Error) async throws -> Unanswered {
        let failure = ItemFailure(error)
        guard failure.mayBeTheItems else { throw failure.interruption }
        try await probes.confirm(item.system, self, after: failure)
        if let right = (error as? LexofficeError)?.deniedRightAlone { return try note(.right(right), failure.code) }
        return try note(item, failure.code)
    }

    /// - Parameter since: when it was asked or sent for the first time, if that was not now.
    @discardableResult
    func note(_ item: ItemQuestion, _ code: String, since: Instant? = nil) throws -> Unanswered {
        let known = try unanswered(item)
        let attempts = min((known?.attempts ?? 0) + 1, 1_000_000)
        // The first time the next pass tries again; from then on it waits longer and longer.
        let waits = attempts - 2
        let delay = item.question == .attachFile ? policy.fileAgainDelay(afterAttempts: waits) : policy.askAgainDelay(afterAttempts: waits)
        let record = Unanswered(
            system: item.system, question: item.question, subject: item.subject, document: item.document, code: code,
            since: known?.since ?? since ?? now, attempts: attempts, nextAt: waits < 0 ? now : now.adding(milliseconds: delay))
        try store.record(unanswered: record)
        return record
    }

    package func unanswered(_ item: ItemQuestion) throws -> Unanswered? { try store.unanswered(item.question, item.system, item.subject) }

    /// A right that lexoffice denied lately: nothing that needs it is asked before its time.
    package func suspended(_ right: LexofficeRight) throws -> Unanswered? {
        try unanswered(.right(right)).flatMap { $0.nextAt > now ? $0 : nil }
    }

    package func answered(_ item: ItemQuestion) throws { try store.forget(unanswered: item.question, item.system, item.subject) }
}
