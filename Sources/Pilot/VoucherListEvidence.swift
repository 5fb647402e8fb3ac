internal import Bookkeeping
internal import Lexoffice
internal import Wording

/// What the voucher list shows: its pages, its order, its count, its words and its open amounts (lexoffice-api.md §3.5).
enum VoucherListEvidence {
    static func findings(_ pages: [VoucherlistPage]) -> [PilotFinding] {
        [pageSize(pages), count(pages), order(pages), words(pages), openAmounts(pages)]
    }

    private static func rows(_ page: VoucherlistPage) -> Int { page.rows.count + page.unreadable.count }

    private static func pageSize(_ pages: [VoucherlistPage]) -> PilotFinding {
        var tally = Tally()
        for page in pages where !page.isLast { tally.add(rows(page) == VoucherlistPage.size ? "full_page" : "short_page") }
        return PilotFinding(.voucherPageSize, Tally.verdict(good: tally["full_page"], bad: tally["short_page"]), tally)
    }

    /// Only a list read to its end can be counted, and only below the number from which lexoffice counts no further.
    private static func count(_ pages: [VoucherlistPage]) -> PilotFinding {
        var tally = Tally()
        let totals = Set(pages.map(\.totalElements))
        guard let total = totals.first, totals.count == 1, pages.last?.isLast == true, total < VoucherlistPage.totalMaximum else {
            return PilotFinding(.voucherCount, .notSeen, tally)
        }
        let seen = Set(pages.flatMap(\.rows).map(\.id)).count + pages.map(\.unreadable.count).reduce(0, +)
        tally.add("counted", total)
        tally.add("listed", seen)
        return PilotFinding(.voucherCount, total == 0 ? .notSeen : seen == total ? .holds : .doesNotHold, tally)
    }

    private static func order(_ pages: [VoucherlistPage]) -> PilotFinding {
        var tally = Tally()
        let rows = pages.flatMap(\.rows)
        for (earlier, later) in zip(rows, rows.dropFirst()) {
            tally.add(earlier.updatedAt > later.updatedAt ? "descending" : earlier.updatedAt == later.updatedAt ? "equal" : "ascending")
        }
        return PilotFinding(.voucherOrder, Tally.verdict(good: tally["descending"], bad: tally["ascending"]), tally)
    }

    private static func words(_ pages: [VoucherlistPage]) -> PilotFinding {
        var (tally, known, unknown) = (Tally(), 0, 0)
        for row in pages.flatMap(\.rows) {
            if case .unknown(let word) = row.status {
                tally.add("unknown \(PilotWord.technical(word))")
                unknown += 1
            } else {
                tally.add(row.status.word)
                known += 1
            }
        }
        let unreadable = pages.map(\.unreadable.count).reduce(0, +)
        if unreadable > 0 { tally.add("unreadable_rows", unreadable) }
        return PilotFinding(.voucherWords, Tally.verdict(good: known, bad: unknown), tally)
    }

    private static func openAmounts(_ pages: [VoucherlistPage]) -> PilotFinding {
        var tally = Tally()
        for row in pages.flatMap(\.rows) where row.status == .open || row.status == .overdue {
            tally.add(row.open == nil ? "open_without_amount" : "open_with_amount")
        }
        return PilotFinding(.openAmounts, Tally.verdict(good: tally["open_with_amount"], bad: tally["open_without_amount"]), tally)
    }
}
