/// How much of XML a reader takes, and how much of it.
package struct XMLRules: Sendable {
    /// What may stand in the file.
    package enum Content: Sendable, Hashable {
        /// Elements with namespaces, text, CDATA, character references and processing instructions; UTF-8 or UTF-16.
        case full
        /// Elements, attributes and comments in UTF-8, names as they are written. `subset` names the format in messages.
        case markupOnly(subset: String)
    }

    package var content: Content
    /// Bytes of the file.
    package var byteLimit: Int
    /// The root element is at depth 1.
    package var depthLimit: Int
    /// Elements and attributes together: what bounds the memory, which may be far more than the file.
    package var nodeLimit: Int

    package init(content: Content, byteLimit: Int, depthLimit: Int = 32, nodeLimit: Int = 150_000) {
        self.content = content
        self.byteLimit = byteLimit
        self.depthLimit = depthLimit
        self.nodeLimit = nodeLimit
    }

    /// Attributes one element may have; each is compared with the ones before it.
    static let attributeLimit = 64

    var subset: String? {
        switch content {
        case .full: nil
        case .markupOnly(let subset): subset
        }
    }
}
