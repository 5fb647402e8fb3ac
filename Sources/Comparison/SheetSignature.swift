package import Bookkeeping
package import Persistence

/// A signature of a month, and what has moved in the month since.
package struct SheetSignature: Sendable, Hashable {
    /// Who signed, as he wrote it.
    package var name: String
    package var remark: String
    /// Of the sheet that was signed.
    package var hash: String
    /// Who ran the command, as the journal names people.
    package var actor: String
    package var signedAt: Instant
    package var change: SheetChange

    package init(_ closing: Closing<SheetRecord>, now: SheetRecord) {
        name = closing.name
        remark = closing.remark
        hash = closing.hash
        actor = closing.actor
        signedAt = closing.signedAt
        change = SheetChange(from: closing.sheet, to: now)
    }

    package var signedOn: BusinessDay { BusinessDay(berlinDayOf: signedAt) }
}

extension CloseSheet {
    /// Nil when it can be signed.
    package func obstacle(remark: String) -> SignObstacle? {
        if !isFinished { return .unfinished }
        if comparison.unread > 0 || !untold.isEmpty || comparison.rows.contains(where: { $0.doubts.contains(.voucherUnread) }) {
            return .incomplete
        }
        if journal.broken != nil { return .journalBroken }
        if signature?.hash == hash { return .signedAlready }
        return !agrees && remark.allSatisfy(\.isWhitespace) ? .remarkMissing : nil
    }
}
