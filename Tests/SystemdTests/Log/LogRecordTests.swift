import Logging
import Testing

@testable import Systemd

@Suite struct LogRecordTests {
    private struct Refusal: Error {
        let secret = "sk_live_4711"
    }

    private func record(_ metadata: Logger.Metadata) -> LogRecord { LogRecord(statement("a message"), metadata: metadata) }

    private func values(_ metadata: Logger.Metadata) -> [String: String] {
        Dictionary(uniqueKeysWithValues: record(metadata).fields.map { ($0.field.rawValue, $0.value) })
    }

    @Test func keepsWhatIsOfTheSet() {
        let found = values(["kind": "invoice", "key": "hero:88003", "transition": "ready>creating", "requests": .stringConvertible(12)])
        #expect(found == ["kind": "invoice", "key": "hero:88003", "transition": "ready>creating", "requests": "12"])
    }

    @Test func fieldsComeInOneOrder() {
        let fields = record(["withheld": "x", "key": "1", "kind": "invoice", "pass": "7", "code": "503"]).fields
        #expect(fields.map(\.field) == [.kind, .key, .code, .pass, .withheld])
    }

    /// What a library attaches may be a path with a query or a header; only the name of the key is told.
    @Test func withholdsWhatIsNot() {
        let found = values([
            "hb.request.path": "/oauth/callback?code=geheim", "Authorization": "Bearer geheim", "KIND": "x", "kind": "invoice",
        ])
        #expect(found == ["kind": "invoice", "withheld": "Authorization,KIND,hb.request.path"])
    }

    /// Only this module says what was withheld.
    @Test func aStatementCannotSayWhatWasWithheld() {
        #expect(values(["withheld": "nothing", "message_id": "nonsense"]) == ["withheld": "withheld"])
    }

    @Test func withheldNamesAreBoundedAndCleaned() {
        let many = Dictionary(uniqueKeysWithValues: (0..<500).map { ("key\n\($0)", Logger.MetadataValue.string("geheim")) })
        let text = values(many)["withheld"] ?? ""
        #expect(text.utf8.count <= 200)
        #expect(text.hasPrefix(#"key\n0,key\n1,key\n10,"#))
        #expect(!text.contains("geheim"))
    }

    @Test func listsOfSingleValuesAreOneValueAndDeeperOnesAreWithheld() {
        #expect(values(["key": ["a", .stringConvertible(2), "c"]]) == ["key": "a,2,c"])
        #expect(values(["key": []]) == ["key": ""])
        #expect(values(["key": ["a", ["b"]]]) == ["withheld": "key"])
        #expect(values(["key": ["name": "Erika Mustermann"]]) == ["withheld": "key"])
        #expect(values(["key": .array(Array(repeating: "a", count: 33))]) == ["withheld": "key"])
    }

    @Test func valuesAreBoundedAndEscaped() {
        #expect(values(["key": "a\nPRIORITY=0\u{1B}[2J"]) == ["key": #"a\nPRIORITY=0\u{1B}[2J"#])
        let long = values(["key": .string(String(repeating: "x", count: 5000))])["key"] ?? ""
        #expect(long == String(repeating: "x", count: 197) + "…")
        let message = LogRecord(statement("\(String(repeating: "y\n", count: 5000))"), metadata: [:]).message
        #expect(message.utf8.count <= 1024)
        #expect(!message.utf8.contains(10))
    }

    /// Its description may quote a request.
    @Test func ofAnErrorOnlyTheTypeIsTold() {
        let record = LogRecord(statement("it failed", error: Refusal()), metadata: ["error": "sk_live_4711"])
        #expect(record.fields.count == 1)
        #expect(record.fields.first?.value.contains("Refusal") == true)
        #expect(record.fields.first?.value.contains("sk_live") == false)
    }

    @Test(arguments: [
        ("a259b82ff00d41a0acc6afdd84ba24bc", true), ("A259B82FF00D41A0ACC6AFDD84BA24BC", false), ("a259b82ff00d41a0acc6afdd84ba24b", false),
        ("a259b82f-f00d-41a0-acc6-afdd84ba24bc", false), ("", false), ("ffffffffffffffffffffffffffffffff\n", false),
    ]) func aMessageIDIsOneOrNone(_ text: String, _ isOne: Bool) {
        let record = record(["message_id": .string(text), "kind": "invoice"])
        #expect(record.messageID == (isOne ? text : nil))
        #expect(record.fields.map(\.field) == [.kind])
    }

    /// The numbers of syslog(3).
    @Test(arguments: zip(Logger.Level.allCases, [7, 7, 6, 5, 4, 3, 2])) func prioritiesAreSyslogs(_ level: Logger.Level, _ priority: Int) {
        #expect(LogRecord(statement("x", level: level), metadata: [:]).priority == priority)
    }

    /// Else the journal drops the field without a word.
    @Test(arguments: LogField.allCases) func theJournalTakesTheNames(_ field: LogField) {
        let name = field.journalName
        #expect(name.hasPrefix("RECONCILE_"))
        #expect(name.utf8.count <= 64)
        #expect(name.utf8.allSatisfy { (65...90).contains($0) || (48...57).contains($0) || $0 == 95 })
    }
}
