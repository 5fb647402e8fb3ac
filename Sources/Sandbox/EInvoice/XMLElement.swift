/// An element of a document we write: text or children, never both.
struct XMLElement {
    private enum Content {
        case text(String)
        case children([XMLElement])
    }

    private let name: String
    private let attributes: [(String, String)]
    private let content: Content

    init(_ name: String, attributes: [(String, String)] = [], text: String) {
        self.name = name
        self.attributes = attributes
        content = .text(text)
    }

    /// Children that are nil are left out.
    init(_ name: String, attributes: [(String, String)] = [], _ children: [XMLElement?]) {
        self.name = name
        self.attributes = attributes
        content = .children(children.compactMap(\.self))
    }

    init(_ name: String, attributes: [(String, String)] = [], _ children: XMLElement?...) {
        self.init(name, attributes: attributes, children)
    }

    /// The whole document in UTF-8, this element being its root.
    var document: [UInt8] {
        var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        write(to: &text, indent: "")
        return Array(text.utf8)
    }

    private func write(to result: inout String, indent: String) {
        result += "\(indent)<\(name)"
        for (name, value) in attributes { result += " \(name)=\"\(XMLElement.escaped(value))\"" }
        switch content {
        case .text(let text): result += ">\(XMLElement.escaped(text))</\(name)>\n"
        case .children(let children):
            result += ">\n"
            for child in children { child.write(to: &result, indent: indent + " ") }
            result += "\(indent)</\(name)>\n"
        }
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            // XML 1.0 has no other control characters.
            case "\u{0}"..<"\u{9}", "\u{B}"..<"\u{D}", "\u{E}"..<" ": result += "?"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
