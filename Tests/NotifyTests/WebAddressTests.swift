import Notify
import Testing

/// Which addresses a webhook, a ping and the console may have, and what is shown of them.
@Suite struct WebAddressTests {
    @Test(arguments: [
        ("https://hc.example/ping/uuid-1", "https", "hc.example", "/ping/uuid-1"), ("https://ntfy.example", "https", "ntfy.example", "/"),
        ("HTTPS://Host.Example:8443/A?b=c", "https", "host.example:8443", "/A?b=c"),
        ("http://127.0.0.1:80/x", "http", "127.0.0.1:80", "/x"),
        ("http://[::1]:9/x", "http", "[::1]:9", "/x"), ("https://h?x=1", "https", "h", "/?x=1"),
    ])
    func isUsable(_ text: String, _ scheme: String, _ authority: String, _ path: String) throws {
        let address = try #require(WebAddress(text))
        #expect([address.scheme, address.authority, address.path] == [scheme, authority, path])
        #expect(address.shown == "\(scheme)://\(authority)/…")
    }

    @Test(arguments: [
        "", "hc.example", "ftp://h/x", "http://hc.example/x", "https://", "https://user:pw@h/x", "https://h/a b", "https://h/a\r\nX: y",
        "https://h/#f", "https://:443/", "https://127.0.0.1@evil.example/", "http://localhost.evil.example/", "https://hé/",
    ])
    func isRefused(_ text: String) { #expect(WebAddress(text) == nil) }
}
