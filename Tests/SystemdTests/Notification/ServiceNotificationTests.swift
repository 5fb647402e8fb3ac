import Systemd
import Testing

/// The texts are those of sd_notify(3).
@Suite struct ServiceNotificationTests {
    @Test(
        arguments: [
            (.ready(status: nil), "READY=1"),
            (.ready(status: "In step"), "READY=1\nSTATUS=In step"),
            (.status("2 held; next pass 14:05"), "STATUS=2 held; next pass 14:05"),
            (.status(""), "STATUS="),
            (.reloading(microseconds: 123, status: nil), "RELOADING=1\nMONOTONIC_USEC=123"),
            (.reloading(microseconds: UInt64.max, status: "x"), "RELOADING=1\nMONOTONIC_USEC=18446744073709551615\nSTATUS=x"),
            (.stopping(status: nil), "STOPPING=1"),
            (.stopping(status: "No new write"), "STOPPING=1\nSTATUS=No new write"),
            (.watchdog, "WATCHDOG=1"),
            (.extendTimeout(microseconds: 2_000_000), "EXTEND_TIMEOUT_USEC=2000000"),
        ] as [(ServiceNotification, String)]) func saysWhatTheProtocolSays(_ notification: ServiceNotification, _ expected: String)
    {
        #expect(notification.datagram == expected)
    }

    /// A status may quote what a remote said; it must not become an assignment of its own.
    @Test(arguments: ["a\nMAINPID=1", "a\r\nFDSTORE=1", "a\u{0}\nSTOPPING=1", "\nWATCHDOG=trigger"]) func aStatusStaysOneLine(
        _ text: String
    ) {
        for notification in [ServiceNotification.status(text), .ready(status: text), .stopping(status: text)] {
            let lines = notification.datagram.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.filter { $0.hasPrefix("STATUS=") }.count == 1)
            #expect(lines.allSatisfy { $0.hasPrefix("STATUS=") || $0 == "READY=1" || $0 == "STOPPING=1" })
            #expect(!notification.datagram.utf8.contains(0))
        }
    }

    @Test func aStatusIsBounded() {
        let text = ServiceNotification.status(String(repeating: "ä", count: 10_000)).datagram
        #expect(text.utf8.count <= "STATUS=".utf8.count + 256)
        #expect(text.hasSuffix("ä…"))
    }
}
