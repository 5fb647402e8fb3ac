import Bookkeeping
import Persistence
import Reconciliation
import Testing
import Wording

@testable import Reporting

/// What is said of a restored or lost state.
@Suite struct RelinkTextTests {
    private func report(_ cause: Restoration.Cause, _ phase: Restoration.Phase, _ change: (inout Restoration) -> Void = { _ in })
        -> RelinkReport
    {
        var restoration = Restoration(cause: cause)
        restoration.phase = phase
        change(&restoration)
        return RelinkReport(restoration)
    }

    /// 1,995 of 2,000 are 99.75 %: it is never rounded up, so that a hundred means all.
    @Test func theShareIsRoundedDown() {
        var relink = report(.restored, .relinking) {
            ($0.relinked, $0.asked, $0.absent, $0.younger, $0.missingEntries) = (1_995, 2, 3, 4, 17)
        }
        relink.absentNumbers = ["RE-1", "RE-2"]
        relink.closesAt = Instant(iso: "2026-04-13T10:05:00Z")
        #expect(
            RelinkText(language: .de).lines(relink) == [
                "Der Stand ist älter als die Wirklichkeit (Backup zurückgespielt): erst wird verknüpft, angelegt wird nichts.",
                "  dem Protokoll fehlen 17 Einträge",
                "  wiedergefunden 1995 von 2000 (99,7 %), zu klären 2, nicht gefunden 3, jünger 4",
                "  nicht gefunden: RE-1, RE-2 und 1 weitere",
                "  → Nichts zu tun. Der erste Durchlauf nach 12:05 Uhr stellt fest, was wirklich fehlt; erst danach wird angelegt.",
            ])
        #expect(
            RelinkText(language: .en).lines(relink).dropFirst(2) == [
                "  relinked 1995 of 2000 (99.7 %), questions 2, not found 3, younger 4", "  not found: RE-1, RE-2 and 1 more",
                "  → Nothing to do. The first pass after 12:05 finds what is really absent; only after that anything is created.",
            ])
    }

    @Test(arguments: [(0, 0, 1_000), (1_999, 1, 999), (2_000, 0, 1_000), (0, 5, 0), (2, 1, 666)])
    func perMille(_ relinked: Int, _ absent: Int, _ expected: Int) {
        #expect(report(.lost, .done) { ($0.relinked, $0.absent) = (relinked, absent) }.perMille == expected)
    }

    @Test func whatIsUnknownIsLeftOut() {
        let lines = RelinkText(language: .en).lines(report(.lost, .held) { $0.missingEntries = 0 })
        #expect(lines.count == 3)
        #expect(lines[0].hasPrefix("After a loss of the state:"))
        #expect(lines[2].hasPrefix("  → Held: too much is absent."))
        #expect(RelinkText(language: .en).lines(report(.lost, .done)).last == "  → Done; the next pass transfers again.")
        #expect(RelinkText(language: .en).lines(report(.lost, .relinking)).last?.contains("after the settle window") == true)
    }
}
