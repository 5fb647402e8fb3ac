import Bookkeeping
import Testing
import Wording

@testable import Comparison
@testable import Console
@testable import Reconciliation

/// Five documents on 30 November 2026; the figures were added up by hand.
///
///     number         due         overdue  HERO      lexoffice  difference
///     RE-1           2026-12-05        -5    119,00     119,00       0,00
///     RE-2           2026-11-20        10  1.190,00     690,00    -500,00
///     RE-3           2026-09-30        61      –         50,00          –
///     ST-4           2026-08-01       121   -11,90     -11,90       0,00
///     <b>"5"</b> & ? 2026-08-02       120      7,00       7,00       0,00
@Suite struct OpenItemsViewTests {
    private static let now = Instant(milliseconds: 1_796_036_400_000)  // 2026-11-30T11:00:00Z
    private static let hostile = "<b>\"5\"</b> & ?"

    private static func items() throws -> OpenItems {
        func item(
            _ key: String, _ number: String, due: String, days: Int64, hero: Int64?, lexoffice: Int64?, _ verdict: DunningVerdict?
        ) throws -> OpenItem {
            let day = try #require(BusinessDay(due))
            return OpenItem(
                key: key, voucherID: "v-\(key)", number: number, date: day, due: day, total: Cents(hero ?? lexoffice ?? 0),
                heroOpen: hero.map { Cents($0) }, lexofficeOpen: lexoffice.map { Cents($0) }, bucket: AgeBucket(overdue: days),
                daysOverdue: days, isCancelled: false, verdict: verdict,
                paymentsReadAt: key == "2" ? now.adding(milliseconds: -180_000) : nil)
        }
        return OpenItems(
            date: try #require(BusinessDay("2026-11-30")), now: now,
            freshness: Freshness(hero: now.adding(milliseconds: -60_000), lexoffice: nil, isStill: false),
            items: [
                try item("1", "RE-1", due: "2026-12-05", days: -5, hero: 11_900, lexoffice: 11_900, nil),
                try item("2", "RE-2", due: "2026-11-20", days: 10, hero: 119_000, lexoffice: 69_000, .not(.entryMissingInHero)),
                try item("3", "RE-3", due: "2026-09-30", days: 61, hero: nil, lexoffice: 5_000, .unknown(.notTold)),
                try item("4", "ST-4", due: "2026-08-01", days: 121, hero: -1_190, lexoffice: -1_190, .mayBeDunned),
                try item("5", hostile, due: "2026-08-02", days: 120, hero: 700, lexoffice: 700, .mayBeDunned),
            ], settled: 1_234, undated: 0)
    }

    @Test(
        arguments: [
            (0, ["nicht fällig", "1", "119,00", "119,00", "0,00"], nil), (1, ["1 bis 29 Tage", "1", "1.190,00", "690,00", "-500,00"], nil),
            (2, ["30 bis 59 Tage", "0", "0,00", "0,00", "0,00"], nil),
            (3, ["60 bis 89 Tage", "1", "0,00", "50,00", "0,00"], "1 ohne Angabe: 50,00"),
            (4, ["ab 90 Tagen", "2", "-4,90", "-4,90", "0,00"], nil),
            (5, ["Summe", "5", "1.304,10", "854,10", "-500,00"], "1 ohne Angabe: 50,00"),
        ] as [(Int, [String], String?)])
    func agesAreAddedUp(place: Int, row: [String], untold: String?) throws {
        let view = OpenItemsView(try Self.items(), PageText(language: .de))
        let bucket = try #require((view.buckets + [view.total]).dropFirst(place).first)
        #expect([bucket.name, bucket.count, bucket.hero, bucket.lexoffice, bucket.difference] == row)
        #expect(bucket.untold == untold)
        #expect(bucket.differs == (row[4] != "0,00"))
    }

    @Test func aSideThatSaysNothingIsNoDifference() throws {
        let view = OpenItemsView(try Self.items(), PageText(language: .en))
        #expect(view.items.map(\.difference) == ["0.00", "-500.00", "–", "0.00", "0.00"])
        #expect(view.items.map(\.differs) == [false, true, false, false, false])
        #expect(view.items.map(\.hero) == ["119.00", "1,190.00", "not told", "-11.90", "7.00"])
        #expect(view.items.map(\.days) == ["–", "10", "61", "121", "120"])
        #expect((view.settled, view.isEmpty, view.isCut) == ("1,234", false, false))
    }

    @Test(arguments: Language.allCases)
    func eachOverdueDocumentHasOneOfThreeVerdictsAndItsProof(language: Language) throws {
        let view = DunningView(try Self.items(), PageText(language: language))
        #expect(view.counts.map(\.count) == ["2", "1", "1"])
        #expect(view.counts.map(\.tone) == ["good", "bad", "warn"])
        #expect(view.rows.map(\.tone) == ["bad", "warn", "good", "good"])
        #expect(view.rows.map(\.code) == ["ENTRY_MISSING_IN_HERO", "NOT_TOLD", nil, nil])
        let proofs =
            switch language {
            case .de: ["HERO vor 1 Minute, lexoffice noch nie, Zahlungen gelesen vor 3 Minuten", "HERO vor 1 Minute, lexoffice noch nie"]
            case .en: ["HERO 1 minute ago, lexoffice never yet, payments read 3 minutes ago", "HERO 1 minute ago, lexoffice never yet"]
            }
        #expect(Array(view.rows.map(\.proof).prefix(2)) == proofs)
    }

    @Test func hostileNumbersAreTextAndNothingElse() throws {
        let open = try Self.items()
        let view = PaymentsPage.View(
            underWay: UnderWay([], PageText(language: .de)), day: "2026-11-30", badDate: false, isToday: true,
            open: OpenItemsView(open, PageText(language: .de)), dunning: DunningView(open, PageText(language: .de)), csv: "/datei/x")
        let html = try #require(
            try Renderer().render(.payments, ["page": view, "t": PageWords(PaymentsWord.self, .de), "frame": [String: String]()]))
        #expect(!html.contains("<b>"))
        #expect(html.contains("&lt;b&gt;&quot;5&quot;&lt;/b&gt; &amp; ?"))
        #expect(html.contains("/beleg/%3Cb%3E%225%22%3C%2Fb%3E%20%26%20%3F"))
    }
}
