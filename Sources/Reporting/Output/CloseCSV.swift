internal import Bookkeeping
package import Comparison
internal import Persistence
internal import Reconciliation
package import Wording

/// The sheet as one table by RFC 4180. German: semicolon and decimal comma, as German spreadsheets read it; English: comma and
/// decimal point. The first column says what a row is; columns that do not apply are empty.
package struct CloseCSV {
    let language: Language

    package init(language: Language) { self.language = language }

    private static let columns = [
        "record", "name", "value", "class", "number", "document", "voucher", "date", "rate", "hero_count", "hero_net", "hero_tax",
        "hero_gross", "lexoffice_count", "lexoffice_net", "lexoffice_tax", "lexoffice_gross", "difference", "amount", "author", "reason",
        "field", "ours", "theirs", "detail",
    ]

    package func lines(_ sheet: CloseSheet) -> [String] {
        var rows = head(sheet)
        for rate in sheet.total.rates { rows.append(total(rate.rate?.description ?? "none", rate.hero, rate.lexoffice)) }
        rows.append(total("all", sheet.total.hero, sheet.total.lexoffice))
        rows += sheet.comparison.named.flatMap(named)
        for comparisonClass in ComparisonClass.allCases {
            rows.append([
                "record": "class_count", "class": comparisonClass.rawValue, "value": String(sheet.comparison.count(comparisonClass)),
            ])
        }
        rows += sheet.differences.flatMap { finding($0, "difference") } + sheet.payments.flatMap { finding($0, "payment_difference") }
        rows += sheet.untold.map { ["record": "not_readable", "document": $0.number ?? $0.key, "detail": $0.detail ?? ""] }
        rows += sheet.comparison.gaps.map(gap) + sheet.comparison.late.flatMap(late) + sheet.comparison.notes.map(note)
        rows += VATOutput.rows(sheet, number) + SignatureOutput.rows(sheet, number)
        rows.append(["record": "sheet_hash", "value": sheet.hash])
        rows += [
            meta("journal_entries", String(sheet.journal.entries)), meta("journal_newest_hash", sheet.journal.newestHash),
            meta("journal_whole", String(sheet.journal.broken == nil)), meta("agrees", String(sheet.agrees)), meta("signature", ""),
        ]
        return [Self.columns.joined(separator: separator)]
            + rows.map { row in Self.columns.map { CSVCell.text(row[$0] ?? "", separator: separator) }.joined(separator: separator) }
    }

    private typealias CSVRow = [String: String]

    private var separator: String { language == .de ? ";" : "," }

    private func head(_ sheet: CloseSheet) -> [CSVRow] {
        [
            meta("month", sheet.month.description), meta("finished", String(sheet.isFinished)), meta("as_of", sheet.asOf.description),
            meta("organisation_name", sheet.organizationName), meta("organisation", sheet.organizationID),
            meta("hero_company", String(sheet.heroCompanyID)), meta("software", sheet.software), meta("mapping", sheet.mappingDigest),
        ]
    }

    private func meta(_ name: String, _ value: String) -> CSVRow { ["record": "sheet", "name": name, "value": value] }

    private func named(_ difference: NamedDifference) -> [CSVRow] {
        difference.part.rates.filter { !$0.isEqual }.map { rate in
            var row = total(rate.rate?.description ?? "none", rate.hero, rate.lexoffice)
            row["record"] = "named_difference"
            row["class"] = difference.cause.code
            row["number"] = difference.number
            row["document"] = difference.key
            row["voucher"] = difference.voucherID
            return row
        }
    }

    private func total(_ rate: String, _ hero: BookSum, _ lexoffice: BookSum) -> CSVRow {
        var row = ["record": "month_total", "rate": rate, "difference": number(lexoffice.gross - hero.gross)]
        for (side, sum) in [("hero", hero), ("lexoffice", lexoffice)] {
            row["\(side)_count"] = String(sum.count)
            row["\(side)_net"] = number(sum.net)
            row["\(side)_tax"] = number(sum.tax)
            row["\(side)_gross"] = number(sum.gross)
        }
        return row
    }

    /// One row, or one per differing field.
    private func finding(_ finding: Finding, _ record: String) -> [CSVRow] {
        var row = ["record": record, "class": finding.comparisonClass.rawValue]
        row["number"] = finding.number
        row["document"] = finding.key
        row["voucher"] = finding.voucherID
        row["date"] = finding.date?.description
        row["amount"] = finding.gross.map(number)
        row["author"] = finding.originator?.rawValue
        row["reason"] = finding.reason?.rawValue
        row["detail"] = finding.detail
        guard !finding.fields.isEmpty else { return [row] }
        return finding.fields.map { field in
            var row = row
            row["field"] = field.field
            row["ours"] = field.ours
            row["theirs"] = field.theirs
            return row
        }
    }

    private func gap(_ gap: NumberGap) -> CSVRow {
        [
            "record": "number_gap", "name": gap.range, "number": gap.first, "value": String(gap.count),
            "reason": gap.reason.code, "detail": "\(gap.first) … \(gap.last)",
        ]
    }

    private func late(_ document: LateDocument) -> [CSVRow] {
        var row = ["record": "late_document", "document": document.key, "date": document.date.description]
        row["number"] = document.number
        row["detail"] = "created=\(document.createdOn?.description ?? "-") transferred=\(document.transferredOn)"
        return [row]
    }

    private func note(_ line: ReportLine) -> CSVRow {
        var row = ["record": "note", "document": line.key]
        row["number"] = line.number
        row["amount"] = line.gross.map(number)
        row["reason"] = line.reason?.rawValue
        row["detail"] = line.detail
        return row
    }

    private func number(_ cents: Cents) -> String { language == .de ? cents.description.replacing(".", with: ",") : cents.description }
}
