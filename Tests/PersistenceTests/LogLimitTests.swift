import Foundation
import GRDB
import Testing

@testable import Persistence

/// The log beside the state, which Litestream reads as well.
@Suite struct LogLimitTests {
    private let file: StateFile
    init() throws { file = try StateFile() }

    private func pagesBeforeCheckpoint(_ store: Store) throws -> Int? {
        try store.queue.read { try Int.fetchOne($0, sql: "PRAGMA wal_autocheckpoint") }
    }

    private var logSize: Int {
        get throws { (try FileManager.default.attributesOfItem(atPath: file.path + "-wal")[.size] as? NSNumber)?.intValue ?? 0 }
    }

    /// What is left of a former log behind the beginning of the new one is taken by a Litestream that was away for a log it knows.
    @Test func aLogThatBeginsAnewHasNothingOfTheFormerOne() throws {
        let store = try file.open()
        for number in 1...40 { try store.book("\(number)", "v-\(number)") }
        let full = try logSize
        try store.queue.writeWithoutTransaction { _ = try $0.checkpoint(.passive) }
        #expect(try logSize == full && full > 200_000)
        try store.book("41", "v-41")
        #expect(try logSize < full / 4)
    }

    @Test func besideLitestreamTheLogIsPutIntoTheFileByIt() throws {
        #expect(try pagesBeforeCheckpoint(file.open()) == 1_000)
        // Its notes, beside every state it carries away.
        try FileManager.default.createDirectory(
            atPath: file.directory + "/.reconcile.sqlite-litestream", withIntermediateDirectories: false)
        #expect(try pagesBeforeCheckpoint(file.open()) == 10_000)
        #expect(try pagesBeforeCheckpoint(Store.beside(directory: file.directory)) == 10_000)
        #expect(try pagesBeforeCheckpoint(Store.view(directory: file.directory)) == 1_000)
    }
}
