import Bookkeeping
import Foundation
import Persistence
import Testing
import Wording

@testable import Reconciliation
@testable import Reporting

/// A report for people, word for word.
@Suite struct ReportTextTests {
    private static let german = """
        + RE-1 1.190,00 EUR Einnahme angelegt, neuer Kontakt [BACKDATED]
        + ST-2 119,00 EUR Einnahmenminderung angelegt
        ~ RE-3 500,00 EUR Einnahme PDF nachgereicht
        ~ RE-4 1.190,00 EUR Zahlung vom 07.04.2026 (Bank) in HERO eingetragen
        = RE-5 200,00 EUR Einnahme verknüpft
        ? RE-6 300,00 EUR Einnahme ungewiss
        OUTCOME_UNKNOWN: Keine Antwort von lexoffice; ob gebucht wurde, ist offen. Nur was nach der Wartezeit sicher fehlt, wird neu gesendet.
        → Nichts zu tun, es geht von selbst weiter.
        ! RE-7 400,00 EUR Einnahme braucht Sie
        DUPLICATE_NUMBER: In lexoffice gibt es diese Belegnummer schon mit anderem Inhalt. (vouchers=v-7)
        → Beleg ansehen: `reconcile resolve NUMMER --adopt BELEG` (ist es) oder `--absent` (ist es nicht), mit --reason.
        » RE-8 600,00 EUR Einnahme bereit, in der Reihe
        · RE-9 700,00 EUR Einnahme wartet
        WAITING_FOR_FILE: HERO erstellt das PDF noch.
        → Nichts zu tun, es geht von selbst weiter.
        i RE-10 800,00 EUR Einnahme Hinweis NETTING_OPEN: Storniert, Verrechnung in lexoffice offen; nicht überfällig.
        """
    private static let english = """
        + RE-1 1,190.00 EUR sales invoice created, new contact [BACKDATED]
        + ST-2 119.00 EUR sales credit note created
        ~ RE-3 500.00 EUR sales invoice PDF attached
        ~ RE-4 1,190.00 EUR payment of 2026-04-07 (bank) entered in HERO
        = RE-5 200.00 EUR sales invoice adopted
        ? RE-6 300.00 EUR sales invoice uncertain
        OUTCOME_UNKNOWN: No answer from lexoffice; whether it was booked is open. Only what is certainly absent after a while is sent again.
        → Nothing to do, it goes on by itself.
        ! RE-7 400.00 EUR sales invoice needs you
        DUPLICATE_NUMBER: lexoffice already has this voucher number with other content. (vouchers=v-7)
        → Look at the voucher: `reconcile resolve NUMBER --adopt VOUCHER` (it is) or `--absent` (it is not), with --reason.
        » RE-8 600.00 EUR sales invoice ready, in the queue
        · RE-9 700.00 EUR sales invoice waiting
        WAITING_FOR_FILE: HERO is still creating the PDF.
        → Nothing to do, it goes on by itself.
        i RE-10 800.00 EUR sales invoice note NETTING_OPEN: Cancelled, still to be netted in lexoffice; not overdue.
        """

    @Test func everyLineHasItsWords() throws {
        for (language, page) in [(Language.de, Self.german), (.en, Self.english)] {
            let lines = Read.words(ReportText(language: language).lines(try SampleReport.report()))
            #expect(lines.dropLast().elementsEqual(page.split(separator: "\n").map(String.init)), "\(lines.joined(separator: "\n"))")
        }
    }

