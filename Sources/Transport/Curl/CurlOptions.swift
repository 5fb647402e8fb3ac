import CCurl
internal import HTTPTypes

/// What each request is told, beside where its bytes go.
extension EasyHandle {
    func setTarget(_ head: HTTPRequest) throws(CurlRefusal) {
        guard let scheme = head.scheme, scheme == "https" || scheme == "http" else {
            throw CurlRefusal(text: "URL is neither http nor https")
        }
        // Before the @ of an authority stands a password, which libcurl would send.
        guard let authority = head.authority, !authority.isEmpty, !authority.contains(where: { "@/?#\\ ".contains($0) }) else {
            throw CurlRefusal(text: "URL has no plain host")
        }
        guard let path = head.path, path.hasPrefix("/") else { throw CurlRefusal(text: "URL has no path") }
        try set(CURLOPT_PROTOCOLS_STR, "http,https")
        try set(CURLOPT_FOLLOWLOCATION, false)
        try set(CURLOPT_PATH_AS_IS, true)
        try set(CURLOPT_URL, "\(scheme)://\(authority)\(path)")
    }

    func setConnection(isWrite: Bool, _ settings: CurlSettings) throws(CurlRefusal) {
        try set(CURLOPT_NOSIGNAL, true)
        // A name server that does not answer must not hold up the thread when its request is given up.
        try set(CURLOPT_QUICK_EXIT, true)
        try set(CURLOPT_TIMEOUT_MS, settings.timeouts.totalMilliseconds)
        try set(CURLOPT_CONNECTTIMEOUT_MS, settings.timeouts.connectMilliseconds)
        try set(CURLOPT_LOW_SPEED_LIMIT, settings.timeouts.lowSpeedBytesPerSecond)
        try set(CURLOPT_LOW_SPEED_TIME, settings.timeouts.lowSpeedSeconds)
        try set(CURLOPT_SSL_VERIFYPEER, true)
        try set(CURLOPT_SSL_VERIFYHOST, 2)
        try set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let file = settings.certificateAuthorities { try set(CURLOPT_CAINFO, file) }
        if let pair = settings.clientCertificate {
            try set(CURLOPT_SSLCERT, pair.certificate)
            try set(CURLOPT_SSLKEY, pair.key)
        }
        switch settings.proxy {
        case .environment: break
        case .none: try set(CURLOPT_PROXY, "")
        case .url(let url): try set(CURLOPT_PROXY, url)
        }
        // Our headers hold tokens and are not for the proxy; its own answer to CONNECT is not the answer.
        try set(CURLOPT_HEADEROPT, 1)
        try set(CURLOPT_SUPPRESS_CONNECT_HEADERS, true)
        // HTTP/2 has repeats of its own (a refused stream), so a write does without it as well.
        try set(CURLOPT_HTTP_VERSION, Int(isWrite ? CURL_HTTP_VERSION_1_1 : CURL_HTTP_VERSION_2TLS))
        try set(CURLOPT_FRESH_CONNECT, isWrite)
        try set(CURLOPT_FORBID_REUSE, isWrite)
    }

    /// - Parameter body: must stay where it is until this handle is gone.
    func setMethod(_ head: HTTPRequest, body: UnsafeMutableBufferPointer<UInt8>) throws(CurlRefusal) {
        let method = head.method
        switch method {
        case .get where body.isEmpty: try set(CURLOPT_HTTPGET, true)
        case .head where body.isEmpty: try set(CURLOPT_NOBODY, true)
        case .delete where body.isEmpty: try set(CURLOPT_CUSTOMREQUEST, method.rawValue)
        default:
            try set(CURLOPT_POST, true)
            // With a null pointer libcurl would ask a callback for the body.
            if body.isEmpty {
                try set(CURLOPT_COPYPOSTFIELDS, "")
            } else {
                try set(CURLOPT_POSTFIELDS, pointer: body.baseAddress)
            }
            try set(CURLOPT_POSTFIELDSIZE_LARGE, offset: body.count)
            if method != .post { try set(CURLOPT_CUSTOMREQUEST, method.rawValue) }
        }
    }

    /// `Name: value`, `Name;` for an empty value, and `Name:` to keep libcurl from adding one of its own.
    func setHeaders(_ head: HTTPRequest, userAgent: String) throws(CurlRefusal) {
        let fields = head.headerFields
        let own: Set<HTTPField.Name> = [.contentLength, .transferEncoding, .expect, .userAgent, .acceptEncoding, .connection]
        var lines = fields.filter { !own.contains($0.name) }.map { field in
            field.value.isEmpty ? "\(field.name.rawName);" : "\(field.name.rawName): \(field.value)"
        }
        lines += ["User-Agent: \(userAgent)", "Expect:"]
        if fields[.accept] == nil { lines.append("Accept:") }
        if fields[.contentType] == nil { lines.append("Content-Type:") }
        try set(headerLines: lines)
    }
}
