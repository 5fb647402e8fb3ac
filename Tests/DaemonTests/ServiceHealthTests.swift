import Daemon
import TestSupport
import Testing
import Web

struct ServiceHealthTests {
    /// The file stays bad until somebody corrects it, so the line says so for as long.
    @Test func aRefusedReloadIsSaidUntilOneIsTaken() {
        let health = ServiceHealth(time: VirtualTime(seed: 7))
        health.configurationRead(refused: "listen")
        #expect(health.statusLine == "First pass ahead; configuration refused (listen), the old one in force")
        health.configurationRead(refused: nil)
        #expect(health.statusLine == "First pass ahead")
    }

    /// Who asks is told what comes first, and nothing of passes there are none of; afterwards it is as before a first pass.
    @Test func whatIsNotSetUpIsNotReadyAndSaysNothingElse() {
        let health = ServiceHealth(time: VirtualTime(seed: 7))
        health.setUp(false)
        #expect(health.readiness(interval: 60_000).reasons == [.notSetUp])
        #expect(health.statusLine == "Not set up: no passes; the console's page /einrichtung does it")
        health.setUp(true)
        #expect(health.readiness(interval: 60_000).reasons == [.noCompletePass])
        #expect(health.statusLine == "First pass ahead")
    }
}
