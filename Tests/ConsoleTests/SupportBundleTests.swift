import Bookkeeping
import Testing

@testable import Console
@testable import Persistence

/// What is sent to somebody for help names nobody: canaries in every input are looked for in it.
@Suite struct SupportBundleTests {
    private static let canaries = ["Erika", "Musterfrau", "Müller", "mail.firma.example", "erika@firma.example", "/home/erika", "geheim"]

    private static func entry(_ seq: Int64, kind: String = "invoice", detail: String = "code=1") -> JournalEntry {
        JournalEntry(
            seq: seq, at: Instant(milliseconds: 1_774_951_200_000), day: BusinessDay(daysSince1970: 20_543), actor: "web:Erika (office)",
            cause: "resolve: Frau Musterfrau sagt geheim", software: "1", mapping: "", kind: kind, key: "4711", from: "blocked",
            event: "op.retry", to: "ready", effects: "", detail: detail, previous: "", hash: "c0ffee")
    }

    private static var bundle: SupportBundle {
        SupportBundle(
            version: "1.2.3", schema: "009", at: Instant(milliseconds: 1_774_951_200_000),
            findings: [
                DoctorFinding(grade: .ok, subject: "notifications", text: "erika@firma.example via mail.firma.example", hint: ""),
                DoctorFinding(grade: .fail, subject: "state", text: "/home/erika/state cannot be written", hint: "ask Erika"),
            ], counts: [("documents booked", 17)],
            configuration: [ConfiguredLine(key: "notify.office", shown: "…", source: "file:3")],
            journal: [entry(41), entry(42, kind: "setting", detail: "new=Müller old=-")], metrics: "reconcile_up 1\n",
            hidden: ["Erika", "Müller", "/home/erika/state"])
    }

    @Test func noCanarySings() {
        let text = Self.bundle.text
        for canary in Self.canaries { #expect(!text.contains(canary), "\(canary)") }
    }

    /// And it still says what helps.
    @Test func itHelps() {
        let text = Self.bundle.text
        for wanted in [
            "reconcile 1.2.3", "ok notifications", "fail state: … cannot be written", "documents booked 17", "notify.office = … (file:3)",
            "41 2026-03-31T10:00:00.000Z web resolve invoice 4711 blocked op.retry ready  code=1 c0ffee", "reconcile_up 1",
        ] { #expect(text.contains(wanted), "\(wanted)") }
    }

    @Test func beforeACheckItSaysSo() {
        let bundle = SupportBundle(
            version: "1", schema: "009", at: Instant(milliseconds: 0), findings: nil, counts: [], configuration: [], journal: [],
            metrics: "",
            hidden: [])
        #expect(bundle.text.contains("not run since the service began"))
    }
}
