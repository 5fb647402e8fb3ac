import Glibc
import Lexoffice
import Synchronization
import Transport

/// Where a host that is to make a voucher stops itself, once for each time a file is there. Other writes make nothing that is counted.
final class VoucherStop: Sendable {
    private static let write = RemoteOperation(.lexoffice, LexofficeCall.createVoucher.rawValue)

    private let announced: String?
    private let before: String?
    private let isNext = Mutex(false)

    init(announced: String?, before: String?) {
        self.announced = announced
        self.before = before
    }

    /// What was looked up is not there, the write is to leave, and the machine stands still: when it wakes up another one has done it.
    func leaves(_ request: OutgoingRequest) {
        guard request.isWrite else { return }
        isNext.withLock { $0 = request.operation == Self.write }
        if request.operation == Self.write { Self.stop(before) }
    }

    /// What is announced is announced, and then the machine stands still: in the good order on a connection that is up, and which is
    /// gone when it wakes up.
    func isAnnounced() {
        if isNext.withLock({ $0 }) { Self.stop(announced) }
    }

    private static func stop(_ file: String?) {
        if let file, unlink(file) == 0 { kill(getpid(), SIGSTOP) }
    }
}

struct StoppingMark: Mark {
    private let mark: any Mark
    private let stop: VoucherStop

    init(_ mark: any Mark, _ stop: VoucherStop) {
        self.mark = mark
        self.stop = stop
    }

    func move() throws {
        try mark.move()
        stop.isAnnounced()
    }
}

struct StoppingTransport: HTTPTransport {
    private let inner: any HTTPTransport
    private let stop: VoucherStop

    init(_ inner: any HTTPTransport, _ stop: VoucherStop) {
        self.inner = inner
        self.stop = stop
    }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        stop.leaves(request)
        return try await inner.send(request)
    }
}
