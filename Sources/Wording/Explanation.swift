/// Why something is held, and what to do next.
package struct Explanation: Sendable, Hashable {
    package let what: Wording
    package let next: [NextStep]

    init(_ de: String, _ en: String, _ next: NextStep...) {
        what = Wording(de, en)
        self.next = next
    }
}
