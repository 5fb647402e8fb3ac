import Glibc
import Testing
import Transport

/// design §3 "Writes never ride a used connection"; reliability.md F7. The server carries out a POST and closes without an answer.
@Suite(.timeLimit(.minutes(2))) struct WriteOnceTests {
    enum End: String, CaseIterable {
        case close, reset, halfStatusLine
    }

    private func server(_ end: End) throws -> ScriptedServer {
        try ScriptedServer { connection in
            while let request = connection.request() {
                guard request.isPost else {
                    connection.answer("ok")
                    continue
                }
                if end == .halfStatusLine { connection.write("HTTP/1.1 20") }
                if end == .reset { connection.reset() }
                return
            }
        }
    }

    @Test(arguments: End.allCases) func aWriteWithoutAnswerIsCarriedOutOnce(_ end: End) async throws {
        let server = try server(end)
        defer { server.stop() }
        let transport = try makeTransport()
        for round in 1...25 {
            #expect(try await transport.send(read(server.port)).status == 200)
            let failure = await transport.failure(write(server.port, "{\"round\":\(round)}"))
            #expect(failure?.reach == .mayHaveBeenSent)
            let posts = server.requests.filter(\.isPost).map { String(decoding: $0.body, as: UTF8.self) }
            #expect(posts == (1...round).map { "{\"round\":\($0)}" })
        }
        transport.shutdown()
    }

    /// The danger is real: the same POST sent like a read is carried out twice. If this fails, libcurl has mended its ways.
    @Test func thePostSentAsAReadIsCarriedOutTwice() async throws {
        let server = try server(.close)
        defer { server.stop() }
        let transport = try makeTransport()
        #expect(try await transport.send(read(server.port)).status == 200)
        _ = await transport.failure(write(server.port, asWrite: false))
        #expect(server.requests.filter(\.isPost).count == 2)
        transport.shutdown()
    }

    @Test func manyWritesAtOnceAreCarriedOutOnceEach() async throws {
        let server = try server(.close)
        defer { server.stop() }
        let transport = try makeTransport()
        let port = server.port
        for _ in 1...4 { #expect(try await transport.send(read(port)).status == 200) }
        await withTaskGroup(of: RequestFailure?.self) { group in
            for number in 1...40 { group.addTask { await transport.failure(write(port, "\(number)")) } }
            for await failure in group { #expect(failure?.reach == .mayHaveBeenSent) }
        }
        let bodies = server.requests.filter(\.isPost).compactMap { Int(String(decoding: $0.body, as: UTF8.self)) }
        #expect(bodies.sorted() == Array(1...40))
        transport.shutdown()
    }

    @Test func readsShareAConnectionAndEachWriteHasItsOwn() async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        let transport = try makeTransport()
        for _ in 1...3 {
            #expect(try await transport.send(read(server.port)).text == "ok")
            #expect(try await transport.send(write(server.port)).text == "ok")
        }
        let requests = server.requests
        #expect(Set(requests.filter { !$0.isPost }.map(\.connection)).count == 1)
        #expect(Set(requests.filter(\.isPost).map(\.connection)).count == 3)
        #expect(server.connectionCount == 4)
        transport.shutdown()
    }
}
