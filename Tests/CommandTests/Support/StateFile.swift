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

    func execute(_ sql: String) throws {
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
        let result = try function("sqlite3_exec", Execute.self)(connection, sql, nil, nil, nil)
        _ = try function("sqlite3_close", Close.self)(connection)
        guard result == 0 else { throw Child.Failure(description: "SQLite \(result): \(sql)") }
    }

    func copy(to other: String) throws {
        try? FileManager.default.removeItem(atPath: other)
        try FileManager.default.copyItem(atPath: directory, toPath: other)
    }
}
