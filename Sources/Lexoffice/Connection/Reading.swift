import Transport

extension LexofficeConnection {
    /// The body of a 2xx answer. Reads change nothing, so they are tried again where a write would be in doubt.
    func read(_ request: LexofficeRequest) async throws(LexofficeError) -> [UInt8] {
        var retries = 0
        var hasRenewed = false
        while true {
            var failure: LexofficeError
            do {
                let exchange = try await exchange(request)
                if (200...299).contains(exchange.response.status) { return exchange.response.body }
                failure = exchange.error(subject: request.subject)
                if failure.code == .unauthorized, !hasRenewed {
                    hasRenewed = await accessToken.renewed(exchange.token)
                    if hasRenewed { continue }
                    if let trouble = await accessToken.trouble() { failure = trouble }
                }
            } catch {
                failure = error
            }
            guard failure.isWorthReadingAgain, retries < Patience.readRetries else { throw failure }
            retries += 1
            do {
                try await time.sleep(milliseconds: backoff.delay(afterAttempt: retries, time: time))
            } catch {
                throw .cancelledBeforeSending(subject: request.subject)
            }
        }
    }
}

extension LexofficeError {
    /// `throttled` is not: its tries are used up already.
    fileprivate var isWorthReadingAgain: Bool {
        switch code {
        case .unavailable: true
        // `other` before sending is a missing token: whoever keeps it fresh has its own patience with its own server.
        case .unreachable(let failure):
            failure.cause != .cancelled && failure.cause != .tooLarge && (failure.cause != .other || failure.reach != .notSent)
        default: false
        }
    }
}
