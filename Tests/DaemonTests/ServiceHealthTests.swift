import Daemon
import TestSupport
import Testing

struct ServiceHealthTests {
    /// The file stays bad until somebody corrects it, so the line says so for as long.
    @Test func aRefusedReloadIsSaidUntilOneIsTaken() {
        let health = ServiceHealth(time: VirtualTime(seed: 7))
        health.configurationRead(refused: "listen")
        #expect(health.statusLine == "First pass ahead; configuration refused (listen), the old one in force")
        health.configurationRead(refused: nil)
        #expect(health.statusLine == "First pass ahead")
    }
}
