import Persistence

extension Store {
    /// Leaves the state at rest after a command's work, with a mark that proves what it holds. A mark that cannot be written is the
    /// command's failure, unless it has failed before.
    func resting<Outcome>(_ wiring: Wiring, _ work: () async throws -> Outcome) async throws -> Outcome {
        let outcome: Outcome
        do {
            outcome = try await work()
        } catch {
            // The first failure is the one to tell; a mark that stays behind is as after a crash, and the next opening moves it.
            try? rest(at: wiring.now)
            throw error
        }
        try rest(at: wiring.now)
        return outcome
    }
}
