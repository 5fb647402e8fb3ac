internal import Bookkeeping
import GRDB

/// What the charts' effects mean for the state, whichever chart raises them. They are carried out in the transaction of the move that
/// raises them, with what the move brought along: a move that lacks what an effect needs is refused as a whole, and so is one that
/// brings what no effect asked for. All other effects are requests for whoever drives the machine.
enum EffectLaw {
    /// Effects that change rows of ours.
    enum StateEffect: String, CaseIterable { case recordLink, dropLink, disownCandidates }

    /// Effects that write to a remote, with the name each write is announced under before it is sent (design rule 3).
    static let writes = [
        "createVoucher": "createVoucher", "attachFile": "attachFile", "createContact": "createContact", "createCustomer": "createContact",
        "postEntry": "createPayment",
    ]

    static func carryOut(_ effects: [String], _ commitment: TransitionChanges, kind: String, key: String, at now: Instant, in db: Database)
        throws
    {
        for effect in effects.compactMap(StateEffect.init) {
            switch effect {
            case .recordLink: try recordLink(commitment.link, kind: kind, key: key, at: now, in: db)
            case .dropLink: try dropLink(kind: kind, key: key, at: now, in: db)
            case .disownCandidates:
                for id in try Candidates.all(kind: kind, key: key, in: db) { try Candidates.disown(id, key: key, in: db) }
            }
        }
        if commitment.link != nil, !effects.contains(StateEffect.recordLink.rawValue) {
            throw refusal(kind, key, "something to link, and nothing is to be linked")
        }
        let announced = effects.compactMap { writes[$0] }
        guard announced == (commitment.openIntent.map { [$0.action] } ?? []) else {
            throw refusal(kind, key, "the writes \(announced) with the announcement of \(commitment.openIntent?.action ?? "none")")
        }
    }

    /// A tie that holds is kept where the move brings no other.
    private static func recordLink(_ remoteID: String?, kind: String, key: String, at now: Instant, in db: Database) throws {
        let present = try String.fetchOne(
            db, prepared: "SELECT remote_id FROM link WHERE kind = ? AND key = ? AND unlinked_at IS NULL", arguments: [kind, key])
        guard let remoteID = remoteID ?? present else { throw refusal(kind, key, "nothing to link") }
        guard present != remoteID else { return }
        try dropLink(kind: kind, key: key, at: now, in: db)
        try db.run(
            prepared: "INSERT INTO link (kind, key, remote_id, linked_at) VALUES (?, ?, ?, ?)",
            arguments: [kind, key, remoteID, now.milliseconds])
        // What was seen of it while it was nobody's, a payment for one, is news now.
        try db.run(prepared: "UPDATE lex_voucher SET fresh = 1, checked = NULL WHERE id = ?", arguments: [remoteID])
    }

    private static func dropLink(kind: String, key: String, at now: Instant, in db: Database) throws {
        try db.run(
            prepared: "UPDATE link SET unlinked_at = ? WHERE kind = ? AND key = ? AND unlinked_at IS NULL",
            arguments: [now.milliseconds, kind, key])
    }

    private static func refusal(_ kind: String, _ key: String, _ what: String) -> StoreError {
        StoreError(
            code: .illegalMove, subject: "\(kind) \(key)", cause: "the move brings \(what)",
            hint: "This is a defect of the program; please report it.")
    }
}
