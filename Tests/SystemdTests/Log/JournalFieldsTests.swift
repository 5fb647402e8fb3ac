import Logging
import Testing

@testable import Systemd

@Suite struct JournalFieldsTests {
    private func assignments(_ event: LogEvent, _ metadata: Logger.Metadata = [:]) -> [String] {
        JournalFields(LogRecord(event, metadata: metadata), identifier: "reconcile").assignments
    }

    @Test func aLineHasTheJournalsOwnFieldsAndOurs() {
        let found = assignments(
            statement("a document needs a person", level: .warning),
            ["kind": "invoice", "key": "88003", "transition": "ready>blocked", "message_id": "dc4d753bbbc5476198aa9f34eefe73e4"])
        #expect(
            found == [
                "MESSAGE=a document needs a person", "PRIORITY=4", "SYSLOG_IDENTIFIER=reconcile", "CODE_FILE=Reconciliation/Pass.swift",
                "CODE_LINE=42", "CODE_FUNC=run()", "MESSAGE_ID=dc4d753bbbc5476198aa9f34eefe73e4", "RECONCILE_KIND=invoice",
                "RECONCILE_KEY=88003", "RECONCILE_TRANSITION=ready>blocked",
            ])
    }

    /// However much is attached, an entry stays far below what the journal moves into a file of its own.
    @Test func anEntryIsBounded() {
        let long = Logger.MetadataValue.string(String(repeating: "\n", count: 10_000))
        let metadata = Dictionary(
            uniqueKeysWithValues: (LogField.allCases.map(\.rawValue) + (0..<1000).map(String.init)).map { ($0, long) })
        let found = assignments(statement("\(String(repeating: "x", count: 100_000))"), metadata)
        #expect(found.count == 6 + LogField.allCases.count)
        #expect(found.reduce(0) { $0 + $1.utf8.count } < 8192)
        #expect(found.allSatisfy { !$0.utf8.contains(10) && !$0.utf8.contains(0) })
    }
}
