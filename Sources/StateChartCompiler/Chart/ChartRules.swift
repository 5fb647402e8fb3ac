package import StrictXML

extension XMLRules {
    /// Charts have no text, and need none of XML that could hide any.
    package static let chart = XMLRules(content: .markupOnly(subset: "chart subset"), byteLimit: 1 << 20)
}
