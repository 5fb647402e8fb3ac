import Bookkeeping
import Foundation
import Persistence
import Testing
import Wording

@testable import Export

/// The description of the files and the files of a state without documents. What an auditor's software makes of full ones is tried by
/// `Tests/Oracles/z3_walk.py`.
@Suite struct AuditIndexTests {
    private func index(supplier: String) throws -> String {
        let days = try #require(BusinessDay.year(2026))
        let tables = ExportTable.allCases.map { table in
            (table: table, written: TableFile.Written(rows: 0, widths: TableShape(table).columns.map { _ in 7 }))
        }
        return AuditIndex(supplier: supplier, comment: "x", days: days, tables: tables).text
    }

    @Test func `every table and column is described once, keys first`() throws {
        let text = try index(supplier: "Muster GmbH")
        for table in ExportTable.allCases {
            #expect(text.components(separatedBy: "<URL>\(table.rawValue).csv</URL>").count == 2)
        }
        #expect(text.contains("<From>01.01.2026</From><To>31.12.2026</To>"))
        let keys = text.components(separatedBy: "<VariablePrimaryKey>").count - 1
        #expect(keys == ExportTable.allCases.count + 1)
        for part in text.components(separatedBy: "<VariableLength>").dropFirst() {
            let own = part.components(separatedBy: "</VariableLength>")[0]
            let lastKey = try #require(own.range(of: "<VariablePrimaryKey>", options: .backwards))
            let column = try #require(own.range(of: "<VariableColumn>"))
            #expect(lastKey.lowerBound < column.lowerBound)
        }
    }

    @Test func `a name is text, whatever is in it`() throws {
        let text = try index(supplier: "</Name><Command>x</Command>&amp;\"'\u{0}\n")
        #expect(text.contains("<Name>&lt;/Name&gt;&lt;Command&gt;x&lt;/Command&gt;&amp;amp;&quot;&#39;\\u{0}\\n</Name>"))
    }

    @Test func `each reference names a table whose key is that one column`() {
        for table in ExportTable.allCases {
            for column in TableShape(table).columns {
                guard let target = column.references.map({ TableShape($0) }) else { continue }
                #expect(target.keys == 1 && target.columns[0].name == column.name && target.columns[0].kind == column.kind)
            }
        }
    }

    @Test func `headings differ within a table and are plain words in both languages`() {
        for table in ExportTable.allCases {
            for language in Language.allCases {
                let headings = TableShape(table).columns.map { $0.name.heading(language) }
                #expect(Set(headings).count == headings.count)
                for heading in headings {
                    #expect(!heading.isEmpty && heading.utf8.count <= 31)
                    #expect(
                        heading.utf8.allSatisfy {
                            $0 == 0x5F || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                        })
                }
            }
        }
    }

    @Test(arguments: ExportTable.allCases) func `an empty state is a file with its headings`(_ table: ExportTable) throws {
        let store = try Store.inMemory()
        var bytes: [UInt8] = []
        let written = try TableFile(table).write(store, days: BusinessDay.year(2026)) { bytes += $0 }
        let headings = TableShape(table).columns.map { "\"\($0.name.heading(.de))\"" }.joined(separator: ";")
        #expect(bytes == [0xEF, 0xBB, 0xBF] + Array("\(headings)\r\n".utf8))
        #expect(written.rows == 0)
    }

    @Test func `a sink that fails ends the export`() throws {
        struct Full: Error {}
        let store = try Store.inMemory()
        #expect(throws: Full.self) { try TableFile(.journal).write(store, days: nil) { _ in throw Full() } }
    }
}
