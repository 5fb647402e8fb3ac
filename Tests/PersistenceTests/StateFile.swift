import Bookkeeping
import Foundation
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// A state directory of its own, removed with the value.
final class StateFile {
    let directory: String

    init() throws {
        directory = NSTemporaryDirectory() + "reconcile-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    static let author = Author(actor: "user:erika", cause: "test", software: "0.1", mapping: "m1")
    /// 2026-03-31T10:00:00Z
    static let now = Instant(milliseconds: 1_774_951_200_000)

    var path: String { directory + "/" + Store.fileName }

    func open() throws -> Store { try Store.open(directory: directory) }

    /// A state nobody has used yet, where many are needed: a copy of one, as making it takes longer than most of what is tried on it.
    static func new() throws -> StateFile {
        let file = try StateFile()
        for (name, bytes) in try filesOfNew.get() {
            let rights: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
            try #require(FileManager.default.createFile(atPath: file.directory + "/" + name, contents: bytes, attributes: rights))
        }
        return file
    }

    private static let filesOfNew = Result {
        let file = try StateFile()
        // Closed at once, so that all of it is in the files.
        _ = try file.open()
        return try FileManager.default.contentsOfDirectory(atPath: file.directory).map { name in
            (name, try #require(FileManager.default.contents(atPath: file.directory + "/" + name)))
        }
    }

    /// What anybody with another tool has: a connection without any setting of ours.
    func plain() throws -> DatabaseQueue { try DatabaseQueue(path: path) }

    /// The file's tables as text, to see that nothing changed.
    func dump() throws -> [String] {
        try plain().read { db in
            try ["invoice", "link", "intent", "booking", "transition"].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1").map { "\(table) \($0.databaseValues)" }
            }
        }
    }

    /// Changes the file as somebody who first takes the guards away.
    func tamper(_ sql: String) throws {
        try plain().write { db in
            for name in try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
                try db.execute(sql: "DROP TRIGGER \"\(name)\"")
            }
            try db.execute(sql: sql)
        }
    }

    /// Changes the file as somebody who afterwards puts the guards back as they were: nothing of the schema tells.
    func tamperUnseen(_ change: (Database) throws -> Void) throws {
        try plain().write { db in
            let guards = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for row in guards { try db.execute(sql: "DROP TRIGGER \"\(row["name"] as String)\"") }
            try change(db)
            for row in guards { try db.execute(sql: row["sql"]) }
        }
    }
}

extension Row {
    var databaseValues: [DatabaseValue] { Array(self.map(\.1)) }
}

extension Voucher {
    static func sample(_ number: String = "RE-2026-0001", cents: Int64 = 11_900) -> Voucher {
        Voucher(
            type: .salesInvoice, number: number, voucherDate: BusinessDay(berlinDayOf: StateFile.now), remark: "",
            items: [VoucherItem(rate: 19, category: .revenue, amount: Cents(cents), taxAmount: Cents(1_900))])
    }
}

/// What a list shows of a document or voucher, as small as it can be.
struct Listed<ID: Storable>: Storable {
    var id: ID
    var text: String
    var fingerprint = "f"
    var modified: Instant?
    var selectedDocumentID: Int?
    var projectMatchID: Int?
    /// Where it is not the one of its id.
    var printed: String?

    var number: String? { printed ?? "RE-\(id)" }
}

extension Listed: ListedDocument where ID == Int {}

extension Listed: ListedVoucher where ID == String {
    var updated: String { "" }
}

/// A fact that nothing else keeps.
struct Noted: Fact {
    static let name = "noted"
    var text: String
}

/// And one that somebody decides.
struct Allowed: Decision {
    static let name = "allowed"
    static let event = "op.allow"
    var text: String
    func journal(about key: String) -> [String: String] { ["about": key, "text": text] }
}

extension Store {
    func set(setting name: String, to value: String, by author: Author, at now: Instant) throws(StoreError) {
        try write { try Facts.change(name, to: value, by: author, at: now, in: $0) }
    }

    func setting(_ name: String) throws(StoreError) -> String? {
        try read { try String.fetchOne($0, sql: "SELECT value FROM setting WHERE name = ?", arguments: [name]) }
    }

    /// As the rows keep it, whatever it is.
    func set(cursor name: String, to value: String) throws(StoreError) { try write { try Facts.set(name, value, in: $0) } }

    @discardableResult
    func feed(_ key: String, _ event: InvoiceEvent, _ commitment: TransitionChanges = TransitionChanges()) throws(StoreError) -> Advance<
        InvoiceChart
    > {
        try advance(InvoiceChart.self, key, event, commitment, by: StateFile.author, at: StateFile.now)
    }

    /// A document whose voucher is announced and not yet answered.
    func announce(_ key: String) throws {
        try begin(InvoiceChart.self, key, by: StateFile.author, at: StateFile.now)
        for event in [InvoiceEvent.heroLocked, .sysScopeIncluded, .sysDependenciesMet, .sysSend] { try feed(key, event) }
        var commitment = TransitionChanges()
        commitment.openIntent = NewIntent(action: "createVoucher", digest: "d-\(key)")
        commitment.booking = Booking(voucher: .sample("RE-\(key)"), contactID: "c-1")
        commitment.journal["request_sha256"] = "d-\(key)"
        try feed(key, .replyLookupNone, commitment)
    }

    static func announcing(_ action: String) -> TransitionChanges {
        var commitment = TransitionChanges()
        commitment.openIntent = NewIntent(action: action, digest: "d")
        return commitment
    }

    static func created(_ voucherID: String) -> TransitionChanges {
        var commitment = TransitionChanges.because(nil)
        commitment.closeIntent = ClosedIntent(.done, remoteID: voucherID)
        commitment.link = voucherID
        commitment.journal["voucher"] = voucherID
        return commitment
    }

    /// A document on the books: nine journal entries, the last one `reply.created`.
    func book(_ key: String, _ voucherID: String) throws {
        try announce(key)
        try feed(key, .replyCreated, Store.created(voucherID))
    }

    func invoice(_ key: String) throws -> Machine<InvoiceChart> { try #require(try machine(InvoiceChart.self, key)) }
}

/// The `sqlite3` shell, where there is one.
enum SQLiteShell {
    static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
        .map { $0 + "/sqlite3" }.first { FileManager.default.isExecutableFile(atPath: $0) }

    /// The shell's exit status and what it printed as error.
    static func run(_ file: String, _ sql: String) throws -> (status: Int32, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(path))
        process.arguments = ["-bail", file, sql]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let text = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: text, as: UTF8.self))
    }
}
