internal import CFileLock
import Foundation

/// One writer per state directory, held by the kernel until the holder dies, however it dies; one that is merely stopped keeps it.
///
/// Two locks. The one that decides lies on the directory itself: whoever removes `reconcile.lock`, or exchanges the database under a
/// running holder, takes nothing away. The one on `reconcile.lock` can be asked for without being taken, holds who has it, and is the one
/// version 1.0.0 respects.
package final class InstanceLock: Sendable {
    /// Nil where only the directory is held.
    private let file: Int32?
    private let directory: Int32

    /// Somebody who asks has the directory for an instant; a holder has it for good.
    private static let attempts = 20

    /// Throws `STATE_HELD` with the holder's own words when another process has it.
    /// - Parameter isOneOfMany: holds the directory alone, which decides: a process with a thousand states has descriptors to spare for
    ///   nothing else.
    package init(directory: String, purpose: String, now: String, isOneOfMany: Bool = false) throws(StoreError) {
        let path = directory + "/" + InstanceLock.fileName
        let opened = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw InstanceLock.unusable(path) }
        var wanted = InstanceLock.wholeFile(F_WRLCK)
        guard fcntl(opened, InstanceLock.setLock, &wanted) == 0 else {
            close(opened)
            throw InstanceLock.held(path, directory)
        }
        let room = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard room >= 0 else {
            close(opened)
            throw InstanceLock.unusable(directory)
        }
        guard InstanceLock.take(room) else {
            close(room)
            close(opened)
            throw InstanceLock.held(path, directory)
        }
        let text = Array("pid \(getpid()), \(purpose), since \(now)\n".utf8)
        _ = ftruncate(opened, 0)
        _ = text.withUnsafeBytes { write(opened, $0.baseAddress, $0.count) }
        if isOneOfMany { close(opened) }
        file = isOneOfMany ? nil : opened
        self.directory = room
    }

    private static func take(_ room: Int32) -> Bool {
        for attempt in 0..<attempts {
            if attempt > 0 { usleep(5_000) }
            if try_lock_file(room, LOCK_EX) { return true }
        }
        return false
    }

    /// What the present or last holder wrote about itself.
    package static func holder(directory: String) -> String? {
        guard let bytes = FileManager.default.contents(atPath: directory + "/" + fileName), !bytes.isEmpty else { return nil }
        return String(decoding: bytes.prefix(200), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The holder's words while somebody holds the lock; nil when nobody does. Asking never stands in the way of a starting service.
    package static func isHeld(directory: String) -> String? {
        let probe = open(directory + "/" + fileName, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        if probe >= 0 {
            defer { close(probe) }
            var asked = wholeFile(F_WRLCK)
            if fcntl(probe, getLock, &asked) == 0, Int32(asked.l_type) != F_UNLCK { return holder(directory: directory) ?? stranger }
        }
        // The file of the holder may be gone, and the lock with it on a new one.
        let room = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard room >= 0 else { return nil }
        defer { close(room) }
        // Who holds the directory alone has written down who it is.
        return try_lock_file(room, LOCK_SH) ? nil : holder(directory: directory) ?? stranger
    }

    /// The purpose of the one holder that takes decisions of others.
    package static let service = "reconcile serve"

    /// Whether the holder is a service, which takes decisions from the table; false where nobody knows who it is.
    package static func isHeldByService(directory: String) -> Bool { isHeld(directory: directory)?.contains(", \(service), ") ?? false }

    private static let fileName = "reconcile.lock"
    private static let stranger = "another process"

    private static func held(_ path: String, _ directory: String) -> StoreError {
        StoreError(
            code: .heldByAnother, subject: path, cause: "held by \(holder(directory: directory) ?? stranger)",
            hint: "Wait until it has finished, or stop it; reading commands work beside it.")
    }

    private static func unusable(_ path: String) -> StoreError {
        StoreError(
            code: .cannotWrite, subject: path, cause: String(cString: strerror(errno)),
            hint: "Make the state directory writable for this user, or name another with STATE_DIRECTORY.")
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

    deinit {
        close(directory)
        if let file { close(file) }
    }
}
