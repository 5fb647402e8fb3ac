/// A strict reader for the part of XML that charts use: elements, attributes, comments, an optional declaration.
///
/// Everything else is refused with its place, above all malformed documents, which lenient parsers report as success.
package struct XMLReader {
    private var cursor: XMLCursor

    private static let byteLimit = 1 << 20
    private static let depthLimit = 32

    /// Reads one document; throws the first fault.
    package static func read(_ bytes: [UInt8]) throws(Fault) -> XMLElement {
        let start = SourceLocation(line: 1, column: 1)
        guard bytes.count <= byteLimit else { throw Fault(start, "the file is longer than \(byteLimit) bytes") }
        guard let text = String(validating: bytes, as: UTF8.self) else { throw Fault(start, "the file is not valid UTF-8") }
        var reader = XMLReader(cursor: XMLCursor(Array(text.unicodeScalars)))
        return try reader.document()
    }

    private mutating func document() throws(Fault) -> XMLElement {
        if cursor.startsWith("<?xml ") { try declaration() }
        try misc()
        guard !cursor.isAtEnd else { throw Fault(cursor.location, "the file has no element") }
        guard cursor.startsWith("<") else { throw Fault(cursor.location, "text outside the root element") }
        let root = try element(depth: 1)
        try misc()
        guard cursor.isAtEnd else { throw Fault(cursor.location, "nothing may follow the root element") }
        return root
    }

    private mutating func declaration() throws(Fault) {
        let start = cursor.location
        try cursor.expect("<?xml", "in the declaration")
        let parts = try attributes(until: "?>")
        try cursor.expect("?>", "at the end of the declaration")
        guard parts.first?.name == "version", parts.first?.value == "1.0" else {
            throw Fault(start, "the XML declaration must say version 1.0")
        }
        for part in parts.dropFirst() where part.name != "encoding" || part.value.uppercased() != "UTF-8" {
            throw Fault(part.location, "the XML declaration may say only version 1.0 and encoding UTF-8")
        }
    }

    /// White space and comments between markup.
    private mutating func misc() throws(Fault) {
        repeat { try cursor.skipWhitespace() } while try comment()
        try refuseForbiddenMarkup()
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

    private func refuseForbiddenMarkup() throws(Fault) {
        if cursor.startsWith("<![CDATA[") { throw Fault(cursor.location, "CDATA sections are not part of the chart subset") }
        if cursor.startsWith("<!") { throw Fault(cursor.location, "DOCTYPE and other declarations are not part of the chart subset") }
        if cursor.startsWith("<?") { throw Fault(cursor.location, "processing instructions are not part of the chart subset") }
    }

    private mutating func element(depth: Int) throws(Fault) -> XMLElement {
        let start = cursor.location
        guard depth <= Self.depthLimit else { throw Fault(start, "elements are nested deeper than \(Self.depthLimit)") }
        try cursor.expect("<", "at the start of an element")
        let name = try name(of: "an element")
        let attributes = try attributes(until: ">")
        if try cursor.take("/>") { return XMLElement(name: name, attributes: attributes, children: [], location: start) }
        try cursor.expect(">", "at the end of the tag <\(name)>")
        let children = try content(of: name, openedAt: start, depth: depth)
        return XMLElement(name: name, attributes: attributes, children: children, location: start)
    }

    private mutating func content(of name: String, openedAt start: SourceLocation, depth: Int) throws(Fault) -> [XMLElement] {
        var children: [XMLElement] = []
        while true {
            try misc()
            let here = cursor.location
            guard !cursor.isAtEnd else { throw Fault(here, "the file ends inside <\(name)>, opened at \(start.line):\(start.column)") }
            if try cursor.take("</") {
                let closing = try self.name(of: "an end tag")
                guard closing == name else {
                    throw Fault(here, "</\(closing)> cannot close <\(name)>, opened at \(start.line):\(start.column)")
                }
                try cursor.skipWhitespace()
                try cursor.expect(">", "at the end of </\(name)>")
                return children
            }
            guard cursor.startsWith("<") else { throw Fault(here, "text inside <\(name)> is not part of the chart subset") }
            children.append(try element(depth: depth + 1))
        }
    }

    private mutating func attributes(until end: String) throws(Fault) -> [XMLAttribute] {
        var attributes: [XMLAttribute] = []
        while true {
            let separated = try cursor.skipWhitespace()
            if cursor.isAtEnd || cursor.startsWith(end) || cursor.startsWith("/>") { return attributes }
            let here = cursor.location
            guard separated else { throw Fault(here, "white space is expected before an attribute") }
            let name = try name(of: "an attribute")
            guard !attributes.contains(where: { $0.name == name }) else { throw Fault(here, "the attribute '\(name)' stands here twice") }
            try cursor.skipWhitespace()
            try cursor.expect("=", "after the attribute '\(name)'")
            try cursor.skipWhitespace()
            attributes.append(XMLAttribute(name: name, value: try attributeValue(of: name), location: here))
        }
    }

    private mutating func attributeValue(of name: String) throws(Fault) -> String {
        let start = cursor.location
        guard let quote = cursor.next, quote == "\"" || quote == "'" else {
            throw Fault(start, "the value of the attribute '\(name)' must be quoted")
        }
        _ = try cursor.advance()
        var value = String.UnicodeScalarView()
        while let scalar = cursor.next {
            if scalar == quote {
                _ = try cursor.advance()
                return String(value)
            }
            if scalar == "<" { throw Fault(cursor.location, "'<' in an attribute value must be written '&lt;'") }
            value.append(scalar == "&" ? try entity() : Self.normalised(try cursor.advance()))
        }
        throw Fault(start, "the value of the attribute '\(name)' is never closed")
    }

    private mutating func entity() throws(Fault) -> Unicode.Scalar {
        let predefined: [(text: String, scalar: Unicode.Scalar)] = [
            ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"),
        ]
        for entity in predefined where try cursor.take(entity.text) { return entity.scalar }
        throw Fault(cursor.location, "only the five predefined entities are part of the chart subset")
    }

    private mutating func name(of thing: String) throws(Fault) -> String {
        let start = cursor.location
        var name = ""
        while let scalar = cursor.next, Self.isNameScalar(scalar, first: name.isEmpty) {
            name.unicodeScalars.append(try cursor.advance())
        }
        guard !name.isEmpty else { throw Fault(start, "the name of \(thing) is expected") }
        return name
    }

    private static func isNameScalar(_ scalar: Unicode.Scalar, first: Bool) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        case "0"..."9", "-", ".", ":": !first
        default: false
        }
    }

    private static func normalised(_ scalar: Unicode.Scalar) -> Unicode.Scalar { XMLCursor.isWhitespace(scalar) ? " " : scalar }
}
