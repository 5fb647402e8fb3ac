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

    func milliseconds(of kind: DecisionKind) -> Int64 { wait.map { Int64($0) * 1_000 } ?? Patience.usual(kind) }

    /// In milliseconds. A decision waits for the document in hand, or for the list that is being read; a pass works for five minutes at
    /// most.
    static func usual(_ kind: DecisionKind) -> Int64 {
        switch kind {
        case .retry, .resolve, .pause, .resume, .sign, .setUp: 60_000
        case .sync: 600_000
        // A customer is made in a moment, a thousand in minutes; a write in flight keeps a deletion for its settle window.
        case .importContacts, .delete: 1_800_000
        }
    }
}
