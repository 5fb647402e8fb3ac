package import Bookkeeping
package import Persistence

/// How much of what was transferred before was found again.
package struct RelinkReport: Sendable, Hashable {
    package var cause: Restoration.Cause
    package var phase: Restoration.Phase
    package var missingEntries: Int64?
    package var lastAlive: Instant?
    /// From when on absence counts.
    package var closesAt: Instant?
    package var relinked: Int
    package var asked: Int
    package var absent: Int
    package var younger: Int
    /// Of the absent ones, the first of them.
    package var absentNumbers: [String]

    /// Up to so many absent documents, and up to so many of a thousand, are created without anybody being asked.
    private static let absentTolerated = 5
    private static let absentPerMille: Int64 = 5

    package init(_ restoration: Restoration, absentNumbers: [String] = []) {
        cause = restoration.cause
        phase = restoration.phase
        missingEntries = restoration.missingEntries
        lastAlive = restoration.lastAlive
        relinked = restoration.relinked
        asked = restoration.asked
        absent = restoration.absent
        younger = restoration.younger
        self.absentNumbers = absentNumbers
    }

    /// Relinked of all that should have been there, in tenths of a per cent; rounded down, so that 1000 means all.
    package var perMille: Int {
        let total = Int64(relinked).plus(Int64(asked)).plus(Int64(absent))
        return total <= 0 ? 1000 : Int(Int64(relinked).times(1000) / total)
    }

    /// More than may be created without anybody having looked.
    package var isTooMuchAbsent: Bool {
        let total = Int64(relinked).plus(Int64(asked)).plus(Int64(absent))
        return Int64(absent) > max(Int64(Self.absentTolerated), total.times(Self.absentPerMille) / 1000)
    }
}
