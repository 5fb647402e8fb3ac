import Lexoffice
import Synchronization
import Telemetry
import TestSupport
import Testing

@testable import Web

struct WebhookReceiverTests {
    static let organization = "7d5c2b9a-51f7-4a0c-8f4e-2f0f6f1c9b01"

    private let key: WebhookKey
    private let hints = HintLog()
    private let receiver: WebhookReceiver

    init() throws {
        key = try WebhookKey()
        let hints = hints
        receiver = WebhookReceiver(
            signature: try WebhookSignature(pem: key.publicPEM), organizationID: { Self.organization },
            registry: MetricRegistry(version: "1", startedAt: 0), onHint: { hints.add($0) })
    }

    static func body(
        organization: String = organization, event: String = "payment.changed", id: String = "b5a1c1de", date: String = "2026-04-07"
    ) -> [UInt8] {
        Array(
            #"{"organizationId":"\#(organization)","eventType":"\#(event)","resourceId":"\#(id)","eventDate":"\#(date)"}"#.utf8)
    }

    private func receive(_ body: [UInt8]) throws -> WebhookResult { receiver.receive(body, signature: try key.signature(body)) }

    @Test(arguments: LexofficeEvent.allCases) func handsOnEachEventItAskedFor(event: LexofficeEvent) throws {
        #expect(try receive(Self.body(event: event.rawValue)) == .accepted)
        #expect(hints.all == [WebhookHint(event: event, resourceID: "b5a1c1de")])
    }

    @Test func theSameTwiceIsOneHint() throws {
        #expect(try receive(Self.body()) == .accepted)
        #expect(try receive(Self.body()) == .duplicate)
        #expect(try receive(Self.body(date: "2026-04-08")) == .accepted)
        #expect(hints.all.count == 2)
    }

    /// Signed by lexoffice, and yet nothing for us.
    @Test(arguments: [body(organization: "00000000-0000-4000-8000-000000000000"), body(event: "article.created"), body(event: "")])
    func ignoresWhatNobodyWaitsFor(body: [UInt8]) throws {
        #expect(try receive(body) == .ignored)
        #expect(hints.all.isEmpty)
    }

    private static let rubbish: [[UInt8]] = [
        [], Array("null".utf8), Array("[]".utf8), Array("{}".utf8), [0xFF, 0xFE], body(id: ""), body(id: "../../profile"),
        body(id: String(repeating: "a", count: 65)), body(date: String(repeating: "9", count: 41)),
        Array(#"{"organizationId":1,"eventType":"payment.changed","resourceId":"a","eventDate":"b"}"#.utf8),
        Array(repeating: UInt8(ascii: "["), count: 10_000),
    ]

    @Test(arguments: rubbish) func refusesRubbishAlthoughItIsSigned(body: [UInt8]) throws {
        #expect(try receive(body) == .malformed)
        #expect(hints.all.isEmpty)
    }

    @Test func forgetsOnlyBeyondItsMemory() throws {
        for number in 0..<1_100 { #expect(try receive(Self.body(id: "v\(number)")) == .accepted) }
        #expect(try receive(Self.body(id: "v1099")) == .duplicate)
        #expect(try receive(Self.body(id: "v0")) == .accepted)
    }

    @Test func withoutAKeyItPutsOff() throws {
        let body = Self.body()
        receiver.use(nil)
        #expect(receiver.refusal(signature: try key.signature(body), contentLength: body.count, isStopping: false) == .unavailable)
        #expect(try receive(body) == .unavailable)
        receiver.use(try WebhookSignature(pem: key.publicPEM))
        #expect(try receive(body) == .accepted)
    }
}

final class HintLog: Sendable {
    private let hints = Mutex<[WebhookHint]>([])

    var all: [WebhookHint] { hints.withLock { $0 } }
    func add(_ hint: WebhookHint) { hints.withLock { $0.append(hint) } }
}
