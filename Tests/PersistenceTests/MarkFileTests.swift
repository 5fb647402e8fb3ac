import Foundation
import Testing

@testable import Persistence

/// The watermark is whole or the one before it, whatever of a write reached the disk.
@Suite struct MarkFileTests {
    private let file: StateFile
    private let path: String

    init() throws {
        file = try StateFile()
        path = file.directory + "/mark"
    }

    private func write(_ text: String) throws { try MarkFile.write(Array(text.utf8), to: path) }
    private func read() -> String? { MarkFile.text(at: path).map { String(decoding: $0, as: UTF8.self) } }
    private func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }
    private func put(_ bytes: some Sequence<UInt8>) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
    private func number() throws -> UInt64 {
        try #require(try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? NSNumber).uint64Value
    }

    @Test func theSameFileTakesOneMarkAfterTheOther() throws {
        #expect(read() == nil)
        try write(#"{"a":0}"#)
        let (first, size) = (try number(), try bytes().count)
        for mark in 1..<20 {
            try write(#"{"a":\#(mark)}"#)
            #expect(read() == #"{"a":\#(mark)}"#)
            #expect(try number() == first && bytes().count == size)
        }
    }

    @Test func aWriteThatReachedTheDiskInPartLeavesTheMarkBefore() throws {
        for mark in 0..<3 { try write(#"{"a":\#(mark)}"#) }
        let before = try bytes()
        try write(#"{"another":"mark"}"#)
        let after = try bytes()
        let changed = before.indices.filter { before[$0] != after[$0] }
        let (begin, end) = (try #require(changed.first), try #require(changed.last) + 1)
        for cut in begin...end {
            try put(after[..<cut] + before[cut...])
            let isWhole = cut == end
            #expect(read() == (isWhole ? #"{"another":"mark"}"# : #"{"a":2}"#), "\(cut)")
            try put(before[..<cut] + after[cut...])
            #expect(read() == (cut == begin ? #"{"another":"mark"}"# : #"{"a":2}"#), "\(cut)")
        }
        try put(after[..<begin] + before[begin...])
        try write(#"{"a":4}"#)
        #expect(read() == #"{"a":4}"#)
    }

    @Test func aTextAloneIsReadAndTheNextMarkReplacesIt() throws {
        try put(Array(#"{"a":1}"#.utf8))
        #expect(read() == #"{"a":1}"#)
        try write(#"{"a":2}"#)
        #expect(read() == #"{"a":2}"#)
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber
        #expect(rights == 0o600)
    }

    /// As `cp --link` makes one.
    @Test func aCopyUnderAnotherNameStaysAsItIs() throws {
        try write(#"{"a":1}"#)
        let kept = try bytes()
        try FileManager.default.linkItem(atPath: path, toPath: path + ".kept")
        for mark in 2..<5 { try write(#"{"a":\#(mark)}"#) }
        #expect(Array(try Data(contentsOf: URL(fileURLWithPath: path + ".kept"))) == kept)
        #expect(read() == #"{"a":4}"#)
    }

    @Test func whatIsNoMarkIsNoneAndIsReplaced() throws {
        try write(#"{"a":1}"#)
        let good = try bytes()
        let blank = Array(repeating: UInt8(ascii: " "), count: good.count)
        let zeros = Array(repeating: UInt8(0), count: good.count)
        let wrong: [[UInt8]] = [[], Array("rubbish".utf8), blank, Array(good.dropLast()), good + [10], zeros]
        for bytes in wrong {
            try put(bytes)
            #expect(read() == nil)
            try write(#"{"a":2}"#)
            #expect(read() == #"{"a":2}"#)
        }
    }

    @Test func aMarkThatFindsNoRoomIsRefused() throws {
        try write(#"{"a":1}"#)
        let refused = #expect(throws: StoreError.self) { try write(String(repeating: "a", count: MarkFile.slotBytes)) }
        #expect(refused?.code == .cannotWrite && read() == #"{"a":1}"#)
    }
}
