import Daemon
import Synchronization
import Testing
import Web

@Suite struct ReadyWordTests {
    private let surface: ListenAddress
    private let said = Said()

    /// What was said, in order.
    private final class Said: Sendable {
        let addresses = Mutex<[String]>([])
    }

    init() throws { surface = try #require(ListenAddress("127.0.0.1:9847")) }

    private func word(awaitsConsole: Bool) -> ReadyWord {
        ReadyWord(awaitsConsole: awaitsConsole) { [said] address in said.addresses.withLock { $0.append("\(address)") } }
    }

    @Test func withoutConsoleTheSurfaceIsEnough() {
        word(awaitsConsole: false).surfaceListens(at: surface)
        #expect(said.addresses.withLock { $0 } == ["127.0.0.1:9847"])
    }

    @Test(arguments: [true, false]) func aConsoleIsWaitedForWhicheverComesFirst(isConsoleFirst: Bool) {
        let word = word(awaitsConsole: true)
        if isConsoleFirst { word.consoleListens() } else { word.surfaceListens(at: surface) }
        #expect(said.addresses.withLock { $0.isEmpty })
        if isConsoleFirst { word.surfaceListens(at: surface) } else { word.consoleListens() }
        #expect(said.addresses.withLock { $0 } == ["127.0.0.1:9847"])
    }

    @Test func itIsSaidOnce() {
        let word = word(awaitsConsole: true)
        word.surfaceListens(at: surface)
        word.consoleListens()
        word.consoleListens()
        word.surfaceListens(at: surface)
        #expect(said.addresses.withLock { $0.count } == 1)
    }
}
