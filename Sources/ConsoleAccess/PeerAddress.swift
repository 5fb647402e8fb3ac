import Glibc

/// An address as its bytes, so that `::1` and `0:0:0:0:0:0:0:1` are one, and IPv4 inside IPv6 is what it is.
struct PeerAddress: Sendable, Hashable {
    private let bytes: [UInt8]

    private static let mappedPrefix: [UInt8] = Array(repeating: 0, count: 10) + [0xFF, 0xFF]

    /// Nil for anything but an address in digits.
    init?(_ text: String) {
        guard text.utf8.count <= 45 else { return nil }
        var room = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET, text, &room) == 1 {
            bytes = Array(room.prefix(4))
        } else if inet_pton(AF_INET6, text, &room) == 1 {
            bytes = room.starts(with: PeerAddress.mappedPrefix) ? Array(room.suffix(4)) : room
        } else {
            return nil
        }
    }
}
