import HTTPTypes
import Testing
import Transport

/// What is sent and what is taken in, and where both end.
@Suite(.timeLimit(.minutes(2))) struct AnswerTests {
    @Test func theRequestCarriesWhatItWasGivenAndNothingOfLibcurls() async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        let body = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var request = write(server.port)
        request.body = body
        request.head.headerFields[.authorization] = "Bearer abc"
        request.head.headerFields[.acceptEncoding] = "gzip"
        #expect(try await (try makeTransport()).send(request).status == 200)
        let seen = try #require(server.requests.first)
        #expect(seen.line == "POST /v1/vouchers HTTP/1.1")
        #expect(seen.body == body)
        #expect(seen.fields.map(\.name).sorted() == ["authorization", "content-length", "content-type", "host", "user-agent"])
        #expect(seen.value("user-agent") == "reconcile/9.8.7")
        #expect(seen.value("content-type") == "application/json")
    }

    @Test(arguments: [(HTTPRequest.Method.put, "abc"), (.patch, "abc"), (.delete, ""), (.delete, "abc"), (.post, ""), (.put, "")])
    func everyMethodAndBody(_ method: HTTPRequest.Method, _ body: String) async throws {
        let server = try ScriptedServer.friendly()
        defer { server.stop() }
        var request = write(server.port, body)
        request.head.method = method
        #expect(try await (try makeTransport()).send(request).text == "ok")
        let seen = try #require(server.requests.first)
        #expect(seen.line == "\(method.rawValue) /v1/vouchers HTTP/1.1")
        #expect(String(decoding: seen.body, as: UTF8.self) == body)
    }

    @Test func statusHeadersAndBodyComeBackAsSent() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 100 Continue\r\nX-Early: 1\r\n\r\n")
            connection.write(
                "HTTP/1.1 406 Not Acceptable\r\nX-Twice: a\r\nX-Twice:  b \r\nb\u{E4}d name: c\r\nContent-Encoding: gzip\r\n"
                    + "Content-Length: 3\r\n\r\n")
            connection.write([0, 255, 10])
        }
        defer { server.stop() }
        let response = try await (try makeTransport()).send(read(server.port))
        #expect(response.status == 406)
        #expect(response.body == [0, 255, 10])
        #expect(response.head.headerFields.map(\.name.canonicalName) == ["x-twice", "x-twice", "content-encoding", "content-length"])
        #expect(try response.head.headerFields[values: #require(HTTPField.Name("X-Twice"))] == ["a", "b"])
    }

    @Test func aRedirectIsAnAnswer() async throws {
        let server = try ScriptedServer { connection in
            while connection.request() != nil {
                connection.write("HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
            }
        }
        defer { server.stop() }
        let response = try await (try makeTransport()).send(read(server.port))
        #expect(response.status == 302)
        #expect(response.head.headerFields[.location] == "/elsewhere")
        #expect(server.requests.count == 1)
    }

    @Test(arguments: ["Content-Length: 11\r\n\r\n0123456789A", "Transfer-Encoding: chunked\r\n\r\n6\r\n012345\r\n5\r\n6789A\r\n0\r\n\r\n"])
    func aBodyOneByteTooLargeIsRefused(_ rest: String) async throws {
        let server = try ScriptedServer { connection in
            while connection.request() != nil { connection.write("HTTP/1.1 200 OK\r\n" + rest) }
        }
        defer { server.stop() }
        let transport = try makeTransport()
        #expect(try await transport.send(read(server.port, limit: 11)).text == "0123456789A")
        let failure = await transport.failure(read(server.port, limit: 10))
        #expect(failure?.reach == .answered(status: 200))
        #expect(failure?.cause == .tooLarge)
        transport.shutdown()
    }

    @Test func anEndlessBodyIsCutOff() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
            while connection.write([UInt8](repeating: 120, count: 65_536)) {}
        }
        defer { server.stop() }
        let failure = await (try makeTransport()).failure(read(server.port, limit: 1 << 20))
        #expect(failure?.reach == .answered(status: 200))
        #expect(failure?.cause == .tooLarge)
    }

    @Test func oneHundredFieldsAreTakenAndOneMoreIsNot() async throws {
        let server = try ScriptedServer { connection in
            while let request = connection.request() {
                let count = request.line.contains("/full") ? 99 : 100
                let fields = (1...count).map { "X-\($0): y\r\n" }.joined()
                connection.write("HTTP/1.1 200 OK\r\n\(fields)Content-Length: 0\r\n\r\n")
            }
        }
        defer { server.stop() }
        let transport = try makeTransport()
        #expect(try await transport.send(read(server.port, "/full")).head.headerFields.count == 100)
        let failure = await transport.failure(read(server.port, "/over"))
        #expect(failure?.reach == .answered(status: 200))
        #expect(failure?.cause == .tooLarge)
        transport.shutdown()
    }

    @Test func moreThan64KiBOfHeadersAreRefused() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            connection.write("HTTP/1.1 200 OK\r\nX-Long: \(String(repeating: "y", count: 65_536))\r\n\r\n")
        }
        defer { server.stop() }
        let failure = await (try makeTransport()).failure(read(server.port))
        #expect(failure?.reach == .answered(status: 200))
        #expect(failure?.cause == .tooLarge)
    }

    @Test func endlessAnnouncementsAreCutOff() async throws {
        let server = try ScriptedServer { connection in
            _ = connection.request()
            while connection.write("HTTP/1.1 100 Continue\r\n\r\n") {}
        }
        defer { server.stop() }
        let failure = await (try makeTransport()).failure(write(server.port))
        #expect(failure?.reach == .mayHaveBeenSent)
        #expect(failure?.cause == .tooLarge)
    }

    @Test func fiftyReadsAtOnce() async throws {
        let server = try ScriptedServer { connection in
            while let request = connection.request() { connection.answer(request.line) }
        }
        defer { server.stop() }
        let transport = try makeTransport()
        let port = server.port
        let answers = await withTaskGroup(of: String?.self) { group in
            for number in 1...50 { group.addTask { try? await transport.send(read(port, "/\(number)")).text } }
            return await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(answers == Set((1...50).map { "GET /\($0) HTTP/1.1" }))
        transport.shutdown()
    }
}
