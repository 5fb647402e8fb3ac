internal import Output

/// Columns of equal width, padded with spaces.
package struct TextTable {
    package enum Edge { case left, right }

    /// A cell that is longer stands out of its column, so that one line is long and not all of them.
    static let widthMaximum = 60

    let edges: [Edge]
    private var rows: [[String]] = []

    package init(_ edges: [Edge]) { self.edges = edges }

    /// What is not seen is spelt out here already, because its length counts.
    mutating func add(_ cells: [String]) { rows.append(cells.map(VisibleText.shown)) }

    func lines(indent: String = "  ") -> [String] {
        let widths = edges.indices.map { column in TextTable.width(rows.map { $0.count > column ? $0[column] : "" }) }
        return rows.map { row in
            let cells = edges.indices.map { column in
                TextTable.padded(row.count > column ? row[column] : "", to: widths[column], edges[column])
            }
            let line = indent + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }

    /// Of the column in which these stand, one below the other.
    static func width(_ cells: [String]) -> Int { min(cells.map { length(VisibleText.shown($0)) }.max() ?? 0, widthMaximum) }

    /// Of what is shown. Where characters begin needs asking only where there may be others than one byte each.
    private static func length(_ text: String) -> Int { text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count }

    /// - Parameter edge: where the text stands.
    package static func padded(_ text: String, to width: Int, _ edge: Edge = .left) -> String {
        let text = VisibleText.shown(text)
        let space = String(repeating: " ", count: max(0, width - length(text)))
        return edge == .left ? text + space : space + text
    }
}
