import Testing
import Transport

/// Where mail may be handed over, and which addresses can stand in a command of SMTP.
@Suite struct MailServerTests {
    @Test(arguments: [
        ("smtp://mail.example:2525", "smtp://mail.example:2525", false), ("smtp://mail.example", "smtp://mail.example:587", false),
        ("SMTPS://Mail.Example/", "smtps://mail.example:465", false), ("smtp://localhost:25", "smtp://localhost:25", true),
        ("smtp://127.8.9.1:25", "smtp://127.8.9.1:25", true), ("smtp://[::1]:25", "smtp://[::1]:25", true),
        ("smtps://[2001:db8::1]", "smtps://[2001:db8::1]:465", false),
        ("smtp://127.0.0.1.evil.example", "smtp://127.0.0.1.evil.example:587", false),
        ("smtp://127.0.0.999", "smtp://127.0.0.999:587", false),
    ])
    func isUsable(_ text: String, _ meant: String, _ isLoopback: Bool) throws {
        let server = try #require(MailServer(text))
        #expect(server.description == meant && server.isLoopback == isLoopback)
    }

    @Test(arguments: [
        "", "mail.example", "http://mail.example", "smtp://", "smtp://user:pw@mail.example", "smtp://mail.example/path",
        "smtp://mail.example?x",
        "smtp://mail.example:0", "smtp://mail.example:65536", "smtp://mail.example:x", "smtp://a b", "smtp://mail.example\r\nDATA",
        "smtp://-x",
        "smtp://[", "smtp://[]:25", "smtp://mäil.example",
    ])
    func isRefused(_ text: String) { #expect(MailServer(text) == nil) }

    @Test(arguments: [
        ("buero@firma.example", true), ("a.b+c@x", true), ("", false), ("buero", false), ("@x", false), ("x@", false), ("a@b@c", false),
        ("a b@x", false), ("a@x>\r\nRCPT TO:<b@y", false), ("<a@x>", false), ("a,b@x", false), ("bü@x", false),
        (String(repeating: "a", count: 300) + "@x", false),
    ])
    func isAnAddress(_ text: String, _ isPlain: Bool) { #expect(MailTransport.isPlain(text) == isPlain) }
}
