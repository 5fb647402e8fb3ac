import Bookkeeping
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Hero

struct ConnectionTests {
    private let okay = ScriptedTransport.Answer.json(#"{"data":{"customer_documents":[]}}"#)

    private func error(_ answers: ScriptedTransport.Answer...) async throws -> (error: HeroError?, attempts: Int) {
        let transport = ScriptedTransport { answers[min($0.index, answers.count - 1)] }
        let reader = try reader(transport)
        let error = await heroError { () async throws(HeroError) in try await reader.document(id: 1) }
        return (error, transport.requests.count)
    }

    @Test func aReadIsOnePOSTWithKeyQueryAndVariables() async throws {
        let transport = ScriptedTransport(okay)
        _ = try await reader(transport).document(id: 88012)
        let request = try #require(transport.requests.first)
        let head = request.outgoing.head
        #expect(head.method == .post)
        #expect([head.scheme, head.authority, head.path] == ["https", "hero.example", "/v7/graphql"])
        #expect(head.headerFields[.authorization] == "Bearer \(testKey)")
        #expect(head.headerFields[.contentType] == "application/json")
        #expect(head.headerFields[.accept] == "application/json")
        #expect(!request.outgoing.isWrite)
        #expect(request.query == HeroDocuments.document.text)
        #expect(try request.variables.list("ids") == [.number(ExactDecimal(88012))])
    }

    @Test func everyRequestSaysItsOperation() async throws {
        let transport = ScriptedTransport(.json("{}", status: 400))
        let connection = try connection(transport)
        for operation in HeroDocuments.all { _ = await connection.mutate(operation, [], subject: "") }
        _ = try? await connection.fetch("https://hero.example/file", limit: 1, subject: "")
        let names = HeroDocuments.all.map(\.call.rawValue) + ["file"]
        #expect(transport.requests.map(\.outgoing.operation) == names.map { RemoteOperation(.hero, $0) })
        let asked = transport.requests.compactMap { $0.query?.split { !$0.isLetter }[1] }
        #expect(zip(asked, names).allSatisfy { $0.lowercased() == $1.lowercased() } && asked.count == HeroDocuments.all.count)
    }

    /// A status is told by whoever counts statuses.
    @Test func aRefusalForTooManyRequestsIsToldWhereNoStatusTellsIt() async throws {
        let told = Mutex(0)
        func read(_ answers: ScriptedTransport.Answer...) async throws -> Int {
            told.withLock { $0 = 0 }
            let transport = ScriptedTransport { answers[min($0.index, answers.count - 1)] }
            let connection = HeroConnection(
                endpoint: try #require(HeroEndpoint("https://hero.example/v7/graphql")), apiKey: testKey, transport: transport,
                time: VirtualTime(autoAdvancing: true), throttled: { told.withLock { $0 += 1 } })
            _ = try? await HeroReader(connection).document(id: 1)
            return told.withLock { $0 }
        }
        let inside = ScriptedTransport.Answer.json(#"{"errors":[{"message":"Too Many Requests"}],"data":null}"#)
        #expect(try await read(inside, inside, okay) == 2)
        #expect(try await read(inside) == 4)
        #expect(try await read(.json("{}", status: 429)) == 0)
        #expect(try await read(.json(#"{"errors":[{"message":"Too Many Requests"}]}"#, status: 429)) == 0)
    }

    @Test(arguments: [
        (401, HeroError.Code.unauthorized, false, 1), (403, .forbidden, false, 1), (404, .notFound, false, 1), (429, .throttled, true, 4),
        (500, .internalError, true, 4), (502, .internalError, true, 4), (503, .internalError, true, 4), (504, .internalError, true, 4),
        (302, .badAnswer, true, 1), (204, .badAnswer, true, 1), (400, .badAnswer, true, 1),
    ])
    func aStatusBecomesACode(status: Int, code: HeroError.Code, isTransient: Bool, attempts: Int) async throws {
        let result = try await error(.body(Array("gone wrong for Max Mustermann".utf8), status: status))
        #expect(result.error?.code == code)
        #expect(result.error?.isTransient == isTransient)
        #expect(result.attempts == attempts)
        #expect(result.error?.cause.contains("\(status)") == true)
        #expect(result.error?.cause.contains("Mustermann") == false)
        #expect(result.error?.subject == "document 1")
    }

    @Test(arguments: [
        ("Max query complexity should be 50000 but got 64000.", HeroError.Code.complexity, 1),
        ("Internal server error", .internalError, 4),
        ("Cannot query field \"vat\" on type \"CustomerDocument\".", .schemaDrift, 1),
        ("Unknown argument \"orderBy\" on field \"customer_documents\" of type \"PartnerQuery\".", .schemaDrift, 1),
        ("Variable \"$p\" got invalid value {}; Expected type DateTime", .schemaDrift, 1),
        ("Unauthenticated.", .unauthorized, 1), ("Unauthorized", .unauthorized, 1), ("Access denied", .forbidden, 1),
        ("Too Many Requests", .throttled, 4), ("category_id.missing_category: Bitte Kategorie wählen", .rejected, 1),
    ])
    func anErrorInside200BecomesACode(message: String, code: HeroError.Code, attempts: Int) async throws {
        let quoted = OrderedJSON.text(message).written()
        for data in ["", #","data":null"#, #","data":{"customer_documents":null}"#, #","data":{"customer_documents":[]}"#] {
            let result = try await error(.json("{\"errors\":[{\"message\":\(quoted)}]\(data)}"))
            #expect(result.error?.code == code)
            #expect(result.attempts == attempts)
            #expect(result.error?.cause == message)
        }
    }

    @Test func theErrorExamplesOfTheReferenceAreUnderstood() async throws {
        #expect(try await error(.json(fixture("hero/error-complexity.json"))).error?.code == .complexity)
        #expect(try await error(.json(fixture("hero/error-internal.json"))).error?.code == .internalError)
    }

    @Test(arguments: [
        "<!DOCTYPE html><html><body>Wartung bei Muster GmbH</body></html>", "", "null", "[]", "true",
        #"{"data":{"customer_documents":[{"id":1,"nr":"RE-20"#, #"{"message":"hello"}"#, #"{"data":null}"#, #"{"data":[]}"#,
        #"{"data":{"customer_documents":null}}"#, #"{"data":{}}"#, #"{"data":{"customer_documents":{"id":1}}}"#,
        #"{"data":{"customer_documents":["RE-1"]}}"#, #"{"errors":"no","data":{"customer_documents":[]}}"#,
    ])
    func whatIsNoAnswerIsBadAndNotQuoted(body: String) async throws {
        let result = try await error(.json(body))
        #expect(result.error?.code == .badAnswer)
        #expect(result.attempts == 1)
        #expect(result.error?.cause.contains("Muster") == false)
        #expect(result.error?.cause.contains("RE-") == false)
    }

    @Test func anErrorWithServerStatusIsReadFromItsBody() async throws {
        let complexity = try await error(.json(fixture("hero/error-complexity.json"), status: 500))
        #expect(complexity.error?.code == .complexity)
        let strange = try await error(.json(#"{"errors":[{"message":"strange"}]}"#, status: 500))
        #expect(strange.error?.code == .internalError)
        let refused = try await error(.json(#"{"errors":[{"message":"strange"}]}"#, status: 400))
        #expect(refused.error?.code == .rejected)
    }

    @Test func aReadRecoversWithinItsThreeRepetitions() async throws {
        let result = try await error(
            .broken(.notSent, .refused), .json("", status: 503), .json(#"{"errors":[{"message":"Internal server error"}]}"#), okay)
        #expect(result.error == nil)
        #expect(result.attempts == 4)
    }

    @Test(arguments: RequestFailure.Cause.allCases)
    func aBrokenLineIsRepeatedWhereThatCanHelp(cause: RequestFailure.Cause) async throws {
        let result = try await error(.broken(.mayHaveBeenSent, cause))
        let failure = RequestFailure(reach: .mayHaveBeenSent, cause: cause, detail: "scripted")
        #expect(result.error?.code == .unreachable(failure))
        #expect(result.error?.isTransient == true)
        let isWorthRepeating = [.refused, .dns, .timeout, .closed, .other].contains(cause)
        #expect(result.attempts == (isWorthRepeating ? 4 : 1))
    }

    @Test func retryAfterIsWaitedFor() async throws {
        let time = VirtualTime(autoAdvancing: true)
        let throttled = ScriptedTransport.Answer.body([], status: 429, headers: [.retryAfter: "17"])
        let start = time.monotonicMilliseconds()
        _ = try await reader(ScriptedTransport(throttled, okay), time: time).document(id: 1)
        #expect(time.monotonicMilliseconds() - start == 17_000)
    }

    @Test func cancellingTheWaitEndsTheRead() async throws {
        let time = VirtualTime()
        let transport = ScriptedTransport(.body([], status: 429, headers: [.retryAfter: "30"]))
        let reader = try reader(transport, time: time)
        let task = Task { await heroError { () async throws(HeroError) in try await reader.document(id: 1) } }
        try await time.waitForSleepers(1)
        task.cancel()
        guard case .unreachable(let failure)? = await task.value?.code else {
            Issue.record("expected a cancelled request")
            return
        }
        #expect(failure.cause == .cancelled)
        #expect(failure.reach == .notSent)
        #expect(transport.requests.count == 1)
    }

    @Test func theKeyIsNeverPrinted() async throws {
        let echo = try await error(.json("{\"errors\":[{\"message\":\"no user for \(testKey) here\"}]}"))
        #expect(echo.error?.cause == "no user for *** here")
        let connection = try connection(ScriptedTransport(okay))
        var dumped = ""
        dump(connection, to: &dumped)
        #expect(!(dumped + "\(connection)" + String(reflecting: connection)).contains(testKey))
    }

    @Test func aLongMessageIsCutAndOneLine() async throws {
        let result = try await error(.json(#"{"errors":[{"message":"one\ntwo \#(String(repeating: "x", count: 500))"}]}"#))
        let cause = try #require(result.error?.cause)
        #expect(cause.hasPrefix("one two xxx"))
        #expect(cause.count == 201)
    }

    @Test func requestsTakeTheirTurn() async throws {
        let time = VirtualTime(autoAdvancing: true)
        let endpoint = try #require(HeroEndpoint("https://hero.example/"))
        let limiter = RateLimiter(thousandthsPerSecond: 5000, time: time)
        let reader = HeroReader(
            HeroConnection(endpoint: endpoint, apiKey: testKey, transport: ScriptedTransport(okay), time: time, limiter: limiter))
        let start = time.monotonicMilliseconds()
        for id in 1...6 { _ = try await reader.document(id: id) }
        #expect(time.monotonicMilliseconds() - start == 1000)
    }

    @Test(arguments: [
        "", "hero.example/graphql", "ftp://hero.example/", "https://", "https:///path", "https://user:pw@hero.example/", "https://h/#x",
        "https://h/a b", "https://h/\r\nx", "https://:443/",
    ])
    func anAddressThatIsNoneIsRefused(text: String) {
        #expect(HeroEndpoint(text) == nil)
    }

    @Test func anAddressIsKeptByteForByte() throws {
        let address = try #require(HeroEndpoint("HTTPS://files.example:8443?sig=a%2Fb+c"))
        #expect([address.scheme, address.authority, address.path] == ["https", "files.example:8443", "/?sig=a%2Fb+c"])
        #expect(address.description == "https://files.example:8443/")
    }
}
