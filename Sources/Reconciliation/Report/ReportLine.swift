package import Bookkeeping
package import Persistence

/// One document as a person reads it. Text and JSON are two ways of writing the same value.
package struct ReportLine: Sendable, Hashable {
    package enum Symbol: String, Sendable, CaseIterable {
        case create = "+"
        case change = "~"
        case adopt = "="
        case uncertain = "?"
        case person = "!"
        /// Judged good and in the queue; its turn did not come yet.
        case ready = "»"
        /// Comes by itself; shown so that nothing is missing.
        case waiting = "·"
        /// Worth knowing; nothing to do here, and no part of any exit code.
        case note = "i"
    }

    package enum Subject: String, Sendable, CaseIterable { case document, voucher, contact, row }

    /// The record type of the JSON form.
    package enum Record: String, Sendable { case plannedChange = "planned_change", held, drift, diagnostic }

    package var symbol: Symbol
    package var record: Record
    package var key: String
    package var number: String?
    /// `salesinvoice` or `salescreditnote`.
    package var voucherType: VoucherType?
    /// Gross, positive.
    package var gross: Cents?
    package var reason: ReasonCode?
    package var detail: String?
    package var flags: [String]
    package var newContact: Bool
    /// Set when the line is about a payment and not about a voucher.
    package var payment: PaymentNote?
    /// What `key` is the id of.
    package var subject = Subject.document

    package init(
        symbol: Symbol, record: Record, key: String, number: String?, voucherType: VoucherType? = nil, gross: Cents? = nil,
        reason: ReasonCode? = nil, detail: String? = nil, flags: [String] = [], newContact: Bool = false
    ) {
        self.symbol = symbol
        self.record = record
        self.key = key
        self.number = number
        self.voucherType = voucherType
        self.gross = gross
        self.reason = reason
        self.detail = detail
        self.flags = flags
        self.newContact = newContact
    }
}

/// What a line about a payment is about.
package struct PaymentNote: Sendable, Hashable {
    package var documentID: Int
    /// Nil for an entry that only HERO has, and for a reading that is wrong as a whole.
    package var payment: Payment?
}

/// What the process says to the shell (contract.md).
package enum Exit: Int32, Sendable {
    case success = 0
    case unexpected = 1
    case discrepancies = 2
    case peopleNeeded = 3
    case deferred = 4
    case usage = 64
    case unavailable = 69
    case cannotWriteState = 73
    /// The work is done as far as it goes, and what it has to say could not be written.
    case outputFailed = 74
    case temporary = 75
    case refused = 77
    case configuration = 78
}

extension Interruption {
    package var exit: Exit {
        switch kind {
        case .unavailable: .unavailable
        case .throttled: .temporary
        case .credentialRefused, .wrongOrganisation: .refused
        case .state: .cannotWriteState
        case .configuration: .configuration
        case .defect: .unexpected
        }
    }
}

/// The result of one pass or of one look.
package struct PassReport: Sendable {
    package var lines: [ReportLine] = []
    /// What was asked about single items and not answered, once the pass has ended.
    package var unanswered: [Unanswered] = []
    package var interruption: Interruption?
    package var isDryRun = false
    package var isPaused = false
    /// Of a dry run: both systems side by side.
    package var comparison: Comparison?
    /// The pass went on with a deletion instead.
    package var deletion: DeletionReport?
    /// The pass linked again what a restored or lost state does not know, and did nothing else.
    package var relink: RelinkReport?
    package var heroRequests = 0
    package var lexofficeRequests = 0
    package var writes = 0
    /// Writes that lexoffice answered with success. HERO's are not among them: it answers success to what it refuses, too.
    package var accepted = 0
    /// The pass's number in the state; 0 of a dry run, and of a pass that could not begin.
    package var passID: Int64 = 0
    package var startedAt = Instant(milliseconds: 0)
    /// Documents whose turn did not come because the pass was told to end.
    package var remaining = 0
    /// Why lexoffice does not tell us what happens there; nil where it does, or was not asked to.
    package var webhookTrouble: String?
    /// The first transfer happened in this pass: from now on payments belong to lexoffice (S11).
    package var declaresPaymentLock = false
    package var milliseconds: Int64 = 0

    package init() {}

    package func count(_ symbol: ReportLine.Symbol) -> Int { lines.count { $0.symbol == symbol } }
    /// Of documents; payments are told apart.
    package func gross(_ symbol: ReportLine.Symbol) -> Cents {
        lines.filter { $0.symbol == symbol && $0.payment == nil }.compactMap(\.gross).sum()
    }
    /// Payments entered in HERO, or about to be.
    package var paymentsEntered: [ReportLine] { lines.filter { $0.symbol == .change && $0.payment != nil } }

    /// Rows of a remote's list that cannot be read: behind each may stand an invoice that is missed.
    package var unreadableRows: Int { unanswered.count { $0.question == .row } }

    /// How the pass ended, as the state and the metrics say it. It is not complete while something is asked again by itself, or may be
    /// missed; what a person is asked is held like anything else.
    package var outcome: PassRecord.Outcome {
        guard interruption != nil else { return unanswered.allSatisfy { isAsked($0) } ? .complete : .partial }
        return writes > 0 ? .partial : .failed
    }

    /// A person is needed before anything: what interrupts everything, then people, then what is deferred.
    package var exit: Exit {
        if let interruption {
            let partly = writes > 0 && (interruption.exit == .unavailable || interruption.exit == .temporary)
            return partly ? .deferred : interruption.exit
        }
        if let deletion { return deletion.exit }
        // Not green while nothing flows (S32), nor in a dry run.
        if isPaused { return .peopleNeeded }
        if isDryRun {
            if let relink, relink.phase != .done { return .discrepancies }
            let agrees = lines.allSatisfy { $0.symbol == .note } && unanswered.isEmpty && comparison?.discrepancies.isEmpty != false
            return agrees ? .success : .discrepancies
        }
        if count(.person) > 0 || count(.uncertain) > 0 || relink?.phase == .held { return .peopleNeeded }
        if relink?.phase == .relinking { return .deferred }
        return count(.waiting) + count(.ready) > 0 || !unanswered.isEmpty || remaining > 0 ? .deferred : .success
    }

    private func isAsked(_ record: Unanswered) -> Bool {
        record.question != .row && lines.contains { $0.symbol == .person && $0.key == record.document ?? record.subject }
    }
}
