import Bookkeeping
import HTTPTypes
import TestSupport
import Testing
import Transport

@testable import Lexoffice

/// The table of lexoffice-api.md §4.2 and the body shapes of §4.1.
@Suite struct ErrorTests {
    @Test(arguments: [
        (400, LexofficeError.Code.badRequest), (401, .unauthorized), (402, .paymentRequired), (403, .forbidden), (404, .notFound),
        (405, .badRequest), (406, .validation([])), (409, .conflict), (410, .notFound), (415, .badRequest), (422, .validation([])),
        (429, .throttled), (500, .unavailable), (501, .badRequest), (502, .unavailable), (503, .unavailable), (504, .unavailable),
        (302, .badAnswer), (418, .badAnswer),
    ])
    func statusCodes(_ status: Int, _ code: LexofficeError.Code) async throws {
        let error = await failure { try await Rig { _, _ in .answer(status, "") }.reader.profile() }
        #expect(error?.code == code)
        #expect(error?.status == status)
        #expect(error?.subject == "GET /v1/profile")
        #expect(error?.isTransient == [429, 500, 502, 503, 504].contains(status))
    }

    @Test func issueList() async throws {
        let error = await failure { try await Rig(.fixture("error-issue-list", status: 406)).reader.profile() }
        #expect(error?.code == .validation([RemoteIssue(code: "missing_entity", field: "company.name")]))
        #expect(error?.requestID == "0f7f9f7e-1c5e-4b7a-9a54-2a0d6f6b1a11")
        #expect(
            error?.description
                == "validation: GET /v1/profile: HTTP 406: missing_entity company.name (request 0f7f9f7e-1c5e-4b7a-9a54-2a0d6f6b1a11)")
    }

    @Test func staleVersion() async throws {
        let error = await failure { try await Rig(.fixture("error-stale-version", status: 406)).reader.profile() }
        #expect(error?.code == .validation([RemoteIssue(code: "invalid_value", field: "version")]))
    }

    @Test func regular() async throws {
        let error = await failure { try await Rig(.fixture("error-regular", status: 406)).reader.profile() }
        #expect(error?.code == .validation([RemoteIssue(code: "NOTNULL", field: "callbackUrl")]))
        #expect(error?.requestID == "a1b2c3d4e5f6")
    }

    @Test func anIssueWithoutACodeIsStillToldOf() async throws {
        let error = await failure { try await Rig(.fixture("error-missing-parameter", status: 400)).reader.profile() }
        #expect(error?.code == .badRequest)
        #expect(error?.cause == "HTTP 400: unreadable voucherNumber parameter is required")
    }

    @Test(arguments: [("error-gateway-401", 401), ("error-gateway-429", 429), ("error-gateway-504", 504), ("error-gateway-500", 500)])
    func gateway(_ fixture: String, _ status: Int) async throws {
        let error = await failure { try await Rig { _, _ in .fixture(fixture, status: status) }.reader.profile() }
        #expect(error?.cause == "HTTP \(status)")
    }

    @Test(arguments: [400, 500])
    func searchWindow(_ status: Int) async throws {
        let rig = try Rig(.fixture("error-window-exceeded", status: status))
        #expect(await failure { try await rig.reader.profile() }?.code == .windowExceeded)
        #expect(rig.sent.count == 1)
    }

    @Test func theGatewaysNameForTheRequestIsKept() async throws {
        let rig = try Rig(.answer(402, "", headers: ["x-amzn-RequestId": "8e1f-77"]))
        #expect(await failure { try await rig.reader.profile() }?.requestID == "8e1f-77")
    }

    /// Shapes are told apart by what they hold, and nothing in them can break the reading.
    @Test(arguments: [
        ("{\"IssueList\":[]}", ErrorBody.legacy([])), ("{\"IssueList\":[null,7,{}]}", .legacy(Array(repeating: unreadable, count: 3))),
        ("{\"IssueList\":7,\"status\":406}", .regular([])),
        ("{\"IssueList\":[{\"type\":\"validation_failure\",\"source\":null}]}", .legacy([RemoteIssue(code: "validation_failure")])),
        ("{\"details\":[{\"field\":\"name\"}]}", .regular([RemoteIssue(code: "unreadable", field: "name")])),
        ("{\"status\":\"406\",\"message\":\"x\"}", .gateway), ("{\"message\":null}", .gateway), ("{}", .unreadable), ("[]", .unreadable),
        ("", .unreadable), ("<html>", .unreadable), ("{\"error\":\"invalid_grant\"}", .unreadable),
    ])
    func shapes(_ body: String, _ shape: ErrorBody) {
        #expect(ErrorReading(Array(body.utf8), secret: Rig.token).body == shape)
    }

    private static let unreadable = RemoteIssue(code: "unreadable")

    @Test func longListsAreCut() {
        let list = Array(repeating: "{\"i18nKey\":\"missing_entity\"}", count: 1000).joined(separator: ",")
        #expect(ErrorReading(Array("{\"IssueList\":[\(list)]}".utf8), secret: Rig.token).body.issues.count == 20)
        let padding = String(repeating: " ", count: 1 << 16)
        #expect(ErrorReading(Array("{\"message\":null}\(padding)".utf8), secret: Rig.token).body == .unreadable)
    }
}

