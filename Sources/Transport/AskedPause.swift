internal import HTTPTypes

/// How long a remote that refuses a request wants to be left alone, and how long we do so.
package struct AskedPause: Sendable, Hashable {
    package let askedMilliseconds: Int64
    package let keptMilliseconds: Int64

    /// - Parameters:
    ///   - text: the field `Retry-After` as it came.
    ///   - longest: what the wait is cut to.
    package init?(_ text: String, wallMilliseconds: Int64, longest: Int64 = Backoff.longestMilliseconds) {
        guard let asked = RetryAfter.milliseconds(text, wallMilliseconds: wallMilliseconds), asked >= AskedPause.worthTelling else {
            return nil
        }
        askedMilliseconds = asked
        keptMilliseconds = min(asked, longest)
    }

    /// Shorter ones are over before anybody has read of them.
    private static let worthTelling: Int64 = 3_000

    /// `asks for a pause of 365 days; it is given 60 s`
    package var words: String {
        let kept = keptMilliseconds < askedMilliseconds ? "it is given \(AskedPause.words(keptMilliseconds))" : "waiting"
        return "asks for a pause of \(AskedPause.words(askedMilliseconds)); \(kept)"
    }

    private static func words(_ milliseconds: Int64) -> String {
        let seconds = milliseconds / 1000
        switch seconds {
        case ..<7_200: return "\(seconds) s"
        case ..<172_800: return "\(seconds / 3600) hours"
        case ..<3_153_600_000: return "\(seconds / 86_400) days"
        default: return "more than a century"
        }
    }
}

/// Tells somebody who waits, while waiting, what is being waited for. Decides nothing.
package struct PauseTellingTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let time: any TimeSource
    private let tell: @Sendable (RemoteSystem, AskedPause) -> Void

    package init(_ inner: any HTTPTransport, time: any TimeSource, tell: @escaping @Sendable (RemoteSystem, AskedPause) -> Void) {
        self.inner = inner
        self.time = time
        self.tell = tell
    }

    package func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let response = try await inner.send(request)
        if response.status == 429 || response.status == 503, let text = response.head.headerFields[.retryAfter],
            let pause = AskedPause(text, wallMilliseconds: time.wallMilliseconds())
        {
            tell(request.operation.system, pause)
        }
        return response
    }
}
