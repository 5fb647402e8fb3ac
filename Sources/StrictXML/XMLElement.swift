/// An element with the places needed for diagnostics.
package struct XMLElement: Sendable {
    /// As it is written, with its prefix.
    package let name: String
    /// The URI the prefix stands for; empty without one, and where the reader does not resolve prefixes.
    package let namespace: String
    /// In the order of the file, declarations of prefixes included.
    package let attributes: [XMLAttribute]
    package let children: [XMLElement]
    /// The element's own character data, without that of its children; white space between children is not kept.
    package let text: String
    package let location: SourceLocation

    /// The name behind the prefix.
    package var localName: Substring { name.utf8.lastIndex(of: 0x3A).map { name[name.index(after: $0)...] } ?? name[...] }

    package func attribute(_ name: String) -> XMLAttribute? { attributes.first { $0.name == name } }
}

package struct XMLAttribute: Sendable {
    /// As it is written, with its prefix.
    package let name: String
    package let value: String
    package let location: SourceLocation
}
