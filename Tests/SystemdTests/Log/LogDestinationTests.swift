import Glibc
import Systemd
import Testing

@Suite struct LogDestinationTests {
    /// A stream as systemd hands it to a service, and what it says of it.
    private final class Stream {
        let descriptor: Int32
        private let peer: Int32
        let device: UInt64
        let inode: UInt64

        init() throws {
            var ends: [Int32] = [0, 0]
            var status = stat()
            guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0, fstat(ends[0], &status) == 0 else {
                throw SocketFailure()
            }
            (descriptor, peer) = (ends[0], ends[1])
            (device, inode) = (UInt64(status.st_dev), UInt64(status.st_ino))
        }

        var name: String { "\(device):\(inode)" }

        deinit {
            close(descriptor)
            close(peer)
        }
    }

    private func detect(_ value: String?, _ descriptor: Int32, socket: String = "/") -> LogDestination {
        LogDestination.detect(environment: value.map { ["JOURNAL_STREAM": $0] } ?? [:], descriptor: descriptor, socket: socket)
    }

    @Test func theStreamThatSystemdNamedIsTheJournals() throws {
        let stream = try Stream()
        #expect(detect(stream.name, stream.descriptor) == .journal)
        #expect(detect(stream.name, stream.descriptor, socket: "/nonexistent/socket") == .journalStream)
    }

    /// The variable is inherited by everything the service starts; only the stream itself tells.
    @Test func aRedirectedStreamIsNot() throws {
        let stream = try Stream()
        let other = try Stream()
        #expect(detect(stream.name, other.descriptor) == .standardError)
        #expect(detect(stream.name, -1) == .standardError)
        let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
        defer { close(null) }
        #expect(detect(stream.name, null) == .standardError)
    }

    @Test func withoutTheVariableOrWithAnotherTextItIsNot() throws {
        let stream = try Stream()
        let (device, inode) = (stream.device, stream.inode)
        #expect(detect(nil, stream.descriptor) == .standardError)
        for text in [
            "", ":", "\(device)", "\(device):", ":\(inode)", "\(device):\(inode):", "\(device):+\(inode)", " \(device):\(inode)",
            "\(device):\(inode + 1)", "\(device + 1):\(inode)", "\(inode):\(device)", "99999999999999999999:\(inode)", "x:y",
        ] {
            #expect(detect(text, stream.descriptor) == .standardError, "\(text)")
        }
    }
}
