import Logging
import Testing

@testable import Systemd

@Suite struct OperatorMessageTests {
    private static let messages: [OperatorMessage] = [
        .ready(version: "1.0.0", listener: "127.0.0.1:9847"), .startRefused(reason: "heldByAnother", exit: 75), .stopping,
        .configurationTaken, .configurationRefused(setting: "interval-seconds"), .remoteUnavailable(system: "lexoffice", code: "503"),
        .remoteBack(system: "hero"), .throttled(system: "lexoffice", milliseconds: 8000), .credentialRefused(system: "hero", code: "401"),
        .suspended(reason: "paused"), .passIncomplete(pass: 7, outcome: "partial", reason: "unavailable"),
        .documentHeld(kind: "invoice", key: "88003", reason: "UNMAPPED_CATEGORY"),
        .writeUncertain(kind: "invoice", key: "88003", operation: "createVoucher"),
        .voucherDrifted(kind: "invoice", key: "88003", state: "edited"), .journalBroken(reason: "altered"),
    ]

    @Test func eachEventHasOneMessage() {
        #expect(OperatorMessageTests.messages.map(\.event) == OperatorEvent.allCases)
    }

    @Test func idsAreRandomAndUnique() {
        let ids = OperatorEvent.allCases.map(\.id)
        #expect(Set(ids).count == ids.count)
        // 128 bits as sd-id128(3) wants them: version 4, variant 1.
        for id in ids {
            #expect(id.utf8.count == 32)
            #expect(id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
            #expect(id.dropFirst(12).first == "4")
            #expect(id.dropFirst(16).first.map { "89ab".contains($0) } == true)
        }
    }

    @Test(arguments: messages) func carriesEveryFieldOfItsEvent(_ message: OperatorMessage) {
        #expect(Set(message.values.keys) == Set(message.event.fields))
        #expect(message.values.values.allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: messages) func arrivesWithItsIdAndLevel(_ message: OperatorMessage) {
        let kept = Keeper()
        var logger = Logger(label: "test") { _ in kept }
        logger.logLevel = .trace
        logger.log(message)
        let record = kept.box.events.first.map { LogRecord($0, metadata: $0.metadata ?? [:]) }
        #expect(record?.messageID == message.event.id)
        #expect(record?.level == message.event.level)
        #expect(record?.file == "SystemdTests/OperatorMessageTests.swift")
        #expect(record.map { Set($0.fields.map(\.field)) } == Set(message.event.fields))
    }
}

private struct Keeper: LogHandler {
    final class Box: @unchecked Sendable {
        // One test, one thread.
        var events: [LogEvent] = []
    }

    let box = Box()
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { box.events.append(event) }
}
