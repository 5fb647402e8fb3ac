internal import Bookkeeping
internal import Persistence

/// The prospects of a survey as the changes they would be.
struct PlanLines {
    let store: Store

    func lines(_ result: Survey.Result) throws(Interruption) -> [ReportLine] {
        guard let settings = result.settings else { return [] }
        let lookup = NumberLookup(store: store, rules: settings.rules)
        var lines: [ReportLine] = []
        var customers: Set<Int> = []
        for prospect in result.prospects.all {
            var line = line(prospect, try verdict(prospect, lookup))
            // Only the first document of a new customer makes the contact (S37).
            if let customer = prospect.sound.document.customer, !customers.insert(customer.id).inserted { line.newContact = false }
            lines.append(line)
        }
        return lines
    }

    private func verdict(_ prospect: Prospect, _ lookup: NumberLookup) throws(Interruption) -> LookupVerdict {
        let voucher = prospect.sound.voucher
        switch prospect.contact {
        case .linked(let id): return try lookup.verdict(key: prospect.key, voucher: voucher, contactID: id)
        case .collective: return try lookup.verdict(key: prospect.key, voucher: voucher, contactID: nil)
        case .toCreate, .held: return try lookup.verdict(key: prospect.key, voucher: voucher, contactID: nil, unknownContact: true)
        }
    }

    private func line(_ prospect: Prospect, _ verdict: LookupVerdict) -> ReportLine {
        let voucher = prospect.sound.voucher
        var line = ReportLine(
            symbol: .create, record: .plannedChange, key: prospect.key, number: voucher.number, voucherType: voucher.type,
            gross: voucher.gross, flags: prospect.sound.flags.map(\.text))
        if case .toCreate = prospect.contact { line.newContact = true }
        switch verdict {
        case .none: break
        case .match: line.symbol = .adopt
        case .clash(let ids):
            line.symbol = .person
            line.record = .held
            line.reason = .duplicateNumber
            line.detail = "vouchers=\(ids.prefix(5).joined(separator: ","))"
        }
        return line
    }
}
