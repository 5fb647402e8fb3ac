/// Path and query of a request, decoded.
struct LexofficeQuery: Sendable {
    struct Item: Sendable {
        var name: String
        var value: String
    }

    let path: String
    let items: [Item]

    init(target: String) {
        let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = LexofficeQuery.decoded(halves.first ?? "", plusIsSpace: false)
        items = (halves.count > 1 ? halves[1] : "").split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return Item(
                name: LexofficeQuery.decoded(parts[0], plusIsSpace: true),
                value: LexofficeQuery.decoded(parts.count > 1 ? parts[1] : "", plusIsSpace: true))
        }
    }

    subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    func repeats(_ name: String) -> Bool { items.count { $0.name == name } > 1 }

    /// A stray percent sign stays as it is, as servers commonly leave it.
    private static func decoded(_ text: Substring, plusIsSpace: Bool) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "%"), position + 2 < bytes.count,
                let code = UInt8(String(decoding: bytes[position + 1...position + 2], as: UTF8.self), radix: 16)
            {
                result.append(code)
                position += 3
            } else {
                result.append(plusIsSpace && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
                position += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
