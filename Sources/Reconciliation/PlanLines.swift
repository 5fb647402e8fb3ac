internal import Bookkeeping
package import Persistence

/// The prospects of a survey as the changes they would be.
package struct PlanLines {
    let store: Store

    package init(store: Store) { self.store = store }

    package func lines(_ result: PassPlanner.Result) throws -> [ReportLine] {
        guard let settings = result.settings else { return [] }
        let lookup = NumberLookup(store: store, rules: settings.rules)
        var lines: [ReportLine] = []
        var customers: Set<Int> = []
        for prospect in result.prospects.all {
            var line = line(prospect, try lookup.verdict(key: prospect.key, voucher: prospect.sound.voucher, contact: prospect.contact))
            // Only the first document of a new customer makes the contact (S37).
            if let customer = prospect.sound.document.customer, !customers.insert(customer.id).inserted {
                line.newContact = false
                line.leftOut = []
            }
            lines.append(line)
        }
        return lines
    }

    private func line(_ prospect: TransferCandidate, _ verdict: LookupVerdict) -> ReportLine {
        let voucher = prospect.sound.voucher
        var line = ReportLine(
            symbol: .create, record: .plannedChange, key: prospect.key, number: voucher.number, voucherType: voucher.type,
            gross: voucher.gross, flags: prospect.sound.flags.map(\.text))
        if case .toCreate(let draft) = prospect.contact {
            line.newContact = true
            line.leftOut = draft.leftOut
        }
        switch verdict {
        case .none: break
        case .match: line.symbol = .adopt
        case .clash(let ids), .gone(let ids):
            line.symbol = .person
            line.record = .held
            line.reason = if case .gone = verdict { .voucherGone } else { .duplicateNumber }
            line.detail = CandidateText.vouchers(ids)
        }
        return line
    }
}
