/// What our sentences put between backticks is a command or a setting: on a page it is set as code. Only in text that people read: what
/// stands in a tag, or in a field they typed into, is left as it is.
enum CommandMarks {
    /// Elements whose text is no prose.
    private static let plain: Set<String> = ["title", "textarea", "option", "script", "style", "code"]
    /// A sentence that merely has two backticks far apart says nothing of a command.
    private static let longest = 300

    /// - Parameters:
    ///   - html: escaped throughout.
    ///   - naming: what a command becomes, its backticks around it: that of an account of many names the account.
    static func shown(in html: String, _ naming: (String) -> String = { $0 }) -> String {
        guard html.utf8.contains(mark) else { return html }
        let bytes = Array(html.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 256)
        var (place, inside) = (0, [UInt8]())
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "<") {
                let end = bytes[place...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count - 1
                follow(bytes[place...end], &inside)
                result += bytes[place...end]
                place = end + 1
            } else if bytes[place] == mark, inside.isEmpty, let end = closing(bytes, after: place) {
                let named = naming(String(decoding: bytes[place...end], as: UTF8.self))
                result += Array("<code>".utf8) + Array(named.utf8.dropFirst().dropLast()) + Array("</code>".utf8)
                place = end + 1
            } else {
                result.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let mark = UInt8(ascii: "`")

    /// In the same piece of text.
    private static func closing(_ bytes: [UInt8], after place: Int) -> Int? {
        var next = place + 1
        while next < bytes.count, next - place <= longest, bytes[next] != UInt8(ascii: "<") {
            if bytes[next] == mark { return next > place + 1 ? next : nil }
            next += 1
        }
        return nil
    }

    /// Which plain element the text after this tag stands in; none nests in another.
    private static func follow(_ tag: ArraySlice<UInt8>, _ inside: inout [UInt8]) {
        let isEnd = tag.dropFirst().first == UInt8(ascii: "/")
        let name = Array(tag.dropFirst(isEnd ? 2 : 1).prefix { (97...122).contains($0) })
        if isEnd {
            if name == inside { inside = [] }
        } else if inside.isEmpty, plain.contains(String(decoding: name, as: UTF8.self)) {
            inside = name
        }
    }
}
