internal import Bookkeeping
internal import StateCharts
internal import Wording

/// What follows from an answer, before it is made: the chart's own step, and the road from there.
struct Consequence: Sendable, Hashable {
    enum Outcome: Sendable, Hashable {
        /// A voucher is created; judged anew before, or sent at once.
        case creates(gross: Cents?, month: BookMonth?, isCredit: Bool, isSent: Bool)
        case attachesFile
        case entersPayment(Cents?)
        case searchesContact
        case staysLinked, books(onCollective: Bool)
        case notBooked, nothing, looksNow, judgesAnew, readsPayments, restsWithoutFile
        case passes, pauses, resumes
    }

    let outcome: Outcome
    /// To both systems, on the road where everything goes well.
    let requests: Int

    var wording: Wording {
        switch outcome {
        case .creates(let gross, let month, let isCredit, let isSent):
            Catalogue.willCreate(gross, in: month, isCredit: isCredit, isSent: isSent, requests: requests)
        case .attachesFile: Catalogue.willAttachFile(requests: requests)
        case .entersPayment(let amount): Catalogue.willEnter(amount, requests: requests)
        case .searchesContact: Catalogue.willSearchContact(requests: requests)
        case .staysLinked: Catalogue.willStayLinked
        case .books(let onCollective): onCollective ? Catalogue.willBookOnCollective : Catalogue.willBookOnContact
        case .notBooked: Catalogue.willNotBook
        case .nothing: Catalogue.willChangeNothing
        case .looksNow: Catalogue.willLookNow
        case .judgesAnew: Catalogue.willJudgeAnew
        case .readsPayments: Catalogue.willReadPayments
        case .restsWithoutFile: Catalogue.willRestWithoutFile
        case .passes: Catalogue.willPass
        case .pauses: Catalogue.willPause
        case .resumes: Catalogue.willResume
        }
    }
}

extension Consequence {
    /// What a document is about to be booked as.
    struct Figures: Sendable, Hashable {
        /// Positive.
        var gross: Cents?
        var month: BookMonth?
        var isCredit: Bool
    }

    /// After a document came to stand there by a person's word.
    static func of(_ standing: InvoiceConfiguration, _ figures: Figures) -> Consequence {
        let road = Foresight.requests(from: standing)
        let isSent = standing.transfer == .ready
        if road.contains(InvoiceEffect.createVoucher.rawValue) {
            return Consequence(
                outcome: .creates(gross: figures.gross, month: figures.month, isCredit: figures.isCredit, isSent: isSent),
                requests: road.count)
        }
        if !road.isEmpty { return Consequence(outcome: .attachesFile, requests: road.count) }
        if standing.isOnBooks { return Consequence(outcome: .staysLinked, requests: 0) }
        return Consequence(outcome: standing.transfer == .waived ? .notBooked : .nothing, requests: 0)
    }

    /// - Parameter amount: positive; nil where none is known.
    static func of(_ standing: PaymentConfiguration, _ amount: Cents?) -> Consequence {
        let road = Foresight.requests(from: standing)
        return Consequence(outcome: road.isEmpty ? .nothing : .entersPayment(amount), requests: road.count)
    }

    static func of(_ standing: ContactConfiguration) -> Consequence {
        let road = Foresight.requests(from: standing)
        guard road.isEmpty else { return Consequence(outcome: .searchesContact, requests: road.count) }
        return Consequence(outcome: .books(onCollective: standing.state == .collective), requests: 0)
    }
}
