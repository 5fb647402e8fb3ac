package import Persistence
package import StateCharts

/// Feeds a machine one event and carries out what its chart asks for, until it asks for nothing more. What concerns the state the state
/// does itself, in the move; what is left are requests, and the answer to one is the next event.
package struct Driver<C: StateChart> {
    package typealias Step = (event: C.Event, commitment: TransitionChanges)

    let context: PassContext
    let key: String
    /// For a move that takes another machine along.
    var advance: ((Step) throws -> Advance<C>)?

    package init(_ chart: C.Type, _ context: PassContext, _ key: String, advance: ((Step) throws -> Advance<C>)? = nil) {
        self.context = context
        self.key = key
        self.advance = advance
    }

    /// More than the longest way through any chart; who needs more goes round in circles.
    private static var stepsMax: Int { 24 }

    package func run(_ first: Step, _ perform: (C.Effect) async throws -> Step?) async throws {
        var due: Step? = first
        for _ in 0..<Self.stepsMax {
            guard let step = due else { return }
            due = nil
            let move = try advance?(step) ?? context.advance(C.self, key, step.event, step.commitment)
            guard case .moved(_, let effects) = move else { return }
            for effect in effects {
                if let answer = try await perform(effect) { due = answer }
            }
        }
        guard let step = due else { return }
        throw PassFailure(
            .defect, system: "state", cause: "\(C.name) \(key) does not come to rest: \(step.event.rawValue)", hint: "Please report this.")
    }
}
