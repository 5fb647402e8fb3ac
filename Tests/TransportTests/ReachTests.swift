import HTTPTypes
import TestSupport
import Testing
import Transport

/// What became of a request that has no usable answer.
@Suite(.timeLimit(.minutes(2))) struct ReachTests {
    @Test func refusedConnectionIsNotSent() async throws {
        let port = try Loopback.closedPort()
        let failure = await (try makeTransport()).failure(write(port))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .refused)
    }

    @Test func unknownHostIsNotSent() async throws {
        // A label of 64 characters can be no name, so nobody on the network needs to be asked.
        let head = HTTPRequest(method: .post, scheme: "http", authority: String(repeating: "a", count: 64) + ".invalid", path: "/?token=x")
        let failure = await (try makeTransport()).failure(OutgoingRequest(operation: .test, head: head, body: [1], isWrite: true))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .dns)
        #expect(failure?.detail.contains("token") == false)
    }

    @Test(arguments: ["ftp://127.0.0.1/", "http://user:secret@127.0.0.1/", "http:///", "http://127.0.0.1/a b", "file:///etc/passwd"])
    func anUnfitURLIsNotSent(_ url: String) async throws {
        let parts = url.split(separator: "://", maxSplits: 1).map(String.init)
        let slash = try #require(parts[1].firstIndex(of: "/"))
        let head = HTTPRequest(
            method: .get, scheme: parts[0], authority: String(parts[1][..<slash]), path: String(parts[1][slash...]))
        let failure = await (try makeTransport()).failure(OutgoingRequest(operation: .test, head: head, isWrite: false))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .other)
        #expect(failure?.detail.contains("secret") == false)
    }

    @Test func noAnswerInTimeMayHaveBeenSent() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            connection.waitForEnd()
        }
        defer { server.stop() }
        let transport = try makeTransport(timeouts: CurlTimeouts(totalMilliseconds: 2_000))
        let failure = await transport.failure(write(server.port))
        #expect(failure?.reach == .mayHaveBeenSent)
        #expect(failure?.cause == .timeout)
        try await Fact.wait(for: "it came there") { server.requests.count == 1 }
        transport.shutdown()
    }

    @Test func noAnswerInTimeOnAUsedConnectionMayHaveBeenSent() async throws {
        let server = try ScriptedServer { connection in
            if connection.request() != nil { connection.answer("ok") }
            _ = connection.request()
            connection.waitForEnd()
        }
        defer { server.stop() }
        let transport = try makeTransport(timeouts: CurlTimeouts(totalMilliseconds: 2_000))
        #expect(try await transport.send(read(server.port)).status == 200)
        let failure = await transport.failure(read(server.port))
        #expect(failure?.reach == .mayHaveBeenSent)
        #expect(server.connectionCount == 1)
        transport.shutdown()
    }

    /// The server takes the head and never reads the body, which is too large for the sockets to hold.
    @Test func aBodyThatDoesNotFitThroughMayHaveBeenSent() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.head()
            connection.reset()
        }
        defer { server.stop() }
        let failure = await (try makeTransport()).failure(write(server.port, String(repeating: "x", count: 32 << 20)))
        #expect(failure?.reach == .mayHaveBeenSent)
        #expect(failure?.cause == .closed)
    }

    @Test func silenceWhileConnectingIsNotSent() async throws {
        // It takes the connection and never answers the greeting of TLS.
        let server = try ScriptedServer { $0.waitForEnd() }
        defer { server.stop() }
        let transport = try makeTransport(timeouts: CurlTimeouts(totalMilliseconds: 20_000, connectMilliseconds: 300))
        let failure = await transport.failure(write(server.port, scheme: "https"))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .timeout)
        transport.shutdown()
    }

    @Test func plainTextWhereTLSWasMeantIsNotSent() async throws {
        let server = try ScriptedServer { connection in
            connection.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
            connection.waitForEnd()
        }
        defer { server.stop() }
        let failure = await (try makeTransport()).failure(write(server.port, scheme: "https"))
        #expect(failure?.reach == .notSent)
        #expect(failure?.cause == .tls)
    }

    @Test(arguments: [
        "Content-Length: 100\r\n\r\nshort", "Transfer-Encoding: chunked\r\n\r\n5\r\nab", "Transfer-Encoding: chunked\r\n\r\nZZ\r\nab",
    ])
    func aBrokenBodyIsAnswered(_ rest: String) async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 201 Created\r\n" + rest)
        }
        defer { server.stop() }
        let failure = await (try makeTransport()).failure(write(server.port))
        #expect(failure?.reach == .answered(status: 201))
        #expect(failure?.cause == .closed)
    }

    @Test func aHeaderLineWithoutColonIsMalformed() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 201 Created\r\nno colon\r\nContent-Length: 0\r\n\r\n")
        }
        defer { server.stop() }
        let failure = await (try makeTransport()).failure(write(server.port))
        #expect(failure?.reach == .answered(status: 201))
        #expect(failure?.cause == .malformed)
    }

    @Test func aBodyThatStallsIsAnswered() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort")
            connection.waitForEnd()
        }
        defer { server.stop() }
        let transport = try makeTransport(timeouts: CurlTimeouts(totalMilliseconds: 60_000, lowSpeedSeconds: 1))
        let failure = await transport.failure(read(server.port))
        #expect(failure?.reach == .answered(status: 200))
        #expect(failure?.cause == .timeout)
        #expect(failure?.detail.contains("too slow") == true)
        transport.shutdown()
    }

    @Test(arguments: [
        "NONSENSE\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 999 What\r\nContent-Length: 0\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
    ])
    func anUnreadableStatusLineMayHaveBeenCarriedOut(_ answer: String) async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            connection.write(answer)
        }
        defer { server.stop() }
        let failure = await (try makeTransport()).failure(write(server.port))
        #expect(failure?.reach == .mayHaveBeenSent)
        #expect(failure?.cause == .malformed)
        #expect(server.requests.count == 1)
    }

    @Test func onlyAnAnnouncementOfAnAnswerIsNone() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 102 Processing\r\n\r\n")
        }
        defer { server.stop() }
        let failure = await (try makeTransport()).failure(write(server.port))
        #expect(failure?.reach == .mayHaveBeenSent)
        #expect(failure?.cause == .closed)
    }
}
