import Bookkeeping
import ConsoleAccess
import Persistence
import TestSupport
import Testing
import Transport
import Wording

@testable import Console

/// The page of all accounts: in which order, and what it says.
@Suite struct FleetPageTests {
    private static let now = Instant(milliseconds: 1_796_018_340_000)
    private static let day: Int64 = 86_400_000

    private static func ago(_ days: Int64) -> Instant { now.adding(milliseconds: -days * day) }

    private static func line(_ name: String, _ change: (inout AccountLine) -> Void = { _ in }) throws -> AccountLine {
        var line = AccountLine(try #require(AccountName(name)))
        line.condition = .inStep
        line.since = ago(1)
        line.lastCompleteAt = now
        change(&line)
        return line
    }

    private static func everyKind() throws -> [AccountLine] {
        try [
            line("fine"), line("other-fine") { $0.since = ago(9) },
            line("fresh") { ($0.condition, $0.lastCompleteAt) = (.ahead, nil) },
            line("linking") { $0.condition = .relinking(until: now) },
            line("doubtful") { $0.doubts = 2 },
            line("resting") { $0.condition = .paused },
            line("silent") { $0.condition = .heldBack(.heroSilent, detail: nil) },
            line("asking-new") { ($0.people, $0.oldest, $0.owners.office) = (9, ago(1), 9) },
            line("asking-old") { ($0.people, $0.oldest, $0.owners.adviser) = (1, ago(7), 1) },
            // What waits for people counts before a pause, and behind what is broken.
            line("asking-paused") { ($0.people, $0.oldest, $0.condition) = (1, ago(3), .paused) },
            line("old-setting") { $0.refusedSetting = "notify.smtp" },
            line("broken-new") { ($0.condition, $0.since) = (.heldBack(.keyRefused, detail: nil), ago(1)) },
            line("broken-old") { ($0.condition, $0.since) = (.heldBack(.sameBooks, detail: "fine"), ago(4)) },
        ]
    }

    @Test func whatIsWorstAndWaitsLongestComesFirst() throws {
        let lines = try Self.everyKind()
        let order = [
            "broken-old", "broken-new", "old-setting", "asking-old", "asking-paused", "asking-new", "silent", "resting", "doubtful",
            "linking",
            "fresh", "fine", "other-fine",
        ]
        #expect(AccountLine.ordered(lines).map(\.account.description) == order)
        #expect(AccountLine.ordered(lines.reversed()).map(\.account.description) == order)
    }

    private static func view(_ lines: [AccountLine], _ query: String = "", _ language: Language = .en) throws -> FleetPage.View {
        let hosts = try FleetHosts(AccessSettings(), port: 9850)
        let page = FleetPage(lines: lines, now: now) { hosts.address(of: $0) }.page(Fields(query), language)
        return try #require(page.view as? FleetPage.View)
    }

    @Test func eachLineSaysWhatAndWhoseItIs() throws {
        let rows = try Self.view(Self.everyKind()).rows
        func row(_ name: String) throws -> FleetPage.Row { try #require(rows.first { $0.name == name }) }
        let broken = try row("broken-old")
        #expect(broken.address == "http://broken-old.localhost:9850/")
        #expect(broken.tone == "bad" && broken.detail == "fine" && broken.who == "administrator" && broken.since == "4 days ago")
        let asking = try row("asking-old")
        #expect(asking.state == "waits for people" && asking.people == "1" && asking.since == "7 days ago" && asking.who == "tax adviser")
        #expect(try row("old-setting").state == "new setting refused" && row("old-setting").detail == "notify.smtp")
        let spoilt = try Self.view([Self.line("spoilt") { ($0.condition, $0.refusedSetting) = (.paused, "file") }]).rows
        #expect(spoilt.first?.state == "paused")
        #expect(spoilt.first?.detail == "new setting refused, the old one in force: spoilt.yaml")
        #expect(try row("doubtful").doubts == "2" && row("doubtful").who == "waits by itself")
        #expect(try row("fresh").last == "never yet")
        #expect(try row("fine").tone == "good" && row("fine").who == nil && row("fine").since == nil)
        let unserved = try Self.view([Self.line("gone") { $0.isServed = false }]).rows
        #expect(unserved.first?.address == nil)
    }

    @Test func noNumberIsWithoutTheListBehindIt() throws {
        let lines = try Self.everyKind()
        let tiles = try Self.view(lines).tiles
        #expect(tiles.map(\.figure) == ["6", "3", "1", "2"])
        for tile in tiles {
            let rows = try Self.view(lines, String(tile.address.drop { $0 != "?" }.dropFirst())).rows
            #expect("\(rows.count)" == tile.figure, "\(tile.name)")
        }
        #expect(try Self.view(lines, "suche=OLD").rows.map(\.name) == ["broken-old", "old-setting", "asking-old"])
        let none = try Self.view(lines, "stand=takt&suche=asking")
        #expect(none.rows.isEmpty && none.empty == "No account fits that." && none.isFiltered)
    }

    @Test func neverGreenWhileOneIsNotInStep() throws {
        func said(_ lines: [AccountLine]) throws -> [String] {
            let view = try Self.view(lines)
            return [view.tone, view.sentence]
        }
        let fine = try Self.line("fine")
        #expect(try said([fine, fine]) == ["good", "All 2 accounts are in step."])
        #expect(try said([fine, Self.line("a") { $0.doubts = 1 }]) == ["calm", "1 of 2 accounts gets in step without anybody."])
        #expect(try said([fine, Self.line("a") { $0.people = 1 }]) == ["warn", "1 of 2 accounts needs somebody."])
        #expect(
            try said([fine, Self.line("a") { $0.condition = .heldBack(.defect, detail: nil) }]) == [
                "bad", "1 of 2 accounts needs somebody.",
            ])
        let elsewhere = try Self.line("far") { $0.condition = .elsewhere(host: "h2") }
        #expect(try said([fine, fine, elsewhere]) == ["good", "All 2 accounts are in step."])
        #expect(try said([elsewhere]).last == "All accounts are on other hosts.")
        #expect(try Self.view([elsewhere]).rows.first?.state == "on host h2")
        #expect(try said([]).last == "There is no account yet; `reconcile fleet add NAME` makes one.")
        #expect(try said([]).first != "good")
    }

    /// As many as one process serves, each with everything a line can say.
    @Test func aThousandAccountsAreAPageOfTwoMegabytesAndAHalfAtMost() throws {
        let lines = try (1...1_000).map { number in
            try Self.line("a-rather-long-name-of-an-office-\(number)") {
                $0.condition = .heldBack(.sameBooks, detail: "a-rather-long-name-of-an-office-1")
                ($0.people, $0.doubts, $0.oldest) = (1_234, 56, Self.ago(300))
                ($0.owners.office, $0.owners.adviser, $0.owners.admin) = (1, 1, 1)
            }
        }
        let hosts = try FleetHosts(AccessSettings(url: "https://console.a-rather-long-name.example.org"), port: 9850)
        let page = FleetPage(lines: lines, now: Self.now) { hosts.address(of: $0) }.page(Fields(""), .de)
        let look = FrameLook(version: "1", account: nil, now: Self.now)
        let context: [String: Any] = ["frame": look.bare(page, .de, "/"), "page": page.view, "t": page.words]
        let html = try #require(try Renderer().render(.fleet, context))
        #expect(html.contains("a-rather-long-name-of-an-office-1000.console") && html.utf8.count <= 2_500_000, "\(html.utf8.count)")
    }

    @Test func anOpenPageHearsOfWhatChangesAndNotOfEveryPass() throws {
        let (before, passed) = (try Self.line("a"), try Self.line("a") { $0.lastCompleteAt = Self.ago(-1) })
        #expect(FleetStamp.text([before]) == FleetStamp.text([passed]))
        #expect(FleetStamp.text([before]) != FleetStamp.text([try Self.line("a") { $0.people = 1 }]))
    }

    @Test(arguments: AccountHindrance.allCases) func everyReasonHasTwoLanguages(_ hindrance: AccountHindrance) {
        #expect(!hindrance.words(.de).isEmpty && hindrance.words(.de) != hindrance.words(.en))
    }
}
