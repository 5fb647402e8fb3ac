internal import Bookkeeping
internal import Transport

/// What the world holds, under its lock.
struct SandboxWorldState: Sendable {
    var hero: HeroStandIn
    var lexoffice: LexofficeStandIn
    var faults: FaultSchedule
    var log = SandboxLog()
    var deferred: [Int: SandboxDeferredRequest] = [:]

    mutating func handle(_ request: OutgoingRequest, now: Instant) -> SandboxAnswer {
        let kind = SandboxRequestKind(request)
        let fault = faults.next(for: kind)
        let entry = log.begin(kind, at: now, fault: fault?.kind)
        let answer = meet(fault, request, kind, entry, now: now)
        switch answer {
        case .answer(let response, _): log.end(entry, .answered, status: response.status)
        case .refused: log.end(entry, .refused)
        case .closed: log.end(entry, .closed)
        case .broken(let response): log.end(entry, .broken, status: response.status)
        case .deferred: break
        }
        return answer
    }

    private mutating func meet(
        _ fault: Fault?, _ request: OutgoingRequest, _ kind: SandboxRequestKind, _ entry: Int, now: Instant
    ) -> SandboxAnswer {
        guard let fault else { return .answer(carryOut(request, kind, entry, now: now), afterMilliseconds: 0) }
        switch fault.kind {
        case .dropAfter, .serverErrorAfter, .gatewayTimeoutAfter, .htmlAfter: _ = carryOut(request, kind, entry, now: now)
        default: break
        }
        switch fault.kind {
        case .refuse: return .refused
        case .dropBefore, .dropAfter: return .closed
        case .throttle: return .gateway(429, "Rate limit exceeded")
        case .serverError: return .gateway(500, "Internal server error or rate limit exceeded")
        case .serverErrorAfter: return .gateway(500, "Internal server error")
        case .unavailable: return .gateway(503, "Service Unavailable")
        case .gatewayTimeoutAfter: return .gateway(504, "Endpoint request timed out")
        case .html, .htmlAfter: return .answer(.html(200, "<h1>Wartungsarbeiten</h1>"), afterMilliseconds: 0)
        case .truncatedBody:
            var response = carryOut(request, kind, entry, now: now)
            response.body.removeLast(response.body.count - response.body.count / 2)
            return .answer(response, afterMilliseconds: 0)
        case .brokenBody: return .broken(carryOut(request, kind, entry, now: now))
        case .slowAnswer:
            return .answer(carryOut(request, kind, entry, now: now), afterMilliseconds: fault.milliseconds)
        case .slowRequest:
            let due = now.adding(milliseconds: fault.milliseconds)
            deferred[entry] = SandboxDeferredRequest(request: request, kind: kind, due: due)
            return .deferred(id: entry, milliseconds: fault.milliseconds)
        }
    }

    private mutating func carryOut(
        _ request: OutgoingRequest, _ kind: SandboxRequestKind, _ entry: Int, now: Instant
    ) -> IncomingResponse {
        let response =
            switch kind.system {
            case .hero: hero.respond(to: request, now: now)
            case .lexoffice: lexoffice.respond(to: request, now: now)
            }
        // HERO refuses with 200 as well; its errors come first in the body.
        let isRefused = kind.system == .hero && response.body.starts(with: Array("{\"errors\"".utf8))
        if (200..<300).contains(response.status), !isRefused { log.markExecuted(entry, kind) }
        return response
    }

    mutating func catchUp(to now: Instant) {
        let due = deferred.filter { $0.value.response == nil && $0.value.due <= now }
            .sorted { ($0.value.due, $0.key) < ($1.value.due, $1.key) }
        for (id, waiting) in due { finish(id, waiting, now: waiting.due) }
    }

    mutating func answer(toDeferred id: Int, now: Instant) -> IncomingResponse? {
        catchUp(to: now)
        guard let waiting = deferred[id] else { return nil }
        if waiting.response == nil { finish(id, waiting, now: now) }
        return deferred.removeValue(forKey: id)?.response
    }

    mutating func abandon(_ id: Int) {
        guard deferred[id]?.response == nil else {
            deferred[id] = nil
            return
        }
        deferred[id]?.isAbandoned = true
    }

    private mutating func finish(_ id: Int, _ waiting: SandboxDeferredRequest, now: Instant) {
        let response = carryOut(waiting.request, waiting.kind, id, now: now)
        log.end(id, waiting.isAbandoned ? .closed : .answered, status: waiting.isAbandoned ? nil : response.status)
        deferred[id]?.response = response
        if waiting.isAbandoned { deferred[id] = nil }
    }
}

/// A request on its way, or its answer waiting to be fetched.
struct SandboxDeferredRequest: Sendable {
    var request: OutgoingRequest
    var kind: SandboxRequestKind
    var due: Instant
    var response: IncomingResponse?
    var isAbandoned = false
}

extension SandboxAnswer {
    fileprivate static func gateway(_ status: Int, _ message: String) -> SandboxAnswer {
        .answer(.json(status, ["message": .string(message)]), afterMilliseconds: 0)
    }
}
