extension String {
    /// Byte by byte. `replacing` looks for whole characters, and a mark that combines with the last one of them hides it.
    package func replacingExactly(_ text: String, with replacement: String) -> String {
        let (wanted, bytes) = (Array(text.utf8), Array(utf8))
        guard let first = wanted.first, wanted.count <= bytes.count else { return self }
        var result: [UInt8] = []
        var (index, copied) = (0, 0)
        while index <= bytes.count - wanted.count {
            guard bytes[index] == first, bytes[index..<index + wanted.count].elementsEqual(wanted) else {
                index += 1
                continue
            }
            result += bytes[copied..<index] + Array(replacement.utf8)
            index += wanted.count
            copied = index
        }
        return copied == 0 ? self : String(decoding: result + bytes[copied...], as: UTF8.self)
    }
}
