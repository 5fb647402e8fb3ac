import Bookkeeping
import Foundation
import Testing

@testable import Persistence

/// A database that is behind its mark was put back; one that merely goes on, however it ended, was not.
@Suite struct WatermarkTests {
    private func mark(_ file: StateFile) throws -> Watermark { try #require(Watermark.read(directory: file.directory)) }

    @Test func theMarkMovesBeforeAPassWrites() throws {
        let file = try StateFile()
        let store = try file.open()
        let opened = try mark(file)
        let pass = try store.beginPass(at: StateFile.now)
        let begun = try mark(file)
        #expect(begun.generation == opened.generation + 1 && begun.at == StateFile.now)
        try store.book("1", "v-1")
        try store.finishPass(pass, .complete, reason: nil, heroRequests: 0, lexofficeRequests: 0, writes: 1, at: StateFile.now)
        let ended = try mark(file)
        let newest = try store.verifyJournal().newestHash
        #expect(ended.generation == begun.generation && ended.entries == 7 && ended.newestHash == newest)
        #expect(FileManager.default.contents(atPath: file.directory + "/" + Watermark.fileName) != nil)
    }

    @Test func goingOnIsNoRestoration() throws {
        let file = try StateFile()
        for number in 0..<3 {
            // Dies without an end of its pass.
            let store = try file.open()
            #expect(try store.restoration() == nil)
            _ = try store.beginPass(at: StateFile.now)
            try store.book("\(number)", "v-\(number)")
        }
        #expect(try Store.view(directory: file.directory).restoration() == nil)
    }

    enum Past: CaseIterable, Sendable { case before, beforeAPassThatDied, other, unmarked, lost }

    @Test(arguments: Past.allCases) func aStateFromElsewhereIsNoticed(past: Past) throws {
        let file = try StateFile()
        let kept = file.directory + "/kept"
        do {
            let store = try file.open()
            try store.book("1", "v-1")
            _ = try store.beginPass(at: StateFile.now.adding(seconds: -60))
            _ = try store.backup(to: kept, at: StateFile.now)
            if past == .before { try store.book("2", "v-2") }
            if past != .other, past != .unmarked { _ = try store.beginPass(at: StateFile.now) }
        }
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
        switch past {
        case .before, .beforeAPassThatDied: try FileManager.default.copyItem(atPath: kept, toPath: file.path)
        case .unmarked:
            try FileManager.default.copyItem(atPath: kept, toPath: file.path)
            try FileManager.default.removeItem(atPath: file.directory + "/" + Watermark.fileName)
        case .other:
            // Longer than ours, and of another history.
            let stranger = try StateFile()
            let store = try stranger.open()
            for number in 0..<5 { try store.book("9\(number)", "w-\(number)") }
            for _ in 0..<9 { _ = try store.beginPass(at: StateFile.now) }
            let pass = try store.beginPass(at: StateFile.now)
            try store.finishPass(pass, .complete, reason: nil, heroRequests: 0, lexofficeRequests: 0, writes: 0, at: StateFile.now)
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
