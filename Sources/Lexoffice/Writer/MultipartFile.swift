/// The body of a file upload (RFC 7578): one part `file` with a name that has an extension, and no other part
/// (lexoffice-api.md §3.3).
struct MultipartFile {
    let contentType: String
    let body: [UInt8]

    /// - Parameter boundary: 1 to 70 letters and digits that do not occur in the file.
    init(fileName: String, bytes: [UInt8], boundary: String) {
        let isPDF = bytes.starts(with: Array("%PDF".utf8))
        let name = MultipartFile.safeName(fileName, isPDF ? "pdf" : "xml")
        contentType = "multipart/form-data; boundary=\(boundary)"
        var body: [UInt8] = []
        body += "--\(boundary)\r\n".utf8
        body += "Content-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n".utf8
        body += "Content-Type: application/\(isPDF ? "pdf" : "xml")\r\n\r\n".utf8
        body += bytes
        body += "\r\n--\(boundary)--\r\n".utf8
        self.body = body
    }

    /// ASCII letters, digits, `.`, `_` and `-`, at most 100 of them, ending as the content is: nothing that could end the header early
    /// or name a folder. Umlauts are written out, other runs become one `-`.
    static func safeName(_ text: String, _ ending: String = "pdf") -> String {
        var stem = text
        if [".pdf", ".xml"].contains(where: stem.lowercased().hasSuffix) { stem.removeLast(4) }
        var name = ""
        for character in stem {
            switch character {
            case "ä", "Ä": name += character == "ä" ? "ae" : "Ae"
            case "ö", "Ö": name += character == "ö" ? "oe" : "Oe"
            case "ü", "Ü": name += character == "ü" ? "ue" : "Ue"
            case "ß": name += "ss"
            case _ where character.isASCII && (character.isLetter || character.isNumber || character == "." || character == "_"):
                name.append(character)
            default:
                if !name.hasSuffix("-") { name += "-" }
            }
        }
        let trimmed = name.prefix(96).drop { $0 == "." || $0 == "-" }
        let end = trimmed.lastIndex { $0 != "." && $0 != "-" }
        return (end.map { String(trimmed[...$0]) } ?? "document") + ".\(ending)"
    }
}
