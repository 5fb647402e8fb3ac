import Bookkeeping
import Testing
import Wording

@testable import Console
@testable import Persistence

/// When absence counts: on the clock of the boot that measured it, and on no other.
@Suite struct DoubtClockTests {
    private static let now = Instant(milliseconds: 1_796_040_000_000)

    private static func end(_ window: SettleWindow?, boot: String = "boot-1", monotonic: Int64) -> DoubtClock.End {
        DoubtClock.End(window, bootID: boot, monotonic: monotonic, now: now, settle: 900_000)
    }

    @Test(
        arguments: [
            (1_000, 1_000, .at(Instant(milliseconds: 1_796_040_900_000))), (1_000, 301_000, .at(Instant(milliseconds: 1_796_040_600_000))),
            (1_000, 900_999, .at(Instant(milliseconds: 1_796_040_000_001))), (1_000, 901_000, .passed), (1_000, 5_000_000, .passed),
            (.min, .max, .passed),
        ] as [(Int64, Int64, DoubtClock.End)])
    func window(since: Int64, monotonic: Int64, end: DoubtClock.End) {
        #expect(Self.end(SettleWindow(bootID: "boot-1", sinceMilliseconds: since), monotonic: monotonic) == end)
    }

    /// The clock of another boot began anew: what it says of the window proves nothing, however late it is.
    @Test func anotherBootProvesNothing() {
        let window = SettleWindow(bootID: "boot-1", sinceMilliseconds: 1_000)
        for monotonic in [0, 1_000, 901_000, Int64.max] { #expect(Self.end(window, boot: "boot-2", monotonic: monotonic) == .anew) }
        #expect(Self.end(nil, monotonic: 901_000) == .anew)
    }

    @Test(arguments: Language.allCases) func words(_ language: Language) {
        func view(_ end: DoubtClock.End) -> DoubtView {
            DoubtView(
                DoubtClock(isPayment: false, givenUp: Self.now, end: end, sent: nil, passes: (2, Self.now)), PageText(language: language))
        }
        #expect(view(.anew).counts == nil && view(.anew).note == DoubtText.anew(language))
        #expect(view(.passed).counts == nil && view(.passed).note == DoubtText.counted(language))
        let running = view(.at(Instant(milliseconds: 1_796_040_600_000)))
        #expect(running.counts?.iso == "2026-11-30T12:10:00.000Z")
        #expect(running.counts?.text == (language == .de ? "30.11.2026, 13:10" : "30 Nov 2026, 13:10"))
        #expect(running.givenUp.iso == "2026-11-30T12:00:00.000Z")
    }
}
