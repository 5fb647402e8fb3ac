internal import Bookkeeping
internal import Reconciliation
internal import Wording

/// What a plan costs: requests that write, where everything goes well. What is read on the way is not in it.
struct PlanPrice: Sendable, Hashable {
    private(set) var lexofficeRequests = 0
    private(set) var heroRequests = 0
    /// Of what is created, reversals negative.
    private(set) var gross = Cents.zero
    private(set) var months: Set<BookMonth> = []

    /// - Parameter dates: of the documents, by HERO's id.
    init(_ lines: [ReportLine], dates: [String: BusinessDay]) {
        for line in lines {
            switch PlanGroup(line) {
            case .create:
                // The voucher and its PDF, which HERO is asked for.
                lexofficeRequests += line.newContact ? 3 : 2
                heroRequests += 1
                let amount = line.gross ?? .zero
                gross += line.voucherType == .salesCreditNote ? -amount : amount
                if let date = dates[line.key] { months.insert(BookMonth(date)) }
            case .attach:
                lexofficeRequests += 1
                heroRequests += 1
            case .pay: heroRequests += 1
            case .adopt, .adoptPayment, .uncertain, .person, .ready, .waiting, .note: break
            }
        }
    }

    /// At the rate of the account, rounded up.
    func minutes(thousandthsPerSecond: Int) -> Int {
        let perMinute = max(1, thousandthsPerSecond) * 60
        return (lexofficeRequests * 1_000 + perMinute - 1) / perMinute
    }
}
