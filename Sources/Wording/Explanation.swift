/// Why something is held, and what to do next.
package struct Explanation: Sendable, Hashable {
    package let what: Wording
    package let next: Wording

    init(_ what: (String, String), _ next: (String, String)) {
        self.what = Wording(what.0, what.1)
        self.next = Wording(next.0, next.1)
    }
}
