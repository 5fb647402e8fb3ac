/// One transport for several accounts, each with its own limit of time: connections and thread are shared.
package struct SharedTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let limitMilliseconds: Int

    /// - Parameter limitMilliseconds: after which a request is given up.
    package init(_ inner: any HTTPTransport, limitMilliseconds: Int) {
        self.inner = inner
        self.limitMilliseconds = limitMilliseconds
    }

    package func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        var request = request
        request.limitMilliseconds = limitMilliseconds
        return try await inner.send(request)
    }
}

extension CurlSettings {
    /// Within a limit for the whole of a request, connecting included.
    func limited(to milliseconds: Int?) -> CurlSettings {
        guard let milliseconds else { return self }
        var settings = self
        settings.timeouts.totalMilliseconds = milliseconds
        settings.timeouts.connectMilliseconds = min(settings.timeouts.connectMilliseconds, milliseconds)
        return settings
    }
}
