import Bookkeeping
import Foundation
import GRDB
import StateCharts
import TestSupport
import Testing

@testable import Persistence

/// Whatever number stands in a row or in a file beside the state: an answer or an error, never the end of the process.
@Suite struct ExtremeTests {
    static let numbers: [Int64] = [.min, .min + 1, -1, 0, 1, .max - 1, .max]

    /// Each integer anybody can put into a row.
    static let columns = [
        "invoice.rev", "invoice.entered_at", "invoice.attempts", "invoice.next_at", "invoice.doubt_since", "link.id", "link.linked_at",
        "link.unlinked_at", "intent.id", "intent.opened_at", "intent.closed_at", "setting.changed_at", "pass.id", "pass.started_at",
        "pass.finished_at", "pass.hero_requests", "pass.writes", "hero_document.id", "hero_document.seen_at", "hero_document.refers_to",
        "lex_voucher.seen_at", "lex_payment.read_at", "lex_contact.seen_at", "transition.seq", "transition.at", "seal.changes",
    ]

    private func file() throws -> StateFile {
        let file = try StateFile.new()
        let store = try file.open()
        try store.announce("1")
        try store.record(documents: [Listed(id: 1, text: "a")], at: StateFile.now)
        _ = try store.record(vouchers: [Listed(id: "v-1", text: "a")], at: StateFile.now)
        _ = try store.beginPass(at: StateFile.now)
        try store.set(setting: "start", to: "x", by: StateFile.author, at: StateFile.now)
        return file
    }

    /// Everything the program asks of a state, one after the other; errors are answers.
    private func ask(_ store: Store) {
        _ = try? store.verifyJournal()
        _ = try? store.journal(after: .min)
        _ = try? store.figures()
        _ = try? store.restoration()
        _ = try? store.lastPass()
        _ = try? store.machines(InvoiceChart.self).map { ($0.enteredAt.isoText, $0.nextAt?.berlinText) }
        _ = try? store.links(InvoiceChart.self).map { $0.linkedAt.berlinText }
        _ = try? store.openIntents().map { BusinessDay(berlinDayOf: $0.openedAt) }
        _ = try? store.journal(after: 0).map { "\($0.day) \($0.at.isoText)" }
    }

    private func work(_ store: Store) {
        var commitment = TransitionChanges()
        commitment.retry = .later(Instant(milliseconds: .max))
        _ = try? store.annotate(InvoiceChart.self, "1", commitment)
        _ = try? store.feed("1", .replyCreated, Store.created("v-2"))
        _ = try? store.begin(InvoiceChart.self, "2", by: StateFile.author, at: StateFile.now)
        _ = try? store.set(setting: "start", to: "y", by: StateFile.author, at: StateFile.now)
        if let pass = try? store.beginPass(at: StateFile.now) {
            _ = try? store.finishPass(pass, .complete, reason: nil, heroRequests: .max, lexofficeRequests: 0, writes: 0, at: StateFile.now)
        }
        _ = try? store.moveMark(at: StateFile.now)
        _ = try? store.rest(at: StateFile.now)
    }

    @Test func rows() async throws {
        try await sideBySide(Self.columns, atOnce: 2) { try row($0) }
    }

    private func row(_ column: String) throws {
        let parts = column.split(separator: ".")
        for number in Self.numbers {
            let file = try file()
            try? file.tamperUnseen { try $0.execute(sql: "UPDATE OR REPLACE \(parts[0]) SET \(parts[1]) = \(number)") }
            if let view = try? Store.view(directory: file.directory) { ask(view) }
            if let store = try? file.open() {
                ask(store)
                work(store)
            }
            // A chain that was rewritten to fit, and sums as well: what verification cannot see.
            let queue = try DatabaseQueue(path: file.path, configuration: Store.configuration(.writing(file.path)))
            let unverified = Store(queue: queue, path: file.path, directory: file.directory)
            ask(unverified)
            work(unverified)
        }
    }

