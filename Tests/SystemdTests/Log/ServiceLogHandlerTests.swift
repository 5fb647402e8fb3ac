import Glibc
import Logging
import Systemd
import Testing

@Suite(.timeLimit(.minutes(1))) struct ServiceLogHandlerTests {
    /// Standard error as a pipe.
    private final class Pipe {
        let write: Int32
        private let read: Int32

        init() throws {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0, fcntl(ends[1], F_SETFL, O_NONBLOCK) == 0 else { throw SocketFailure() }
            (read, write) = (ends[0], ends[1])
        }

        /// What was written and not read yet; empty if nothing was.
        func text() -> String {
            var ready = pollfd(fd: read, events: Int16(POLLIN), revents: 0)
            guard poll(&ready, 1, 0) == 1 else { return "" }
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = Glibc.read(read, &bytes, bytes.count)
            return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
        }

        deinit {
            close(read)
            close(write)
        }
    }

    private func handler(_ destination: LogDestination, _ pipe: Pipe, provider: Logger.MetadataProvider? = nil) -> ServiceLogHandler {
        // 2026-03-31T10:00:00.007Z
        ServiceLogHandler(destination, metadataProvider: provider, descriptor: pipe.write, wallMilliseconds: { 1_774_951_200_007 })
    }

    @Test func aPersonReadsTimeLevelMessageAndValues() throws {
        let pipe = try Pipe()
        let logger = Logger(label: "reconcile") { _ in self.handler(.standardError, pipe) }
        logger.log(.documentHeld(kind: "invoice", key: "88003", reason: "UNMAPPED_CATEGORY"))
        #expect(
            pipe.text() == "2026-03-31T10:00:00.007Z warning a document needs a person kind=invoice key=88003 reason=UNMAPPED_CATEGORY\n")
        logger.notice("next", metadata: ["holder": #"a "b" c"#, "key": "", "reason": "x=y", "code": #"back\slash"#])
        #expect(
            pipe.text() == #"2026-03-31T10:00:00.007Z notice next key="" reason="x=y" code=back\\slash holder="a \"b\" c""# + "\n")
    }

    @Test func aLineStaysALine() throws {
        let pipe = try Pipe()
        handler(.standardError, pipe).log(event: statement("two\nlines \u{1B}[31m", metadata: ["key": "a\r\nb"]))
        #expect(pipe.text() == #"2026-03-31T10:00:00.007Z info two\nlines \u{1B}[31m key=a\r\nb"# + "\n")
    }

    @Test(arguments: zip(Logger.Level.allCases, [7, 7, 6, 5, 4, 3, 2])) func aStreamOfTheJournalGetsThePriority(
        _ level: Logger.Level, _ priority: Int
    ) throws {
        let pipe = try Pipe()
        handler(.journalStream, pipe).log(event: statement("x", level: level, metadata: ["pass": "7"]))
        #expect(pipe.text() == "<\(priority)>x pass=7\n")
    }

    /// swift-log's rule: the statement over the provider over the logger.
    @Test func theClosestMetadataCounts() throws {
        let pipe = try Pipe()
        var handler = handler(.journalStream, pipe, provider: Logger.MetadataProvider { ["key": "provider", "system": "provider"] })
        handler[metadataKey: "key"] = "logger"
        handler[metadataKey: "system"] = "logger"
        handler[metadataKey: "kind"] = "logger"
        handler.log(event: statement("x", metadata: ["key": "statement"]))
        #expect(pipe.text() == "<6>x kind=logger key=statement system=provider\n")
    }

    /// swift-log's own test for handlers: level and metadata are values.
    @Test func copiesAreIndependent() throws {
        let pipe = try Pipe()
        var first = Logger(label: "first") { _ in self.handler(.standardError, pipe) }
        first.logLevel = .debug
        first[metadataKey: "key"] = "first"
        var second = first
        second.logLevel = .error
        second[metadataKey: "key"] = "second"
        #expect(first.logLevel == .debug)
        #expect(second.logLevel == .error)
        #expect(first[metadataKey: "key"] == "first")
        #expect(second[metadataKey: "key"] == "second")
        second.warning("not logged")
        #expect(pipe.text() == "")
    }

    @Test func aFullPipeLosesTheLineAndNothingElse() throws {
        let pipe = try Pipe()
        let handler = handler(.standardError, pipe)
        let long = String(repeating: "x", count: 1000)
        // 64 of them fill it; each further one is waited for a little.
        for _ in 0..<72 { handler.log(event: statement("\(long)")) }
        #expect(!pipe.text().isEmpty)
        handler.log(event: statement("after"))
    }
}
