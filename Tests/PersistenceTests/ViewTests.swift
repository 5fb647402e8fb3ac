import GRDB
import Testing

@testable import Persistence

/// Looking changes nothing.
@Suite struct ViewTests {
    @Test func aViewThatWritesIsUndoneAndRefused() throws {
        let file = try StateFile()
        let store = try file.open()
        let count = "SELECT COUNT(*) FROM cursor"
        let before = try store.read { try Int.fetchOne($0, sql: count) }
        let refused = #expect(throws: StoreError.self) {
            try store.read { try $0.execute(sql: "INSERT INTO cursor (name, value) VALUES ('a', 'b')") }
        }
        #expect(refused?.code == .cannotWrite)
        #expect(try store.read { try Int.fetchOne($0, sql: count) } == before)
    }
}
