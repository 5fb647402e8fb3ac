import CCurl

/// One request in flight: the handle, everything libcurl keeps pointers to, and what has come back. Lives on the loop's thread.
final class CurlTransfer {
    let job: CurlJob
    let easy: EasyHandle
    private let body: UnsafeMutableBufferPointer<UInt8>
    private let errorText: UnsafeMutableBufferPointer<CChar>
    private var answer: ResponseCollector
    private var hasBegunToSend = false
    /// Why the mark did not move; nothing was sent then.
    private var unmarked: String?

    init(job: CurlJob, settings: CurlSettings) throws(CurlRefusal) {
        self.job = job
        easy = try EasyHandle()
        body = .allocate(capacity: job.request.body.count)
        _ = body.initialize(from: job.request.body)
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0)
        answer = ResponseCollector(bodyLimit: job.request.responseLimit)
        try configure(settings)
    }

    deinit {
        // The handle goes after its owner, and must not find its text buffer gone.
        try? easy.set(CURLOPT_ERRORBUFFER, pointer: nil)
        body.deallocate()
        errorText.deallocate()
    }

    func outcome(of result: CURLcode) -> Result<IncomingResponse, RequestFailure> {
        if result == CURLE_OK {
            if let response = answer.response { return .success(response) }
            return .failure(failure(.malformed, "no status line"))
        }
        if let unmarked {
            return .failure(RequestFailure(reach: .notSent, cause: .other, detail: unmarked, isUnmarked: true))
        }
        if let refusal = answer.refusal { return .failure(failure(refusal.cause, refusal.detail)) }
        let own = String(cString: Array(errorText))
        let text = own.isEmpty ? String(cString: ccurl_easy_strerror(result)) : own
        return .failure(failure(cause(of: result), CurlTransfer.withoutQueries(text)))
    }

    func failure(_ cause: RequestFailure.Cause, _ detail: String) -> RequestFailure {
        RequestFailure(reach: reach, cause: cause, detail: detail)
    }

    // MARK: What became of it

    /// libcurl asks before it hands the request to a connection, new or reused: after resolution, proxy and TLS, before the first byte.
    /// (Its times and byte counts come too late or count the CONNECT to a proxy.) So nothing has left unless it asked, and once it has,
    /// nothing can be excluded. A second question means that it wants to repeat the request, which a write never is.
    private func mayBeginToSend() -> Bool {
        if hasBegunToSend, job.request.isWrite { return false }
        do {
            try job.mark?.move()
        } catch {
            unmarked = "the write cannot be announced: \(error)"
            return false
        }
        hasBegunToSend = true
        job.request.departs()
        return true
    }

    private var reach: RequestFailure.Reach {
        if let status = answer.status { return .answered(status: status) }
        return hasBegunToSend ? .mayHaveBeenSent : .notSent
    }

    private func cause(of result: CURLcode) -> RequestFailure.Cause {
        // Who reads and writes before the request does is the tunnel.
        if !hasBegunToSend, result == CURLE_RECV_ERROR || result == CURLE_SEND_ERROR { return .proxy }
        return switch result {
        case CURLE_COULDNT_CONNECT: .refused
        case CURLE_COULDNT_RESOLVE_HOST: .dns
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
        case CURLE_OPERATION_TIMEDOUT: .timeout
        case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED,
            CURLE_USE_SSL_FAILED:
            .tls
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM: .closed
        case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING: .malformed
        case CURLE_UNSUPPORTED_PROTOCOL where hasBegunToSend: .malformed
        default: .other
        }
    }

    /// The error text may hold what the server or a URL held: one line, printable, bounded, and nothing from a question mark on.
    private static func withoutQueries(_ text: String) -> String {
        let words = text.split(separator: " ").prefix(40).map { word in word.prefix { $0 != "?" } }
        let printable = words.joined(separator: " ").unicodeScalars.filter { $0.value >= 32 && $0.value < 127 }
        return String(String(String.UnicodeScalarView(printable)).prefix(200))
    }
}

// MARK: - What libcurl calls back

extension CurlTransfer {
    private func configure(_ settings: CurlSettings) throws(CurlRefusal) {
        try easy.set(CURLOPT_ERRORBUFFER, pointer: errorText.baseAddress)
        try easy.setTarget(job.request.head)
        try easy.setConnection(isWrite: job.request.isWrite, settings)
        if let socket = job.request.localSocket { try easy.set(CURLOPT_UNIX_SOCKET_PATH, socket) }
        try easy.setMethod(job.request.head, body: body)
        try easy.setHeaders(job.request.head, userAgent: settings.userAgent)
        try setCallbacks()
    }

    private func setCallbacks() throws(CurlRefusal) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        try easy.set(CURLOPT_PREREQDATA, pointer: context)
        try easy.set(
            CURLOPT_PREREQFUNCTION,
            gate: { context, _, _, _, _ in
                guard let context else { return CURL_PREREQFUNC_ABORT }
                let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
                return transfer.mayBeginToSend() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            })
        try easy.set(CURLOPT_HEADERDATA, pointer: context)
        try easy.set(CURLOPT_WRITEDATA, pointer: context)
        try easy.set(
            CURLOPT_HEADERFUNCTION,
            sink: { bytes, size, count, context in CurlTransfer.receive(bytes, size * count, context) { $0.takeHeader($1) } })
        try easy.set(
            CURLOPT_WRITEFUNCTION,
            sink: { bytes, size, count, context in CurlTransfer.receive(bytes, size * count, context) { $0.takeBody($1) } })
    }

    private static func receive(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ take: (inout ResponseCollector, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let bytes, let context else { return -1 }
        let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
        // Any other number than the count makes libcurl end the transfer.
        return take(&transfer.answer, UnsafeRawBufferPointer(start: bytes, count: count)) ? count : count + 1
    }
}
