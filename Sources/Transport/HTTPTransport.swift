package import HTTPTypes

/// Carries one request to a remote and its answer back. With ``TimeSource`` the only seam of the program (design §1.8).
package protocol HTTPTransport: Sendable {
    /// Any answer with a status line is a response, whatever its status. No answer, or one that could not be read whole, throws.
    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse
}

package struct OutgoingRequest: Sendable {
    package var operation: RemoteOperation
    /// Method, absolute URL and headers.
    package var head: HTTPRequest
    package var body: [UInt8]
    /// A write never rides a used connection: libcurl would silently repeat it (design §3).
    package var isWrite: Bool
    /// Bytes of body accepted before the answer is refused as too large. The largest page anybody asks for has less than one megabyte;
    /// what is read may take ten times as much memory as the body, so that the limit bounds the process too.
    package var responseLimit: Int
    /// After which it is given up, in milliseconds; nil is the transport's own limit.
    package var limitMilliseconds: Int?
    /// A Unix socket to ask, whatever host the URL names.
    package var localSocket: String?
    /// Called when the first byte is about to leave, from any thread; more than once where a read has to be sent anew.
    package var departs: @Sendable () -> Void = {}

    package init(operation: RemoteOperation, head: HTTPRequest, body: [UInt8] = [], isWrite: Bool, responseLimit: Int = 8 << 20) {
        self.operation = operation
        self.head = head
        self.body = body
        self.isWrite = isWrite
        self.responseLimit = responseLimit
    }
}

package struct IncomingResponse: Sendable {
    package var head: HTTPResponse
    package var body: [UInt8]

    package init(head: HTTPResponse, body: [UInt8]) {
        self.head = head
        self.body = body
    }

    package var status: Int { head.status.code }
}

/// Why there is no usable answer, and above all whether the request can have been carried out.
package struct RequestFailure: Error, Sendable, Hashable {
    package enum Reach: Sendable, Hashable {
        /// Not one byte of the request left: refused, DNS, TLS handshake, cancelled before the start.
        case notSent
        /// It left, and nothing is known about what became of it.
        case mayHaveBeenSent
        /// A status line came, the rest did not or was too large.
        case answered(status: Int)
    }

    /// A closed set, used as a metric label.
    package enum Cause: String, Sendable, CaseIterable {
        case refused, dns, tls, timeout, closed, tooLarge = "too_large", malformed, cancelled, proxy, other
    }

    package var reach: Reach
    package var cause: Cause
    /// For the log: never a URL with a query, a header or a body.
    package var detail: String
    /// The write was held back because the state could not say that it begins (``Mark``): that is the state's trouble.
    package var isUnmarked: Bool

    package init(reach: Reach, cause: Cause, detail: String, isUnmarked: Bool = false) {
        self.reach = reach
        self.cause = cause
        self.detail = detail
        self.isUnmarked = isUnmarked
    }
}
