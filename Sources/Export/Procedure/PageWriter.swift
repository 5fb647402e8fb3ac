/// Builds a page piece by piece. What is handed over is text and never markup; markup comes from here alone.
struct PageWriter {
    private(set) var html = ""

    mutating func raw(_ markup: String) { html += markup + "\n" }

    mutating func heading(_ level: Int, _ text: String, id: String? = nil) {
        let anchor = id.map { " id=\"\(MarkupText.escaped($0))\"" } ?? ""
        raw("<h\(level)\(anchor)>\(MarkupText.escaped(text))</h\(level)>")
    }

    mutating func paragraph(_ text: String) { raw("<p>\(MarkupText.escaped(text))</p>") }

    mutating func list(_ items: [String], isOrdered: Bool = false) {
        let tag = isOrdered ? "ol" : "ul"
        raw("<\(tag)>" + items.map { "<li>\(MarkupText.escaped($0))</li>" }.joined() + "</\(tag)>")
    }

    /// - Parameter empty: said in place of a table without rows.
    mutating func table(_ columns: [String], _ rows: [[String]], empty: String) {
        guard !rows.isEmpty else { return paragraph(empty) }
        func line(_ cells: [String], _ tag: String) -> String {
            "<tr>" + cells.map { "<\(tag)>\(MarkupText.escaped($0))</\(tag.prefix(2))>" }.joined() + "</tr>"
        }
        raw("<table><thead>\(line(columns, "th scope=\"col\""))</thead><tbody>")
        for row in rows { raw(line(row, "td")) }
        raw("</tbody></table>")
    }
}
