internal import Administration
package import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
package import Wording

/// What happens next to a document, and when.
package struct Upcoming: Sendable {
    package var steps: [NextStep]
    /// Not before this moment; nil when the next pass does it, or when people or the customer are awaited.
    package var notBefore: Instant?

    /// Doubt is measured on the clock of one boot (statecharts.md §11).
    struct Clock: Sendable {
        var now: Instant
        var bootID: String
        var monotonic: Int64

        /// When a settle window that began with `doubt` ends.
        func end(of doubt: SettleWindow?, settle: Int64) -> Instant? {
            guard let doubt, doubt.bootID == bootID else { return nil }
            return now.adding(milliseconds: max(0, settle.minus(monotonic.minus(doubt.sinceMilliseconds))))
        }
    }

    /// - Parameters:
    ///   - troubles: what is wrong with its payments.
    ///   - untold: what was asked about the document and not answered.
    init(
        _ standing: DocumentStatus, _ payments: [PaymentStatus], troubles: [ReportLine], sighting: VoucherSnapshot?, untold: [Unanswered],
        clock: Clock,
        policy: Policy
    ) {
        let machine = standing.machine
        if let record = untold.first(where: { !$0.question.isWrite || $0.isTask(policy) }) {
            self.init(Catalogue.explanation(record.reason, about: UnansweredLines.detail(record)).next, notBefore: record.nextAt)
            return
        }
        if let payment = payments.first(where: \.needsAnswer) {
            let steps = payment.machine.reason.map { Catalogue.explanation($0).next }
            self.init(steps ?? [.nextPass], notBefore: clock.end(of: payment.machine.doubt, settle: policy.settle))
            return
        }
        if let reason = machine.reason, standing.line != nil {
            let end = machine.doubt == nil ? machine.nextAt : clock.end(of: machine.doubt, settle: policy.settle)
            self.init(Catalogue.explanation(reason, about: machine.detail).next, notBefore: end)
            return
        }
        // A word nobody knows, a fee that leaves HERO open: told of the reading as a whole.
        if let trouble = troubles.first(where: { $0.symbol == .person }), let reason = trouble.reason {
            self.init(Catalogue.explanation(reason, about: trouble.detail).next, notBefore: nil)
            return
        }
        if payments.contains(where: { $0.state == .toMirror }) {
            self.init([.entersPayment], notBefore: payments.compactMap(\.machine.nextAt).min())
            return
        }
        switch machine.configuration.transfer {
        case .unjudged, .waiting, .ready, .checking, .fileDue, .fileSending, .fileUnsure: self.init([.nextPass], notBefore: machine.nextAt)
        case .creating, .uncertain: self.init([.isLookedUp], notBefore: clock.end(of: machine.doubt, settle: policy.settle))
        case .waived: self.init([.waived], notBefore: nil)
        case .none, .outOfScope, .blocked, .rejected, .clash, .fileRefused, .fileComplete, .doubled, .edited, .gone:
            self.init([Self.ended(machine.configuration, sighting)], notBefore: nil)
        }
    }

    private init(_ steps: [NextStep], notBefore: Instant?) {
        self.steps = steps
        self.notBefore = notBefore
    }

    private static func ended(_ configuration: InvoiceConfiguration, _ sighting: VoucherSnapshot?) -> NextStep {
        switch configuration.life {
        case .uploaded where configuration.settlement == .writtenOff: .writtenOff
        case .uploaded where ["transferred", "sepadebit"].contains(sighting?.status): .paymentUnderWay
        case .uploaded: .awaitsPayment
        case .cancelled where configuration.isOnBooks && !configuration.isSettled: .awaitsNetting
        case .none, .draft, .locked, .paid, .cancelled: .finished
        }
    }
}
