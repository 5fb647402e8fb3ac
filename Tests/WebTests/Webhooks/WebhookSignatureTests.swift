import Foundation
import TestSupport
import Testing

@testable import Web

struct WebhookSignatureTests {
    private static let fixtures = URL(filePath: #filePath).appending(path: "../../../Fixtures/lexoffice").standardized

    private static func fixture(_ name: String) throws -> String {
        try String(contentsOf: fixtures.appending(path: name), encoding: .utf8)
    }

    /// Key, body and signature were made by `openssl genrsa 4096` and `openssl dgst -sha512 -sign`.
    @Test func takesWhatOpenSSLSigned() throws {
        let signature = try WebhookSignature(contentsOf: Self.fixtures.appending(path: "webhook-key.pem").path)
        let body = Array(try Self.fixture("webhook.json").utf8)
        let header = try Self.fixture("webhook.signature")
        #expect(signature.isValid(header, over: body))
        for index in body.indices {
            var altered = body
            altered[index] ^= 1
            #expect(!signature.isValid(header, over: altered), "byte \(index)")
        }
        #expect(!signature.isValid(header, over: body + [0x0A]))
        #expect(!signature.isValid(header, over: Array(body.dropLast())))
        #expect(!signature.isValid(String(header.dropLast(4)), over: body))
        #expect(!signature.isValid(String(header.reversed()), over: body))
        #expect(!signature.isValid("", over: body))
    }

    @Test func anotherKeySignsNothingOfOurs() throws {
        let (ours, other) = (try WebhookKey(), try WebhookKey())
        let body = Array("{}".utf8)
        let signature = try WebhookSignature(pem: ours.publicPEM)
        #expect(signature.isValid(try ours.signature(body), over: body))
        #expect(!signature.isValid(try other.signature(body), over: body))
    }

    @Test(arguments: ["", "no key", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n"])
    func refusesWhatIsNoKey(text: String) throws {
        let failure = #expect(throws: WebhookKeyFailure.self) { try WebhookSignature(pem: text) }
        #expect(failure?.code == "WEBHOOK_KEY_UNUSABLE")
    }

    @Test func namesTheFileItCannotRead() throws {
        let failure = #expect(throws: WebhookKeyFailure.self) { try WebhookSignature(contentsOf: "/nowhere/key.pem") }
        #expect(failure?.subject == "/nowhere/key.pem" && failure?.hint.isEmpty == false)
    }
}
