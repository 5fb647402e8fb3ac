import Bookkeeping
import Foundation
import StateCharts
import TestSupport
import Testing
import Wording

@testable import Console
@testable import Persistence

/// Pages of the journal against a filter written anew over all of its entries.
@Suite struct JournalPagesTests {
    private static let actors = ["pass", "user:anna", "web:Anna (office)", "web:Anna (admin)", "web:An_na"]
    private static let events = ["op.retry", "sys.blocked", "a%", "reply.created"]

    /// So many entries about few subjects by several people over some weeks.
    private static func store(_ count: Int, seed: UInt64) throws -> Store {
        let store = try Store.inMemory()
        var random = SeededGenerator(seed: seed)
        for index in 0..<count {
            let at = JournalEntry.minute(index * 97)
            let author = Author(actor: actors.randomElement(using: &random) ?? "pass", cause: "c", software: "1")
            let (event, key) = (events.randomElement(using: &random) ?? "", String(Int.random(in: 1...6, using: &random)))
            switch Int.random(in: 0..<3, using: &random) {
            case 0: try store.note(event, InvoiceChart.self, key, detail: [:], by: author, at: at)
            case 1: try store.note(event, PaymentChart.self, "\(key)/bank/2026-11-30/100/1", detail: [:], by: author, at: at)
            default: try store.note(event, ContactChart.self, key, detail: [:], by: author, at: at)
            }
        }
        return store
    }

    private static func fits(_ entry: JournalEntry, _ question: JournalQuestion) -> Bool {
        if let kind = question.kind, entry.kind != kind { return false }
        if let keys = question.keys, !keys.contains(entry.key) { return false }
        if let actor = question.actor, !entry.actor.hasPrefix(actor) { return false }
        if let event = question.event, entry.event != event { return false }
        if let from = question.from, entry.day < from { return false }
        if let to = question.to, entry.day > to { return false }
        return true
    }

    private static func question(_ random: inout SeededGenerator) -> JournalQuestion {
        func perhaps<T>(_ value: T?) -> T? { Bool.random(using: &random) ? value : nil }
        func one(_ values: [String]) -> String? { values.randomElement(using: &random) }
        let day = BusinessDay(berlinDayOf: JournalEntry.minute(Int.random(in: 0...30_000, using: &random)))
        var keys: [String] = []
        for key in 1...6 where Bool.random(using: &random) { keys.append(String(key)) }
        let (kind, event) = (one(["invoice", "payment", "contact", "setting"]), one(events))
        let actor = one(["pass", "web:Anna", "web:An_na", "web:", "nobody"])
        return JournalQuestion(
            kind: perhaps(kind), keys: perhaps(keys), actor: perhaps(actor), event: perhaps(event), from: perhaps(day), to: perhaps(day))
    }

    /// Downwards from the newest, then upwards from the oldest: the same entries, each once.
    @Test(arguments: [1, 2, 3] as [UInt64]) func pages(seed: UInt64) throws {
        let store = try Self.store(300, seed: seed)
        let all = try store.journal(after: 0, limit: 10_000)
        try #require(all.count == 300)
        var random = SeededGenerator(seed: seed &+ 100)
        for _ in 0..<60 {
            let question = Self.question(&random)
            let (limit, sight) = (Int.random(in: 1...9, using: &random), Int64.random(in: 1...80, using: &random))
            let expected = all.filter { Self.fits($0, question) }.map(\.seq)
            #expect(try Self.walk(store, question, .newest, limit, sight).map(\.seq) == expected.reversed())
            var upwards: [Int64] = []
            var place = JournalPlace.after(0)
            for _ in 0..<1_000 {
                let page = try store.journal(question, place, limit: limit, sight: sight)
                #expect(page.entries.count <= limit && page.entries.map(\.seq) == page.entries.map(\.seq).sorted(by: >))
                upwards += page.entries.map(\.seq).reversed()
                guard let unseen = page.unseen else { break }
                place = .after(unseen)
            }
            #expect(upwards == expected)
        }
    }

    private static func walk(_ store: Store, _ question: JournalQuestion, _ from: JournalPlace, _ limit: Int, _ sight: Int64) throws
        -> [JournalEntry]
    {
        var (entries, place): ([JournalEntry], JournalPlace) = ([], from)
        for _ in 0..<1_000 {
            let page = try store.journal(question, place, limit: limit, sight: sight)
            #expect(page.entries.count <= limit)
            entries += page.entries
            guard let unseen = page.unseen else { return entries }
            place = .before(unseen)
        }
        return entries
    }

    /// Any number may stand in an address.
    @Test func extremePlaces() throws {
        let store = try Self.store(20, seed: 9)
        let all = JournalQuestion()
        func seqs(_ place: JournalPlace, limit: Int = 50) throws -> [Int64] {
            try store.journal(all, place, limit: limit).entries.map(\.seq)
        }
        #expect(try seqs(.before(.max)).first == 20 && seqs(.before(.min)).isEmpty && seqs(.before(1)).isEmpty)
        #expect(try seqs(.after(.max)).isEmpty && seqs(.after(.min)).count == 20 && seqs(.after(19)) == [20])
        #expect(try seqs(.newest, limit: .max).count == 20 && seqs(.newest, limit: 0) == [20])
    }

