import HTTPTypes
import Synchronization
import TestSupport
import Testing

@testable import Transport

/// What a pass asked is known afterwards, and what is at hand is not asked for.
@Suite struct QuestionRecordTests {
    /// Answers with the path it was asked for, and counts.
    private final class Echo: HTTPTransport {
        let count = Mutex(0)
        let status: Int
        init(status: Int = 200) { self.status = status }

        func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
            count.withLock { $0 += 1 }
            if request.head.path == "/broken" { throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "closed") }
            return response("\(request.head.path ?? "")", status)
        }
    }

    private static func response(_ text: String, _ status: Int = 200) -> IncomingResponse {
        IncomingResponse(head: HTTPResponse(status: .init(code: status)), body: Array(text.utf8))
    }

    private func request(_ path: String, isWrite: Bool = false) -> OutgoingRequest {
        OutgoingRequest(
            operation: .test, head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: path), isWrite: isWrite)
    }

    @Test func questionsStandInTheirOrderAndKnowTheirAnswers() async throws {
        let record = QuestionRecord()
        let transport = record.over(Echo())
        for path in ["/a", "/b", "/a"] { _ = try await transport.send(request(path)) }
        let questions = try #require(record.questions)
        #expect(questions.map { $0.request.head.path } == ["/a", "/b", "/a"])
        #expect(questions[0].isAnswered(by: Self.response("/a")))
        #expect(!questions[0].isAnswered(by: Self.response("/b")))
        #expect(!questions[0].isAnswered(by: Self.response("/a", 500)))
    }

    @Test func whatIsAtHandIsGivenOnceAndToTheSameQuestionOnly() async throws {
        let (record, echo) = (QuestionRecord(), Echo())
        let transport = record.over(echo)
        record.keepAtHand(Self.response("kept"), to: request("/a"))
        #expect(try await transport.send(request("/b")).body == Array("/b".utf8))
        #expect(try await transport.send(request("/a")).body == Array("kept".utf8))
        #expect(try await transport.send(request("/a")).body == Array("/a".utf8))
        #expect(echo.count.withLock { $0 } == 2)
        #expect(record.questions?.count == 3)
    }

    @Test func aWriteARefusalAndASilenceAreNothingToRepeat() async throws {
        for path in ["/write", "/broken"] {
            let record = QuestionRecord()
            _ = try? await record.over(Echo()).send(request(path, isWrite: path == "/write"))
            #expect(record.questions == nil)
        }
        let refused = QuestionRecord()
        _ = try await refused.over(Echo(status: 404)).send(request("/a"))
        #expect(refused.questions == nil)
    }

    /// What is at hand answers no write, and nothing that is asked after one: whether it arrived above all.
    @Test func aWriteIsAlwaysSentAndEndsWhatIsAtHand() async throws {
        let (record, echo) = (QuestionRecord(), Echo())
        record.keepAtHand(Self.response("kept"), to: request("/a"))
        let transport = record.over(echo)
        _ = try await transport.send(request("/a", isWrite: true))
        #expect(echo.count.withLock { $0 } == 1)
        #expect(try await transport.send(request("/a")).body == Array("/a".utf8))
        #expect(echo.count.withLock { $0 } == 2)
    }

    @Test func aLongPassIsNotRepeated() async throws {
        let record = QuestionRecord()
        let transport = record.over(Echo())
        for count in 1...32 { _ = try await transport.send(request("/\(count)")) }
        #expect(record.questions?.count == 32)
        _ = try await transport.send(request("/33"))
        #expect(record.questions == nil)
    }
}
