internal import Bookkeeping
internal import Lexoffice
internal import Wording

/// What a look at lexoffice brought, and what it says of the assumptions. A plain value.
struct LexofficeSeen: Sendable {
    var answers = Answers()
    var organisation: String?
    /// Nil where the list was not answered.
    var categories: [RemoteCategory]?
    /// Newest change first, as asked for.
    var pages: [VoucherlistPage] = []
    var numberFilter = Tally()
    var caseFilter = Tally()
    var payments: [(row: VoucherRow, record: PaymentRecord)] = []
    /// Files compared with HERO's. Another one may have been put there by anybody, and settles nothing.
    var files = Tally()
    var events: [String]?

    func findings(published: [PostingCategory: [String]]) -> [PilotFinding] {
        [answers.finding(.lexofficeRights)] + CategoryEvidence.findings(categories, published: published)
            + VoucherListEvidence.findings(pages) + [
                PilotFinding(
                    .numberFilterWhole,
                    Tally.verdict(
                        good: numberFilter["whole_finds"],
                        bad: numberFilter["whole_finds_nothing"] + numberFilter["part_finds"] + numberFilter["wildcard_finds"]),
                    numberFilter),
                PilotFinding(
                    .numberFilterCase, Tally.verdict(good: caseFilter["other_case_finds"], bad: caseFilter["other_case_finds_nothing"]),
                    caseFilter),
                PilotFinding(.fileKept, Tally.verdict(good: files["same"], bad: 0), files),
            ] + paymentFindings() + [eventNames()]
    }

    private func paymentFindings() -> [PilotFinding] {
        var (words, moves) = (Tally(), Tally())
        var (known, unknown) = (0, 0)
        for (row, record) in payments {
            for item in record.items {
                if case .unknown(let word) = item.kind {
                    words.add("unknown \(PilotWord.technical(word))")
                    unknown += 1
                } else {
                    words.add("\(item.kind)")
                    known += 1
                }
            }
            guard let paid = record.items.map(\.postingDate).max(), record.openAmount.signum > 0 else { continue }
            let changed = BusinessDay(berlinDayOf: row.updatedAt)
            moves.add(changed < paid ? "stayed" : BusinessDay(berlinDayOf: row.createdAt) < paid ? "moved" : "cannot_tell")
        }
        return [
            PilotFinding(.paymentWords, Tally.verdict(good: known, bad: unknown), words),
            PilotFinding(.paymentMovesVoucher, Tally.verdict(good: moves["moved"], bad: moves["stayed"]), moves),
        ]
    }

    /// Names of subscriptions that are there: lexoffice took them when they were made.
    private func eventNames() -> PilotFinding {
        var (tally, known) = (Tally(), 0)
        for event in events ?? [] {
            let isOurs = LexofficeEvent(rawValue: event) != nil
            if isOurs { known += 1 }
            tally.add(isOurs ? event : "others \(PilotWord.technical(event))")
        }
        return PilotFinding(.lexofficeEvents, Tally.verdict(good: known, bad: 0), tally)
    }
}

/// Which of the categories this program knows by id the organisation lists, and what it says of them (lexoffice-api.md §3.6).
enum CategoryEvidence {
    static func findings(_ listed: [RemoteCategory]?, published: [PostingCategory: [String]]) -> [PilotFinding] {
        guard let listed else { return [] }
        let income = listed.filter { $0.kind == .income }
        var (ids, flags) = (Tally(), Tally())
        var (there, gone, lax, strict) = (0, 0, 0, 0)
        for key in PostingCategory.allCases {
            guard let known = published[key] else {
                ids.add("\(key.rawValue) has no public id")
                continue
            }
            guard let category = income.first(where: { category in known.contains { $0.lowercased() == category.id.lowercased() } }) else {
                ids.add("\(key.rawValue) is not listed")
                gone += 1
                continue
            }
            ids.add("\(key.rawValue) is listed")
            there += 1
            guard [.revenue, .revenueService, .revenueGoods].contains(key) else { continue }
            flags.add("\(key.rawValue) \(category.splitAllowed ? "may mix rates" : "must not mix rates")")
            flags.add("\(key.rawValue) \(category.contactRequired ? "needs a contact" : "needs no contact")")
            if category.splitAllowed && !category.contactRequired { lax += 1 } else { strict += 1 }
        }
        ids.add("income categories", income.count)
        ids.add("income categories that need a contact", income.count(where: \.contactRequired))
        return [
            PilotFinding(.postingCategories, Tally.verdict(good: there, bad: gone), ids),
            PilotFinding(.categoryFlags, Tally.verdict(good: lax, bad: strict), flags),
        ]
    }
}