    @Test(arguments: numbers) func filesBesideTheState(number: Int64) throws {
        for cursor in [Restoration.generation, Restoration.name] {
            let file = try file()
            let store = try file.open()
            let restoration = #"""
                {"cause":"restored","phase":"relinking","missingEntries":\#(number),"lastAlive":\#(number),"noticedAt":\#(number),
                "noticedMonotonic":\#(number),"linkBefore":\#(number),"relinked":\#(number),"asked":\#(number),"absent":\#(number),
                "younger":\#(number)}
                """#
            try store.set(cursor: cursor, to: cursor == Restoration.generation ? String(number) : restoration)
            for history in [nil, "other"] {
                let mark = Watermark(
                    generation: number, entries: number, newestHash: "x", at: Instant(milliseconds: number), history: history,
                    intents: number, seals: ["link": Seal(changes: number, sum: "")])
                try mark.write(directory: file.directory)
                var receipt = BackupReceipt(
                    path: "", entries: number, newestHash: "x", bytes: number, at: Instant(milliseconds: number), history: history)
                receipt.earlier = [BackupReceipt.Anchor(entries: number, hash: "y", history: history)]
                #expect(receipt.remember(directory: file.directory))
                ask(try Store.view(directory: file.directory))
                if let opened = try? file.open() {
                    ask(opened)
                    work(opened)
                }
            }
        }
    }

    // MARK: the clock

    private static func moment(_ text: String) throws -> Instant { try #require(Instant(iso: text)) }

    @Test(arguments: ["1970-01-01T00:00:00Z", "2019-12-31T22:59:59.999Z", "2199-12-31T23:00:00Z", "9999"]) func aClockThatIsDecadesOff(
        text: String
    )
        throws
    {
        let now = text == "9999" ? Instant(milliseconds: 253_402_300_799_000) : try Self.moment(text)
        let file = try file()
        let store = try file.open()
        let (before, mark) = (try file.dump(), Watermark.read(directory: file.directory))
        var refusals: [StoreError] = []
        for work in [
            { _ = try store.beginPass(at: now) }, { _ = try store.begin(InvoiceChart.self, "9", by: StateFile.author, at: now) },
            { _ = try store.advance(InvoiceChart.self, "1", .heroCancelled, by: StateFile.author, at: now) },
            { try store.note("x", InvoiceChart.self, "1", detail: [:], by: StateFile.author, at: now) },
            { try store.set(setting: "start", to: "z", by: StateFile.author, at: now) }, { try store.moveMark(at: now) },
        ] as [() throws -> Void] {
            do { try work() } catch let error as StoreError { refusals.append(error) }
        }
        #expect(refusals.count == 6 && refusals.allSatisfy { $0.code == .cannotWrite && $0.subject == "clock" })
        let after = try file.dump()
        #expect(after == before && Watermark.read(directory: file.directory) == mark)
    }

    @Test(arguments: ["2020-01-01T00:00:00Z", "2199-12-31T22:59:59Z"]) func aClockThatMayBeRight(text: String) throws {
        #expect(throws: Never.self) { try PlausibleClock.check(try Self.moment(text)) }
    }

    /// Version 1.0.0 wrote such entries, and could not read them again.
    @Test(arguments: [(7_258_118_400_000, "2200-01-01"), (Int64(253_370_764_800_000), "9999-01-01"), (-2_240_524_800_000, "1899-01-01")])
    func anEntryBeyondTheCalendarIsReadable(milliseconds: Int64, day: String) throws {
        let file = try file()
        try file.plain().write { db in
            let last = try #require(try Row.fetchOne(db, sql: "SELECT * FROM transition ORDER BY seq DESC LIMIT 1"))
            var entry = try JournalEntry(last)
            entry.seq += 1
            entry.at = Instant(milliseconds: milliseconds)
            entry.day = BusinessDay(berlinDayOf: entry.at)
            entry.previous = entry.hash
            entry.hash = entry.computedHash
            try db.execute(
                sql: "INSERT INTO transition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    entry.seq, milliseconds, day, entry.actor, entry.cause, entry.software, entry.mapping, entry.kind, entry.key,
                    entry.from, entry.event, entry.to, entry.effects, entry.detail, entry.previous, entry.hash,
                ])
        }
        let store = try file.open()
        #expect(try store.journal(after: 0).last?.day.description == day)
        #expect(try store.verifyJournal().broken == nil)
        let receipt = try Store.view(directory: file.directory).backup(to: file.directory + "/kept", at: StateFile.now)
        #expect(receipt.entries == 8)
        // And the next entry follows it.
        #expect(throws: Never.self) { try store.set(setting: "start", to: "z", by: StateFile.author, at: StateFile.now) }
    }

    @Test(arguments: numbers) func momentsAndDays(number: Int64) {
        let moment = Instant(milliseconds: number)
        #expect(moment.isoText.contains("T") && moment.berlinText.contains("T"))
        let day = BusinessDay(berlinDayOf: moment)
        #expect((1...12).contains(day.month) && (1...31).contains(day.day))
        for other in Self.numbers {
            let moved = moment.adding(milliseconds: other)
            #expect(other < 0 ? moved <= moment : moved >= moment)
            _ = moment.adding(seconds: Int(other)).milliseconds(since: Instant(milliseconds: other))
            _ = day.adding(days: Int(other)).startInBerlin
            _ = BusinessDay(daysSince1970: other).weekday
        }
    }

    @Test func saturation() {
        for left in Self.numbers {
            for right in Self.numbers {
                let bounds = Double(Int64.min)...Double(Int64.max)
                func near(_ exact: Double, _ found: Int64) -> Bool {
                    abs(min(max(exact, bounds.lowerBound), bounds.upperBound) - Double(found)) <= 2048
                }
                #expect(near(Double(left) + Double(right), left.plus(right)), "\(left) + \(right)")
                #expect(near(Double(left) - Double(right), left.minus(right)), "\(left) - \(right)")
                #expect(near(Double(left) * Double(right), left.times(right)), "\(left) * \(right)")
            }
        }
    }
}
