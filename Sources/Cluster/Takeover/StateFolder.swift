import Foundation
package import Persistence

/// The state directory of one account on this host: which epoch it is of, and where a state goes that may not be written on any more. The
/// directory itself stays, with the lock that lies on it.
package struct StateFolder: Sendable {
    package let directory: String
    private let account: String

    package static let epochFile = "reconcile.epoch"
    static let asideFolder = "aside"
    private static let asideMaximum = 4
    /// All that is of one state: the file with its log, what is known of its past, Litestream's own notes, and a login.
    private static let names = [
        Store.fileName, Store.fileName + "-wal", Store.fileName + "-shm", Watermark.fileName, "reconcile.backup",
        ".\(Store.fileName)-litestream", epochFile,
    ]

    package init(directory: String, account: String) {
        self.directory = directory
        self.account = account
    }

    package func look() throws(StoreError) -> LocalState {
        LocalState(hasState: FileManager.default.fileExists(atPath: path(Store.fileName)), epoch: try epoch())
    }

    /// One that cannot be read is of no epoch: the state beside it is put aside.
    private func epoch() throws(StoreError) -> Int64? {
        guard let bytes = FileManager.default.contents(atPath: path(Self.epochFile)), bytes.count < 200 else { return nil }
        let words = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard words.count == 2, words[0] == account else { return nil }
        return Int64(words[1])
    }

    /// The last step of a takeover: what stands here is of this epoch.
    package func note(epoch: Int64) throws(StoreError) {
        try LastingFile.replace(path(Self.epochFile), with: Array("\(account) \(epoch)\n".utf8))
    }

    /// Moves what there is into a folder of its own, and forgets the oldest of these. Nothing there is nothing to move, and nil.
    @discardableResult
    package func putAside(_ name: String) throws(StoreError) -> String? {
        let present = Self.names.filter { FileManager.default.fileExists(atPath: path($0)) }
        guard !present.isEmpty else { return nil }
        let folder = path(Self.asideFolder)
        let place = "\(folder)/\(name)-\(Int(Date().timeIntervalSince1970))"
        try attempt(folder) {
            try FileManager.default.createDirectory(
                atPath: place, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            // The epoch first: whoever is interrupted here has a state of no epoch left, which is put aside as well.
            for file in present.reversed() { try FileManager.default.moveItem(atPath: path(file), toPath: "\(place)/\(file)") }
            let kept = try FileManager.default.contentsOfDirectory(atPath: folder).sorted { Self.epoch($0) < Self.epoch($1) }
            for old in kept.dropLast(Self.asideMaximum) { try FileManager.default.removeItem(atPath: "\(folder)/\(old)") }
        }
        return place
    }

    private static func epoch(_ name: String) -> Int64 { Int64(name.prefix { $0 != "-" }) ?? 0 }

    /// Litestream's notes about a replica that is not written to any more: a new one begins with the whole.
    package func forgetReplica() throws(StoreError) {
        let notes = path(".\(Store.fileName)-litestream")
        guard FileManager.default.fileExists(atPath: notes) else { return }
        try attempt(notes) { try FileManager.default.removeItem(atPath: notes) }
    }

    /// A restored file takes the place of the state, for its owner alone.
    package func adopt(_ file: String) throws(StoreError) {
        try attempt(file) {
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
            try FileManager.default.moveItem(atPath: file, toPath: path(Store.fileName))
        }
    }

    package func path(_ name: String) -> String { "\(directory)/\(name)" }

    private func attempt(_ subject: String, _ work: () throws -> Void) throws(StoreError) {
        do {
            try work()
        } catch {
            let reason = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
            let cause = reason.map { String(cString: strerror(Int32($0.code))) } ?? "\(type(of: error))"
            throw StoreError(
                code: .cannotWrite, subject: subject, cause: cause,
                hint: "Free disk space, or make the state directory writable for this user.")
        }
    }
}
