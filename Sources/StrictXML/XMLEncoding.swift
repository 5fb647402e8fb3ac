/// Which encoding a file is in, told from its first bytes; the text is UTF-8 from here on.
enum XMLEncoding {
    case utf8, utf16BigEndian, utf16LittleEndian

    /// - Returns: the text without its byte order mark.
    static func decode(_ bytes: [UInt8], rules: XMLRules) throws(Fault) -> (text: [UInt8], encoding: XMLEncoding) {
        let start = SourceLocation(line: 1, column: 1)
        switch rules.content {
        case .markupOnly:
            guard isUTF8(bytes) else { throw Fault(start, "the file is not valid UTF-8") }
            return (bytes, .utf8)
        case .full:
            if let found = wide(bytes) {
                guard let text = utf8(bytes[found.start...], found.encoding) else { throw Fault(start, "the file is not valid UTF-16") }
                return (text, found.encoding)
            }
            let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
            guard isUTF8(text) else { throw Fault(start, "the file is not valid UTF-8") }
            return (text, .utf8)
        }
    }

    /// Whether a declaration may name the encoding so.
    func agrees(with declared: String) -> Bool {
        switch (self, declared.uppercased()) {
        case (.utf8, "UTF-8"), (.utf16BigEndian, "UTF-16"), (.utf16BigEndian, "UTF-16BE"), (.utf16LittleEndian, "UTF-16"),
            (.utf16LittleEndian, "UTF-16LE"):
            true
        case (.utf8, _), (.utf16BigEndian, _), (.utf16LittleEndian, _): false
        }
    }

    var name: String {
        switch self {
        case .utf8: "UTF-8"
        case .utf16BigEndian, .utf16LittleEndian: "UTF-16"
        }
    }

    private static func isUTF8(_ bytes: [UInt8]) -> Bool {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return true
        } catch {
            return false
        }
    }

    /// By its mark, or by the first '<' where a file has none.
    private static func wide(_ bytes: [UInt8]) -> (encoding: XMLEncoding, start: Int)? {
        guard bytes.count >= 2 else { return nil }
        return switch (bytes[0], bytes[1]) {
        case (0xFE, 0xFF): (.utf16BigEndian, 2)
        case (0xFF, 0xFE): (.utf16LittleEndian, 2)
        case (0x00, 0x3C): (.utf16BigEndian, 0)
        case (0x3C, 0x00): (.utf16LittleEndian, 0)
        default: nil
        }
    }

    /// Nil for an odd number of bytes and for halves of a pair that stand alone.
    private static func utf8(_ bytes: ArraySlice<UInt8>, _ encoding: XMLEncoding) -> [UInt8]? {
        guard bytes.count.isMultiple(of: 2) else { return nil }
        let high = encoding == .utf16BigEndian ? 0 : 1
        let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).lazy.map {
            UInt16(bytes[$0 + high]) << 8 | UInt16(bytes[$0 + 1 - high])
        }
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        let broken = transcode(units.makeIterator(), from: UTF16.self, to: UTF8.self, stoppingOnError: true) { text.append($0) }
        return broken ? nil : text
    }
}
