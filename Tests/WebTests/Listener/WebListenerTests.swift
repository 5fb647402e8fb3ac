import Foundation
import HTTPTypes
import Telemetry
import TestSupport
import Testing
import Transport

@testable import Web

/// Over real sockets on this machine.
@Suite struct WebListenerTests {
    private func text(_ response: IncomingResponse) -> String { String(decoding: response.body, as: UTF8.self) }

    @Test func saysThatItIsAliveAndWhatItIs() async throws {
        try await RunningListener.run { listener in
            #expect(try await listener.send(.get, "/healthz").status == 200)
            #expect(try await listener.send(.head, "/healthz").status == 200)
            let page = try await listener.send(.get, "/")
            #expect(page.status == 200 && text(page).contains("reconcile 1.0 &lt;test&gt;"))
            #expect(page.head.headerFields[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
            #expect(page.head.headerFields[.xContentTypeOptions] == "nosniff")
        }
    }

    @Test func isReadyOrSaysWhyNot() async throws {
        try await RunningListener.run { listener in
            let ready = try await listener.send(.get, "/readyz")
            #expect(ready.status == 200 && text(ready) == "ready\n")
        }
        try await RunningListener.run(readiness: Readiness(reasons: [.heroUnavailable, .paused])) { listener in
            let reasons = try await listener.send(.get, "/readyz")
            #expect(reasons.status == 503 && text(reasons) == "hero_unavailable\npaused\n")
        }
    }

    @Test func speaksTheFormatThatIsAskedFor() async throws {
        try await RunningListener.run { listener in
            let plain = try await listener.send(.get, "/metrics")
            #expect(plain.head.headerFields[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            let accept = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.2"
            let open = try await listener.send(.get, "/metrics", headers: [("Accept", accept)])
            #expect(open.head.headerFields[.contentType] == "application/openmetrics-text; version=1.0.0; charset=utf-8")
            #expect(text(open).hasSuffix("# EOF\n") && !text(plain).contains("# EOF"))
        }
    }

    @Test func refusesOtherPathsAndMethods() async throws {
        try await RunningListener.run { listener in
            for path in ["/metrics/x", "/webhooks", "/webhooks/hero", "/../etc/passwd", "/%2e%2e/"] {
                let status = try await listener.send(.get, path).status
                #expect(status == 404, "\(path)")
            }
            let post = try await listener.send(.post, "/metrics")
            #expect(post.status == 405 && post.head.headerFields[.allow] == "GET, HEAD")
            let get = try await listener.send(.get, "/webhooks/lexoffice")
            #expect(get.status == 405 && get.head.headerFields[.allow] == "HEAD, POST")
        }
    }

    /// lexoffice asks for HEAD at registration, and drops a subscription upon 404 and 410.
    @Test func answersHEADAndPutsOffWhatItCannotCheck() async throws {
        let key = try WebhookKey()
        let body = WebhookReceiverTests.body()
        let signed = [("X-Lxo-Signature", try key.signature(body))]
        try await RunningListener.run { listener in
            for path in ["/webhooks/lexoffice", "/webhooks/lexoffice/", "/webhooks/lexoffice?x=1"] {
                let asked = try await listener.send(.head, path).status
                let told = try await listener.send(.post, path, headers: signed, body: body).status
                #expect(asked == 200 && told == 503, "\(path)")
            }
        }
    }

    @Test func acknowledgesAtOnceAndOnce() async throws {
        let key = try WebhookKey()
        let hints = HintLog()
        let signature = try WebhookSignature(pem: key.publicPEM)
        let body = WebhookReceiverTests.body()
        let signed = [("X-Lxo-Signature", try key.signature(body))]
        try await RunningListener.run(signature: signature, hints: hints) { listener in
            let began = ContinuousClock.now
            for _ in 0..<3 {
                let status = try await listener.send(.post, "/webhooks/lexoffice", headers: signed, body: body).status
                #expect(status == 204)
            }
            #expect(began.duration(to: .now) < .seconds(1))
            #expect(listener.count(.accepted) == 1 && listener.count(.duplicate) == 2)
        }
        #expect(hints.all.count == 1)
    }

    @Test func endsABodyThatIsTooLong() async throws {
        let key = try WebhookKey()
        let signature = try WebhookSignature(pem: key.publicPEM)
        let body = [UInt8](repeating: 0x20, count: WebhookReceiver.bodyLimit + 1)
        let signed = [("X-Lxo-Signature", try key.signature(body))]
        try await RunningListener.run(signature: signature) { listener in
            // The refusal may overtake the body, and the connection then ends under the sender.
            let status = try? await listener.send(.post, "/webhooks/lexoffice", headers: signed, body: body).status
            #expect(status == nil || status == 413)
            #expect(listener.count(.tooLarge) == 1)
        }
    }

    /// Every one of ten thousand is refused and counted, and the listener answers as before.
    @Test func refusesTenThousandForgeries() async throws {
        let (ours, theirs) = (try WebhookKey(), try WebhookKey())
        let hints = HintLog()
        let signature = try WebhookSignature(pem: ours.publicPEM)
        let body = WebhookReceiverTests.body()
        let (genuine, foreign) = (try ours.signature(body), try theirs.signature(body))
        try await RunningListener.run(signature: signature, hints: hints) { listener in
            try await withThrowingTaskGroup(of: Int.self) { group in
                for worker in 0..<8 {
                    group.addTask {
                        var refused = 0
                        for number in 0..<1_250 {
                            let forged: (header: String?, body: [UInt8]) =
                                switch (worker + number) % 5 {
                                case 0: (foreign, body)
                                case 1: (genuine, WebhookReceiverTests.body(id: "other\(number)"))
                                case 2: (nil, body)
                                case 3: (String(genuine.dropLast(2)), body)
                                default: (String(repeating: "A", count: genuine.count), body)
                                }
                            let headers = forged.header.map { [("X-Lxo-Signature", $0)] } ?? []
                            let answer = try await listener.send(.post, "/webhooks/lexoffice", headers: headers, body: forged.body)
                            if answer.status == 400 { refused += 1 }
                        }
                        return refused
                    }
                }
                let refused = try await group.reduce(0, +)
                #expect(refused == 10_000)
            }
            #expect(listener.count(.badSignature) == 10_000 && listener.count(.accepted) == 0)
            #expect(try await listener.send(.get, "/healthz").status == 200)
        }
        #expect(hints.all.isEmpty)
    }
}
