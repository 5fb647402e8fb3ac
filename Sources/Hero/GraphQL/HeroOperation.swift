/// One GraphQL document as it is sent.
package struct HeroOperation: Sendable, Hashable {
    /// The operation's own name, as written in ``text``.
    package let name: String
    package let text: String
}
