/// The second form of the seam before every write: where the mark is kept elsewhere, and somebody else may write as soon as it says so.
/// It moves when the connection is up and TLS is spoken, and before the first byte: whoever was stopped between the two wakes up on a
/// connection the remote has closed meanwhile, and not with a request in its hand that nobody has announced (scale.md §4).
package struct AnnouncedTransport: HTTPTransport {
    private let reads: any HTTPTransport
    private let writers: WriterPool
    private let mark: any Mark

    /// - Parameter mark: may block, for a bounded time.
    package init(reads: any HTTPTransport, writers: WriterPool, mark: any Mark) {
        self.reads = reads
        self.writers = writers
        self.mark = mark
    }

    package func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        guard request.isWrite else { return try await reads.send(request) }
        return try await writers.send(request, marking: mark)
    }
}
