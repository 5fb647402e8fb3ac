/// The one part of a `multipart/form-data` body that matters here: `file` (RFC 7578).
struct LexofficeUpload: Sendable {
    var fileName: String
    var bytes: [UInt8]

    /// Nil: no boundary, no such part, or no end to it.
    init?(contentType: String, body: [UInt8]) {
        guard let boundary = LexofficeUpload.parameter("boundary", in: contentType), !boundary.isEmpty else { return nil }
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // A line break in front makes the first delimiter look like all others.
        let text = Array("\r\n".utf8) + body
        var start = LexofficeUpload.find(delimiter, in: text, from: 0)
        while let from = start {
            let next = LexofficeUpload.find(delimiter, in: text, from: from + delimiter.count)
            guard let next else { return nil }
            if let upload = LexofficeUpload(part: text[(from + delimiter.count)..<next]) {
                self = upload
                return
            }
            start = next
        }
        return nil
    }

    /// Line break, headers, blank line, content.
    private init?(part: ArraySlice<UInt8>) {
        let text = Array(part)
        guard let end = LexofficeUpload.find(Array("\r\n\r\n".utf8), in: text, from: 0) else { return nil }
        let lines = String(decoding: text[..<end], as: UTF8.self).split(separator: "\r\n")
        guard let disposition = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") }).map(String.init),
            LexofficeUpload.parameter("name", in: disposition) == "file"
        else { return nil }
        fileName = LexofficeUpload.parameter("filename", in: disposition) ?? ""
        bytes = Array(text[(end + 4)...])
    }

    /// `name=value` or `name="value"` behind a semicolon.
    private static func parameter(_ name: String, in header: String) -> String? {
        for field in header.split(separator: ";").dropFirst() {
            let parts = field.split(separator: "=", maxSplits: 1).map { $0.trimmingSpaces() }
            guard parts.count == 2, parts[0].lowercased() == name else { continue }
            let value = parts[1]
            return value.count >= 2 && value.hasPrefix("\"") && value.hasSuffix("\"") ? String(value.dropFirst().dropLast()) : value
        }
        return nil
    }

    static func find(_ needle: [UInt8], in text: [UInt8], from: Int) -> Int? {
        guard let first = needle.first, text.count >= needle.count else { return nil }
        var position = from
        while position <= text.count - needle.count {
            guard let hit = text[position...].firstIndex(of: first), hit <= text.count - needle.count else { return nil }
            if text[hit..<hit + needle.count].elementsEqual(needle) { return hit }
            position = hit + 1
        }
        return nil
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        let tail = drop { $0 == " " }
        return String(tail.reversed().drop { $0 == " " }.reversed())
    }
}
