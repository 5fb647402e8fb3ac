/// Columns of equal width, padded with spaces.
struct TextTable {
    enum Edge { case left, right }

    let edges: [Edge]
    private var rows: [[String]] = []

    init(_ edges: [Edge]) { self.edges = edges }

    mutating func add(_ cells: [String]) { rows.append(cells) }

    func lines(indent: String = "  ") -> [String] {
        let widths = edges.indices.map { column in rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            let cells = edges.indices.map { column in
                let text = row.count > column ? row[column] : ""
                let space = String(repeating: " ", count: max(0, widths[column] - text.count))
                return edges[column] == .left ? text + space : space + text
            }
            let line = indent + cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}
