import Foundation

/// A file for its owner alone (0600), replaced as a whole or not at all.
struct PrivateFile {
    struct Failure: Error {
        /// English.
        let cause: String
        let isAbsent: Bool

        init(_ code: Int32) {
            cause = String(cString: strerror(code))
            isAbsent = code == ENOENT
        }

        init(cause: String) {
            self.cause = cause
            isAbsent = false
        }
    }

    let path: String

    /// Before anything is done that could not be told afterwards: whether a file could be made there.
    func check() throws(Failure) {
        guard access(directory, W_OK | X_OK) == 0 else { throw Failure(errno) }
        try checkKind()
    }

    /// Content, then name, each on the disk before the next.
    func write(_ bytes: [UInt8]) throws(Failure) {
        try checkKind()
        let temporary = "\(path).\(getpid()).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Failure(errno) }
        defer { close(descriptor) }
        do throws(Failure) {
            try fill(descriptor, bytes)
            adopt(descriptor)
            guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw Failure(errno) }
        } catch {
            unlink(temporary)
            throw error
        }
        try syncDirectory()
    }

    /// At most so many bytes and one more, by which a larger file is known.
    ///
    /// - Parameter throughLinks: for what somebody else put there, who may have his reasons for a link.
    func read(atMost limit: Int, throughLinks: Bool = false) throws(Failure) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (throughLinks ? 0 : O_NOFOLLOW))
        guard descriptor >= 0 else { throw Failure(errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit + 1)
        var count = 0
        while count < bytes.count {
            let place = count
            let part = bytes.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress?.advanced(by: place), $0.count - place) }
            if part < 0 && errno == EINTR { continue }
            guard part >= 0 else { throw Failure(errno) }
            if part == 0 { break }
            count += part
        }
        return Array(bytes.prefix(count))
    }

    private var directory: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A rename would put a file in the place of a device or a link.
    private func checkKind() throws(Failure) {
        // Nil is for what is not there; what cannot be looked at cannot be replaced either, which the rename says.
        guard let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType else { return }
        guard kind == .typeRegular else { throw Failure(cause: "what is there is no plain file") }
    }

    private func fill(_ descriptor: Int32, _ bytes: [UInt8]) throws(Failure) {
        var written = 0
        while written < bytes.count {
            let part = bytes[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if part < 0 && errno == EINTR { continue }
            guard part > 0 else { throw Failure(errno) }
            written += part
        }
    }

    /// Made by root beside a service's state, it is for that service to read.
    private func adopt(_ descriptor: Int32) {
        // Without an answer it stays root's, and whoever cannot read it says so.
        guard geteuid() == 0, let facts = try? FileManager.default.attributesOfItem(atPath: directory),
            let owner = facts[.ownerAccountID] as? NSNumber, let group = facts[.groupOwnerAccountID] as? NSNumber
        else { return }
        _ = fchown(descriptor, owner.uint32Value, group.uint32Value)
    }

    private func syncDirectory() throws(Failure) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Failure(errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Failure(errno) }
    }
}
