import Bookkeeping
import Foundation
import Testing

@testable import Reconciliation
@testable import Reporting

/// One line of each kind, two of what is created, and a payment.
enum SampleReport {
    static func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }

    static func report(dryRun: Bool = false) throws -> PassReport {
        var payment = line(.change, .plannedChange, "4", 119_000)
        (payment.key, payment.voucherType) = ("4/bank/2026-04-07/119000/1", nil)
        payment.payment = PaymentNote(documentID: 4, payment: Payment(kind: .bank, date: try day("2026-04-07"), amount: Cents(119_000)))
        var created = line(.create, .plannedChange, "1", 119_000)
        (created.newContact, created.flags) = (true, ["BACKDATED"])
        var reversal = line(.create, .plannedChange, "2", 11_900)
        (reversal.number, reversal.voucherType) = ("ST-2", .salesCreditNote)
        var report = PassReport()
        report.lines = [
            created, reversal, line(.change, .plannedChange, "3", 50_000), payment, line(.adopt, .plannedChange, "5", 20_000),
            line(.uncertain, .held, "6", 30_000, .outcomeUnknown),
            line(.person, .held, "7", 40_000, .duplicateNumber, "vouchers=v-7"), line(.ready, .diagnostic, "8", 60_000),
            line(.waiting, .diagnostic, "9", 70_000, .waitingForFile), line(.note, .diagnostic, "10", 80_000, .nettingOpen),
        ]
        report.isDryRun = dryRun
        (report.heroRequests, report.lexofficeRequests, report.writes, report.milliseconds) = (3, 14, 5, 1_290)
        return report
    }

    /// A row of a list that nobody can read.
    static var unread: ReportLine {
        var line = ReportLine(symbol: .waiting, record: .diagnostic, key: "row 3", number: nil, reason: .rowUnreadable)
        line.subject = .row
        return line
    }

    private static func line(
        _ symbol: ReportLine.Symbol, _ record: ReportLine.Record, _ key: String, _ gross: Int64, _ reason: ReasonCode? = nil,
        _ detail: String? = nil
    ) -> ReportLine {
        ReportLine(
            symbol: symbol, record: record, key: key, number: "RE-\(key)", voucherType: .salesInvoice, gross: Cents(gross), reason: reason,
            detail: detail)
    }
}

/// Outputs as values.
enum Read {
    /// Without what only sets columns apart.
    static func words(_ line: String) -> String { line.split(separator: " ").joined(separator: " ") }
    static func words(_ lines: [TextLine]) -> [String] { lines.map { words($0.text) } }

    /// A record as anybody's reader of JSON takes it.
    static func record(_ line: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
    }
    static func records(_ lines: [String], _ type: String) throws -> [[String: Any]] {
        try lines.map(record).filter { $0["type"] as? String == type }
    }
}
