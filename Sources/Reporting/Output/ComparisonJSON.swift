internal import Bookkeeping
internal import Comparison

/// A comparison as NDJSON records; amounts in cents.
package enum ComparisonJSON {
    static func lines(_ comparison: Comparison) -> [String] {
        var lines = classes(comparison)
        lines += comparison.totals.months.flatMap(total)
        lines += comparison.named.flatMap(named)
        lines += comparison.gaps.map(gap)
        if comparison.unread > 0 { lines.append(JSONLine("unread_vouchers").adding(["count": comparison.unread]).text) }
        return lines
    }

    /// Every class, also those nothing fell into.
    static func classes(_ comparison: Comparison) -> [String] {
        ComparisonClass.allCases.map { comparisonClass in
            var line = JSONLine("class_count").adding([
                "class": comparisonClass.rawValue, "count": comparison.count(comparisonClass), "discrepancy": comparisonClass.isDiscrepancy,
            ])
            if comparisonClass == .missing {
                for lateness in Lateness.allCases { line.add([lateness.rawValue: comparison.findings.count { $0.lateness == lateness }]) }
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

    /// One record per rate: what one document or voucher adds to both sides of a month.
    static func named(_ difference: NamedDifference) -> [String] {
        let month = difference.part.month?.description ?? "undated"
        return difference.part.rates.filter { !$0.isEqual }.map { rate in
            let line = JSONLine("named_difference").adding([
                "month": month, "rate": rate.rate?.description ?? "none", "document": difference.key, "voucher": difference.voucherID,
                "number": difference.number, "cause": difference.cause.code,
            ])
            return sides(line, rate.hero, rate.lexoffice)
        }
    }

    private static func record(_ month: String, _ rate: String, _ hero: BookSum, _ lexoffice: BookSum) -> String {
        sides(JSONLine("month_total").adding(["month": month, "rate": rate]), hero, lexoffice)
    }

    private static func sides(_ start: JSONLine, _ hero: BookSum, _ lexoffice: BookSum) -> String {
        var line = start
        for (side, sum) in [("hero", hero), ("lexoffice", lexoffice)] {
            line.add([
                "\(side)_count": sum.count, "\(side)_net_cents": sum.net, "\(side)_tax_cents": sum.tax, "\(side)_gross_cents": sum.gross,
            ])
        }
        return line.adding(["difference_cents": lexoffice.gross - hero.gross]).text
    }

    static func gap(_ gap: NumberGap) -> String {
        JSONLine("number_gap").adding([
            "range": gap.range, "first": gap.first, "last": gap.last, "count": gap.count, "month": gap.month?.description,
            "reason": gap.reason.code, "explained": gap.reason.isExplained,
        ]).text
    }

    /// - Parameter type: `difference` or `payment_difference`.
    static func finding(_ finding: Finding, type: String) -> String {
        JSONLine(type).adding([
            "class": finding.comparisonClass.rawValue, "document": finding.key, "voucher": finding.voucherID, "number": finding.number,
            "date": finding.date?.description, "gross_cents": finding.gross, "author": finding.originator?.rawValue,
            "reason": finding.reason?.rawValue, "detail": finding.detail, "lateness": finding.lateness?.rawValue,
            "fields": finding.fields.isEmpty ? nil : finding.fields.map { "\($0.field): \($0.ours) -> \($0.theirs)" },
        ]).text
    }
}
