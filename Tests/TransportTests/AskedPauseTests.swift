import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

@Suite struct AskedPauseTests {
    /// 2026-03-31T10:00:00Z
    private static let now: Int64 = 1_774_951_200_000

    @Test(
        arguments: [
            ("7", 7_000, 7_000, "asks for a pause of 7 s; waiting"), ("60", 60_000, 60_000, "asks for a pause of 60 s; waiting"),
            ("61", 61_000, 60_000, "asks for a pause of 61 s; it is given 60 s"),
            ("86400", 86_400_000, 60_000, "asks for a pause of 24 hours; it is given 60 s"),
            ("31536000", 31_536_000_000, 60_000, "asks for a pause of 365 days; it is given 60 s"),
            ("Wed, 31 Mar 2027 10:00:00 GMT", 31_536_000_000, 60_000, "asks for a pause of 365 days; it is given 60 s"),
            ("99999999999999999999", Int64.max, 60_000, "asks for a pause of more than a century; it is given 60 s"),
        ] as [(String, Int64, Int64, String)]) func saysWhatWasAskedAndWhatIsKept(
            _ text: String, _ asked: Int64, _ kept: Int64, _ words: String
        )
    {
        let pause = AskedPause(text, wallMilliseconds: Self.now)
        #expect(pause?.askedMilliseconds == asked && pause?.keptMilliseconds == kept && pause?.words == words, "\(pause?.words ?? "none")")
    }

    @Test(arguments: ["", "soon", "0", "2", "-1", "1.5", "Tue, 31 Mar 2026 09:59:00 GMT"]) func whatIsNoPauseIsNotSaid(_ text: String) {
        #expect(AskedPause(text, wallMilliseconds: Self.now) == nil)
    }

    private struct Answering: HTTPTransport {
        let status: Int
        let retryAfter: String?

        func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
            var head = HTTPResponse(status: .init(code: status))
            head.headerFields[.retryAfter] = retryAfter
            return IncomingResponse(head: head, body: Array("answer".utf8))
        }
    }

    /// Told while it is waited, once for each answer that asks, and the answer is passed on as it came.
    @Test(arguments: [(429, "31536000", true), (503, "31536000", true), (200, "31536000", false), (429, nil, false), (429, "1", false)])
    func isToldOfRefusals(_ status: Int, _ retryAfter: String?, _ isTold: Bool) async throws {
        let told = Mutex<[AskedPause]>([])
        let time = VirtualTime(wall: Self.now)
        let transport = PauseTellingTransport(Answering(status: status, retryAfter: retryAfter), time: time) { system, pause in
            #expect(system == .hero)
            told.withLock { $0.append(pause) }
        }
        let head = HTTPRequest(method: .get, scheme: "https", authority: "example.org", path: "/")
        let response = try await transport.send(OutgoingRequest(operation: .test, head: head, isWrite: false))
        #expect(response.status == status && response.body == Array("answer".utf8))
        #expect(told.withLock { $0.map(\.keptMilliseconds) } == (isTold ? [60_000] : []))
    }
}
