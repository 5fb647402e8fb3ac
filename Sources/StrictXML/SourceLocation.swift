/// A place in a text. Lines and columns count from 1, columns in Unicode scalars.
package struct SourceLocation: Hashable, Sendable, Comparable {
    package let line: Int
    package let column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    package static func < (left: SourceLocation, right: SourceLocation) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// What is wrong with a text, and where.
package struct Fault: Error, Hashable, Sendable {
    package let location: SourceLocation
    package let message: String

    package init(_ location: SourceLocation, _ message: String) {
        self.location = location
        self.message = message
    }

    /// The form editors and build systems make clickable.
    package func diagnostic(path: String) -> String {
        "\(path):\(location.line):\(location.column): error: \(message)"
    }
}
