import Output

/// One line of a text output. It may hold anything, a remote's words included: colour is put on at the door, when nothing else that
/// steers a terminal is left in it.
struct TextLine: Sendable, Hashable, ExpressibleByStringInterpolation {
    enum Colour: String, Sendable {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    var text: String
    var colour: Colour?

    init(_ text: String, _ colour: Colour? = nil) {
        self.text = text
        self.colour = colour
    }

    init(stringLiteral text: String) { self.init(text) }

    /// What a terminal may be given: no secret, one line, colour only if it is wanted.
    func visible(coloured isColoured: Bool) -> String {
        let plain = VisibleText.shown(Redaction.known.hiding(text))
        guard isColoured, let colour else { return plain }
        return "\u{1B}[\(colour.rawValue)m\(plain)\u{1B}[0m"
    }
}
