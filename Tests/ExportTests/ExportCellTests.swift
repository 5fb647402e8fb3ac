import Bookkeeping
import Export
import Testing

/// What stands between two semicolons.
@Suite struct ExportCellTests {
    struct Case: Sendable {
        var text: String
        var field: String
    }

    static let texts = [
        Case(text: "RE-2026-0001", field: "\"RE-2026-0001\""),
        Case(text: "", field: "\"\""),
        Case(text: "a;b", field: "\"a;b\""),
        Case(text: "say \"x\"", field: "\"say \"\"x\"\"\""),
        Case(text: "\"", field: "\"\"\"\""),
        Case(text: "two\nlines\r\n", field: "\"two\\nlines\\r\\n\""),
        Case(text: "tab\there", field: "\"tab\\there\""),
        Case(text: "C:\\new", field: "\"C:\\\\new\""),
        Case(text: "=cmd|'/c calc'!A1", field: "\"'=cmd|'/c calc'!A1\""),
        Case(text: "+49 511", field: "\"'+49 511\""),
        Case(text: "-1+1", field: "\"'-1+1\""),
        Case(text: "@SUM(A1)", field: "\"'@SUM(A1)\""),
        Case(text: "＝1", field: "\"'＝1\""),
        Case(text: "'=1", field: "\"''=1\""),
        // A sign alone computes nothing, and the journal has many.
        Case(text: "-", field: "\"-\""),
        Case(text: "a=b", field: "\"a=b\""),
        Case(text: "\t=1", field: "\"\\t=1\""),
        Case(text: "a\u{202E}b\u{0}", field: "\"a\\u{202E}b\\u{0}\""),
        Case(text: "Größe", field: "\"Größe\""),
    ]

    @Test(arguments: texts) func `a text is one field that computes nothing`(_ one: Case) {
        #expect(ExportCell.text(one.text).field == one.field)
    }

    @Test func `different texts are different fields`() {
        let texts = ["=1", "'=1", "''=1", "\n", "\\n", "\\\\n", "\\", "\\\\", "\u{1}", "\\u{1}", "'", "''", "x'", "-", "'-", "--"]
        #expect(Set(texts.map { ExportCell.text($0).field }).count == texts.count)
    }

    @Test func `numbers and days are written as in Germany`() throws {
        #expect(ExportCell.amount(Cents(123_456)).field == "1234,56")
        #expect(ExportCell.amount(Cents(-5)).field == "-0,05")
        #expect(ExportCell.amount(Cents(0)).field == "0,00")
        #expect(ExportCell.whole(19).field == "19")
        let day = try #require(BusinessDay(year: 2026, month: 2, day: 9))
        #expect(ExportCell.day(day).field == "09.02.2026")
        #expect(ExportCell.moment(Instant(milliseconds: 1_767_225_600_007)).field == "\"2026-01-01T00:00:00.007Z\"")
    }

    @Test func `what nobody knows is empty`() {
        let empty: [ExportCell] = [.text(nil), .whole(nil), .amount(nil), .day(nil), .moment(nil)]
        #expect(empty.map(\.field) == ["", "", "", "", ""])
    }
}
