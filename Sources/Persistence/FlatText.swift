package import Bookkeeping
import Glibc

/// One member of what a remote lists, by the name it has in its row; nothing of what is absent.
package struct ListedMember: Sendable {
    fileprivate enum Content {
        case text(String)
        case number(Int64)
        case truth(Bool)
    }

    fileprivate let name: StaticString
    fileprivate let content: Content?

    package init(_ name: StaticString, _ text: String?) { (self.name, content) = (name, text.map { .text($0) }) }
    package init(_ name: StaticString, _ cents: Cents?) { (self.name, content) = (name, cents.map { .number($0.amount) }) }
    package init(_ name: StaticString, _ day: BusinessDay?) { (self.name, content) = (name, day.map { .text($0.description) }) }
    package init(_ name: StaticString, _ truth: Bool) { (self.name, content) = (name, .truth(truth)) }
}

/// The text of a row as ``RowText`` makes it, put together in one place again and again.
struct FlatText {
    private var bytes: [UInt8] = []

    var string: String { String(decoding: bytes, as: UTF8.self) }

    mutating func write(_ text: String) {
        bytes.removeAll(keepingCapacity: true)
        bytes.append(contentsOf: text.utf8)
    }

    /// False for what needs an encoder: there are no members, or a text has signs that are not spelt as they are.
    mutating func write(_ members: [ListedMember]?) -> Bool {
        guard let members else { return false }
        bytes.removeAll(keepingCapacity: true)
        bytes.append(UInt8(ascii: "{"))
        for member in members {
            guard let content = member.content else { continue }
            if bytes.count > 1 { bytes.append(UInt8(ascii: ",")) }
            bytes.append(UInt8(ascii: "\""))
            member.name.withUTF8Buffer { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "\""))
            bytes.append(UInt8(ascii: ":"))
            switch content {
            case .truth(let truth): append(truth ? "true" : "false")
            case .number(let number): append(String(number))
            case .text(let text):
                bytes.append(UInt8(ascii: "\""))
                let start = bytes.count
                append(text)
                guard bytes[start...].allSatisfy(FlatText.isPlain) else { return false }
                bytes.append(UInt8(ascii: "\""))
            }
        }
        bytes.append(UInt8(ascii: "}"))
        return true
    }

    private static func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") }

    private mutating func append(_ text: String) {
        var text = text
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    func equals(_ other: UnsafePointer<UInt8>?, count: Int) -> Bool {
        guard let other, count == bytes.count else { return false }
        return bytes.withUnsafeBufferPointer { own in own.baseAddress.map { memcmp($0, other, count) == 0 } ?? true }
    }
}
