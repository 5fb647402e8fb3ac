import Bookkeeping
import Persistence
import Reconciliation
import Testing
import Wording

@testable import Notify

/// What a digest says to whom, in which language, on which day; every expected line was written by hand.
@Suite struct DigestTests {
    /// 2026-11-30, 07:00 in Berlin.
    static let now = Instant(milliseconds: 1_796_018_400_000)
    static let today = BusinessDay(berlinDayOf: now)
    private static let day: Int64 = 86_400_000

    static func line(_ key: String, _ number: String?, _ gross: Int64?, _ reason: ReasonCode, _ detail: String? = nil) -> ReportLine {
        ReportLine(
            symbol: .person, record: .held, key: key, number: number, gross: gross.map { Cents($0) }, reason: reason, detail: detail)
    }

    static func held(_ line: ReportLine, days: Int64?) -> Situation.Held {
        Situation.Held(
            line: line, reason: line.reason ?? .missingNumber, since: days.map { now.adding(milliseconds: -$0 * day - 3_600_000) })
    }

    /// Two matters of the office, one that is its and the adviser's, one that is the administrator's and the adviser's.
    static let situation = Situation(
        held: [
            held(line("11", "RE-2026-0011", 119_000, .contactAmbiguous), days: 3),
            held(line("12", "RE-2026-0012", 23_800, .paymentRefused), days: 1),
            held(line("13", "RE-2026-0013", 500_000, .cumulativeUnclear), days: 0),
            held(line("14", nil, nil, .unmappedCategory), days: 8),
        ], hindrances: [])

    static var flow: Flow {
        var flow = Flow(since: today.adding(days: -1))
        (flow.vouchers, flow.gross, flow.payments, flow.paid) = (12, Cents(1_428_000), 1, Cents(119_000))
        return flow
    }

    /// As if everybody had been told `ago` days before.
    static func digest(_ audience: Audience, toldDaysAgo ago: Int64? = 1, situation: Situation = situation, names: Bool = true)
        -> DailyDigest
    {
        let told = ago.map { (today.adding(days: -Int($0)), now.adding(milliseconds: -$0 * day)) }
        let making = DigestMaking(situation, after: EarlierTelling(told: told), day: today)
        return making.digest(for: audience, flow: flow) { names ? "Kunde \($0) GmbH" : nil }
    }

    // MARK: who is told what

    /// audience, told so many days ago → numbers or keys that are told, and how many wait
    @Test(
        arguments: [
            // Today's three, of which one is three days old, one a day, one new.
            (Audience.office, 1, ["11", "12", "13"], 3),
            // Told this morning already: what came since is not due before tomorrow.
            (.office, 0, [], 3), (.adviser, 1, ["13"], 2), (.admin, 1, [], 1),
            // The week was over yesterday, when there was no mail.
            (.admin, 2, ["14"], 1), (.adviser, 2, ["14", "13"], 2),
        ] as [(Audience, Int64, [String], Int)])
    func whatIsDue(_ audience: Audience, _ ago: Int64, _ keys: [String], _ count: Int) throws {
        let digest = Self.digest(audience, toldDaysAgo: ago)
        #expect(digest.own.flatMap(\.items).map(\.key).sorted() == keys.sorted())
        #expect(digest.own.map(\.count) == [count])
        #expect(digest.isQuiet == keys.isEmpty)
    }

    @Test func aProgramIsToldAll() throws {
        let digest = Self.digest(.everybody, toldDaysAgo: nil)
        #expect(digest.own.map(\.owner) == [.office, .adviser, .admin] && digest.own.map(\.count) == [3, 2, 1])
        #expect(digest.own.map(\.gross) == [Cents(642_800), Cents(500_000), nil] && digest.others.isEmpty)
        #expect(digest.own.flatMap(\.items).allSatisfy { !$0.isReminder })
    }

    @Test func whatWasToldIsAReminder() throws {
        let items = try #require(Self.digest(.office).own.first).items
        // A day and an hour old is older than the last mail; an hour old is not.
        #expect(items.map { "\($0.key) \($0.isReminder)" } == ["11 true", "12 true", "13 false"])
    }

    /// The oldest are listed, the rest is counted.
    @Test func aFloodIsCutAndSaid() throws {
        let many = (0..<120).map { Self.held(Self.line("\($0)", "RE-\($0)", 100, .contactAmbiguous), days: 0) }
        let digest = Self.digest(.office, toldDaysAgo: nil, situation: Situation(held: many, hindrances: []))
        let group = try #require(digest.own.first)
        #expect(group.items.count == 50 && group.due == 120 && group.count == 120 && group.gross == Cents(12_000))
        let lines = DigestText(language: .en, links: nil).lines(digest)
        #expect(lines.contains("… and 70 more."))
    }

    /// A pause concerns everybody, and it is the administrator who is written to because of it.
    @Test func whatHindersTheWholeIsSaid() throws {
        let paused = Situation(
            held: [], hindrances: [Situation.Hindrance(.paused, since: Self.now.adding(milliseconds: -Self.day))])
        for (audience, isQuiet) in [(Audience.office, true), (.adviser, true), (.admin, false), (.everybody, false)] {
            let digest = Self.digest(audience, situation: paused)
            #expect(digest.isQuiet == isQuiet && digest.notices.count == 1, "\(audience)")
            #expect(DigestText(language: .de, links: nil).lines(digest).first == "Pausiert: es fließt nichts. (seit 29.11.2026, einem Tag)")
        }
    }

