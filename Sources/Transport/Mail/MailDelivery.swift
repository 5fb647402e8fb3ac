import CCurl
import Synchronization

/// One message on its way: the handle, what libcurl keeps pointers to, and how far it came.
final class MailDelivery: @unchecked Sendable {
    // Proof: all but `isCancelled` and the wake-up of `multi` is used by the one thread that is in `run`; before it begins by the one
    // that made this, and after it by nobody.
    let easy: EasyHandle
    private let multi: MultiHandle
    private let message: [UInt8]
    private let errorText: UnsafeMutableBufferPointer<CChar>
    private var taken = 0
    private let isCancelled = Mutex(false)

    init(_ mail: OutgoingMail, multi: MultiHandle) throws(CurlRefusal) {
        self.multi = multi
        message = mail.message
        easy = try EasyHandle()
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0)
        try easy.set(CURLOPT_ERRORBUFFER, pointer: errorText.baseAddress)
        try easy.set(CURLOPT_UPLOAD, true)
        try easy.set(CURLOPT_INFILESIZE_LARGE, offset: message.count)
        try easy.set(CURLOPT_READDATA, pointer: Unmanaged.passUnretained(self).toOpaque())
        try easy.set(
            CURLOPT_READFUNCTION,
            sink: { room, size, count, context in
                guard let room, let context else { return 0 }
                return Unmanaged<MailDelivery>.fromOpaque(context).takeUnretainedValue().hand(to: room, atMost: size * count)
            })
        // What the server says is no output of ours.
        try easy.set(CURLOPT_WRITEFUNCTION, sink: { _, size, count, _ in size * count })
    }

    deinit {
        // The handle goes after its owner, and must not find its text buffer gone.
        try? easy.set(CURLOPT_ERRORBUFFER, pointer: nil)
        errorText.deallocate()
    }

    private func hand(to room: UnsafeMutablePointer<CChar>, atMost limit: Int) -> Int {
        let count = min(limit, message.count - taken)
        for index in 0..<count { room[index] = CChar(bitPattern: message[taken + index]) }
        taken += count
        return count
    }

    /// From any thread.
    func cancel() {
        isCancelled.withLock { $0 = true }
        multi.wake()
    }

    /// Blocks until the message was taken (nil) or not; the time is bounded by the options of the handle.
    func run() -> MailFailure? {
        guard multi.add(easy) else { return failure(.other, "libcurl did not take the message") }
        defer { multi.remove(easy) }
        while true {
            if isCancelled.withLock({ $0 }) { return failure(.cancelled, "cancelled") }
            guard multi.perform() else { return failure(.other, "libcurl's event loop failed") }
            if let (_, result) = multi.nextFinished() { return result == CURLE_OK ? nil : failure(of: result) }
            guard multi.poll(milliseconds: 1000) else { return failure(.other, "libcurl's event loop failed") }
        }
    }

    /// libcurl keeps the number of the last answer: where that is a refusal, it is what ended the transfer. A server's own text may
    /// repeat what was sent and is not passed on.
    private func failure(of result: CURLcode) -> MailFailure {
        let code = easy.responseCode
        guard (400...599).contains(code) else {
            return failure(MailDelivery.cause(of: result), String(cString: ccurl_easy_strerror(result)))
        }
        let detail = result == CURLE_LOGIN_DENIED ? "the server does not take this user and password" : "the server answered \(code)"
        return MailFailure(reach: .refused(code: code), cause: .refused, detail: detail)
    }

    /// The message ends only after its last byte: until libcurl has fetched that, no server can have taken it.
    private func failure(_ cause: RequestFailure.Cause, _ detail: String) -> MailFailure {
        MailFailure(reach: taken < message.count || message.isEmpty ? .notSent : .mayHaveBeenSent, cause: cause, detail: detail)
    }

    private static func cause(of result: CURLcode) -> RequestFailure.Cause {
        switch result {
        case CURLE_COULDNT_CONNECT, CURLE_LOGIN_DENIED: .refused
        case CURLE_COULDNT_RESOLVE_HOST: .dns
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_USE_SSL_FAILED, CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
            CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
            .tls
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE: .closed
        case CURLE_WEIRD_SERVER_REPLY: .malformed
        default: .other
        }
    }
}