    @Test func aHashIsOnTheChainOrNot() throws {
        let store = try Self.store(5, seed: 4)
        for entry in try store.journal(after: 0) { #expect(try store.journalEntry(hash: entry.hash) == entry) }
        #expect(try store.journalEntry(hash: String(repeating: "0", count: 64)) == nil)
    }

    // MARK: the proof

    @Test func theProofSaysHowFarItIs() throws {
        let store = try Self.store(2_500, seed: 11)
        var told: [[Int]] = []
        let verdict = try store.verifyJournal { told.append([$0, $1]) }
        #expect(told == [[1_000, 2_500], [2_000, 2_500]])
        let newest = try #require(try store.journalEntry(2_500))
        #expect(verdict.entries == 2_500 && verdict.newestHash == newest.hash && verdict.broken == nil)
    }

    @Test(arguments: Language.allCases) func whatTheProofCameTo(_ language: Language) {
        let text = PageText(language: language)
        let whole = JournalView.Result(.verdict(entries: 2_500, newestHash: "abc", broken: nil), at: "now", text)
        #expect(whole.tone == "good" && whole.detail == nil)
        #expect(whole.facts.map(\.value) == [language == .de ? "2.500" : "2,500", "abc", "now"])
        let broken = JournalView.Result(.verdict(entries: 7, newestHash: "", broken: (7, "its content was changed")), at: "now", text)
        #expect(broken.tone == "bad" && broken.detail?.contains(" 7: its content was changed") == true)
        #expect(JournalView.Result(.failed("CORRUPT"), at: "now", text).detail == "CORRUPT")
    }

    // MARK: the page

    private static func view(_ store: Store, _ query: String) throws -> JournalView {
        let request = PageRequest(
            visitor: Visitor(name: "a", role: .adviser), language: .de, query: Fields(query), form: .none, target: "/protokoll")
        let page = try JournalPages(parts: .sample(store)).page(request)
        return try #require(page.view as? JournalView)
    }

    /// By the links of the page alone, from the newest entry to the oldest and back.
    @Test func linksLeadThroughAll() throws {
        let store = try Self.store(170, seed: 5)
        let expected = try store.journal(after: 0).filter { $0.actor.hasPrefix("web:Anna") }.map { String($0.seq) }
        var seen: [String] = []
        var view = try Self.view(store, "wer=web%3AAnna")
        while true {
            seen += view.rows.map(\.seq)
            guard let older = view.older else { break }
            view = try Self.view(store, String(older.drop { $0 != "?" }.dropFirst()))
        }
        #expect(seen == expected.reversed())
        #expect(view.newest == "/protokoll?wer=web%3AAnna")
        var back = view.rows.map(\.seq)
        while let newer = view.newer {
            view = try Self.view(store, String(newer.drop { $0 != "?" }.dropFirst()))
            back = view.rows.map(\.seq) + back
        }
        #expect(back == expected.reversed())
    }

    @Test func aDayThatIsNoneIsTold() throws {
        let view = try Self.view(try Self.store(5, seed: 6), "von=2026-13-01")
        #expect(view.badDay && view.rows.isEmpty && view.empty == nil && view.from == "2026-13-01")
    }

    @Test func anchors() throws {
        let store = try Self.store(12, seed: 7)
        let entry = try #require(try store.journalEntry(7))
        let found = try Self.view(store, "anker=\(Fields.encoded(" \(entry.hash.uppercased()) "))")
        #expect(found.anchor?.tone == "good" && found.anchor?.address == "/protokoll?vor=8")
        #expect(found.anchor?.text.contains("Eintrag 7 ") == true)
        #expect(try Self.view(store, "anker=\(String(repeating: "a", count: 64))").anchor?.tone == "bad")
        #expect(try Self.view(store, "anker=abc").anchor?.tone == "warn")
        #expect(try Self.view(store, "").anchor == nil)
    }

    // MARK: the table

    @Test func theTableIsTheFilteredJournal() async throws {
        let store = try Self.store(60, seed: 8)
        let request = PageRequest(
            visitor: Visitor(name: "a", role: .adviser), language: .de, query: Fields("art=invoice"), form: .none, target: "/")
        guard case .stream(let type, let name, let parts) = try JournalTable(parts: .sample(store)).answer(request) else {
            Issue.record("no stream")
            return
        }
        var bytes: [UInt8] = []
        for try await part in parts { bytes += part }
        #expect(type == "text/csv; charset=utf-8" && name == "protokoll.csv" && bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let lines = String(decoding: bytes.dropFirst(3), as: UTF8.self).components(separatedBy: "\r\n")
        let expected = try store.journal(after: 0).filter { $0.kind == "invoice" }.reversed()
        #expect(lines.first?.hasPrefix("seq;at;day;actor;") == true && lines.last == "")
        #expect(lines.dropFirst().dropLast().map { String($0.prefix { $0 != ";" }) } == expected.map { String($0.seq) })
    }
}
