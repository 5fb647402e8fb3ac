import Foundation
import Persistence
import Testing

/// One writer per state directory, however its predecessor ended.
@Suite struct InstanceLockTests {
    private func lock(_ file: StateFile, _ purpose: String = "pass") throws(StoreError) -> InstanceLock {
        try InstanceLock(directory: file.directory, purpose: purpose, now: "2026-03-31T10:00:00.000Z")
    }

    @Test func aSecondHolderIsRefusedAndToldWho() throws {
        let file = try StateFile()
        #expect(InstanceLock.isHeld(directory: file.directory) == nil)
        let first = try lock(file, "serve")
        let words = "pid \(getpid()), serve, since 2026-03-31T10:00:00.000Z"
        withExtendedLifetime(first) {
            let refused = #expect(throws: StoreError.self) { try lock(file) }
            #expect(refused?.code.rawValue == "STATE_HELD")
            #expect(refused?.cause == "held by \(words)")
            #expect(refused?.isTransient == true)
            #expect(InstanceLock.isHeld(directory: file.directory) == words)
            #expect(InstanceLock.holder(directory: file.directory) == words)
        }
    }

    /// Only a service takes decisions of others; a purpose that merely begins like its own is none.
    @Test(arguments: [("reconcile serve", true), ("reconcile", false), ("reconcile serves", false), ("reconcile resolve", false)])
    func aServiceIsToldFromOtherHolders(purpose: String, isService: Bool) throws {
        let file = try StateFile()
        #expect(!InstanceLock.isHeldByService(directory: file.directory))
        let holder = try lock(file, purpose)
        withExtendedLifetime(holder) { #expect(InstanceLock.isHeldByService(directory: file.directory) == isService) }
        // What the last holder wrote stays in the file.
        let other = try StateFile()
        do { withExtendedLifetime(try lock(other, purpose)) {} }
        #expect(!InstanceLock.isHeldByService(directory: other.directory))
    }

    @Test func theLockEndsWithItsHolder() throws {
        let file = try StateFile()
        do {
            let first = try lock(file, "a very long purpose that a shorter one must not leave traces of")
            withExtendedLifetime(first) { #expect(InstanceLock.isHeld(directory: file.directory) != nil) }
        }
        #expect(InstanceLock.isHeld(directory: file.directory) == nil)
        let second = try lock(file, "pass")
        withExtendedLifetime(second) {
            #expect(InstanceLock.isHeld(directory: file.directory) == "pid \(getpid()), pass, since 2026-03-31T10:00:00.000Z")
        }
    }

    @Test func askingDoesNotHold() throws {
        let file = try StateFile()
        do { _ = try lock(file) }
        for _ in 0..<3 { #expect(InstanceLock.isHeld(directory: file.directory) == nil) }
        _ = try lock(file)
    }

    @Test func aLinkInItsPlaceIsNotFollowed() throws {
        let file = try StateFile()
        let victim = file.directory + "/victim"
        try Data("precious".utf8).write(to: URL(fileURLWithPath: victim))
        try FileManager.default.createSymbolicLink(atPath: file.directory + "/reconcile.lock", withDestinationPath: victim)
        let refused = #expect(throws: StoreError.self) { try lock(file) }
        #expect(refused?.code == .cannotWrite)
        #expect(FileManager.default.contents(atPath: victim) == Data("precious".utf8))
    }

    enum Meddling: CaseIterable, Sendable { case removed, replaced, renamed, emptied, stateReplaced, stateRemoved }

    /// The lock is on what cannot be taken away unseen: whatever is done to the files in it, the directory is held.
    @Test(arguments: Meddling.allCases) func nothingIsTakenAway(meddling: Meddling) throws {
        let file = try StateFile()
        _ = try file.open()
        let path = file.directory + "/reconcile.lock"
        let first = try lock(file, "serve")
        switch meddling {
        case .removed: try FileManager.default.removeItem(atPath: path)
        case .replaced:
            try FileManager.default.removeItem(atPath: path)
            _ = FileManager.default.createFile(atPath: path, contents: Data("pid 1, nobody".utf8))
        case .renamed: try FileManager.default.moveItem(atPath: path, toPath: path + ".old")
        case .emptied: _ = truncate(path, 0)
        case .stateReplaced:
            _ = try Store.view(directory: file.directory).backup(to: file.path + ".copy", at: StateFile.now)
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
            try FileManager.default.moveItem(atPath: file.path + ".copy", toPath: file.path)
        case .stateRemoved: for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
        }
        for _ in 0..<2 {
            #expect(InstanceLock.isHeld(directory: file.directory) != nil)
            let refused = #expect(throws: StoreError.self) { try lock(file) }
            #expect(refused?.code == .heldByAnother && refused?.cause.hasPrefix("held by ") == true)
        }
        withExtendedLifetime(first) {}
    }

    /// Whoever asks takes nothing from whoever starts, however often he asks.
    @Test func askingStandsInNobodysWay() async throws {
        let file = try StateFile()
        let directory = file.directory
        let asking = Task.detached { while !Task.isCancelled { _ = InstanceLock.isHeld(directory: directory) } }
        for _ in 0..<200 { _ = try lock(file) }
        asking.cancel()
    }

    @Test func anotherDirectoryIsAnotherMatter() throws {
        let one = try StateFile()
        let other = try StateFile()
        let first = try lock(one)
        withExtendedLifetime(first) { #expect(throws: Never.self) { try lock(other) } }
    }

    /// The sqlite3 shell takes the same kind of lock on any file it opens exclusively, and the kernel gives it back with the
    /// process, even when that is killed.
    @Test(.enabled(if: SQLiteShell.path != nil), arguments: [false, true]) func anotherProcessIsRespected(killed: Bool) throws {
        let file = try StateFile()
        let path = file.directory + "/reconcile.lock"
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(SQLiteShell.path))
        process.arguments = [path]
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data("BEGIN EXCLUSIVE;\nSELECT 'held';\n.output\n".utf8))
        #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "held\n")
        let refused = #expect(throws: StoreError.self) { try lock(file) }
        #expect(refused?.code == .heldByAnother)
        #expect(refused?.cause == "held by another process")
        #expect(InstanceLock.isHeld(directory: file.directory) == "another process")
        if killed { kill(process.processIdentifier, SIGKILL) }
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
        #expect(InstanceLock.isHeld(directory: file.directory) == nil)
        _ = try lock(file)
    }
}
