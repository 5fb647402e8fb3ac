internal import Bookkeeping
internal import Comparison
internal import Reconciliation

/// A comparison as NDJSON records; amounts in cents.
package enum ComparisonJSON {
    static func lines(_ comparison: Comparison) -> [String] {
        var lines = classes(comparison)
        lines += comparison.totals.months.flatMap(total)
        lines += comparison.gaps.map(gap)
        if comparison.unread > 0 {
            var line = JSONLine("unread_vouchers")
            line.add("count", comparison.unread)
            lines.append(line.text)
        }
        return lines
    }

    /// Every class, also those nothing fell into.
    static func classes(_ comparison: Comparison) -> [String] {
        ComparisonClass.allCases.map { comparisonClass in
            var line = JSONLine("class_count")
            line.add("class", comparisonClass.rawValue)
            line.add("count", comparison.count(comparisonClass))
            line.add("discrepancy", comparisonClass.isDiscrepancy)
            if comparisonClass == .missing {
                for lateness in Lateness.allCases { line.add(lateness.rawValue, comparison.findings.count { $0.lateness == lateness }) }
            }
            return line.text
        }
    }

    /// One record per rate and one, with rate `all`, for the month.
    static func total(_ month: MonthTotal) -> [String] {
        let name = month.month?.description ?? "undated"
        return month.rates.map { record(name, $0.rate?.description ?? "none", $0.hero, $0.lexoffice) } + [
            record(name, "all", month.hero, month.lexoffice)
        ]
    }

    private static func record(_ month: String, _ rate: String, _ hero: BookSum, _ lexoffice: BookSum) -> String {
        var line = JSONLine("month_total")
        line.add("month", month)
        line.add("rate", rate)
        for (side, sum) in [("hero", hero), ("lexoffice", lexoffice)] {
            line.add("\(side)_count", sum.count)
            line.add("\(side)_net_cents", Int(sum.net.amount))
            line.add("\(side)_tax_cents", Int(sum.tax.amount))
            line.add("\(side)_gross_cents", Int(sum.gross.amount))
        }
        line.add("difference_cents", Int((lexoffice.gross - hero.gross).amount))
        return line.text
    }

    static func gap(_ gap: NumberGap) -> String {
        var line = JSONLine("number_gap")
        line.add("range", gap.range)
        line.add("first", gap.first)
        line.add("last", gap.last)
        line.add("count", Int(gap.count))
        line.add("month", gap.month?.description)
        line.add("reason", gap.reason.code)
        line.add("explained", gap.reason.isExplained)
        return line.text
    }

    /// - Parameter type: `difference` or `payment_difference`.
    static func finding(_ finding: Finding, type: String) -> String {
        var line = JSONLine(type)
        line.add("class", finding.comparisonClass.rawValue)
        line.add("document", finding.key)
        line.add("voucher", finding.voucherID)
        line.add("number", finding.number)
        line.add("date", finding.date?.description)
        if let gross = finding.gross { line.add("gross_cents", Int(gross.amount)) }
        line.add("author", finding.originator?.rawValue)
        line.add("reason", finding.reason?.rawValue)
        line.add("detail", finding.detail)
        line.add("lateness", finding.lateness?.rawValue)
        if !finding.fields.isEmpty { line.add("fields", finding.fields.map { "\($0.field): \($0.ours) -> \($0.theirs)" }) }
        return line.text
    }
}
