import Foundation
import Glibc

/// A terminal with a person who has typed already.
final class PseudoTerminal: Sendable {
    let path: String
    private let master: Int32
    /// Held open, so that what was typed waits for the program.
    private let slave: Int32

    /// `TIOCSPTLCK` and `TIOCGPTN` of ioctl_tty(2).
    private static let setLock: UInt = 0x4004_5431
    private static let getNumber: UInt = 0x8004_5430

    init(typing text: String) throws {
        // What posix_openpt(3), unlockpt(3) and ptsname(3) do; the C library's Swift overlay does not carry them.
        master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        var (isLocked, number) = (Int32(0), UInt32(0))
        guard master >= 0, ioctl(master, Self.setLock, &isLocked) == 0, ioctl(master, Self.getNumber, &number) == 0 else {
            throw Child.Failure(description: "no terminal: \(String(cString: strerror(errno)))")
        }
        path = "/dev/pts/\(number)"
        slave = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
        let bytes = Array(text.utf8)
        guard slave >= 0, write(master, bytes, bytes.count) == bytes.count else {
            throw Child.Failure(description: "nobody can type: \(String(cString: strerror(errno)))")
        }
    }

    /// What is on the screen, once the program has ended; what was typed is echoed.
    var screen: String {
        var state = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
        var text: [UInt8] = []
        while text.count < 1_000_000, poll(&state, 1, 0) == 1, state.revents & Int16(POLLIN) != 0 {
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(master, &bytes, bytes.count)
            guard count > 0 else { break }
            text += bytes.prefix(count)
        }
        return String(decoding: text, as: UTF8.self)
    }

    deinit {
        close(slave)
        close(master)
    }
}
