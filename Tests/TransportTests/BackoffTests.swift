import TestSupport
import Testing
import Transport

@Suite struct BackoffTests {
    /// 2026-03-31T10:00:00Z
    private let now: Int64 = 1_774_951_200_000

    @Test(
        arguments: [(1, 1000), (2, 2000), (3, 4000), (4, 8000), (6, 32_000), (7, 60_000), (1_000_000, 60_000), (0, 1000)] as [(Int, Int64)])
    func theWaitIsSpreadOverTheWholeRange(_ attempt: Int, _ ceiling: Int64) {
        let time = VirtualTime(seed: 3)
        let delays = (0..<2000).map { _ in Backoff().delay(afterAttempt: attempt, time: time) }
        #expect(delays.allSatisfy { (0...ceiling).contains($0) })
        // With 2000 draws, missing the outer tenths has a chance of 0.9^2000.
        #expect(delays.contains { $0 < ceiling / 10 })
        #expect(delays.contains { $0 > ceiling - ceiling / 10 })
    }

    @Test func theRemoteIsHeardUpToTheCap() {
        let time = VirtualTime(wall: now)
        let backoff = Backoff(firstMilliseconds: 1, capMilliseconds: 60_000)
        #expect(backoff.delay(afterAttempt: 1, retryAfter: "7", time: time) == 7000)
        #expect(backoff.delay(afterAttempt: 1, retryAfter: "Tue, 31 Mar 2026 10:00:30 GMT", time: time) == 30_000)
        #expect(backoff.delay(afterAttempt: 1, retryAfter: "86400", time: time) == 60_000)
        #expect(backoff.delay(afterAttempt: 1, retryAfter: "99999999999999999999", time: time) == 60_000)
        #expect(backoff.delay(afterAttempt: 1, retryAfter: "Tue, 31 Mar 2026 09:59:00 GMT", time: time) <= 1)
        #expect(backoff.delay(afterAttempt: 1, retryAfter: "soon", time: time) <= 1)
    }

    /// RFC 9110 §5.6.7 and §10.2.3; the moments as `date -u -d` counts them.
    @Test(
        arguments: [
            ("0", 0), ("120", 120_000), (" 5", 5000),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("Thu, 01 Jan 2026 00:00:00 GMT", 0),
            ("Tue, 31 Mar 2026 10:00:01 GMT", 1000), ("Wed, 01 Apr 2026 10:00:00 GMT", 86_400_000),
            ("Tue, 29 Feb 2028 12:00:00 GMT", 60_487_200_000), ("Sat, 01 Jan 2101 00:00:00 GMT", 2_359_029_600_000),
        ] as [(String, Int64)])
    func bothFormsAreRead(_ text: String, _ expected: Int64) {
        #expect(RetryAfter.milliseconds(text, wallMilliseconds: now) == expected)
    }

    @Test(arguments: [
        "", " ", "-1", "1.5", "+3", "1e3", "Tue, 31 Mar 2026 10:00:01 CET", "Tue, 31 Mar 2026 25:00:01 GMT", "31 Mar 2026 10:00:01 GMT",
        "Tue, 31 Mrz 2026 10:00:01 GMT", "Tue, 00 Mar 2026 10:00:01 GMT", "Tue,  31 Mar 2026 10:00:01 GMT",
        "Tuesday, 31-Mar-26 10:00:01 GMT", "２",
    ])
    func anythingElseIsNotRead(_ text: String) {
        #expect(RetryAfter.milliseconds(text, wallMilliseconds: now) == nil)
    }
}
