import Glibc
import Output
import Testing

@Suite(.timeLimit(.minutes(1))) struct DescriptorWriterTests {
    private static func makePipe(isBlocking: Bool = true) throws -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        for end in ends where !isBlocking { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        return (ends[0], ends[1])
    }

    private static func readAll(_ descriptor: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = read(descriptor, &part, part.count)
            if count > 0 {
                all += part.prefix(count)
            } else if count < 0, errno == EAGAIN {
                var state = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                poll(&state, 1, -1)
            } else {
                return all
            }
        }
    }

    /// More than a pipe holds, with a reader who comes late: everything, in order, however the descriptor is set.
    @Test(arguments: [true, false]) func everythingArrives(isBlocking: Bool) async throws {
        let (reader, writer) = try Self.makePipe(isBlocking: isBlocking)
        let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        async let read = Task.detached { Self.readAll(reader) }.value
        let failure = DescriptorWriter(writer).write(bytes)
        close(writer)
        #expect(failure == nil)
        #expect(await read == bytes)
        close(reader)
    }

    @Test func aReaderWhoTakesNothingEndsTheWaiting() throws {
        let (reader, writer) = try Self.makePipe(isBlocking: false)
        #expect(DescriptorWriter(writer, patience: 50).write([UInt8](repeating: 65, count: 1_000_000)) == EAGAIN)
        close(reader)
        close(writer)
    }

    @Test func eachWayToFailIsNamed() throws {
        signal(SIGPIPE, SIG_IGN)
        let (reader, writer) = try Self.makePipe()
        close(reader)
        #expect(DescriptorWriter(writer).write([65]) == EPIPE)
        close(writer)
        let full = open("/dev/full", O_WRONLY | O_CLOEXEC)
        #expect(DescriptorWriter(full).write([65]) == ENOSPC)
        close(full)
        let unwritable = open("/dev/null", O_RDONLY | O_CLOEXEC)
        #expect(DescriptorWriter(unwritable).write([65]) == EBADF)
        #expect(DescriptorWriter(unwritable).write([]) == nil)
        close(unwritable)
        #expect(DescriptorWriter(-1).write([65]) == EBADF)
    }
}
