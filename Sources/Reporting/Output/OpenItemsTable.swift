internal import Bookkeeping
package import Comparison
internal import Reconciliation
package import Wording

/// Open items as NDJSON, amounts in cents.
package enum OpenItemsJSON {
    package static func lines(_ open: OpenItems) -> [String] {
        let head = JSONLine("open_items").adding([
            "date": open.date.description, "hero_seen_at": open.freshness.hero?.isoText,
            "lexoffice_seen_at": open.freshness.lexoffice?.isoText,
            "hero_age_seconds": open.freshness.hero.map { open.now.milliseconds(since: $0) / 1_000 },
            "lexoffice_age_seconds": open.freshness.lexoffice.map { open.now.milliseconds(since: $0) / 1_000 },
            "resting": open.freshness.isStill,
        ])
        let totals = AgeBucket.allCases.map { total(open.total($0), $0.rawValue) } + [total(open.total(), "all")]
        let summary = JSONLine("change_summary").adding([
            "items": open.items.count, "settled": open.settled, "undated": open.undated, "may_be_dunned": open.count("MAY_BE_DUNNED"),
            "do_not_dun": open.count("DO_NOT_DUN"), "unknown": open.count("UNKNOWN"), "exit": 0,
        ])
        return [JSONLine.version, head.text] + open.items.map(item) + totals + [summary.text]
    }

    private static func item(_ item: OpenItem) -> String {
        JSONLine("open_item").adding([
            "document": item.key, "number": item.number, "voucher": item.voucherID, "date": item.date?.description,
            "due": item.due?.description, "days_overdue": item.daysOverdue, "bucket": item.bucket.rawValue, "gross_cents": item.total,
            "hero_open_cents": item.heroOpen, "lexoffice_open_cents": item.lexofficeOpen, "difference_cents": item.difference,
            "cancelled": item.isCancelled ? true : nil, "payments_read_at": item.paymentsReadAt?.isoText, "verdict": item.verdict?.code,
            "reason": item.verdict?.reason,
        ]).text
    }

    private static func total(_ total: OpenItems.Total, _ bucket: String) -> String {
        JSONLine("open_total").adding([
            "bucket": bucket, "count": total.count, "hero_open_cents": total.hero, "lexoffice_open_cents": total.lexoffice,
            "difference_cents": total.difference, "not_told": total.notTold, "not_told_cents": total.untold,
        ]).text
    }
}

/// Open items as one table by RFC 4180, in the way of a language's spreadsheets.
package struct OpenItemsCSV {
    let language: Language

    package init(language: Language) { self.language = language }

    private static let columns = [
        "record", "number", "document", "voucher", "date", "due", "days_overdue", "bucket", "gross", "hero_open", "lexoffice_open",
        "difference", "verdict", "reason", "hero_seen_at", "lexoffice_seen_at", "payments_read_at", "count", "not_told",
        "not_told_open",
    ]

    package func lines(_ open: OpenItems) -> [String] {
        var rows = open.items.map { item(open, $0) }
        for bucket in AgeBucket.allCases { rows.append(total(open.total(bucket), bucket.rawValue)) }
        rows.append(total(open.total(), "all"))
        let separator = language == .de ? ";" : ","
        return [Self.columns.joined(separator: separator)]
            + rows.map { row in Self.columns.map { CSVCell.text(row[$0] ?? "", separator: separator) }.joined(separator: separator) }
    }

    private func item(_ open: OpenItems, _ item: OpenItem) -> [String: String] {
        var row = [
            "record": "open_item", "document": item.key, "days_overdue": String(item.daysOverdue), "bucket": item.bucket.rawValue,
            "gross": number(item.total),
        ]
        row["number"] = item.number
        row["voucher"] = item.voucherID
        row["date"] = item.date?.description
        row["due"] = item.due?.description
        row["hero_open"] = item.heroOpen.map(number)
        row["lexoffice_open"] = item.lexofficeOpen.map(number)
        row["difference"] = item.difference.map(number)
        row["verdict"] = item.verdict?.code
        row["reason"] = item.verdict?.reason
        row["hero_seen_at"] = open.freshness.hero?.isoText
        row["lexoffice_seen_at"] = open.freshness.lexoffice?.isoText
        row["payments_read_at"] = item.paymentsReadAt?.isoText
        return row
    }

    private func total(_ total: OpenItems.Total, _ bucket: String) -> [String: String] {
        [
            "record": "open_total", "bucket": bucket, "hero_open": number(total.hero), "lexoffice_open": number(total.lexoffice),
            "difference": number(total.difference), "count": String(total.count), "not_told": String(total.notTold),
            "not_told_open": number(total.untold),
        ]
    }

    private func number(_ cents: Cents) -> String { language == .de ? cents.description.replacing(".", with: ",") : cents.description }
}
