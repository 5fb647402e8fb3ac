import Glibc
import Systemd
import Testing

@Suite(.timeLimit(.minutes(1))) struct WatchdogPeriodTests {
    @Test func readsWhatSystemdAsks() async {
        await #expect(processExitsWith: .success) {
            let own = "\(getpid())"
            let expected: [(usec: String?, pid: String?, milliseconds: Int64?)] = [
                (nil, nil, nil), ("60000000", nil, 60_000), ("60000000", own, 60_000), ("60000000", "1", nil), ("4000", own, 4),
                ("3999", own, nil),
                ("1999999", own, 1999), ("0", own, nil), ("soon", own, nil), ("-5", own, nil), ("", own, nil), ("60000000", "me", nil),
            ]
            for (usec, pid, milliseconds) in expected {
                if let usec { setenv("WATCHDOG_USEC", usec, 1) } else { unsetenv("WATCHDOG_USEC") }
                if let pid { setenv("WATCHDOG_PID", pid, 1) } else { unsetenv("WATCHDOG_PID") }
                #expect(WatchdogPeriod.milliseconds() == milliseconds, "\(usec ?? "-") \(pid ?? "-")")
            }
        }
    }
}
