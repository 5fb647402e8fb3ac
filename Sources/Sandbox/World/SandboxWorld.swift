package import Bookkeeping
internal import Synchronization
package import Transport

/// What comes back to whoever carried a request here.
package enum SandboxAnswer: Sendable {
    case answer(IncomingResponse, afterMilliseconds: Int64)
    /// No connection.
    case refused
    /// The connection ends without an answer.
    case closed
    /// Status line, headers and half the body, then the connection ends.
    case broken(IncomingResponse)
    /// To be carried out in so many milliseconds; ``SandboxWorld/answer(toDeferred:now:)`` has the answer then.
    case deferred(id: Int, milliseconds: Int64)
}

/// Both stand-ins, the faults between them and the client, and the log of what came. Paths under `/v1/` and `/oauth2/` are lexoffice's, all
/// others HERO's. Time comes in with every call and must not run backwards far.
package final class SandboxWorld: Sendable {
    package static let heroEndpoint = "https://hero.sandbox.invalid/api/external/v7/graphql"
    package static let lexofficeEndpoint = "https://lexoffice.sandbox.invalid"

    private let state: Mutex<SandboxWorldState>
    private let initial: SandboxWorldState

    package init(hero: HeroStandIn, lexoffice: LexofficeStandIn, faults: FaultPlan = .none) {
        initial = SandboxWorldState(hero: hero, lexoffice: lexoffice, faults: FaultSchedule(faults))
        state = Mutex(initial)
    }

    /// Meets the faults, then the stand-in.
    package func handle(_ request: OutgoingRequest, now: Instant) -> SandboxAnswer {
        state.withLock { state in
            state.catchUp(to: now)
            return state.handle(request, now: now)
        }
    }

    /// The answer to a deferred request, which is carried out now at the latest. Nil for an id that is not waiting.
    package func answer(toDeferred id: Int, now: Instant) -> IncomingResponse? {
        state.withLock { $0.answer(toDeferred: id, now: now) }
    }

    /// The client has left. The request is carried out all the same once its time comes.
    package func abandon(deferred id: Int) { state.withLock { $0.abandon(id) } }

    /// Carries out every deferred request that is due.
    package func settle(now: Instant) { state.withLock { $0.catchUp(to: now) } }

    package func install(_ faults: FaultPlan) { state.withLock { $0.faults = FaultSchedule(faults) } }

    /// Back to what the world was made with, without faults, requests under way and log.
    package func reset() {
        state.withLock { state in
            let next = state.log.nextSequence
            state = initial
            state.faults = FaultSchedule(.none)
            // A request that waits across the reset must not find another one under its number.
            state.log = SandboxLog(nextSequence: next)
        }
    }

    /// Documents and books of another account, under this one's keys.
    func takeOver(_ other: SandboxWorld) {
        let (hero, lexoffice) = (other.hero, other.lexoffice)
        state.withLock { state in
            let own = state.hero.settings
            state.hero = hero
            (state.hero.settings.apiKey, state.hero.settings.linkPath) = (own.apiKey, own.linkPath)
            state.lexoffice = lexoffice.belonging(to: state.lexoffice)
        }
    }

    package func withHero<Result: Sendable, Failure>(
        _ body: (inout HeroStandIn) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try state.withLock { state throws(Failure) in try body(&state.hero) }
    }

    package func withLexoffice<Result: Sendable, Failure>(
        _ body: (inout LexofficeStandIn) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try state.withLock { state throws(Failure) in try body(&state.lexoffice) }
    }

    /// A copy to look at.
    package var lexoffice: LexofficeStandIn { state.withLock { $0.lexoffice } }
    /// A copy to look at.
    package var hero: HeroStandIn { state.withLock { $0.hero } }
    /// The last requests, oldest first; at most 20 000.
    package var log: [SandboxLogEntry] { state.withLock { $0.log.entries } }
    /// All requests since the start or the last reset.
    package func requests(to system: SandboxSystem) -> Int { state.withLock { $0.log.requests[system] ?? 0 } }
    /// When one came first.
    func firstRequest(to system: SandboxSystem) -> Instant? { state.withLock { $0.log.firstAt[system] } }
    /// Requests refused for being too many.
    var throttled: Int { state.withLock { $0.log.throttled } }
    /// Writes a stand-in carried out, whatever the client was told.
    package func executedWrites(in system: SandboxSystem) -> Int { state.withLock { $0.log.executedWrites[system] ?? 0 } }
}
