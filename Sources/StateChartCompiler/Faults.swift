package import StrictXML

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
