internal import Output

/// Text for XML and HTML: nothing in it is markup, and nothing in it hides.
enum MarkupText {
    static func escaped(_ text: String) -> String {
        VisibleText.shown(Redaction.known.hiding(text)).unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
