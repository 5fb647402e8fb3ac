/// Says before every write how far the state has come, where a lost or restored copy of the state cannot take it back. On one machine a
/// file beside the state.
package protocol Mark: Sendable {
    /// Returns once the mark is where it lasts. Throws where it cannot be moved; nothing may be sent then.
    func move() throws
}

/// Where nothing is to be written at all.
package struct NoMark: Mark {
    private struct Missing: Error, CustomStringConvertible {
        let description = "nothing is written without a state"
    }

    package init() {}
    package func move() throws { throw Missing() }
}

/// The one seam before every write to a remote: first the mark, then the request. What was not announced was never sent.
package struct MarkedTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let mark: any Mark

    package init(_ inner: any HTTPTransport, mark: any Mark) {
        self.inner = inner
        self.mark = mark
    }

    package func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        if request.isWrite {
            do {
                try mark.move()
            } catch {
                throw RequestFailure(
                    reach: .notSent, cause: .other, detail: "the mark of the state cannot be moved: \(error)", isUnmarked: true)
            }
        }
        return try await inner.send(request)
    }
}
