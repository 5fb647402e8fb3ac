import Foundation
import Synchronization

/// States as `reconcile setup` leaves them: the program makes the first of each kind, the others are copies of it. Most tests begin with
/// one, and making it takes longer than most of what is tried on it.
enum SetUpState {
    /// Whatever a set-up depends on.
    struct Kind: Hashable, Sendable {
        var day: String
        var organization: String
        var company: String
        var categories: [String]
    }

    private static let made = Mutex<[Kind: [String: Data]]>([:])

    /// Whether there was one to be copied, and nothing in its place.
    static func copy(_ kind: Kind, to directory: String) throws -> Bool {
        guard !FileManager.default.fileExists(atPath: directory), let files = made.withLock({ $0[kind] }) else { return false }
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        for (name, bytes) in files {
            let path = directory + "/" + name
            guard FileManager.default.createFile(atPath: path, contents: bytes, attributes: [.posixPermissions: 0o600]) else {
                throw Child.Failure(description: "\(path) cannot be written")
            }
        }
        return true
    }

    /// - Parameter directory: where nobody is at work any more.
    static func keep(_ kind: Kind, from directory: String) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: directory).map { name in
            guard let bytes = FileManager.default.contents(atPath: directory + "/" + name) else {
                throw Child.Failure(description: "\(directory)/\(name) cannot be read")
            }
            return (name, bytes)
        }
        made.withLock { $0[kind] = Dictionary(uniqueKeysWithValues: files) }
    }
}
