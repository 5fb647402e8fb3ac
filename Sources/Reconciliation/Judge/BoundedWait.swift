package import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
internal import StateCharts
internal import Transport

/// Every wait has an age, a bound and then a reason: what a document waits for is told from the first day on, and becomes a person's
/// task when it does not come.
struct BoundedWait {
    let context: PassContext

    /// What keeps a document back before it is looked at: its file was asked for in vain lately, or lexoffice has not taken it so often
    /// that it is not sent again before a person has looked.
    func hold(_ machine: Machine<InvoiceChart>) throws -> Judgement? {
        if let write = try context.unanswered(.taking(.createVoucher, machine.key, of: machine.key)) {
            if write.isTask(context.policy) { return .blocked(.notAccepted, detail: Self.detail(write)) }
            if write.nextAt > context.now { return .waiting(.sentInVain, detail: Self.detail(write)) }
        }
        // What lexoffice has already nobody can tell without its list, so that nothing may be created.
        if let right = try context.suspended(.vouchers) ?? context.unanswered(.right(.voucherlist)) {
            return .waiting(.rightMissing, detail: Self.detail(right))
        }
        guard let file = try context.unanswered(.file(machine.key)), file.nextAt > context.now else { return nil }
        return judgement(file)
    }

    /// Tried again by itself; from so many tries on a person is asked as well.
    func judgement(_ record: Unanswered) -> Judgement {
        let reason = record.reason
        return record.isTask(context.policy)
            ? .blocked(reason, detail: Self.detail(record)) : .waiting(reason, detail: Self.detail(record))
    }

    /// A reversal waits for its original, since it came to where it stands.
    func forOriginal(_ id: Int, bound: Int64, _ machine: Machine<InvoiceChart>) throws -> Judgement {
        let number = try context.store.document(DocumentRow.self, id)?.header.number
        let detail = "original=\(number.map(Token.of) ?? String(id))"
        let isOverdue = context.now.milliseconds - machine.enteredAt.milliseconds >= bound
        let isAsked = machine.configuration.transfer == .blocked && machine.reason == .originalMissing
        return isOverdue || isAsked ? .blocked(.originalMissing, detail: detail) : .waiting(.waitingForOriginal, detail: detail)
    }

    /// Codes alone, and nothing that changes from try to try, but for a write, of which few are made and each is told.
    static func detail(_ record: Unanswered) -> String {
        if record.question == .right { return "system=\(record.system.rawValue) right=\(record.subject)" }
        let what = "system=\(record.system.rawValue) question=\(record.question.rawValue) error=\(Token.of(record.code))"
        return record.question.isWrite ? "\(what) \(tries(record))" : what
    }

    static func tries(_ record: Unanswered) -> String { "tries=\(record.attempts) since=\(BusinessDay(berlinDayOf: record.since))" }
}

extension Unanswered {
    /// What is said of it.
    package var reason: ReasonCode {
        switch question {
        case .row: .rowUnreadable
        case .document, .voucher, .contact: .notAnswered
        case .file: .fileUnavailable
        case .payments: .paymentsNotTold
        case .createVoucher, .createContact, .attachFile, .createPayment: .notAccepted
        case .right: .rightMissing
        }
    }
}
