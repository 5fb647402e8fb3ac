import StateChartCompiler
import StrictXML
import Testing

struct XMLReaderTests {
    private static func fault(_ text: String) -> String? { fault(Array(text.utf8)) }

    private static func fault(_ bytes: [UInt8]) -> String? {
        do throws(Fault) {
            _ = try XMLReader.read(bytes, rules: .chart)
            return nil
        } catch {
            return "\(error.location.line):\(error.location.column): \(error.message)"
        }
    }

    @Test(arguments: [
        ("", "1:1: the file has no element"),
        (" \n ", "2:2: the file has no element"),
        ("<a", "1:3: the file ends where '>'"),
        ("<", "1:2: the name of an element"),
        ("<a><b></a>", "1:7: </a> cannot close <b>, opened at 1:4"),
        ("<a>\n<b>", "2:4: the file ends inside <b>, opened at 2:1"),
        ("<a></a", "1:7: the file ends where '>'"),
        ("<a/><b/>", "1:5: nothing may follow the root"),
        ("<a/>x", "1:5: nothing may follow the root"),
        ("x<a/>", "1:1: text outside the root"),
        ("<a>text</a>", "1:4: text inside <a>"),
        ("<a>&amp;</a>", "1:4: text inside <a>"),
        ("< a/>", "1:2: the name of an element"),
        ("<ä/>", "1:2: the name of an element"),
        ("<a b/>", "1:5: '=' is expected"),
        ("<a b=c/>", "1:6: the value of the attribute 'b' must be quoted"),
        ("<a b=\"c/>", "1:6: the value of the attribute 'b' is never closed"),
        ("<a b=\"1\" b=\"2\"/>", "1:10: the attribute 'b' stands here twice"),
        ("<a b=\"1\"c=\"2\"/>", "1:9: white space is expected"),
        ("<a b=\"<\"/>", "1:7: '<' in an attribute value"),
        ("<a b=\"&nbsp;\"/>", "1:7: only the five predefined entities"),
        ("<a b=\"&#65;\"/>", "1:7: only the five predefined entities"),
        ("<a b=\"&amp\"/>", "1:7: only the five predefined entities"),
        ("<a><!-- never", "1:4: this comment is never closed"),
        ("<a><!-- a -- b --></a>", "1:11: '-->' is expected since"),
        ("<!DOCTYPE a><a/>", "1:1: DOCTYPE and other declarations"),
        ("<a><!DOCTYPE a></a>", "1:4: DOCTYPE and other declarations"),
        ("<a><![CDATA[x]]></a>", "1:4: CDATA sections"),
        ("<?php ?><a/>", "1:1: processing instructions"),
        ("<?xml-stylesheet href=\"x\"?><a/>", "1:1: processing instructions"),
        ("<a/>\n<?x ?>", "2:1: processing instructions"),
        (" <?xml version=\"1.0\"?><a/>", "1:2: processing instructions"),
        ("<?xml version=\"1.1\"?><a/>", "1:1: the XML declaration must say version 1.0"),
        ("<?xml version=\"1.0\" encoding=\"latin1\"?><a/>", "1:21: the XML declaration may say only"),
        ("<?xml version=\"1.0\" standalone=\"yes\"?><a/>", "1:21: the XML declaration may say only"),
        ("<a b=\"\u{1}\"/>", "1:7: the character U+1 is not allowed"),
        (String(repeating: "<a>", count: 33), "1:97: elements are nested deeper than 32"),
    ])
    func refuses(text: String, expected: String) throws {
        let fault = try #require(Self.fault(text))
        #expect(fault.hasPrefix(expected), "\(fault)")
    }

    @Test func refusesBytesThatAreNotUTF8() { #expect(Self.fault([0x3C, 0xFF, 0x3E]) == "1:1: the file is not valid UTF-8") }

    @Test func refusesHugeFiles() {
        #expect(Self.fault([UInt8](repeating: 0x20, count: (1 << 20) + 1)) == "1:1: the file is longer than 1048576 bytes")
    }

    @Test func readsElementsAttributesAndPlaces() throws {
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<!-- c -->\r\n<a b = 'x &lt;&gt;&amp;&quot;&apos;\ty'>\r\n"
            + "  <c:d-e.f/><g></g >\n</a>\n<!-- end -->"
        let root = try XMLReader.read(Array(text.utf8), rules: .chart)
        #expect(root.name == "a")
        #expect((root.location.line, root.location.column) == (3, 1))
        #expect(root.attribute("b")?.value == "x <>&\"' y")
        #expect((root.attribute("b")?.location.line, root.attribute("b")?.location.column) == (3, 4))
        #expect(root.children.map(\.name) == ["c:d-e.f", "g"])
        #expect((root.children[1].location.line, root.children[1].location.column) == (4, 13))
    }
}
