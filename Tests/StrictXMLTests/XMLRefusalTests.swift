import StrictXML
import Testing

/// What is not well-formed, or not safe, is refused at its place.
struct XMLRefusalTests {
    static let rules = XMLRules(content: .full, byteLimit: 1 << 20)

    static func fault(_ bytes: [UInt8], _ rules: XMLRules = rules) -> String? {
        do throws(Fault) {
            _ = try XMLReader.read(bytes, rules: rules)
            return nil
        } catch {
            return "\(error.location.line):\(error.location.column): \(error.message)"
        }
    }

    private func expect(_ text: String, _ expected: String) throws {
        let fault = try #require(Self.fault(Array(text.utf8)), "\(text)")
        #expect(fault.hasPrefix(expected), "\(fault)")
    }

    @Test(arguments: [
        ("", "1:1: the file has no element"),
        ("<a>\n<b>", "2:4: the file ends inside <b>, opened at 2:1"),
        ("<a>text", "1:8: the file ends inside <a>"),
        ("<a></b>", "1:4: </b> cannot close <a>, opened at 1:1"),
        ("<a/>x", "1:5: nothing may follow the root"),
        ("<a/><a/>", "1:5: nothing may follow the root"),
        ("<a>x]]>y</a>", "1:5: ']]>' in text must be written"),
        ("<a><![CDATA[x</a>", "1:13: this CDATA section is never closed"),
        ("<![CDATA[x]]><a/>", "1:1: CDATA sections may stand only inside an element"),
        ("<a><!-- a -- b --></a>", "1:11: '-->' is expected since"),
        ("<a><?p x</a>", "1:4: this processing instruction is never closed"),
        ("<a><?p?x?></a>", "1:7: white space is expected after the name"),
        ("<a/><?xml version=\"1.0\"?>", "1:5: an XML declaration may stand only at the start"),
        ("<a><?XML ?></a>", "1:4: an XML declaration may stand only at the start"),
        ("<a b=\"1\" b=\"2\"/>", "1:10: the attribute 'b' stands here twice"),
        ("<a b=\"<\"/>", "1:7: '<' in an attribute value"),
        ("<a>\u{1}</a>", "1:4: the character U+1 is not allowed"),
        ("<a>\u{FFFE}</a>", "1:4: the character U+FFFE is not allowed"),
        ("<a>ä\u{FFFF}</a>", "1:5: the character U+FFFF is not allowed"),
    ]) func malformed(text: String, expected: String) throws { try expect(text, expected) }

    @Test(arguments: [
        "<a>&nbsp;</a>", "<a>&x;</a>", "<a>&amp</a>", "<a>&</a>", "<a b=\"&e;\"/>",
    ]) func entitiesNobodyDeclares(text: String) throws {
        let fault = try #require(Self.fault(Array(text.utf8)))
        #expect(fault.hasSuffix("only the five predefined entities and numbers of characters are read"))
    }

    @Test(arguments: [
        "&#0;", "&#x0;", "&#11;", "&#xD800;", "&#xFFFE;", "&#x110000;", "&#99999999999999999999;", "&#;", "&#x;", "&#65", "&#-1;",
    ])
    func numbersOfNoCharacter(reference: String) throws {
        try expect("<a>\(reference)</a>", "1:4: this number of a character is none that XML allows")
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY l \"l\"><!ENTITY m \"&l;&l;\">]><a>&m;</a>", "<!doctype a><a/>", "<!ELEMENT a ANY><a/>",
    ]) func everyDoctype(text: String) throws { try expect(text, "1:1: DOCTYPE and other declarations are refused") }

    @Test func aDoctypeInside() throws {
        try expect("<a>x<!DOCTYPE a></a>", "1:5: DOCTYPE and other declarations are refused")
        try expect("<a/><!DOCTYPE a>", "1:5: DOCTYPE and other declarations are refused")
    }

    @Test(arguments: [
        ("<?xml version=\"1.1\"?><a/>", "1:1: the XML declaration must say version 1.0"),
        ("<?xml encoding=\"UTF-8\"?><a/>", "1:1: the XML declaration must say version 1.0"),
        ("<?xml version=\"1.0\" encoding=\"UTF-8?><a/>", "1:38: '<' in an attribute value"),
        ("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>", "1:21: the XML declaration may say only"),
        ("<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>", "1:21: the XML declaration may say only"),
        ("<?xml version=\"1.0\" standalone=\"maybe\"?><a/>", "1:21: the XML declaration may say only"),
        ("<?xml version=\"1.0\" standalone=\"yes\" encoding=\"UTF-8\"?><a/>", "1:38: the XML declaration may say only"),
    ]) func declarations(text: String, expected: String) throws { try expect(text, expected) }

    @Test(arguments: [
        ("<p:a/>", "1:1: the prefix of 'p:a' is not declared"),
        ("<a xmlns:p=\"u\"><b xmlns:q=\"v\"/><q:c/></a>", "1:32: the prefix of 'q:c' is not declared"),
        ("<a p:b=\"1\"/>", "1:4: the prefix of 'p:b' is not declared"),
        ("<a:b:c xmlns:a=\"u\"/>", "1:1: 'a:b:c' is no name with a prefix"),
        ("<a xmlns:p=\"\"/>", "1:4: 'xmlns:p' declares no prefix"),
        ("<a xmlns:p=\"u\" xmlns:q=\"u\" p:x=\"1\" q:x=\"2\"/>", "1:36: the attribute 'q:x' stands here twice"),
    ]) func prefixes(text: String, expected: String) throws { try expect(text, expected) }

    @Test(
        arguments: [
            [0x3C, 0xFF, 0x3E], [0x3C, 0x61, 0x3E, 0xC3], [0x3C, 0x61, 0x3E, 0xED, 0xA0, 0x80], [0x3C, 0x61, 0x3E, 0xC0, 0x80],
        ] as [[UInt8]]) func bytesThatAreNoUTF8(bytes: [UInt8])
    { #expect(Self.fault(bytes) == "1:1: the file is not valid UTF-8") }

    @Test(
        arguments: [
            [0xFE, 0xFF, 0x00], [0xFF, 0xFE, 0x00, 0xD8, 0x3C, 0x00], [0xFE, 0xFF, 0xDC, 0x00],
        ] as [[UInt8]]) func bytesThatAreNoUTF16(bytes: [UInt8])
    { #expect(Self.fault(bytes) == "1:1: the file is not valid UTF-16") }

    @Test func limits() {
        let deep = Array(String(repeating: "<a>", count: 33).utf8)
        #expect(Self.fault(deep) == "1:97: elements are nested deeper than 32")
        let long = [UInt8](repeating: 0x20, count: (1 << 20) + 1)
        #expect(Self.fault(long) == "1:1: the file is longer than 1048576 bytes")
        let few = XMLRules(content: .full, byteLimit: 1 << 20, nodeLimit: 3)
        #expect(Self.fault(Array("<a><b c=''/></a>".utf8), few) == nil)
        #expect(Self.fault(Array("<a><b c=''/><d/></a>".utf8), few) == "1:13: the file has more than 3 elements and attributes")
        let attributes = (0...64).map { " a\($0)=''" }.joined()
        #expect(Self.fault(Array("<a\(attributes)/>".utf8))?.hasSuffix("an element may have at most 64 attributes") == true)
    }
}
