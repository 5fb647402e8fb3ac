package import Bookkeeping
package import Persistence
package import Reconciliation
internal import StateCharts

/// The month as a tax adviser signs it (domain.md §5 R1-R5, G3).
package struct CloseSheet: Sendable {
    package var month: BookMonth
    /// The Berlin day of the reading; not after the month means that it is not finished.
    package var asOf: BusinessDay
    package var organizationName: String
    package var organizationID: String
    package var heroCompanyID: Int
    package var software: String
    package var mappingDigest: String
    package var comparison: Comparison
    /// What was asked about single items and not answered: the sheet is incomplete without it.
    package var untold: [ReportLine]
    /// The journal as it was when the reading began.
    package var journal: JournalVerdict
    /// Which line of the VAT return each case belongs to.
    package var lines = VATLines()
    /// The last signature of the month, and what moved since; nil while there is none.
    package var signature: SheetSignature?

    /// What is signed: the sheet without the moment it was read.
    package var record: SheetRecord {
        SheetRecord(month: month, organizationID: organizationID, agrees: agrees, lines: lines, rows: comparison.rows)
    }
    /// By it a sheet is told from every other one.
    package var hash: String { Digest.sha256(of: record) }
    package var vatReturns: [VATReturn] { VATBasis.allCases.map { VATReturn(record, by: $0) } }

    package var isFinished: Bool { BookMonth(asOf) > month }
    package var total: MonthTotal { comparison.totals[month] }

    /// Differences other than payments.
    package var differences: [Finding] { comparison.discrepancies.filter { $0.comparisonClass != .payment } }
    package var payments: [Finding] { comparison.discrepancies.filter { $0.comparisonClass == .payment } }

    package var agrees: Bool {
        comparison.discrepancies.isEmpty && comparison.unread == 0 && untold.isEmpty && total.isEqual && comparison.named.isEmpty
            && journal.broken == nil
    }

    package var exit: Exit { agrees && signature?.change.isEmpty != false ? .success : .discrepancies }
}

/// Why a month cannot be closed.
package enum CloseRefusal: Error, Sendable {
    /// Nothing flows and nothing is looked at while a person has paused the integration.
    case paused
    case interrupted(PassFailure)
}

/// Reads both systems for one month on a copy of the state. It writes to neither, and nothing to the state.
package struct MonthClose: Sendable {
    let survey: PassPlanner

    /// - Parameter survey: over a scratch copy of the state.
    package init(survey: PassPlanner) { self.survey = survey }

    package func run(_ month: BookMonth) async throws(CloseRefusal) -> CloseSheet {
        do {
            // Before the survey adds its own entries to the copy.
            let journal = try survey.context.store.verifyJournal()
            let result = try await survey.runAnew()
            guard let settings = result.settings else { throw Settings.notSetUp() }
            return try await sheet(month, result, settings, journal)
        } catch {
            throw refusal(error)
        }
    }

    /// A pause explains whatever ended the work; a state that cannot even say whether there is one explains more.
    private func refusal(_ error: any Error) -> CloseRefusal {
        do {
            let isPaused = try IntegrationLevel.current(survey.context.store)?.configuration.flow == .paused
            return isPaused ? .paused : .interrupted(PassFailure(error))
        } catch {
            return .interrupted(PassFailure(error))
        }
    }

    private func sheet(
        _ month: BookMonth, _ result: PassPlanner.Result, _ settings: Settings, _ journal: JournalVerdict
    ) async throws -> CloseSheet {
        let context = survey.context
        let planned = try PlanLines(store: context.store).lines(result)
        let comparison = try await ComparisonReading(context: context, settings: settings)
            .run(.month(month), planned: planned)
        var sheet = CloseSheet(
            month: month, asOf: BusinessDay(berlinDayOf: context.now), organizationName: settings.organizationName,
            organizationID: settings.organizationID, heroCompanyID: settings.heroCompanyID, software: context.author.software,
            mappingDigest: settings.mappingDigest, comparison: comparison, untold: try UnansweredLines(context.store, context.policy).all(),
            journal: journal, lines: settings.linesInForce)
        sheet.signature = try context.store.closing(Closing<SheetRecord>.self, of: month).map { SheetSignature($0, now: sheet.record) }
        return sheet
    }
}
