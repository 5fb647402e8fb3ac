import Foundation

enum Loopback {
    /// A port nobody listens on: taken and given back.
    static func closedPort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isBound else { throw Child.Failure(description: "no port: \(String(cString: strerror(errno)))") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    /// Whether a server on this port has no connection left: whatever a dead client sent has been read by then.
    static func isQuiet(_ port: Int) -> Bool {
        guard let table = try? String(contentsOfFile: "/proc/net/tcp", encoding: .utf8) else { return true }
        let digits = String(port, radix: 16, uppercase: true)
        let suffix = ":" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        // proc(5): local address, then remote address, then state; 01 is ESTABLISHED, 08 CLOSE_WAIT.
        return !table.utf8.split(separator: UInt8(ascii: "\n")).dropFirst().contains { line in
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 4)
            return fields.count > 3 && fields[1].suffix(5).elementsEqual(suffix.utf8)
                && ["01", "08"].contains { fields[3].elementsEqual($0.utf8) }
        }
    }
}