    /// What has no date of its own counts from the day it was seen first.
    @Test func whatHasNoDateIsRemembered() throws {
        let situation = Situation(held: [Self.held(Self.line("11", "RE-1", 100, .contactAmbiguous), days: nil)], hindrances: [])
        var seen: [String: BusinessDay] = [:]
        var told: (day: BusinessDay, at: Instant)?
        var days: [Int] = []
        for age in 0...14 {
            let day = Self.today.adding(days: age)
            let making = DigestMaking(situation, after: EarlierTelling(told: told, seen: seen), day: day)
            if !making.digest(for: .office, flow: Self.flow, customer: { _ in nil }).isQuiet { days.append(age) }
            (seen, told) = (making.seen, (day, Self.now.adding(milliseconds: Int64(age) * Self.day)))
        }
        #expect(days == [0, 1, 3, 7, 14])
    }

    // MARK: the words

    @Test func theOfficeReadsGerman() throws {
        let links = try #require(ConsoleLinks("https://reconcile.firma.example/"))
        let lines = DigestText(language: .de, links: links).lines(Self.digest(.office))
        let expected = [
            "Stand 30.11.2026. Zu klären (Büro): 3, zusammen 6.428,00 EUR", "",
            "RE-2026-0011, Kunde 11 GmbH, 1.190,00 EUR", "  Erinnerung, seit 27.11.2026, 3 Tagen",
            "  Mehrere lexoffice-Kontakte passen; es wird nicht geraten.",
        ]
        #expect(Array(lines.prefix(5)) == expected)
        #expect(lines[5].hasPrefix("  Nächster Schritt: In lexoffice überzählige Kontakte archivieren, danach `reconcile retry NUMMER`."))
        #expect(lines[6] == "  https://reconcile.firma.example/beleg/RE-2026-0011")
        for line in [
            "RE-2026-0012, Kunde 12 GmbH, 238,00 EUR", "  Erinnerung, seit 29.11.2026, einem Tag",
            "RE-2026-0013, Kunde 13 GmbH, 5.000,00 EUR",
            "  neu, seit 30.11.2026", "Bei anderen: Steuerberater 2, Administrator 1.",
            "Übertragen seit 29.11.2026: 12 Belege über 14.280,00 EUR, 1 Zahlung über 1.190,00 EUR.",
            "Alles auf einen Blick: https://reconcile.firma.example/klaeren",
        ] { #expect(lines.contains(line), "\(line)") }
    }

    @Test func theAdviserReadsEnglishWithoutAConsole() throws {
        let lines = DigestText(language: .en, links: nil).lines(Self.digest(.adviser))
        for line in [
            "As of 2026-11-30. To be settled (tax adviser): 2, together 5,000.00 EUR", "RE-2026-0013, Kunde 13 GmbH, 5,000.00 EUR",
            "One goes on waiting, as told before.", "With others: office 3, administrator 1.",
            "Transferred since 2026-11-29: 12 vouchers over 14,280.00 EUR, 1 payment over 1,190.00 EUR.",
            "All at a glance: reconcile list",
        ] { #expect(lines.contains(line), "\(line)") }
        #expect(!lines.contains { $0.contains("RE-2026-0011") || $0.contains("http") })
    }

    /// Every audience, both languages: something to read, the note only on a repeat, and no name where names are left out.
    @Test(arguments: Audience.allCases, Language.allCases) func everyMail(_ audience: Audience, _ language: Language) throws {
        let text = DigestText(language: language, links: nil)
        let digest = Self.digest(audience, toldDaysAgo: nil, names: false)
        let (first, again) = (text.lines(digest), text.lines(digest, isRepeat: true))
        #expect(!first.joined().contains("Kunde") && text.lines(Self.digest(audience, toldDaysAgo: nil)).joined().contains("Kunde"))
        #expect(Array(again.dropFirst(2)) == first && again[0] == DigestWords.repeated(language))
        let subject = DigestWords.subject(language)
        #expect(!subject.contains { $0.isNumber } && !subject.contains("EUR"))
    }

    @Test func aProgramReadsCentsAndCodes() throws {
        let body = DigestJSON(links: nil).body(Self.digest(.office, names: false), id: "digest.1", isRepeat: true)
        let text = String(decoding: body, as: UTF8.self)
        for part in [
            #""event":"digest","id":"digest.1","day":"2026-11-30","repeat":true"#, #""actor":"office","count":3,"gross_cents":642800"#,
            #""document":"11","number":"RE-2026-0011","reason":"CONTACT_AMBIGUOUS","gross_cents":119000,"since":"2026-11-27""#,
            #""since":"2026-11-27","reminder":true"#,
            #""transferred":{"since":"2026-11-29","vouchers":12,"gross_cents":1428000,"payments":1,"payments_cents":119000}"#,
        ] { #expect(text.contains(part), "\(part) in \(text)") }
        #expect(!text.contains(#""customer":"#))
    }
}
