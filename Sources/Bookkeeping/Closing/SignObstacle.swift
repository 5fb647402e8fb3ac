/// Why nobody may put a name to a sheet. A closed set; the codes are shown.
package enum SignObstacle: String, Sendable, CaseIterable {
    /// The month goes on.
    case unfinished = "MONTH_NOT_FINISHED"
    /// Not everything could be read.
    case incomplete = "SHEET_INCOMPLETE"
    case journalBroken = "JOURNAL_BROKEN"
    /// It does not agree, and nobody said why that is as it should be.
    case remarkMissing = "REMARK_MISSING"
    /// It is signed as it is.
    case signedAlready = "SIGNED_ALREADY"
}
