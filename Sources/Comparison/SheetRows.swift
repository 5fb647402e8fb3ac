internal import Bookkeeping
internal import Hero
internal import Persistence
internal import Reconciliation

/// The rows of a month's sheet as it is signed: what each document is in it, on both sides and by either date.
struct SheetRows {
    private let month: BookMonth
    private let keys: [String: PostingCategory]

    init(month: BookMonth, rules: MappingRules) {
        self.month = month
        var keys: [String: PostingCategory] = [:]
        for (key, ids) in CategoryMapping.published { for id in ids { keys[id.lowercased()] = key } }
        // What an administrator named counts before what is published.
        for key in PostingCategory.allCases { if let rule = rules.categories[key] { keys[rule.id.lowercased()] = key } }
        self.keys = keys
    }

    func rows(_ documents: [ComparedDocument], _ strays: [StrayVoucher], _ findings: [Finding]) -> [SheetRow] {
        let classes = findings.filter { $0.comparisonClass != .payment }
        let byKey = Dictionary(classes.compactMap { finding in finding.key.map { ($0, finding) } }, uniquingKeysWith: { first, _ in first })
        let own = documents.compactMap { row($0, byKey[$0.key]) }
        return own + strays.filter { $0.owner == nil }.compactMap(row)
    }

    private func row(_ document: ComparedDocument, _ finding: Finding?) -> SheetRow? {
        guard let finding else { return nil }
        var row = SheetRow(
            key: document.key, voucherID: document.standing.voucherID, number: document.header.number,
            status: finding.comparisonClass.rawValue)
        for month in document.own.months where month.month == self.month {
            row.hero =
                month.rates.filter { $0.hero.count > 0 }.map {
                    VATShare(VATCase(rate: $0.rate, category: nil), rate: $0.rate, net: $0.hero.net, tax: $0.hero.tax)
                }.merged
        }
        fill(&row, document.booked(parts, parts), on: document.voucherDate, document.settlements)
        for voucher in document.others { fill(&row, voucher) }
        return finish(row, isConcerned: document.concerns(month))
    }

    private func row(_ stray: StrayVoucher) -> SheetRow? {
        var row = SheetRow(
            key: nil, voucherID: stray.sighting.id, number: stray.sighting.number, status: ComparisonClass.surplus.rawValue)
        fill(&row, stray)
        return finish(row, isConcerned: stray.date.map(month.contains) == true)
    }

    private func fill(_ row: inout SheetRow, _ stray: StrayVoucher) {
        var own: [VATShare]?
        if case .found(let voucher) = stray.look { own = parts(voucher) }
        fill(&row, own, on: stray.date, Settlements(nil, stray.sighting))
    }

    /// - Parameters:
    ///   - parts: nil where they are not known.
    ///   - date: nil for what is on no books.
    private func fill(_ row: inout SheetRow, _ parts: [VATShare]?, on date: BusinessDay?, _ settlements: Settlements) {
        guard let date else { return }
        let isOfMonth = month.contains(date)
        let settling = settlements.items.contains { month.contains($0.date) }
        guard let parts else {
            if isOfMonth || settling { row.doubts.insert(.voucherUnread) }
            return
        }
        guard !parts.isEmpty else { return }
        if isOfMonth { row.booked = (row.booked + parts).merged }
        // Nothing is paid before there is a voucher.
        if !settlements.isKnown, BookMonth(date) <= month { row.doubts.insert(.paymentsUnknown) }
        let shares = SettlementSplit.shares(of: parts, by: settlements.items.map(\.amount))
        for (item, share) in zip(settlements.items, shares) where month.contains(item.date) {
            switch item.kind {
            case .money: row.received = (row.received + share).merged
            case .discount, .badDebt: row.reductions = (row.reductions + share.map { -$0 }).merged
            case .netting: break
            }
        }
    }

    private func finish(_ row: SheetRow, isConcerned: Bool) -> SheetRow? {
        isConcerned || !row.received.isEmpty || !row.reductions.isEmpty || !row.doubts.isEmpty ? row : nil
    }

    private func parts(_ voucher: Voucher) -> [VATShare] {
        let shares = voucher.items.map { item in
            let rate = ExactDecimal(item.rate)
            return VATShare(VATCase(rate: rate, category: item.category), rate: rate, net: item.net, tax: item.taxAmount)
        }
        return (voucher.type == .salesCreditNote ? shares.map { -$0 } : shares).merged
    }

    /// As ``ObservedVoucher/rateShares``, by the case its category stands for.
    private func parts(_ voucher: ObservedVoucher) -> [VATShare] {
        let whole = voucher.rateShares
        guard let first = whole.first, first.rate != nil else {
            return whole.map { VATShare(.unknown, rate: nil, net: $0.net, tax: $0.tax) }.merged
        }
        let isReversal = voucher.type == VoucherType.salesCreditNote.rawValue
        let isGross = voucher.items.map(\.amount).sum() == voucher.gross
        let shares = voucher.items.map { item in
            let net = isGross ? item.amount - item.tax : item.amount
            let kind = VATCase(rate: item.rate, category: keys[item.categoryID.lowercased()])
            return VATShare(kind, rate: item.rate, net: net, tax: item.tax)
        }
        return (isReversal ? shares.map { -$0 } : shares).merged
    }
}
