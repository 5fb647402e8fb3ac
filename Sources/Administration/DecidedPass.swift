internal import Persistence
package import Reconciliation
internal import Synchronization

/// A pass among people's decisions. What is due is carried out before it and between its documents; the plan was made without what
/// was decided meanwhile, so that the pass ends there and the next one looks anew. It answers those who asked for a pass.
package struct DecidedPass: Sendable {
    let desk: DecisionDesk

    package init(desk: DecisionDesk) { self.desk = desk }

    /// - Parameters:
    ///   - mayContinue: as the pass asks it.
    ///   - decided: told when something was carried out between two documents.
    ///   - pass: made with what it is to ask between its documents.
    package func run(
        while mayContinue: @escaping @Sendable () -> Bool = { true }, decided: @escaping @Sendable () -> Void = {},
        _ pass: (_ mayContinue: @escaping @Sendable () async -> Bool) -> Pass
    ) async -> PassReport {
        let desk = desk
        let trouble = Trouble()
        var asked: [DecisionRecord] = []
        await trouble.keep {
            _ = try await desk.carryOut()
            asked = try desk.beginPass()
        }
        var report = await pass {
            guard mayContinue(), !trouble.isAny else { return false }
            await trouble.keep {
                guard try await desk.carryOut() else { return }
                trouble.end()
                decided()
            }
            return !trouble.isAny
        }.run()
        report.interruption = report.interruption ?? trouble.failure
        await trouble.keep { try desk.passEnded(report, asked) }
        report.interruption = report.interruption ?? trouble.failure
        return report
    }

    /// Why the pass is to end.
    private final class Trouble: Sendable {
        private let state = Mutex<(failure: PassFailure?, isAny: Bool)>((nil, false))

        var isAny: Bool { state.withLock { $0.isAny } }
        var failure: PassFailure? { state.withLock { $0.failure } }

        func end() { state.withLock { $0.isAny = true } }

        /// The first failure is the one to tell.
        func keep(_ work: () async throws -> Void) async {
            do { try await work() } catch {
                let failure = PassFailure(error)
                state.withLock { $0 = ($0.failure ?? failure, true) }
            }
        }
    }
}
