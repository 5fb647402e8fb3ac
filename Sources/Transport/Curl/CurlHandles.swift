import CCurl

/// libcurl refused an option. Its text never holds the value.
struct CurlRefusal: Error {
    var text: String
}

/// One request of libcurl. Frees the handle and the header list, and nobody else does.
final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var recipients: UnsafeMutablePointer<curl_slist>?

    init() throws(CurlRefusal) {
        guard let raw = ccurl_easy_init() else { throw CurlRefusal(text: "curl_easy_init failed") }
        self.raw = raw
    }

    deinit {
        ccurl_easy_cleanup(raw)
        ccurl_slist_free_all(headers)
        ccurl_slist_free_all(recipients)
    }

    func set(_ option: CURLoption, _ value: Int) throws(CurlRefusal) { try check(ccurl_set_long(raw, option, value)) }
    func set(_ option: CURLoption, _ value: Bool) throws(CurlRefusal) { try check(ccurl_set_long(raw, option, value ? 1 : 0)) }
    func set(_ option: CURLoption, offset value: Int) throws(CurlRefusal) { try check(ccurl_set_offset(raw, option, curl_off_t(value))) }
    /// libcurl copies the text.
    func set(_ option: CURLoption, _ value: String) throws(CurlRefusal) { try check(ccurl_set_string(raw, option, value)) }
    /// libcurl does not copy what the pointer points to.
    func set(_ option: CURLoption, pointer value: UnsafeMutableRawPointer?) throws(CurlRefusal) {
        try check(ccurl_set_pointer(raw, option, value))
    }
    func set(_ option: CURLoption, sink value: ccurl_sink?) throws(CurlRefusal) { try check(ccurl_set_sink(raw, option, value)) }

    func set(_ option: CURLoption, gate value: ccurl_gate?) throws(CurlRefusal) { try check(ccurl_set_gate(raw, option, value)) }

    func set(headerLines: [String]) throws(CurlRefusal) {
        for line in headerLines {
            guard let longer = ccurl_slist_append(headers, line) else { throw CurlRefusal(text: "out of memory for headers") }
            headers = longer
        }
        try check(ccurl_set_list(raw, CURLOPT_HTTPHEADER, headers))
    }

    func set(recipient: String) throws(CurlRefusal) {
        guard let list = ccurl_slist_append(recipients, recipient) else { throw CurlRefusal(text: "out of memory for recipients") }
        recipients = list
        try check(ccurl_set_list(raw, CURLOPT_MAIL_RCPT, recipients))
    }

    /// What the server said last, as a number; 0 when it said nothing.
    var responseCode: Int { ccurl_response_code(raw) }

    private func check(_ code: CURLcode) throws(CurlRefusal) {
        guard code == CURLE_OK else { throw CurlRefusal(text: String(cString: ccurl_easy_strerror(code))) }
    }
}

/// The connections. Everything but ``wake()`` is for the loop's thread alone.
final class MultiHandle: @unchecked Sendable {
    // Proof: the pointer never changes, curl_multi_wakeup may be called from any thread, and all other calls come from the one thread
    // of CurlLoop, or from deinit, when that thread has let go of the loop that holds this.
    private let raw: UnsafeMutableRawPointer

    /// Idle connections kept for later reads.
    private static let keptConnections = 16

    init() throws(CurlUnavailable) {
        guard MultiHandle.library == CURLE_OK, let raw = ccurl_multi_init() else {
            throw CurlUnavailable(description: ccurl_trouble().map { String(cString: $0) } ?? "libcurl cannot be initialised")
        }
        self.raw = raw
        _ = ccurl_multi_set_long(raw, CURLMOPT_MAXCONNECTS, MultiHandle.keptConnections)
    }

    deinit { ccurl_multi_cleanup(raw) }

    /// Once per process; a static is initialised under a lock.
    private static let library = ccurl_global_init()

    func wake() { ccurl_multi_wakeup(raw) }
    func add(_ easy: EasyHandle) -> Bool { ccurl_multi_add_handle(raw, easy.raw) == CURLM_OK }
    func remove(_ easy: EasyHandle) { ccurl_multi_remove_handle(raw, easy.raw) }

    func perform() -> Bool {
        var running: Int32 = 0
        return ccurl_multi_perform(raw, &running) == CURLM_OK
    }

    func poll(milliseconds: Int32) -> Bool { ccurl_multi_poll(raw, milliseconds) == CURLM_OK }

    /// The next finished request and its result. The message is copied: it dies with the removal of its handle.
    func nextFinished() -> (easy: UnsafeMutableRawPointer, result: CURLcode)? {
        var left: Int32 = 0
        while let message = ccurl_multi_info_read(raw, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            return (easy, ccurl_message_result(message))
        }
        return nil
    }
}
