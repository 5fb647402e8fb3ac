internal import Bookkeeping
package import Comparison
internal import Persistence
internal import Reconciliation

/// The sheet as NDJSON.
package enum CloseJSON {
    package static func lines(_ sheet: CloseSheet) -> [String] {
        let head = JSONLine("close_sheet").adding([
            "month": sheet.month.description, "finished": sheet.isFinished, "as_of": sheet.asOf.description,
            "organisation_name": sheet.organizationName, "organisation": sheet.organizationID, "hero_company": sheet.heroCompanyID,
            "software": sheet.software, "mapping": sheet.mappingDigest, "sheet_hash": sheet.hash,
        ])
        var lines = [JSONLine.version, head.text] + ComparisonJSON.total(sheet.total)
        lines += sheet.comparison.named.flatMap(ComparisonJSON.named) + ComparisonJSON.classes(sheet.comparison)
        lines += sheet.differences.map { ComparisonJSON.finding($0, type: "difference") }
        lines += sheet.payments.map { ComparisonJSON.finding($0, type: "payment_difference") }
        lines += sheet.untold.map(ReportJSON.line)
        lines += sheet.comparison.gaps.map(ComparisonJSON.gap)
        lines += sheet.comparison.late.map(late)
        lines += sheet.comparison.notes.map(ReportJSON.line)
        lines += VATOutput.json(sheet) + SignatureOutput.json(sheet)
        lines.append(journal(sheet))
        let summary = JSONLine("change_summary").adding([
            "agrees": sheet.agrees, "differences": sheet.differences.count, "payment_differences": sheet.payments.count, "exit": sheet.exit,
        ])
        return lines + [summary.text]
    }

    private static func late(_ document: LateDocument) -> String {
        JSONLine("late_document").adding([
            "document": document.key, "number": document.number, "date": document.date.description,
            "created": document.createdOn?.description, "transferred": document.transferredOn.description,
        ]).text
    }

    private static func journal(_ sheet: CloseSheet) -> String {
        JSONLine("journal").adding([
            "entries": sheet.journal.entries, "newest_hash": sheet.journal.newestHash, "whole": sheet.journal.broken == nil,
            "why": sheet.journal.broken?.why,
        ]).text
    }
}
