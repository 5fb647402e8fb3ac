import FoundationEssentials
import Glibc

/// Room on the disk for the next version of a login, taken before the server is asked for it: the refresh token in use dies with
/// that request, and a full disk must be noticed before, not after.
struct LoginPlace: ~Copyable {
    private let file: LoginFile
    private let temporary: String
    private let descriptor: Int32

    private init(_ file: LoginFile, _ temporary: String, _ descriptor: Int32) {
        self.file = file
        self.temporary = temporary
        self.descriptor = descriptor
    }

    /// Only the holder of ``LoginLock`` takes one, so the temporary name needs no number.
    static func take(_ file: LoginFile) throws(LexofficeError) -> LoginPlace {
        let temporary = file.path + ".tmp"
        // Left over by a crash; whatever it holds was never used.
        unlink(temporary)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .notStored(temporary, errno) }
        let place = LoginPlace(file, temporary, descriptor)
        StateOwner.adopt(descriptor, directory: file.directory)
        let failure = posix_fallocate(descriptor, 0, off_t(LoginFile.sizeMaximum))
        // A file system that cannot promise room is no reason to give up.
        guard failure == 0 || failure == EOPNOTSUPP || failure == EINVAL else { throw .notStored(temporary, failure) }
        return place
    }

    /// Content, then name, each on the disk before the next: a crash leaves the old version or the new one.
    func fill(_ login: StoredLogin) throws(LexofficeError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        // The encoder's own words may quote what it was given: tokens.
        guard let bytes = try? [UInt8](encoder.encode(login)) else { throw .notStored(temporary, EINVAL) }
        var written = 0
        while written < bytes.count {
            let part = bytes[written...].withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(written)) }
            if part < 0 && errno == EINTR { continue }
            guard part > 0 else { throw .notStored(temporary, errno) }
            written += part
        }
        guard ftruncate(descriptor, off_t(bytes.count)) == 0, fsync(descriptor) == 0, rename(temporary, file.path) == 0 else {
            throw .notStored(file.path, errno)
        }
        try file.syncDirectory()
    }

    /// After a rename there is nothing of that name any more.
    deinit {
        unlink(temporary)
        close(descriptor)
    }
}
