import ArgumentParser
import Persistence

/// How long a command waits for a service to carry out what was decided.
struct Patience: ParsableArguments {
    private static let longest = 3_600

    @Option(help: "Beside a service: wait so many seconds for it to be carried out; it stays noted afterwards.")
    var wait: Int?

    func validate() throws {
        if let wait, !(0...Patience.longest).contains(wait) {
            throw ValidationError("--wait takes seconds from 0 to \(Patience.longest).")
        }
    }

    func milliseconds(of kind: DecisionKind) -> Int64 { Int64(wait ?? usual(kind)) * 1_000 }

    /// A decision waits for the document in hand, or for the list that is being read; a pass works for five minutes at most.
    private func usual(_ kind: DecisionKind) -> Int {
        switch kind {
        case .retry, .resolve, .pause, .resume, .sign, .setUp: 60
        case .sync: 600
        // A customer is made in a moment, a thousand in minutes; a write in flight keeps a deletion for its settle window.
        case .importContacts, .delete: 1_800
        }
    }
}
