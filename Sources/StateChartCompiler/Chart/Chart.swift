package import StrictXML

/// A chart as written, names resolved. States stand in document order, so the states inside one form an index range.
package struct Chart: Sendable {
    package let name: String
    package let version: Int
    /// `states[0]` is the `<scxml>` element itself.
    package let states: [ChartState]
    package let events: [DeclaredEvent]
    package let requests: [DeclaredRequest]

    package static let root = 0

    /// The one `<parallel>`, if the chart has one; it is a child of the root.
    package var parallel: Int? { states.firstIndex { $0.kind == .parallel } }

    /// Whether `state` lies inside `ancestor` (a state does not lie inside itself).
    package func isDescendant(_ state: Int, of ancestor: Int) -> Bool {
        state > ancestor && state <= states[ancestor].lastDescendant
    }

    /// The states around `state`, innermost first, without the root.
    package func properAncestors(of state: Int) -> [Int] {
        Array(
            sequence(state: state) { current in
                guard let parent = states[current].parent, parent != Chart.root else { return nil }
                current = parent
                return parent
            })
    }

    /// The leaves inside `state`, or `state` itself when it has no children.
    package func leaves(of state: Int) -> [Int] {
        (state...states[state].lastDescendant).filter { states[$0].isLeaf }
    }

    /// The region of the parallel that `state` is or lies in.
    package func region(of state: Int) -> Int? {
        guard let parallel else { return nil }
        return states[parallel].children.first { $0 == state || isDescendant(state, of: $0) }
    }
}

package struct ChartState: Sendable {
    package enum Kind: Sendable { case root, compound, atomic, parallel, final }

    package let index: Int
    package let id: String
    package let kind: Kind
    package let parent: Int?
    package let children: [Int]
    /// The highest index inside this state; its own index when it has no children.
    package let lastDescendant: Int
    package let initial: Int?
    package let transitions: [Transition]
    package let onEntry: [Raise]
    package let onExit: [Raise]
    package let tag: StateTag?
    /// The name of the request whose answer this state waits for.
    package let awaits: String?
    /// Notes for readers: who leads here, which step of the spine this is.
    package let owner: String?
    package let spine: String?
    package let location: SourceLocation

    package var isLeaf: Bool { kind == .atomic || kind == .final }
    package var isAttention: Bool { tag == .attention }
}

/// What people are told of a machine that stands in a state; one without a tag is at rest.
package enum StateTag: String, Sendable, CaseIterable { case attention, doubt, pending }

package struct Transition: Sendable, Hashable {
    package let source: Int
    /// Empty for an eventless transition.
    package let events: [String]
    /// The state that must be active: `In('…')`.
    package let condition: Int?
    package let target: Int?
    package let raises: [Raise]
    package let location: SourceLocation
}

/// `<raise event="fx.…"/>` or `<raise event="refuse.…"/>`.
package struct Raise: Sendable, Hashable {
    package let event: String
    package let location: SourceLocation

    package static let effectPrefix = "fx."
    package static let refusalPrefix = "refuse."

    package var isRefusal: Bool { event.hasPrefix(Raise.refusalPrefix) }
    /// The name without its class: `createVoucher`, `inFlight`.
    package var shortName: String { String(event.drop { $0 != "." }.dropFirst()) }
}

package struct DeclaredEvent: Sendable {
    package let name: String
    package let says: String
    package let location: SourceLocation

    package var eventClass: String { String(name.prefix { $0 != "." }) }
    /// A fact about the world cannot be refused.
    package var isFact: Bool { eventClass == "hero" || eventClass == "lex" }

    package static let classes = ["hero", "lex", "reply", "op", "sys"]
}

package struct DeclaredRequest: Sendable {
    package let name: String
    package let replies: [String]
    package let location: SourceLocation
}
