import Glibc
import Logging
import Synchronization
import Systemd
import Testing

/// The real libsystemd against a socket in the place of the journal's.
@Suite(.timeLimit(.minutes(1))) struct JournalSocketTests {
    @Test(.enabled(if: PrivateJournal.isAvailable, "needs a mount namespace of its own, so that the machine's journal is left alone"))
    func theJournalGetsTheFields() async {
        await #expect(processExitsWith: .success) {
            let outcome = try PrivateJournal.collect {
                var logger = Logger(label: "test") { _ in ServiceLogHandler(.journal, wallMilliseconds: { 0 }) }
                logger[metadataKey: "pass"] = "7"
                logger.log(
                    .documentHeld(kind: "invoice", key: "88003", reason: "UNMAPPED_CATEGORY"), file: "Pass.swift", function: "run()",
                    line: 42)
                logger.error("two\nlines", metadata: ["hb.request.path": "/?code=geheim"], file: "Web.swift", function: "f", line: 1)
            }
            #expect(
                outcome == [
                    """
                    MESSAGE=a document needs a person
                    PRIORITY=4
                    SYSLOG_IDENTIFIER=reconcile
                    CODE_FILE=Pass.swift
                    CODE_LINE=42
                    CODE_FUNC=run()
                    MESSAGE_ID=dc4d753bbbc5476198aa9f34eefe73e4
                    RECONCILE_KIND=invoice
                    RECONCILE_KEY=88003
                    RECONCILE_REASON=UNMAPPED_CATEGORY
                    RECONCILE_PASS=7

                    """,
                    """
                    MESSAGE=two\\nlines
                    PRIORITY=3
                    SYSLOG_IDENTIFIER=reconcile
                    CODE_FILE=Web.swift
                    CODE_LINE=1
                    CODE_FUNC=f
                    RECONCILE_PASS=7
                    RECONCILE_WITHHELD=hb.request.path

                    """,
                ])
        }
    }
}

/// A thread whose own view of the file system has another `/run/systemd/journal`.
private enum PrivateJournal {
    // <sched.h> and <sys/mount.h>, which the C library's Swift overlay carries in part.
    private static let newMountNamespace: Int32 = 0x0002_0000
    private static let recursive: UInt = 1 << 14
    private static let detached: UInt = 1 << 18

    private static func leaveMounts() -> Bool {
        guard let symbol = dlsym(nil, "unshare") else { return false }
        return unsafeBitCast(symbol, to: (@convention(c) (Int32) -> Int32).self)(newMountNamespace) == 0
    }

    private final class Work: Sendable {
        let log: @Sendable () -> Void
        let datagrams = Mutex<[String]?>(nil)

        init(_ log: @escaping @Sendable () -> Void) { self.log = log }

        func run() {
            // Of this thread alone; what is mounted here is seen nowhere else and gone with the process.
            guard leaveMounts(), mount("none", "/", nil, recursive | detached, nil) == 0 else { return }
            mkdir("/run/systemd", 0o755)
            guard mount("tmpfs", "/run/systemd", "tmpfs", 0, nil) == 0, mkdir("/run/systemd/journal", 0o755) == 0,
                let socket = try? DatagramSocket(LogDestination.journalSocket)
            else { return }
            log()
            var texts: [String] = []
            while !socket.isEmpty, let text = try? socket.receiveText() { texts.append(text) }
            datagrams.withLock { $0 = texts }
        }
    }

    static var isAvailable: Bool { (try? collect {}) != nil }

    /// What the journal got from the statements of `log`, one text for each.
    static func collect(_ log: @escaping @Sendable () -> Void) throws -> [String] {
        let work = Work(log)
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { context in
                guard let context else { return nil }
                Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                return nil
            }, Unmanaged.passRetained(work).toOpaque())
        guard code == 0, pthread_join(thread, nil) == 0 else { throw SocketFailure() }
        guard let datagrams = work.datagrams.withLock({ $0 }) else { throw SocketFailure() }
        return datagrams
    }
}
