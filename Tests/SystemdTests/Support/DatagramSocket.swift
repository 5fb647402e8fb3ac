import Glibc

struct SocketFailure: Error {}

/// A datagram socket in the place of systemd's or the journal's; takes what is sent to it, byte for byte.
final class DatagramSocket {
    /// As `NOTIFY_SOCKET` has it: a path, or `@` and a name that no file system knows.
    let address: String
    private let descriptor: Int32

    /// - Parameter address: must not exist yet.
    init(_ address: String) throws {
        self.address = address
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw SocketFailure() }
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(address.utf8)
        if address.hasPrefix("@") { bytes[0] = 0 }
        let capacity = MemoryLayout.size(ofValue: name.sun_path)
        guard bytes.count < capacity else { throw SocketFailure() }
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: bytes) }
        // The length counts for a name without a path.
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let bound = withUnsafePointer(to: &name) { name in
            name.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        // What never comes is a failure, not a test that never ends.
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        let limited = setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        guard bound == 0, limited == 0 else { throw SocketFailure() }
    }

    convenience init() throws { try self.init("/tmp/notify-\(getpid())-\(UInt32.random(in: 0 ... .max))") }

    /// Waits for the next datagram.
    func receive() throws -> [UInt8] { try receive(flags: 0) }

    func receiveText() throws -> String { String(decoding: try receive(), as: UTF8.self) }

    /// A send to a local socket has arrived when it returns, so that nothing to read means nothing was sent.
    var isEmpty: Bool { (try? receive(flags: Int32(MSG_DONTWAIT | MSG_PEEK))) == nil }

    private func receive(flags: Int32) throws -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = recv(descriptor, &bytes, bytes.count, flags)
        guard count >= 0 else { throw SocketFailure() }
        return Array(bytes.prefix(count))
    }

    deinit {
        close(descriptor)
        if address.hasPrefix("/") { unlink(address) }
    }
}
