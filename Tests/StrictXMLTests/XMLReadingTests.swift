import StrictXML
import Testing

/// What an invoice may be written in, and what comes out of it.
struct XMLReadingTests {
    private static func read(_ text: String) throws -> XMLElement { try XMLReader.read(Array(text.utf8), rules: XMLRefusalTests.rules) }

    @Test(arguments: [
        ("<a>x</a>", "x"), ("<a> x </a>", " x "), ("<a/>", ""), ("<a></a>", ""),
        ("<a>&lt;&gt;&amp;&quot;&apos;</a>", "<>&\"'"), ("<a>&#65;&#x42;&#x1F600;</a>", "AB😀"),
        ("<a><![CDATA[<b>&amp;]]]]><![CDATA[>]]></a>", "<b>&amp;]]>"), ("<a>1<!-- 2 -->3<?p 4?>5</a>", "135"),
        ("<a>x\r\ny\rz</a>", "x\ny\nz"), ("<a>x&#13;y</a>", "x\ry"), ("<a>]] ></a>", "]] >"),
        ("<a>1<b>2</b>3</a>", "13"), ("<a> <b/> </a>", ""),
    ]) func text(text: String, expected: String) throws { #expect(try Self.read(text).text == expected) }

    @Test func attributes() throws {
        let root = try Self.read("<a b = 'x\r\ny\tz' c=\"&#10;&lt;'\"/>")
        #expect(root.attribute("b")?.value == "x y z")
        #expect(root.attribute("c")?.value == "\n<'")
        #expect(root.attribute("d") == nil)
    }

    @Test func namespaces() throws {
        let root = try Self.read("<p:a xmlns:p='u' xmlns='v'><b/><p:b xmlns:p='w'><p:c/></p:b><p:d/><b xmlns=''><e/></b><xml:f/></p:a>")
        #expect(root.namespace == "u")
        #expect(root.localName == "a")
        #expect(root.children.map(\.namespace) == ["v", "w", "u", "", "http://www.w3.org/XML/1998/namespace"])
        #expect(root.children.map(\.localName) == ["b", "b", "d", "b", "f"])
        #expect(root.children[1].children[0].namespace == "w")
        #expect(root.children[3].children[0].namespace == "")
    }

    @Test func places() throws {
        let root = try Self.read(
            "<?xml version=\"1.0\" encoding=\"utf-8\" standalone='no' ?>\n<?s x?><!-- ä -->\n<a>ä<b/></a>\n<!-- end -->")
        #expect((root.location.line, root.location.column) == (3, 1))
        #expect((root.children[0].location.line, root.children[0].location.column) == (3, 5))
    }

    @Test(arguments: [true, false], [true, false]) func wideText(isBigEndian: Bool, isMarked: Bool) throws {
        let text = (isMarked ? "\u{FEFF}" : "") + "<?xml version='1.0' encoding='UTF-16'?><a>Größe 😀</a>"
        let bytes = text.utf16.flatMap { unit in
            let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
            return isBigEndian ? pair : pair.reversed()
        }
        #expect(try XMLReader.read(bytes, rules: XMLRefusalTests.rules).text == "Größe 😀")
    }

    @Test func wideTextThatSaysItIsNot() {
        let bytes = "\u{FEFF}<?xml version='1.0' encoding='UTF-8'?><a/>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(XMLRefusalTests.fault(bytes) == "1:21: the XML declaration may say only version 1.0 and encoding UTF-16")
    }

    @Test func aByteOrderMark() throws { #expect(try Self.read("\u{FEFF}<?xml version='1.0' encoding='UTF-8'?><a>1</a>").text == "1") }
}
