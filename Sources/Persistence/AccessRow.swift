internal import Bookkeeping
import GRDB

/// A row of `access.sqlite`, read without trust: one that this program would not have written makes the file a damaged one.
struct AccessRow {
    private let row: Row

    init(_ row: Row) { self.row = row }

    func grant() throws(StoreError) -> AccessGrant {
        let days = Int(try number("days"))
        guard let grant = AccessGrant(name: try name(), role: try role(), days: days) else { throw AccessRow.damaged }
        return grant
    }

    func key() throws(StoreError) -> AccessKey {
        AccessKey(id: try number("id"), grant: try grant(), issued: try instant("issued"), expires: try instant("expires"))
    }

    func session() throws(StoreError) -> AccessSession {
        AccessSession(
            id: try number("id"), name: try name(), role: try role(), begun: try instant("begun"), lastUsed: try instant("lastUsed"),
            expires: try instant("expires"))
    }

    func isNull(_ column: String) -> Bool { value(column).isNull }

    func number(_ column: String) throws(StoreError) -> Int64 {
        guard let number = Int64.fromDatabaseValue(value(column)) else { throw AccessRow.damaged }
        return number
    }

    func instant(_ column: String) throws(StoreError) -> Instant { Instant(milliseconds: try number(column)) }

    private func name() throws(StoreError) -> ConsoleName {
        guard let text = String.fromDatabaseValue(value("name")), let name = ConsoleName(text) else { throw AccessRow.damaged }
        return name
    }

    private func role() throws(StoreError) -> ConsoleRole {
        guard let text = String.fromDatabaseValue(value("role")), let role = ConsoleRole(rawValue: text) else { throw AccessRow.damaged }
        return role
    }

    /// The library's own conversions end the process where a value has another type.
    private func value(_ column: String) -> DatabaseValue { (row[column] as (any DatabaseValueConvertible)?)?.databaseValue ?? .null }

    private static let damaged = StoreError(
        code: .altered, subject: AccessStore.fileName, cause: "a row is not as this program writes it",
        hint: "Remove the file: everybody logs in anew.")
}
