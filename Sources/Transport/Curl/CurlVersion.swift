import CCurl

extension CurlTransport {
    /// As libcurl names itself and its TLS: `libcurl/8.5.0 OpenSSL/3.0.13 …`.
    package static var libraryVersion: String { ccurl_version().map { String(cString: $0) } ?? "libcurl" }
}
