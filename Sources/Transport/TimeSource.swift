/// Time and chance, the second seam of the program. Wall time names days and log lines; waiting is measured on the
/// monotonic clock alone, so that a clock set by hand never shortens a settle window.
package protocol TimeSource: Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    func wallMilliseconds() -> Int64
    /// Milliseconds since the machine booted, time asleep included; never goes back within one ``bootID``.
    func monotonicMilliseconds() -> Int64
    /// Names the boot that ``monotonicMilliseconds()`` counts from.
    var bootID: String { get }
    func sleep(milliseconds: Int64) async throws(CancellationError)
    func randomWord() -> UInt64
}
