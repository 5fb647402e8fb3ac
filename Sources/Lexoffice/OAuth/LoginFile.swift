import FoundationEssentials
import Glibc

/// The file a login is kept in. It is replaced as a whole or not at all, and is on the disk when writing returns.
package struct LoginFile: Sendable {
    package static let name = "lexoffice-oauth.json"
    /// A new login that is not known to be of the right organisation yet.
    static let candidateName = "lexoffice-oauth.new.json"
    static let sizeMaximum = 1 << 16

    let directory: String
    package let path: String

    package init(directory: String) { self.init(directory: directory, name: LoginFile.name) }

    init(directory: String, name: String) {
        self.directory = directory
        path = directory + "/" + name
    }

    package static func candidate(directory: String) -> LoginFile { LoginFile(directory: directory, name: candidateName) }

    /// Nil where there is none; throws for one that cannot be read or is no login.
    package func read() throws(LexofficeError) -> StoredLogin? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .notStored(path, errno)
        }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: LoginFile.sizeMaximum)
        var count = 0
        while count < bytes.count {
            let place = count
            let part = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress?.advanced(by: place), $0.count - place) }
            if part < 0 && errno == EINTR { continue }
            guard part >= 0 else { throw .notStored(path, errno) }
            if part == 0 { break }
            count += part
        }
        // The decoder's own words may quote what stands there, and that may be a token.
        guard let login = try? JSONDecoder().decode(StoredLogin.self, from: Data(bytes.prefix(count))) else {
            throw LexofficeError(.login(.absent), subject: path, cause: "the file is no login")
        }
        login.hideTokens()
        return login
    }

    func write(_ login: StoredLogin) throws(LexofficeError) { try LoginPlace.take(self).fill(login) }

    /// Gone for good when this returns; none to remove is fine.
    package func remove() throws(LexofficeError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .notStored(path, errno) }
        try syncDirectory()
    }

    func syncDirectory() throws(LexofficeError) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .notStored(directory, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .notStored(directory, errno) }
    }
}

extension LoginFile {
    /// Also for one that cannot be read.
    package var isThere: Bool {
        var status = stat()
        return lstat(path, &status) == 0
    }
}
