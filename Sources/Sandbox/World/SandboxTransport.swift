internal import Bookkeeping
package import Transport

/// The world as a transport in the same process. Waiting goes through the given time, so a simulated clock makes it free.
package struct SandboxTransport: HTTPTransport {
    private let world: SandboxWorld
    private let time: any TimeSource
    private let timeoutMilliseconds: Int64

    /// - Parameter timeoutMilliseconds: how long the client waits for an answer.
    package init(world: SandboxWorld, time: any TimeSource, timeoutMilliseconds: Int64 = 35_000) {
        self.world = world
        self.time = time
        self.timeoutMilliseconds = timeoutMilliseconds
    }

    package func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        guard !Task.isCancelled else { throw RequestFailure(reach: .notSent, cause: .cancelled, detail: "cancelled before the start") }
        switch world.handle(request, now: now) {
        case .refused: throw RequestFailure(reach: .notSent, cause: .refused, detail: "connection refused")
        case .closed: throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "closed without an answer")
        case .broken(let response):
            throw RequestFailure(reach: .answered(status: response.status), cause: .closed, detail: "closed within the body")
        case .answer(let response, let delay):
            try await wait(delay)
            return try accepted(response, limit: request.responseLimit)
        case .deferred(let id, let delay):
            do {
                try await wait(delay)
            } catch {
                world.abandon(deferred: id)
                throw error
            }
            guard let response = world.answer(toDeferred: id, now: now) else {
                throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "the sandbox was reset")
            }
            return try accepted(response, limit: request.responseLimit)
        }
    }

    private var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }

    /// Waits for the answer, but no longer than the client does.
    private func wait(_ delay: Int64) async throws(RequestFailure) {
        guard delay > 0 else { return }
        do {
            try await time.sleep(milliseconds: min(delay, timeoutMilliseconds))
        } catch {
            throw RequestFailure(reach: .mayHaveBeenSent, cause: .cancelled, detail: "cancelled while waiting")
        }
        guard delay < timeoutMilliseconds else {
            throw RequestFailure(reach: .mayHaveBeenSent, cause: .timeout, detail: "no answer in time")
        }
    }

    private func accepted(_ response: IncomingResponse, limit: Int) throws(RequestFailure) -> IncomingResponse {
        guard response.body.count <= limit else {
            throw RequestFailure(reach: .answered(status: response.status), cause: .tooLarge, detail: "body too large")
        }
        return response
    }
}
