import Foundation
import Glibc
import Web

/// A connection to a listener of this machine, for a look at it.
enum LocalConnection {
    /// Nil where nobody takes it in time. Only addresses in digits; whatever has a name is not worth a look-up here.
    static func open(_ address: ListenAddress, milliseconds: Int32) -> Int32? {
        switch address {
        case .tcp(let host, let port): tcp(host == "localhost" ? "127.0.0.1" : host, port, milliseconds)
        case .unix(let path): unix(path, milliseconds)
        }
    }

    /// What GET of this page answers, head and all; nil without a whole answer in time, or when it is larger than expected.
    static func page(_ path: String, at address: ListenAddress, atMost limit: Int, milliseconds: Int32) -> [UInt8]? {
        guard let descriptor = open(address, milliseconds: milliseconds) else { return nil }
        defer { close(descriptor) }
        let request = Array("GET \(path) HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
        var (answer, part) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        let end = Date().addingTimeInterval(Double(milliseconds) / 1000)
        while answer.count <= limit {
            guard wait(descriptor, Int16(POLLIN), Int32(max(0, end.timeIntervalSinceNow * 1000))) else { return nil }
            let count = read(descriptor, &part, part.count)
            if count == 0 { return answer }
            if count < 0 && (errno == EAGAIN || errno == EINTR) { continue }
            guard count > 0 else { return nil }
            answer += part.prefix(count)
        }
        return nil
    }

    private static func tcp(_ host: String, _ port: Int, _ milliseconds: Int32) -> Int32? {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        guard inet_pton(AF_INET, host == "0.0.0.0" ? "127.0.0.1" : host, &address.sin_addr) == 1 else { return nil }
        return connect(&address, AF_INET, milliseconds)
    }

    private static func unix(_ path: String, _ milliseconds: Int32) -> Int32? {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        return connect(&address, AF_UNIX, milliseconds)
    }

    private static func connect<Address>(_ address: inout Address, _ family: Int32, _ milliseconds: Int32) -> Int32? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
        if result == 0 { return descriptor }
        var (failure, length) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        guard errno == EINPROGRESS, wait(descriptor, Int16(POLLOUT), milliseconds),
            getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &failure, &length) == 0, failure == 0
        else {
            close(descriptor)
            return nil
        }
        return descriptor
    }

    private static func wait(_ descriptor: Int32, _ event: Int16, _ milliseconds: Int32) -> Bool {
        var state = pollfd(fd: descriptor, events: event, revents: 0)
        return poll(&state, 1, milliseconds) == 1
    }
}
