package import Bookkeeping
internal import Persistence

/// A report without its lines: what its footer says, and small enough to be kept.
package struct PassSummary: Storable {
    /// By symbol.
    private var counts: [String: Int] = [:]
    private var sums: [String: Cents] = [:]
    /// Payments entered in HERO, or about to be.
    package var payments: Int
    package var paymentsSum: Cents
    package var heroRequests: Int
    package var lexofficeRequests: Int
    package var writes: Int
    package var isDryRun: Bool
    package var isPaused: Bool
    package var milliseconds: Int64
    package var interruption: PassFailure?
    private var exitCode: Int32

    package func count(_ symbol: ReportLine.Symbol) -> Int { counts[symbol.rawValue] ?? 0 }
    /// Of documents; payments are told apart.
    package func gross(_ symbol: ReportLine.Symbol) -> Cents { sums[symbol.rawValue] ?? .zero }
    package var exit: Exit { Exit(rawValue: exitCode) ?? .unexpected }

    init(_ report: PassReport) {
        payments = report.paymentsEntered.count
        paymentsSum = report.paymentsEntered.compactMap(\.gross).sum()
        heroRequests = report.heroRequests
        lexofficeRequests = report.lexofficeRequests
        writes = report.writes
        isDryRun = report.isDryRun
        isPaused = report.isPaused
        milliseconds = report.milliseconds
        interruption = report.interruption
        exitCode = report.exit.rawValue
        for symbol in ReportLine.Symbol.allCases where report.count(symbol) > 0 {
            counts[symbol.rawValue] = report.count(symbol)
            sums[symbol.rawValue] = report.gross(symbol)
        }
    }
}

extension PassReport {
    package var summary: PassSummary { PassSummary(self) }
}
