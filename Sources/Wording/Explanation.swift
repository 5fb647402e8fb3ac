/// Why something is held, and what to do next.
package struct Explanation: Sendable, Hashable {
    package let what: Wording
    package let next: [NextStep]

    init(_ what: (String, String), _ next: NextStep...) {
        self.what = Wording(what.0, what.1)
        self.next = next
    }
}
