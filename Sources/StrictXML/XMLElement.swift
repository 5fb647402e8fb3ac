/// An element with the places needed for diagnostics. A class, because whoever reads a file passes its elements on many times.
package final class XMLElement: Sendable {
    /// As it is written, with its prefix.
    package let name: String
    /// The URI the prefix stands for; empty without one, and where the reader does not resolve prefixes.
    package let namespace: String
    /// The name behind the prefix.
    package let localName: String
    /// In the order of the file, declarations of prefixes included.
    package let attributes: [XMLAttribute]
    package let children: [XMLElement]
    /// The element's own character data, without that of its children; white space between children is not kept.
    package let text: String
    package let location: SourceLocation

    init(
        name: String, namespace: String, localName: String, attributes: [XMLAttribute], children: [XMLElement], text: String,
        location: SourceLocation
    ) {
        self.name = name
        self.namespace = namespace
        self.localName = localName
        self.attributes = attributes
        self.children = children
        self.text = text
        self.location = location
    }

    package func attribute(_ name: String) -> XMLAttribute? { attributes.first { $0.name == name } }
}

package struct XMLAttribute: Sendable {
    /// As it is written, with its prefix.
    package let name: String
    package let value: String
    package let location: SourceLocation
}
