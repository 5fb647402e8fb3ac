/// An element of a chart file with the places needed for diagnostics. Character data is not kept: charts have none.
package struct XMLElement: Sendable {
    package let name: String
    package let attributes: [XMLAttribute]
    package let children: [XMLElement]
    package let location: SourceLocation

    package func attribute(_ name: String) -> XMLAttribute? { attributes.first { $0.name == name } }
}

package struct XMLAttribute: Sendable {
    package let name: String
    package let value: String
    package let location: SourceLocation
}