/// Nothing lexoffice says, and nothing that goes wrong below, carries the token or a person into an error (domain.md D5).
@Suite struct ErrorSecrecyTests {
    private static let person = "Jana Müller <jana@dachbau.example>"

    /// Bodies that repeat the token and a person wherever a text may stand.
    private static let bodies: [String] = [
        "{\"message\":\"'\(Rig.token)' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer \(Rig.token)'.\"}",
        #"{"requestId":"\#(Rig.token)","IssueList":[{"i18nKey":"\#(Rig.token)","source":"x.\#(Rig.token)","type":"\#(person)"}]}"#,
        "{\"IssueList\":[{\"i18nKey\":\"\(person)\",\"source\":\"\(person)\",\"additionalData\":\"\(person)\"}]}",
        "{\"status\":406,\"traceId\":\"\(Rig.token)\",\"error\":\"\(person)\",\"message\":\"\(Rig.token)\",\"path\":\"\(person)\","
            + "\"details\":[{\"violation\":\"\(person)\",\"field\":\"\(Rig.token)\",\"message\":\"\(person)\"}]}",
        "\(person) \(Rig.token)",
    ]

    private func isClean(_ text: String) -> Bool {
        let lowered = text.lowercased()
        return ![Rig.token, "jana", "müller", "dachbau", "RE-2026"].contains { lowered.contains($0.lowercased()) }
    }

    @Test(arguments: bodies, [200, 302, 400, 401, 402, 403, 404, 406, 409, 429, 500, 504])
    func errors(_ body: String, _ status: Int) async throws {
        let rig = try Rig { _, _ in .answer(status, body, headers: ["x-amzn-RequestId": Rig.token, "Retry-After": Rig.token]) }
        let error = try #require(await failure { try await rig.reader.voucherRows(number: "RE-2026-0042") })
        for text in [error.description, error.hint, String(describing: error.code), String(reflecting: error)] {
            #expect(isClean(text), "\(text)")
        }
        let draft = try ContactDraft(customer: Customer(id: 1, isCompany: true, companyName: "Dachbau", lastName: "Müller"))
        let outcome = await rig.writer.createContact(draft)
        if case .accepted = outcome { return #expect(Bool(false), "nothing here names an id") }
        #expect(isClean(String(reflecting: outcome)), "\(outcome)")
    }

    @Test func failuresOfTheTransport() async throws {
        let time = VirtualTime(autoAdvancing: true)
        let connection = LexofficeConnection(
            endpoint: try Rig.endpoint("https://api.lexware.io"), accessToken: AccessToken(key: Rig.token), organizationID: nil,
            transport: Blabbing(), time: time, limiter: RateLimiter(thousandthsPerSecond: 1900, time: time))
        let error = try #require(await failure { try await LexofficeReader(connection).profile() })
        #expect(isClean(String(reflecting: error)))
    }

    /// A connection is printed by careless log lines and failed expectations.
    @Test func theConnectionItself() throws {
        let rig = try Rig()
        #expect(isClean(String(reflecting: rig.connection)))
        #expect(isClean(String(describing: rig.reader)))
    }

    private struct Blabbing: HTTPTransport {
        func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
            throw RequestFailure(
                reach: .notSent, cause: .tls, detail: "header \(request.head.headerFields[.authorization] ?? "") refused")
        }
    }
}
