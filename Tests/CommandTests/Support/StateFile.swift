import Foundation

/// The state as files, and as anybody with SQLite can change it. SQLite is the one the program links, found in this process.
struct StateFile {
    let directory: String

    var path: String { directory + "/reconcile.sqlite" }

    /// The bytes of the database and its log; what is absent is left out.
    var bytes: [String: Data] {
        let names = ["reconcile.sqlite", "reconcile.sqlite-wal"]
        let pairs = names.compactMap { name in FileManager.default.contents(atPath: directory + "/" + name).map { (name, $0) } }
        // A log nothing was written to may come and go with a reader.
        return Dictionary(uniqueKeysWithValues: pairs.filter { !$0.1.isEmpty })
    }

    /// Everything in the directory, one after the other.
    var everything: Data {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.sorted().reduce(into: Data()) { $0 += FileManager.default.contents(atPath: directory + "/" + $1) ?? Data() }
    }

    func execute(_ sql: String, each row: UnsafeRawPointer? = nil, _ context: UnsafeRawPointer? = nil) throws {
        typealias Open = @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<OpaquePointer?>) -> Int32
        typealias Execute =
            @convention(c) (
                OpaquePointer?, UnsafePointer<CChar>, UnsafeRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?
            ) -> Int32
        typealias Close = @convention(c) (OpaquePointer?) -> Int32
        let library = dlopen("libsqlite3.so.0", RTLD_NOW)
        func function<T>(_ name: String, _ type: T.Type) throws -> T {
            guard let address = dlsym(library, name) else { throw Child.Failure(description: "no \(name)") }
            return unsafeBitCast(address, to: type)
        }
        var connection: OpaquePointer?
        guard try function("sqlite3_open", Open.self)(path, &connection) == 0 else { throw Child.Failure(description: "cannot open") }
        let result = try function("sqlite3_exec", Execute.self)(connection, sql, row, context, nil)
        _ = try function("sqlite3_close", Close.self)(connection)
        guard result == 0 else { throw Child.Failure(description: "SQLite \(result): \(sql)") }
    }

    /// Takes every guard away, changes something and puts the guards back as they were.
    func executeUnseen(_ sql: String) throws {
        let guards = try rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        let drops = guards.map { "DROP TRIGGER \"\($0[0])\";" }
        try execute("BEGIN;" + drops.joined() + sql + ";" + guards.map { $0[1] + ";" }.joined() + "COMMIT")
    }

    /// Every row as texts.
    private func rows(_ sql: String) throws -> [[String]] {
        let found = Rows()
        let add: @convention(c) (UnsafeMutableRawPointer?, Int32, UnsafeMutablePointer<UnsafePointer<CChar>?>?, OpaquePointer?) -> Int32 = {
            found, count, values, _ in
            guard let found, let values else { return 1 }
            let row = (0..<Int(count)).map { values[$0].map { String(cString: $0) } ?? "" }
            Unmanaged<Rows>.fromOpaque(found).takeUnretainedValue().rows.append(row)
            return 0
        }
        try execute(sql, each: unsafeBitCast(add, to: UnsafeRawPointer.self), UnsafeRawPointer(Unmanaged.passUnretained(found).toOpaque()))
        return found.rows
    }

    private final class Rows {
        var rows: [[String]] = []
    }

    func copy(to other: String) throws {
        try? FileManager.default.removeItem(atPath: other)
        try FileManager.default.copyItem(atPath: directory, toPath: other)
    }
}
