import Bookkeeping
import Foundation
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// A database that is behind its mark was put back; one that merely goes on, however it ended, was not.
@Suite struct WatermarkTests {
    private func mark(_ file: StateFile) throws -> Watermark { try #require(Watermark.read(directory: file.directory)) }

    private func finish(_ store: Store, _ pass: Int64, at now: Instant = StateFile.now) throws {
        try store.finishPass(pass, .complete, reason: nil, heroRequests: 0, lexofficeRequests: 0, writes: 0, at: now)
    }

    @Test func theMarkMovesBeforeEveryWriteAndWhereItIsNews() throws {
        let file = try StateFile()
        let store = try file.open()
        let opened = try mark(file)
        let pass = try store.beginPass(at: StateFile.now)
        #expect(try mark(file) == opened)
        try store.announce("1")
        try store.moveMark(at: StateFile.now)
        let sent = try mark(file)
        #expect(sent.generation == opened.generation && sent.entries == 6 && sent.at == StateFile.now && sent.intents == 1)
        try store.feed("1", .replyCreated, Store.created("v-1"))
        #expect(try mark(file) == sent)
        try finish(store, pass)
        let ended = try mark(file)
        let newest = try store.verifyJournal().newestHash
        #expect(ended.entries == 7 && ended.newestHash == newest && ended.history == opened.history)
    }

    /// A pass without news writes its own record, and nothing that waits for the disk.
    @Test func aQuietPassMovesNothing() throws {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        try finish(store, try store.beginPass(at: StateFile.now))
        let before = try mark(file)
        let later = StateFile.now.adding(seconds: 3_600)
        let pass = try store.beginPass(at: later)
        try store.keep(Noted(text: "1"))
        try finish(store, pass, at: later)
        #expect(try mark(file) == before)
        #expect(try store.lastPass()?.finishedAt == later)
        let level = try store.read { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        #expect(level == 2)
    }

    @Test func goingOnIsNoRestoration() throws {
        let file = try StateFile()
        for number in 0..<3 {
            // Dies without an end of its pass.
            let store = try file.open()
            #expect(try store.restoration() == nil)
            _ = try store.beginPass(at: StateFile.now)
            try store.moveMark(at: StateFile.now)
            try store.book("\(number)", "v-\(number)")
        }
        #expect(try Store.view(directory: file.directory).restoration() == nil)
    }

    /// A write that has an announcement and no entry of its own.
    @Test func aCopyFromBeforeAnAnnouncementIsNoticed() throws {
        let file = try StateFile()
        let kept = file.directory + "/kept"
        do {
            let store = try file.open()
            try store.book("1", "v-1")
            _ = try store.backup(to: kept, at: StateFile.now)
            let intent = NewIntent(action: "note", digest: "d")
            #expect(try store.announceOnce(intent, PaymentChart.self, "1", since: StateFile.now, at: StateFile.now))
            try store.moveMark(at: StateFile.now)
        }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
        try FileManager.default.copyItem(atPath: kept, toPath: file.path)
        #expect(try file.open().restoration()?.phase == .relinking)
    }

    /// The same copy put back again, and new work under the numbers of lost entries: no break, however old the receipts are.
    @Test func aRestoredStateGrowsBeyondWhatIsKnownOfTheLostOne() throws {
        let file = try StateFile()
        let kept = file.directory + "/kept"
        do {
            let store = try file.open()
            try store.book("1", "v-1")
            #expect(try store.backup(to: kept, at: StateFile.now).remember(directory: file.directory))
            try store.book("2", "v-2")
            #expect(try store.backup(to: kept + "2", at: StateFile.now).remember(directory: file.directory))
            try store.moveMark(at: StateFile.now)
        }
        for round in 0..<2 {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
            try FileManager.default.copyItem(atPath: kept, toPath: file.path)
            #expect(try Store.view(directory: file.directory).verifyJournal().broken == nil)
            let store = try file.open()
            #expect(try store.restoration()?.phase == .relinking, "\(round)")
            for number in 3..<6 { try store.book("\(number)", "v-\(number)-\(round)") }
            #expect(try store.verifyJournal().broken == nil)
            #expect(throws: Never.self) { try file.open() }
        }
    }

    enum Past: CaseIterable, Sendable { case before, beforeAnOpening, other, unmarked, lost }

    @Test(arguments: Past.allCases) func aStateFromElsewhereIsNoticed(past: Past) throws {
        let file = try StateFile()
        let kept = file.directory + "/kept"
        do {
            let store = try file.open()
            try store.book("1", "v-1")
            try store.moveMark(at: StateFile.now.adding(seconds: -60))
            _ = try store.backup(to: kept, at: StateFile.now)
            if past != .beforeAnOpening {
                try store.book("2", "v-2")
                try store.moveMark(at: StateFile.now)
            }
            if past == .beforeAnOpening { _ = try file.open() }
        }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
        switch past {
        case .before, .beforeAnOpening: try FileManager.default.copyItem(atPath: kept, toPath: file.path)
        case .unmarked:
            try FileManager.default.copyItem(atPath: kept, toPath: file.path)
            try FileManager.default.removeItem(atPath: file.directory + "/" + Watermark.fileName)
        case .other:
            // Longer than ours, and of another history.
            let stranger = try StateFile()
            let store = try stranger.open()
            for number in 0..<5 { try store.book("9\(number)", "w-\(number)") }
            for _ in 0..<9 { _ = try stranger.open() }
            try finish(store, try store.beginPass(at: StateFile.now))
            _ = try store.backup(to: file.path, at: StateFile.now)
        case .lost: break
        }
        let isMarked = past != .unmarked
        if past != .lost { #expect(try Store.view(directory: file.directory).restoration()?.cause == .restored) }
        let restoration = try #require(try file.open().restoration(), "\(past)")
        #expect(restoration.phase == .relinking && (restoration.lastAlive != nil) == isMarked)
        // Noticed once, it stays until somebody has done something about it.
        #expect(try file.open().restoration()?.phase == .relinking)
        #expect(try Store.scratchCopy(directory: file.directory).restoration()?.phase == .relinking)
    }
}
