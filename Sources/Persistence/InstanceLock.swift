import Foundation

/// One writer per state directory: an advisory lock the kernel releases when the holder dies, however it dies.
/// A holder that is merely stopped keeps it, so two writers cannot exist.
package final class InstanceLock: Sendable {
    private let descriptor: Int32

    /// Throws `STATE_HELD` with the holder's own words when another process has it.
    package init(directory: String, purpose: String, now: String) throws(StoreError) {
        let path = directory + "/reconcile.lock"
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else {
            throw StoreError(
                code: .cannotWrite, subject: path, cause: String(cString: strerror(errno)),
                hint: "Make the state directory writable for this user, or name another with STATE_DIRECTORY.")
        }
        var wanted = InstanceLock.wholeFile(F_WRLCK)
        guard fcntl(opened, InstanceLock.setLock, &wanted) == 0 else {
            let holder = InstanceLock.holder(directory: directory) ?? "another process"
            close(opened)
            throw StoreError(
                code: .heldByAnother, subject: path, cause: "held by \(holder)",
                hint: "Wait until it has finished, or stop it; reading commands work beside it.")
        }
        let text = Array("pid \(getpid()), \(purpose), since \(now)\n".utf8)
        _ = ftruncate(opened, 0)
        _ = text.withUnsafeBytes { write(opened, $0.baseAddress, $0.count) }
        descriptor = opened
    }

    /// What the present or last holder wrote about itself.
    package static func holder(directory: String) -> String? {
        guard let bytes = FileManager.default.contents(atPath: directory + "/reconcile.lock"), !bytes.isEmpty else { return nil }
        return String(decoding: bytes.prefix(200), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The holder's words while somebody holds the lock; nil when nobody does. Asking takes no lock itself, so that a reading
    /// command never stands in the way of a starting service.
    package static func isHeld(directory: String) -> String? {
        let probe = open(directory + "/reconcile.lock", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard probe >= 0 else { return nil }
        defer { close(probe) }
        var asked = wholeFile(F_WRLCK)
        guard fcntl(probe, getLock, &asked) == 0, Int32(asked.l_type) != F_UNLCK else { return nil }
        return holder(directory: directory) ?? "another process"
    }

    /// Open-file-description locks (Linux 3.15), whose numbers the C library's Swift overlay does not carry.
    private static let getLock: Int32 = 36
    private static let setLock: Int32 = 37

    private static func wholeFile(_ type: Int32) -> flock {
        var lock = flock()
        lock.l_type = Int16(type)
        lock.l_whence = Int16(SEEK_SET)
        return lock
    }

    deinit { close(descriptor) }
}
