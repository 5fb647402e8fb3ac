import HTTPTypes
import TestSupport
import Testing
import Transport

@Suite(.timeLimit(.minutes(2))) struct ProxyTests {
    private func secretRequest(_ scheme: String) -> OutgoingRequest {
        var head = HTTPRequest(method: .post, scheme: scheme, authority: "books.invalid", path: "/v1/vouchers")
        head.headerFields[.authorization] = "Bearer abc"
        return OutgoingRequest(operation: .test, head: head, body: [1], isWrite: true)
    }

    @Test func plainRequestsGoThroughTheProxy() async throws {
        let proxy = try ScriptedServer.friendly()
        defer { proxy.stop() }
        let transport = try makeTransport(proxy: .url("http://127.0.0.1:\(proxy.port)"))
        #expect(try await transport.send(secretRequest("http")).text == "ok")
        #expect(proxy.requests.map(\.line) == ["POST http://books.invalid/v1/vouchers HTTP/1.1"])
    }

    @Test func aRefusedTunnelIsNotSentAndTheProxySeesNoToken() async throws {
        let proxy = try ScriptedServer { connection in
            while connection.request() != nil { connection.answer("no", status: "403 Forbidden") }
        }
        defer { proxy.stop() }
        let transport = try makeTransport(proxy: .url("http://127.0.0.1:\(proxy.port)"))
        let failure = await transport.failure(secretRequest("https"))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .proxy)
        let seen = try #require(proxy.requests.first)
        #expect(seen.line == "CONNECT books.invalid:443 HTTP/1.1")
        #expect(seen.value("authorization") == nil)
    }

    @Test func aTunnelThatBreaksBeforeTLSIsNotSent() async throws {
        let proxy = try ScriptedServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 Connection established\r\n\r\n")
        }
        defer { proxy.stop() }
        let transport = try makeTransport(proxy: .url("http://127.0.0.1:\(proxy.port)"))
        let failure = await transport.failure(secretRequest("https"))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .tls)
    }

    @Test func aProxyThatHangsUpIsNotSent() async throws {
        let proxy = try ScriptedServer { _ = $0.request() }
        defer { proxy.stop() }
        let transport = try makeTransport(proxy: .url("http://127.0.0.1:\(proxy.port)"))
        let failure = await transport.failure(secretRequest("https"))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .proxy)
    }
}
