import Testing

@testable import Lexoffice

@Suite struct EndpointTests {
    @Test(arguments: [
        ("https://api.lexware.io", "https://api.lexware.io"), ("https://api.lexware.io/", "https://api.lexware.io"),
        ("https://api.lexware.io/v1", "https://api.lexware.io"), ("HTTPS://API.lexware.io/v1/", "https://api.lexware.io"),
        ("https://proxy.example:8443/lex/v1", "https://proxy.example:8443/lex"), ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
        ("http://localhost", "http://localhost"), ("http://[::1]:9", "http://[::1]:9"),
    ])
    func accepts(_ text: String, _ meaning: String) {
        #expect(LexofficeEndpoint(text)?.description == meaning)
    }

    @Test(arguments: [
        "", "api.lexware.io", "http://api.lexware.io", "http://127.0.0.1.evil.example", "http://localhostess", "ftp://api.lexware.io",
        "https://", "https://:443", "https://user:secret@api.lexware.io", "https://api.lexware.io?x=1", "https://api.lexware.io/#v1",
        "https://api.lexware.io /v1", "https://äpi.example",
    ])
    func refuses(_ text: String) {
        #expect(LexofficeEndpoint(text) == nil)
    }

    @Test func linksLeadIntoTheApplication() {
        #expect(
            DeepLink.voucher(app: "https://app.lexware.de/", id: "b5a1c1de-0a53")
                == "https://app.lexware.de/permalink/vouchers/view/b5a1c1de-0a53")
        #expect(DeepLink.contact(app: "https://app.lexware.de", id: "a/b") == "https://app.lexware.de/permalink/contacts/view/a%2Fb")
    }
}
