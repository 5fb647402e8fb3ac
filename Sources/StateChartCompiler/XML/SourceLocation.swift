/// A place in a chart file. Lines and columns count from 1, columns in Unicode scalars.
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

/// What is wrong with a chart, and where.
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

/// Every fault one stage found; later stages do not run on a chart that failed an earlier one.
package struct Faults: Error, Sendable {
    package let list: [Fault]

    /// Nil when there is nothing to report.
    package init?(_ faults: [Fault]) {
        guard !faults.isEmpty else { return nil }
        list = faults.sorted { ($0.location, $0.message) < ($1.location, $1.message) }
    }

    package init(_ fault: Fault) { list = [fault] }
}
