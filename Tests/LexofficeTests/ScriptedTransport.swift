import FoundationEssentials
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Lexoffice

/// What the other side does with one request.
enum Step: Sendable {
    case answer(Int, String, headers: [String: String] = [:])
    case failure(RequestFailure.Reach, RequestFailure.Cause)

    static func fixture(_ name: String, status: Int = 200) -> Step { .answer(status, Fixture.text(name)) }

    func play() throws(RequestFailure) -> IncomingResponse {
        switch self {
        case .answer(let status, let body, let headers):
            var head = HTTPResponse(status: .init(code: status))
            for (name, value) in headers {
                if let name = HTTPField.Name(name) { head.headerFields[name] = value }
            }
            return IncomingResponse(head: head, body: Array(body.utf8))
        case .failure(let reach, let cause):
            throw RequestFailure(reach: reach, cause: cause, detail: "scripted")
        }
    }
}

/// Plays one step per request, or asks a function, and keeps what was sent and when. Beyond its script nothing is reachable.
final class ScriptedTransport: HTTPTransport {
    struct Sent: Sendable {
        var request: OutgoingRequest
        var at: Int64

        var path: String { request.head.path ?? "" }
        var bodyText: String { String(decoding: request.body, as: UTF8.self) }
    }

    private let time: VirtualTime
    private let step: @Sendable (Int, OutgoingRequest) -> Step
    private let log = Mutex<[Sent]>([])

    init(time: VirtualTime, step: @escaping @Sendable (Int, OutgoingRequest) -> Step) {
        self.time = time
        self.step = step
    }

    var sent: [Sent] { log.withLock { $0 } }

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        let place = log.withLock { log in
            log.append(Sent(request: request, at: time.monotonicMilliseconds()))
            return log.count - 1
        }
        return try step(place, request).play()
    }
}

/// A connection whose other side follows a script and whose time passes by itself.
struct Rig {
    static let organization = "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01"
    /// Shaped like a key, so that nothing about its form protects it.
    static let token = "ca5a1b20-feed-4bad-8cad-ec0ffee15bad"

    let time: VirtualTime
    let transport: ScriptedTransport
    let connection: LexofficeConnection

    init(_ steps: Step...) throws { try self.init { place, _ in place < steps.count ? steps[place] : .failure(.notSent, .refused) } }

    init(
        organizationID: String? = Rig.organization, accessToken: AccessToken = AccessToken(key: Rig.token), seed: UInt64 = 1,
        thousandthsPerSecond: Int = 1900, step: @escaping @Sendable (Int, OutgoingRequest) -> Step
    ) throws {
        time = VirtualTime(seed: seed, autoAdvancing: true)
        transport = ScriptedTransport(time: time, step: step)
        connection = LexofficeConnection(
            endpoint: try Rig.endpoint("https://api.lexware.io"), accessToken: accessToken, organizationID: organizationID,
            transport: transport, time: time, limiter: RateLimiter(thousandthsPerSecond: thousandthsPerSecond, time: time))
    }

    var reader: LexofficeReader { LexofficeReader(connection) }
    var writer: LexofficeWriter { LexofficeWriter(connection) }
    var sent: [ScriptedTransport.Sent] { transport.sent }
    /// Milliseconds between the starts of neighbouring requests.
    var gaps: [Int64] { zip(sent.dropFirst(), sent).map { $0.at - $1.at } }

    static func endpoint(_ text: String) throws -> LexofficeEndpoint {
        try #require(LexofficeEndpoint(text), "a test names an endpoint that is none: \(text)")
    }
}

enum Fixture {
    /// Empty, and the test has failed, when there is none of that name.
    static func text(_ name: String) -> String {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        guard let data = try? Data(contentsOf: folder.appending(path: "Fixtures/lexoffice/\(name).json")) else {
            Issue.record("no fixture \(name)")
            return ""
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Without the white space between the tokens.
    static func compact(_ name: String) -> String {
        var result = ""
        var isText = false
        var isEscaped = false
        for character in text(name) {
            if isText || !character.isWhitespace { result.append(character) }
            if character == "\"", !isEscaped { isText.toggle() }
            isEscaped = character == "\\" && !isEscaped
        }
        return result
    }
}
