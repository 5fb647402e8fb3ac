internal import Output

/// One line of a text output. It may hold anything, a remote's words included: colour is put on at the door, when nothing else that
/// steers a terminal is left in it.
package struct TextLine: Sendable, Hashable, ExpressibleByStringInterpolation {
    package enum Colour: String, Sendable {
        case red = "31"
        case green = "32"
        case yellow = "33"
        case cyan = "36"
    }

    package var text: String
    var colour: Colour?

    package init(_ text: String, _ colour: Colour? = nil) {
        self.text = text
        self.colour = colour
    }

    package init(stringLiteral text: String) { self.init(text) }

    /// What a terminal may be given: no secret, one line, colour only if it is wanted.
    package func visible(coloured isColoured: Bool) -> String {
        let plain = VisibleText.shown(Redaction.known.hiding(text))
        guard isColoured, let colour else { return plain }
        return "\u{1B}[\(colour.rawValue)m\(plain)\u{1B}[0m"
    }
}