    /// 1,190.00 + 119.00 are created; the payment is no document, and what is only worth knowing has no sum.
    @Test func theFooterAddsUp() throws {
        func parts(_ language: Language, dryRun: Bool) throws -> [String] {
            let footer = try #require(ReportText(language: language).lines(SampleReport.report(dryRun: dryRun)).last)
            return footer.text.split(separator: " · ").map(String.init)
        }
        #expect(
            try parts(.de, dryRun: false) == [
                "2 angelegt (1.309,00 EUR)", "1 PDF nachgereicht (500,00 EUR)", "1 verknüpft (200,00 EUR)", "1 ungewiss (300,00 EUR)",
                "1 braucht Sie (400,00 EUR)", "1 bereit, in der Reihe (600,00 EUR)", "1 wartet (700,00 EUR)", "1 Hinweis",
                "1 Zahlung in HERO eingetragen (1.190,00 EUR)", "Anfragen: HERO 3, lexoffice 14", "1,2 s",
            ])
        #expect(
            try parts(.en, dryRun: true) == [
                "2 will be created (1,309.00 EUR)", "1 PDF will be attached (500.00 EUR)", "1 will be adopted (200.00 EUR)",
                "1 uncertain (300.00 EUR)", "1 needs you (400.00 EUR)", "1 ready, in the queue (600.00 EUR)", "1 waiting (700.00 EUR)",
                "1 note", "1 payment for HERO (1,190.00 EUR)", "requests: HERO 3, lexoffice 14", "1.2 s",
            ])
    }

    @Test func numbersAndAmountsStandInColumns() throws {
        let lines = ReportText(language: .de).lines(try SampleReport.report()).map(\.text).filter { $0.contains(" EUR  ") }
        #expect(lines.count == 10)
        let ends = Set(
            lines.compactMap { line in line.range(of: " EUR  ").map { line.distance(from: line.startIndex, to: $0.upperBound) } })
        #expect(ends.count == 1)
    }

    // MARK: the head and the end

    private func words(_ change: (inout PassReport) -> Void) -> [String] {
        var report = PassReport()
        change(&report)
        return ReportText(language: .en).lines(report).map(\.text).dropLast()
    }

    @Test func nothingToDoIsSaidOnlyWhereNothingIs() throws {
        let nothing = "Nothing to do: both systems tell the same story."
        #expect(words { _ in } == [nothing])
        let note = try #require(try SampleReport.report().lines.last)
        #expect(words { $0.lines = [note] }.last == nothing)
        let others: [(inout PassReport) -> Void] = [
            { $0.isPaused = true }, { $0.deletion = DeletionReport() }, { $0.relink = RelinkReport(Restoration(cause: .lost)) },
            { $0.interruption = PassFailure(.throttled, system: "hero", cause: "429", hint: "Wait.") },
        ]
        for change in others { #expect(!words(change).contains(nothing)) }
    }

    @Test func whatConcernsEverythingComesFirst() throws {
        let lines = words { ($0.isPaused, $0.isDryRun, $0.declaresPaymentLock) = (true, true, true) }
        #expect(lines.count == 3)
        #expect(lines.first == "Dry run: nothing is written.")
        #expect(lines.dropFirst().first == "Paused: nothing flows until `reconcile resume`.")
        let failure = PassFailure(.unavailable, system: "lexoffice", cause: "no answer in time", hint: "Try again later.")
        #expect(words { $0.interruption = failure } == ["! lexoffice: no answer in time", "    Try again later."])
    }

    /// A row nobody can read has no number, and no document stands behind it.
    @Test func whatHasNoNumberIsNamedByItsKey() {
        for (subject, word) in [(ReportLine.Subject.row, "entry"), (.contact, "Contact"), (.document, "document")] {
            var line = ReportLine(symbol: .waiting, record: .diagnostic, key: "77", number: nil)
            line.subject = subject
            #expect(Read.words(ReportText(language: .en).text(line, width: 0)) == ["· #77 \(word) waiting"])
        }
        var foreign = ReportLine(symbol: .adopt, record: .plannedChange, key: "4/hero/5501", number: "RE-4")
        foreign.payment = PaymentNote(documentID: 4, payment: nil)
        #expect(Read.words(ReportText(language: .en).text(foreign, width: 0)) == ["= RE-4 payment entry in HERO found in HERO"])
    }
}
