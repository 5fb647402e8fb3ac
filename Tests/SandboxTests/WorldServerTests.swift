import Bookkeeping
import HTTPTypes
import Sandbox
import Testing
import Transport

@Suite struct WorldServerTests {
    private let fixture = WorldFixture()

    /// Runs a server on a free loopback port for as long as the body takes.
    private func served(_ body: @Sendable @escaping (Int) async throws -> Void) async throws {
        let server = SandboxServer(
            world: fixture.world, heroActions: ["count": { _, json, _ in json }], time: fixture.time)
        let (ports, ready) = AsyncStream.makeStream(of: Int.self)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { ready.finish() }
                try await server.run { port in ready.yield(port) }
            }
            var iterator = ports.makeAsyncIterator()
            let port = try #require(await iterator.next())
            try await body(port)
            group.cancelAll()
            // The server returns, it does not fail.
            try await group.waitForAll()
        }
    }

    private static func text(
        _ method: String, _ path: String, _ json: SandboxJSON? = nil, type: String = "application/json", close: Bool = true
    ) -> String {
        let body = json?.text ?? ""
        return "\(method) \(path) HTTP/1.1\r\nHost: sandbox.example\r\nAuthorization: Bearer \(LexofficeDesk.token)\r\n"
            + "Content-Type: \(type)\r\nContent-Length: \(body.utf8.count)\r\n\(close ? "Connection: close\r\n" : "")\r\n\(body)"
    }

    private static var create: String { text("POST", "/v1/contacts", LexofficeDesk.company("Bau AG")) }

    private static func exchange(_ port: Int, _ text: String) async throws -> Answer {
        Answer(bytes: try await WorldSocket.exchange(port: port, Array(text.utf8)))
    }

    private struct Answer {
        var bytes: [UInt8]
        var head: String { String(decoding: bytes, as: UTF8.self).components("\r\n\r\n").first ?? "" }
        var body: [UInt8] { Array(bytes.dropFirst(head.utf8.count + 4)) }
        var status: String { String(head.split(separator: " ").dropFirst().first ?? "") }
        var json: SandboxJSON? { try? SandboxJSON.parse(body) }
        func header(_ name: String) -> String? {
            head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("\(name.lowercased()): ") }
                .map { String($0.dropFirst(name.count + 2)) }
        }
    }

    @Test func `requests and answers pass unchanged`() async throws {
        let world = fixture.world
        try await served { port in
            let created = try await Self.exchange(port, Self.create)
            #expect(created.status == "200")
            #expect(created.header("Content-Type") == "application/json;charset=UTF-8")
            let id = created.json?["id"]?.stringValue ?? ""
            #expect(created.header("Location") == "https://api.lexware.io/v1/contacts/\(id)")
            let found = try await Self.exchange(port, Self.text("GET", "/v1/contacts?name=bau%20a"))
            #expect(found.json?["content"]?[0]?["id"] == .string(id))
            #expect(try await Self.exchange(port, Self.text("GET", "/v1/contacts?name=holz")).json?["content"] == [])
        }
        #expect(world.lexoffice.contacts.count == 1)
        #expect(world.executedWrites(in: .lexoffice) == 1)
    }

    @Test func `binary files pass unchanged in both directions`() async throws {
        let fixture = fixture
        let bytes = Array("%PDF-".utf8) + (0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var content = LexofficeDesk()
        let invoice = content.bookedInvoice()
        let voucherID = fixture.world.withLexoffice { lexoffice in
            content.standIn.voucher(invoice).map { lexoffice.enterVoucher($0.content, now: fixture.time.now) } ?? ""
        }
        try await served { port in
            let part =
                Array("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n".utf8) + bytes
                + Array("\r\n--b--".utf8)
            let head =
                "POST /v1/vouchers/\(voucherID)/files HTTP/1.1\r\nHost: sandbox.example\r\nAuthorization: Bearer \(LexofficeDesk.token)\r\n"
                + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: \(part.count)\r\nConnection: close\r\n\r\n"
            let uploaded = Answer(bytes: try await WorldSocket.exchange(port: port, Array(head.utf8) + part))
            #expect(uploaded.status == "202")
            let id = uploaded.json?["id"]?.stringValue ?? ""
            let download = try await Self.exchange(port, Self.text("GET", "/v1/files/\(id)"))
            #expect(download.header("Content-Type") == "application/pdf")
            #expect(download.body == bytes)
        }
        #expect(fixture.world.lexoffice.files.first?.bytes == bytes)
    }

    @Test(arguments: [(Fault.Kind.dropBefore, 0), (.dropAfter, 1), (.refuse, 0)])
    func `a dropped request gets not one byte, then the connection is closed`(kind: Fault.Kind, executions: Int) async throws {
        let world = fixture.world
        world.install(FaultPlan(appointments: [.init(.init(isWrite: true), nth: 1, Fault(kind))]))
        try await served { port in
            let dropped = try await Self.exchange(port, Self.create)
            #expect(dropped.bytes.isEmpty)
            #expect(world.lexoffice.contacts.count == executions)
            let next = try await Self.exchange(port, Self.create)
            #expect(next.status == "200")
        }
        #expect(world.lexoffice.contacts.count == executions + 1)
    }

    /// The case in which libcurl repeats a request by itself (design §3): a used connection dies before the first byte.
    @Test func `a drop on a used connection is carried out once`() async throws {
        let world = fixture.world
        world.install(FaultPlan(appointments: [.init(.init(isWrite: true), nth: 1, Fault(.dropAfter))]))
        try await served { port in
            let answer = try await Self.exchange(port, Self.text("GET", "/v1/profile", close: false) + Self.create)
            #expect(answer.status == "200")
            #expect(answer.json?["organizationId"] != nil)
        }
        #expect(world.lexoffice.contacts.count == 1)
    }

    @Test func `a broken body ends short of the length announced`() async throws {
        fixture.world.install(FaultPlan(appointments: [.init(.init(), nth: 1, Fault(.brokenBody))]))
        try await served { port in
            let broken = try await Self.exchange(port, Self.text("GET", "/v1/profile"))
            let whole = try await Self.exchange(port, Self.text("GET", "/v1/profile"))
            #expect(broken.status == "200")
            #expect(broken.header("Content-Length") == "\(whole.body.count)")
            #expect(broken.body == Array(whole.body.prefix(whole.body.count / 2)))
        }
    }

    @Test func `slow faults sleep and answer`() async throws {
        let fixture = fixture
        fixture.world.install(
            FaultPlan(appointments: [
                .init(.init(), nth: 1, Fault(.slowAnswer, milliseconds: 60_000)),
                .init(.init(), nth: 2, Fault(.slowRequest, milliseconds: 60_000)),
            ]))
        let start = fixture.time.now
        try await served { port in
            for _ in 0..<2 {
                let answer = try await Self.exchange(port, Self.create)
                #expect(answer.status == "200")
            }
        }
        #expect(fixture.time.now == start.adding(seconds: 120))
        #expect(fixture.world.lexoffice.contacts.map(\.createdAt) == [start, start.adding(seconds: 120)])
    }

    /// Two in one packet, of which the first one takes a minute: the second one waited, but it was there.
    @Test func `a request counts from its arrival, not from its turn`() async throws {
        let fixture = fixture
        fixture.world.install(FaultPlan(appointments: [.init(.init(), nth: 1, Fault(.slowAnswer, milliseconds: 60_000))]))
        let start = fixture.time.now
        try await served { port in
            let forged = "x-sandbox-arrived: 1\r\nConnection: close"
            let second = Self.create.replacing("Connection: close", with: forged)
            _ = try await Self.exchange(port, Self.text("GET", "/v1/profile", close: false) + second)
        }
        #expect(fixture.time.now == start.adding(seconds: 60))
        #expect(fixture.world.log.map(\.at) == [start, start])
    }

    @Test func `an answer without content has no length`() async throws {
        let subscription: SandboxJSON = ["eventType": "payment.changed", "callbackUrl": "https://sync.example.org/hooks"]
        try await served { port in
            let created = try await Self.exchange(port, Self.text("POST", "/v1/event-subscriptions", subscription))
            let id = created.json?["id"]?.stringValue ?? ""
            let deleted = try await Self.exchange(port, Self.text("DELETE", "/v1/event-subscriptions/\(id)"))
            #expect(deleted.status == "204")
            #expect(deleted.header("Content-Length") == nil)
            #expect(deleted.body.isEmpty)
        }
    }

    @Test func `the sandbox's own pages are on the same port and meet no faults`() async throws {
        try await served { port in
            let plan: SandboxJSON = ["chances": [["perMille": 1000, "fault": "drop_before"]]]
            let installed = try await Self.exchange(port, Self.text("POST", "/_sandbox/faults", plan))
            #expect(installed.status == "200")
            let dropped = try await Self.exchange(port, Self.create)
            #expect(dropped.bytes.isEmpty)
            let state = try await Self.exchange(port, Self.text("GET", "/_sandbox/state"))
            #expect(state.header("Content-Type") == "application/json")
            #expect(state.json?["lexoffice"]?["requests"] == 1)
            #expect(state.json?["lexoffice"]?["writes"] == 0)
            #expect(state.json?["log"]?[0]?["outcome"] == "closed")
            #expect(try await Self.exchange(port, Self.text("POST", "/_sandbox/hero/count", ["a": 1])).json == ["a": 1])
            #expect(try await Self.exchange(port, Self.text("POST", "/_sandbox/reset")).status == "200")
            #expect(try await Self.exchange(port, Self.create).status == "200")
        }
    }
}

extension String {
    /// The parts between occurrences of a separator of several characters.
    fileprivate func components(_ separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
