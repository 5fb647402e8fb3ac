import Glibc
import Transport

/// One refresh at a time on this machine: whoever exchanges a refresh token holds this file. The kernel lets go of it when the
/// holder dies. Within one process it works as well, because each holder opens the file anew.
final class LoginLock: Sendable {
    private let descriptor: Int32

    /// Longer than a holder can take: three tries and their pauses.
    private static let patience: Int64 = 240_000
    private static let pause: Int64 = 50

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    static func take(directory: String, time: any TimeSource) async throws(LexofficeError) -> LoginLock {
        let path = directory + "/lexoffice-oauth.lock"
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .notStored(path, errno) }
        StateOwner.adopt(descriptor, directory: directory)
        let lock = LoginLock(descriptor)
        let end = time.monotonicMilliseconds() + patience
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            let failure = errno
            guard failure == EWOULDBLOCK || failure == EINTR else { throw .notStored(path, failure) }
            guard time.monotonicMilliseconds() < end else {
                throw LexofficeError(.throttled, subject: path, cause: "another process has been refreshing the login for minutes")
            }
            do {
                try await time.sleep(milliseconds: pause)
            } catch {
                throw .cancelledBeforeSending(subject: path)
            }
        }
        return lock
    }

    deinit { close(descriptor) }
}

/// `sudo reconcile login` must not leave files behind that the service cannot read.
enum StateOwner {
    static func adopt(_ descriptor: Int32, directory: String) {
        guard geteuid() == 0 else { return }
        var status = stat()
        guard stat(directory, &status) == 0, status.st_uid != 0 else { return }
        _ = fchown(descriptor, status.st_uid, status.st_gid)
    }
}

extension LexofficeError {
    static func notStored(_ path: String, _ code: Int32) -> LexofficeError {
        LexofficeError(.login(.notStored), subject: path, cause: String(cString: strerror(code)))
    }
}
