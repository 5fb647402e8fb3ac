/// One GraphQL document as it is sent.
package struct HeroOperation: Sendable, Hashable {
    /// The operation's own name, as written in ``text`` with a capital letter.
    package let call: HeroCall
    package let text: String
}
