import Crypto
import Foundation

/// The file of the watermark. A mark is on the disk before every write to another system, and a new file for each would make two waits of
/// one and the folder wait, too. So it has two slots of a fixed size, written in turns: whoever dies in the middle of one leaves the other.
/// A slot is a line of number, digest and text. A file that is the text alone, as version 1.0.0 wrote it and
/// ``Watermark/lay(_:directory:)`` does, is replaced by the first mark that follows.
enum MarkFile {
    static let slotBytes = 4096
    private static let space = UInt8(ascii: " ")
    private static let lineEnd = UInt8(ascii: "\n")

    struct Entry {
        var number: Int64
        /// Nil for a text alone.
        var slot: Int?
        var text: [UInt8]
    }

    /// The newest whole text; nil where there is none.
    static func text(at path: String) -> [UInt8]? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return newest(contents(file))?.text
    }

    /// On the disk when the call returns.
    static func write(_ text: [UInt8], to path: String) throws(StoreError) {
        let file = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
        defer { if file >= 0 { close(file) } }
        guard file >= 0, isOurs(file), let present = newest(contents(file)), let slot = present.slot else {
            return try LastingFile.replace(path, with: line(1, text, path) + blank)
        }
        let bytes = try line(present.number + 1, text, path)
        let written = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, off_t((1 - slot) * slotBytes)) }
        // What a disk did not take, it is not believed to have later on: then it is a new file, or none.
        guard written == bytes.count, fdatasync(file) == 0 else { return try LastingFile.replace(path, with: bytes + blank) }
    }

    /// Of one name: another one may be somebody's copy, which is to stay as it is.
    private static func isOurs(_ file: Int32) -> Bool {
        var facts = stat()
        return fstat(file, &facts) == 0 && facts.st_nlink == 1 && facts.st_size == 2 * slotBytes
    }

    private static func contents(_ file: Int32) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 2 * slotBytes + 1) { room, count in
            count = max(0, pread(file, room.baseAddress, room.count, 0))
        }
    }

    static func newest(_ bytes: [UInt8]) -> Entry? {
        if bytes.first == UInt8(ascii: "{") { return bytes.count < slotBytes ? Entry(number: 0, slot: nil, text: bytes) : nil }
        guard bytes.count == 2 * slotBytes else { return nil }
        return [0, 1].compactMap { entry(bytes[($0 * slotBytes)..<(($0 + 1) * slotBytes)], $0) }.max { $0.number < $1.number }
    }

    /// Nil for a slot that was never written, or not to its end.
    private static func entry(_ bytes: ArraySlice<UInt8>, _ slot: Int) -> Entry? {
        let parts = bytes.split(separator: space, maxSplits: 2)
        guard parts.count == 3, let number = Int64(String(decoding: parts[0], as: UTF8.self)), (1..<Int64.max).contains(number),
            let end = parts[2].lastIndex(where: { $0 != space && $0 != lineEnd })
        else { return nil }
        let text = Array(parts[2][...end])
        return Array(parts[1]) == digest(number, text) ? Entry(number: number, slot: slot, text: text) : nil
    }

    private static func line(_ number: Int64, _ text: [UInt8], _ path: String) throws(StoreError) -> [UInt8] {
        var bytes = Array("\(number) ".utf8) + digest(number, text) + [space] + text
        guard bytes.count < slotBytes else { throw LastingFile.failure(path, EFBIG) }
        bytes += Array(repeating: space, count: slotBytes - 1 - bytes.count)
        return bytes + [lineEnd]
    }

    private static var blank: [UInt8] { Array(repeating: space, count: slotBytes - 1) + [lineEnd] }

    /// Of the number, too: under another one the text would count as newer than it is.
    private static func digest(_ number: Int64, _ text: [UInt8]) -> [UInt8] {
        Array(hexadecimal(SHA256.hash(data: Array("\(number) ".utf8) + text)).utf8.prefix(16))
    }
}
