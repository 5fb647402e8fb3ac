/// A strict reader of XML 1.0: what is malformed, or more than its rules allow, is refused with its place. No DOCTYPE is read, so
/// there are no entities but the five predefined ones, and nothing is ever fetched.
package struct XMLReader {
    private let rules: XMLRules
    private let encoding: XMLEncoding
    private var cursor: XMLCursor
    private var names = XMLNames()
    private var nodes = 0

    /// Reads one document; throws the first fault.
    package static func read(_ bytes: [UInt8], rules: XMLRules) throws(Fault) -> XMLElement {
        guard bytes.count <= rules.byteLimit else {
            throw Fault(SourceLocation(line: 1, column: 1), "the file is longer than \(rules.byteLimit) bytes")
        }
        let (text, encoding) = try XMLEncoding.decode(bytes, rules: rules)
        var reader = XMLReader(rules: rules, encoding: encoding, cursor: XMLCursor(text))
        return try reader.document()
    }

    private init(rules: XMLRules, encoding: XMLEncoding, cursor: XMLCursor) {
        self.rules = rules
        self.encoding = encoding
        self.cursor = cursor
    }

    private mutating func document() throws(Fault) -> XMLElement {
        if cursor.startsWith("<?xml ") || (rules.subset == nil && startsDeclaration) { try declaration() }
        try misc()
        guard !cursor.isAtEnd else { throw Fault(cursor.location, "the file has no element") }
        guard cursor.startsWith("<") else { throw Fault(cursor.location, "text outside the root element") }
        let root = try element(depth: 1, scope: XMLScope())
        try misc()
        guard cursor.isAtEnd else { throw Fault(cursor.location, "nothing may follow the root element") }
        return root
    }

    private var startsDeclaration: Bool {
        cursor.startsWith("<?xml\t") || cursor.startsWith("<?xml\n") || cursor.startsWith("<?xml\r")
    }

    private mutating func declaration() throws(Fault) {
        let start = cursor.location
        try cursor.expect("<?xml", "in the declaration")
        let parts = try attributes(until: "?>")
        try cursor.expect("?>", "at the end of the declaration")
        guard parts.first?.name == "version", parts.first?.value == "1.0" else {
            throw Fault(start, "the XML declaration must say version 1.0")
        }
        var rest = parts.dropFirst()
        if let part = rest.first, part.name == "encoding" {
            guard encoding.agrees(with: part.value) else {
                throw Fault(part.location, "the XML declaration may say only version 1.0 and encoding \(encoding.name)")
            }
            rest = rest.dropFirst()
        }
        if rules.subset == nil, let part = rest.first, part.name == "standalone", part.value == "yes" || part.value == "no" {
            rest = rest.dropFirst()
        }
        if let part = rest.first {
            throw Fault(part.location, "the XML declaration may say only version 1.0 and encoding \(encoding.name)")
        }
    }

    // MARK: Between elements

    /// White space, comments and processing instructions between markup.
    private mutating func misc() throws(Fault) {
        repeat { try cursor.skipWhitespace() } while try skipped()
        try refuseForbiddenMarkup()
    }

    private mutating func skipped() throws(Fault) -> Bool {
        if try comment() { return true }
        guard rules.subset == nil else { return false }
        return try instruction()
    }

    private mutating func comment() throws(Fault) -> Bool {
        let start = cursor.location
        guard try cursor.take("<!--") else { return false }
        while !cursor.startsWith("--") {
            guard !cursor.isAtEnd else { throw Fault(start, "this comment is never closed") }
            _ = try cursor.advance()
        }
        try cursor.expect("-->", "since '--' inside a comment is not XML")
        return true
    }

    private mutating func instruction() throws(Fault) -> Bool {
        let start = cursor.location
        guard try cursor.take("<?") else { return false }
        let target = try name(of: "a processing instruction")
        guard target.lowercased() != "xml" else { throw Fault(start, "an XML declaration may stand only at the start of the file") }
        guard try cursor.skipWhitespace() || cursor.startsWith("?>") else {
            throw Fault(cursor.location, "white space is expected after the name of a processing instruction")
        }
        while !cursor.startsWith("?>") {
            guard !cursor.isAtEnd else { throw Fault(start, "this processing instruction is never closed") }
            _ = try cursor.advance()
        }
        return try cursor.take("?>")
    }

    private func refuseForbiddenMarkup() throws(Fault) {
        guard let subset = rules.subset else {
            if cursor.startsWith("<![CDATA[") { throw Fault(cursor.location, "CDATA sections may stand only inside an element") }
            if cursor.startsWith("<!") { throw Fault(cursor.location, "DOCTYPE and other declarations are refused") }
            return
        }
        if cursor.startsWith("<![CDATA[") { throw Fault(cursor.location, "CDATA sections are not part of the \(subset)") }
        if cursor.startsWith("<!") { throw Fault(cursor.location, "DOCTYPE and other declarations are not part of the \(subset)") }
        if cursor.startsWith("<?") { throw Fault(cursor.location, "processing instructions are not part of the \(subset)") }
    }

    // MARK: Elements

    private mutating func element(depth: Int, scope: XMLScope) throws(Fault) -> XMLElement {
        let start = cursor.location
        guard depth <= rules.depthLimit else { throw Fault(start, "elements are nested deeper than \(rules.depthLimit)") }
        try cursor.expect("<", "at the start of an element")
        let name = try name(of: "an element")
        let attributes = try attributes(until: ">")
        try count(1 + attributes.count, at: start)
        var scope = scope
        let split = names.split(name)
        var namespace = ""
        if rules.subset == nil {
            if !attributes.isEmpty { try scope.declare(attributes, &names) }
            namespace = try scope.namespace(of: split, at: start)
        }
        var content = (children: [XMLElement](), text: "")
        if try !cursor.take("/>") {
            try cursor.expect(">", "at the end of the tag <\(name)>")
            content = try self.content(of: name, openedAt: start, depth: depth, scope: scope)
        }
        return XMLElement(
            name: name, namespace: namespace, localName: split.local ?? name, attributes: attributes, children: content.children,
            text: content.text, location: start)
    }

    private mutating func count(_ more: Int, at place: SourceLocation) throws(Fault) {
        nodes += more
        guard nodes <= rules.nodeLimit else { throw Fault(place, "the file has more than \(rules.nodeLimit) elements and attributes") }
    }

    private mutating func content(
        of name: String, openedAt start: SourceLocation, depth: Int, scope: XMLScope
    ) throws(Fault) -> (children: [XMLElement], text: String) {
        var children: [XMLElement] = []
        var text: [UInt8] = []
        while true {
            if rules.subset == nil { try characterData(into: &text) } else { try misc() }
            let here = cursor.location
            guard !cursor.isAtEnd else { throw Fault(here, "the file ends inside <\(name)>, opened at \(start.line):\(start.column)") }
            if try cursor.take("</") {
                let closing = try self.name(of: "an end tag")
                guard closing == name else {
                    throw Fault(here, "</\(closing)> cannot close <\(name)>, opened at \(start.line):\(start.column)")
                }
                try cursor.skipWhitespace()
                try cursor.expect(">", "at the end of </\(name)>")
                let isLayout = !children.isEmpty && text.allSatisfy(XMLCursor.isWhitespace)
                return (children, isLayout ? "" : String(decoding: text, as: UTF8.self))
            }
            guard cursor.startsWith("<") else {
                throw Fault(here, "text inside <\(name)> is not part of the \(rules.subset ?? "file")")
            }
            children.append(try element(depth: depth + 1, scope: scope))
        }
    }

    /// Text, CDATA and references up to the next tag; comments and processing instructions leave no trace.
    private mutating func characterData(into text: inout [UInt8]) throws(Fault) {
        while let byte = cursor.next {
            switch byte {
            case 0x3C:
                if try cursor.take("<![CDATA[") {
                    try section(into: &text)
                } else if try !skipped() {
                    if cursor.startsWith("<!") { try refuseForbiddenMarkup() }
                    return
                }
            case 0x26: text.append(contentsOf: String(try reference()).utf8)
            case 0x5D where cursor.startsWith("]]>"): throw Fault(cursor.location, "']]>' in text must be written ']]&gt;'")
            default: text.append(try lineNormalised())
            }
        }
    }

    private mutating func section(into text: inout [UInt8]) throws(Fault) {
        let start = cursor.location
        while !cursor.startsWith("]]>") {
            guard !cursor.isAtEnd else { throw Fault(start, "this CDATA section is never closed") }
            text.append(try lineNormalised())
        }
        _ = try cursor.take("]]>")
    }

    /// A line ends with one line feed, however the file ends it (XML 1.0 §2.11).
    private mutating func lineNormalised() throws(Fault) -> UInt8 {
        let byte = try cursor.advance()
        guard byte == 0x0D else { return byte }
        return cursor.next == 0x0A ? try cursor.advance() : 0x0A
    }

    // MARK: Attributes

    private mutating func attributes(until end: StaticString) throws(Fault) -> [XMLAttribute] {
        var attributes: [XMLAttribute] = []
        while true {
            let separated = try cursor.skipWhitespace()
            if cursor.isAtEnd || cursor.startsWith(end) || cursor.startsWith("/>") { return attributes }
            let here = cursor.location
            guard separated else { throw Fault(here, "white space is expected before an attribute") }
            let name = try name(of: "an attribute")
            guard !attributes.contains(where: { $0.name == name }) else { throw Fault(here, "the attribute '\(name)' stands here twice") }
            guard attributes.count < XMLRules.attributeLimit else {
                throw Fault(here, "an element may have at most \(XMLRules.attributeLimit) attributes")
            }
            try cursor.skipWhitespace()
            try cursor.expect("=", "after the attribute '\(name)'")
            try cursor.skipWhitespace()
            attributes.append(XMLAttribute(name: name, value: try attributeValue(of: name), location: here))
        }
    }

    private mutating func attributeValue(of name: String) throws(Fault) -> String {
        let start = cursor.location
        guard let quote = cursor.next, quote == 0x22 || quote == 0x27 else {
            throw Fault(start, "the value of the attribute '\(name)' must be quoted")
        }
        _ = try cursor.advance()
        var value: [UInt8] = []
        while let byte = cursor.next {
            if byte == quote {
                _ = try cursor.advance()
                return String(decoding: value, as: UTF8.self)
            }
            if byte == 0x3C { throw Fault(cursor.location, "'<' in an attribute value must be written '&lt;'") }
            if byte == 0x26 {
                value.append(contentsOf: String(try reference()).utf8)
            } else {
                let next = try lineNormalised()
                value.append(XMLCursor.isWhitespace(next) ? 0x20 : next)
            }
        }
        throw Fault(start, "the value of the attribute '\(name)' is never closed")
    }

    // MARK: References and names

    private mutating func reference() throws(Fault) -> Character {
        let predefined: [(text: StaticString, character: Character)] = [
            ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
        ]
        for entity in predefined where try cursor.take(entity.text) { return entity.character }
        if let subset = rules.subset {
            throw Fault(cursor.location, "only the five predefined entities are part of the \(subset)")
        }
        let start = cursor.location
        guard try cursor.take("&#") else { throw Fault(start, "only the five predefined entities and numbers of characters are read") }
        let radix: UInt32 = try cursor.take("x") ? 16 : 10
        var value: UInt32 = 0
        var digits = 0
        while let byte = cursor.next, let digit = Self.digit(byte), digit < radix, value <= 0x10FFFF {
            value = value * radix + digit
            digits += 1
            _ = try cursor.advance()
        }
        guard digits > 0, try cursor.take(";"), let scalar = Unicode.Scalar(value), Self.isCharacter(scalar) else {
            throw Fault(start, "this number of a character is none that XML allows")
        }
        return Character(scalar)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46: UInt32(byte - 0x41 + 10)
        case 0x61...0x66: UInt32(byte - 0x61 + 10)
        default: nil
        }
    }

    private static func isCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20
            ? scalar.value != 0xFFFE && scalar.value != 0xFFFF : scalar == "\n" || scalar == "\t" || scalar == "\r"
    }

    private mutating func name(of thing: String) throws(Fault) -> String {
        let start = cursor.location
        let first = cursor.index
        while let byte = cursor.next, isNameByte(byte, first: cursor.index == first) { _ = try cursor.advance() }
        guard cursor.index > first else { throw Fault(start, "the name of \(thing) is expected") }
        return names.split(cursor.text(from: first)).written
    }

    /// Beyond ASCII XML tells apart which characters make a name; here all do, because no name a user of the reader knows has any.
    private func isNameByte(_ byte: UInt8, first: Bool) -> Bool {
        switch byte {
        case 0x61...0x7A, 0x41...0x5A, 0x5F: true
        case 0x30...0x39, 0x2D, 0x2E, 0x3A: !first
        case 0x80...: rules.subset == nil
        default: false
        }
    }
}
