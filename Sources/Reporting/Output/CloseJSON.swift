internal import Bookkeeping
package import Comparison
internal import Persistence
internal import Reconciliation

/// The sheet as NDJSON.
package enum CloseJSON {
    package static func lines(_ sheet: CloseSheet) -> [String] {
        var head = JSONLine("close_sheet")
        head.add("month", sheet.month.description)
        head.add("finished", sheet.isFinished)
        head.add("as_of", sheet.asOf.description)
        head.add("organisation_name", sheet.organizationName)
        head.add("organisation", sheet.organizationID)
        head.add("hero_company", sheet.heroCompanyID)
        head.add("software", sheet.software)
        head.add("mapping", sheet.mappingDigest)
        var lines = [JSONLine.version, head.text] + ComparisonJSON.total(sheet.total) + ComparisonJSON.classes(sheet.comparison)
        lines += sheet.differences.map { ComparisonJSON.finding($0, type: "difference") }
        lines += sheet.payments.map { ComparisonJSON.finding($0, type: "payment_difference") }
        lines += sheet.untold.map(ReportJSON.line)
        lines += sheet.comparison.gaps.map(ComparisonJSON.gap)
        lines += sheet.comparison.late.map(late)
        lines += sheet.comparison.notes.map(ReportJSON.line)
        lines.append(journal(sheet))
        var summary = JSONLine("change_summary")
        summary.add("agrees", sheet.agrees)
        summary.add("differences", sheet.differences.count)
        summary.add("payment_differences", sheet.payments.count)
        summary.add("exit", Int(sheet.exit.rawValue))
        return lines + [summary.text]
    }

    private static func late(_ document: LateDocument) -> String {
        var line = JSONLine("late_document")
        line.add("document", document.key)
        line.add("number", document.number)
        line.add("date", document.date.description)
        line.add("created", document.createdOn?.description)
        line.add("transferred", document.transferredOn.description)
        return line.text
    }

    private static func journal(_ sheet: CloseSheet) -> String {
        var line = JSONLine("journal")
        line.add("entries", Int(sheet.journal.entries))
        line.add("newest_hash", sheet.journal.newestHash)
        line.add("whole", sheet.journal.broken == nil)
        line.add("why", sheet.journal.broken?.why)
        return line.text
    }
}
