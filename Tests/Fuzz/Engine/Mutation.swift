/// One way to change an input.
enum Mutation: CaseIterable {
    case flipBit, anyByte, delete, double, insertToken, replaceToken, replaceNumber, truncate, spoilText, nest, replaceValue, borrowValue,
        splice, move

    func apply(to bytes: inout [UInt8], _ mutator: Mutator, _ chance: inout Chance) {
        switch self {
        case .flipBit:
            guard !bytes.isEmpty else { return }
            bytes[chance.below(bytes.count)] ^= 1 << UInt8(chance.below(8))
        case .anyByte:
            guard !bytes.isEmpty else { return }
            bytes[chance.below(bytes.count)] = UInt8(chance.below(256))
        case .delete: bytes.removeSubrange(chance.range(in: bytes))
        case .double:
            let range = chance.range(in: bytes)
            let times = chance.isOne(in: 8) ? chance.below(200) : 1
            guard range.count * times <= Mutator.lengthMaximum else { return }
            bytes.insert(contentsOf: (0..<times).flatMap { _ in bytes[range] }, at: range.upperBound)
        case .insertToken: bytes.insert(contentsOf: chance.pick(mutator.tokens) ?? [], at: chance.below(bytes.count + 1))
        case .replaceToken: bytes.replaceSubrange(chance.range(in: bytes), with: chance.pick(mutator.tokens) ?? [])
        case .replaceNumber:
            guard let range = Spans.number(in: bytes, from: chance.below(bytes.count)) else { return }
            bytes.replaceSubrange(range, with: Array((chance.pick(Tokens.numbers) ?? "0").utf8))
        case .truncate: bytes.removeLast(bytes.count - chance.below(bytes.count + 1))
        case .spoilText:
            let spoilt: [[UInt8]] = [[0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xC0, 0x80], [0x80]]
            bytes.insert(contentsOf: chance.pick(spoilt) ?? [], at: chance.below(bytes.count + 1))
        case .nest: nest(&bytes, &chance)
        case .replaceValue:
            guard let range = Spans.value(in: bytes, from: chance.below(bytes.count)) else { return }
            bytes.replaceSubrange(range, with: chance.pick(mutator.tokens) ?? [])
        case .borrowValue:
            guard let range = Spans.value(in: bytes, from: chance.below(bytes.count)), let other = chance.pick(mutator.corpus),
                let taken = Spans.value(in: other, from: chance.below(other.count))
            else { return }
            bytes.replaceSubrange(range, with: other[taken])
        case .splice:
            guard let other = chance.pick(mutator.corpus) else { return }
            bytes = Array(bytes.prefix(chance.below(bytes.count + 1)) + other.suffix(chance.below(other.count + 1)))
        case .move:
            let range = chance.range(in: bytes)
            let moved = Array(bytes[range])
            bytes.removeSubrange(range)
            bytes.insert(contentsOf: moved, at: chance.below(bytes.count + 1))
        }
    }

    private func nest(_ bytes: inout [UInt8], _ chance: inout Chance) {
        let brackets = [("[", "]"), ("{\"a\":", "}"), ("- ", ""), ("{", "}"), ("\"", "\"")]
        guard let pair = chance.pick(brackets) else { return }
        let range = Spans.value(in: bytes, from: chance.below(bytes.count)) ?? chance.range(in: bytes)
        let depth = 1 + chance.below(chance.isOne(in: 6) ? 2_000 : 4)
        let closing = String(repeating: pair.1, count: chance.isOne(in: 4) ? 0 : depth)
        bytes.insert(contentsOf: closing.utf8, at: range.upperBound)
        bytes.insert(contentsOf: String(repeating: pair.0, count: depth).utf8, at: range.lowerBound)
    }
}

/// Where numbers and JSON values lie in a text that may be none.
enum Spans {
    static func number(in bytes: [UInt8], from start: Int) -> Range<Int>? {
        func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
        guard start < bytes.count, let first = bytes[start...].firstIndex(where: isDigit) else { return nil }
        let rest = bytes[first...]
        let end = rest.firstIndex { !isDigit($0) && ![UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E")].contains($0) }
        return first..<(end ?? bytes.count)
    }

    /// The first whole value behind a colon, a comma or an opening bracket.
    static func value(in bytes: [UInt8], from start: Int) -> Range<Int>? {
        guard start < bytes.count else { return nil }
        let marks: [UInt8] = [UInt8(ascii: ":"), UInt8(ascii: ","), UInt8(ascii: "[")]
        guard let mark = bytes[start...].firstIndex(where: { marks.contains($0) }) else { return nil }
        guard let first = bytes[(mark + 1)...].firstIndex(where: { $0 > 0x20 }) else { return nil }
        return first..<end(of: bytes, from: first)
    }

    private static func end(of bytes: [UInt8], from first: Int) -> Int {
        var depth = 0
        var isText = false
        var isEscaped = false
        for index in first..<bytes.count {
            let byte = bytes[index]
            if isText {
                isText = isEscaped || byte != UInt8(ascii: "\"")
                isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
                if !isText, depth == 0 { return index + 1 }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isText = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth <= 0 { return depth < 0 ? index : index + 1 }
            case UInt8(ascii: ",") where depth == 0: return index
            default: break
            }
        }
        return bytes.count
    }
}
