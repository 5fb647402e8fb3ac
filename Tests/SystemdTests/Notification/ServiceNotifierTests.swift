import Glibc
import Systemd
import Testing

/// libsystemd reads the environment, which belongs to a whole process: each of these has one of its own.
@Suite(.timeLimit(.minutes(1))) struct ServiceNotifierTests {
    @Test func theBytesReachASocketWithAPath() async {
        await #expect(processExitsWith: .success) {
            let socket = try DatagramSocket()
            setenv("NOTIFY_SOCKET", socket.address, 1)
            let notifier = ServiceNotifier()
            notifier.ready("In step since 13:58\nMAINPID=1")
            #expect(try socket.receiveText() == "READY=1\nSTATUS=In step since 13:58 MAINPID=1")
            notifier.ready()
            #expect(try socket.receiveText() == "READY=1")
            notifier.status("Pass: 120 of 400 documents")
            #expect(try socket.receiveText() == "STATUS=Pass: 120 of 400 documents")
            notifier.stopping("No new write begins")
            #expect(try socket.receiveText() == "STOPPING=1\nSTATUS=No new write begins")
            #expect(notifier.send(.watchdog))
            #expect(try socket.receiveText() == "WATCHDOG=1")
            #expect(socket.isEmpty)
        }
    }

    @Test func theBytesReachAnAbstractSocket() async {
        await #expect(processExitsWith: .success) {
            let socket = try DatagramSocket("@notify-\(getpid())")
            setenv("NOTIFY_SOCKET", socket.address, 1)
            ServiceNotifier().ready("In step")
            #expect(try socket.receiveText() == "READY=1\nSTATUS=In step")
        }
    }

    /// systemd 253 and later want both lines in one datagram, and a value that is not older than the request to reload.
    @Test func reloadingCarriesTheMonotonicClock() async {
        await #expect(processExitsWith: .success) {
            func microseconds() -> UInt64 {
                var moment = timespec()
                clock_gettime(CLOCK_MONOTONIC, &moment)
                return UInt64(moment.tv_sec) * 1_000_000 + UInt64(moment.tv_nsec) / 1000
            }
            let socket = try DatagramSocket()
            setenv("NOTIFY_SOCKET", socket.address, 1)
            let before = microseconds()
            ServiceNotifier().reloading("Reading the configuration")
            let after = microseconds()
            let lines = try socket.receiveText().split(separator: "\n").map(String.init)
            #expect(lines.count == 3)
            #expect(lines.first == "RELOADING=1")
            #expect(lines.last == "STATUS=Reading the configuration")
            let stamp = try #require(lines.dropFirst().first.flatMap { UInt64($0.dropFirst("MONOTONIC_USEC=".count)) })
            #expect((before...after).contains(stamp))
        }
    }

    @Test func aTimeoutIsExtendedWithinBounds() async {
        await #expect(processExitsWith: .success) {
            let socket = try DatagramSocket()
            setenv("NOTIFY_SOCKET", socket.address, 1)
            let expected: [(Int64, String)] = [
                (30_000, "30000000"), (0, "0"), (-5, "0"), (3_600_001, "3600000000"), (Int64.max, "3600000000"), (Int64.min, "0"),
            ]
            for (milliseconds, microseconds) in expected {
                ServiceNotifier().extendTimeout(milliseconds: milliseconds)
                #expect(try socket.receiveText() == "EXTEND_TIMEOUT_USEC=" + microseconds)
            }
        }
    }

    @Test func nobodyListensAndNothingHappens() async {
        await #expect(processExitsWith: .success) {
            unsetenv("NOTIFY_SOCKET")
            #expect(!ServiceNotifier().send(.watchdog))
            ServiceNotifier().ready("In step")
            for address in ["/nonexistent/notify", "relative", "", "@nobody-\(getpid())"] {
                setenv("NOTIFY_SOCKET", address, 1)
                #expect(!ServiceNotifier().send(.watchdog))
                ServiceNotifier().stopping()
            }
        }
    }

    /// Several messages, and children that inherit it: the variable stays.
    @Test func theEnvironmentIsLeftAsItIs() async {
        await #expect(processExitsWith: .success) {
            let socket = try DatagramSocket()
            setenv("NOTIFY_SOCKET", socket.address, 1)
            ServiceNotifier().ready()
            #expect(getenv("NOTIFY_SOCKET").map { String(cString: $0) } == socket.address)
        }
    }
}
