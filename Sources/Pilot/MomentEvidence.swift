internal import Bookkeeping
internal import Hero
internal import Wording

/// What the moments of documents show: their order, whether they move, and in which zone they are told.
enum MomentEvidence {
    /// Over pages asked for newest first, in the order they came.
    static func order(_ pages: [HeaderPage]) -> PilotFinding {
        let moments = pages.flatMap(\.headers).compactMap(\.modified)
        var tally = Tally()
        for (earlier, later) in zip(moments, moments.dropFirst()) {
            tally.add(earlier > later ? "descending" : earlier == later ? "equal" : "ascending")
        }
        return PilotFinding(.modifiedOrder, Tally.verdict(good: tally["descending"], bad: tally["ascending"]), tally)
    }

    static func changes(_ headers: [DocumentHeader]) -> [PilotFinding] {
        var (sequence, moves) = (Tally(), Tally())
        for header in headers {
            guard let created = header.created, let modified = header.modified else { continue }
            sequence.add(modified >= created ? "at_or_after" : "before")
            guard let paid = (header.booking?.payments ?? []).compactMap(\.paidDate).max() else { continue }
            let day = BusinessDay(berlinDayOf: modified)
            // Paid on the day it was made, it tells nothing.
            moves.add(day < paid ? "stayed" : BusinessDay(berlinDayOf: created) < paid ? "moved" : "cannot_tell")
        }
        return [
            PilotFinding(.modifiedAfterCreated, Tally.verdict(good: sequence["at_or_after"], bad: sequence["before"]), sequence),
            PilotFinding(.modifiedMoves, Tally.verdict(good: moves["moved"], bad: moves["stayed"]), moves),
        ]
    }

    /// Clocks of two machines, and the time an answer takes.
    private static let toleranceSeconds = 300

    /// A moment beyond HERO's own clock is Berlin time under a wrong label (hero-api.md §1.6); one that is labelled with Berlin's own
    /// offset is right. Moments in the past labelled UTC may be either, and tell nothing.
    static func zone(_ headers: [DocumentHeader], clock: Instant?) -> PilotFinding {
        var tally = Tally()
        let latest = clock?.adding(seconds: toleranceSeconds)
        for header in headers {
            if let text = header.createdText { tally.add("offset \(offset(of: text))") }
            guard let latest, let moment = [header.created, header.modified].compactMap(\.self).max() else { continue }
            if moment > latest { tally.add("ahead_of_clock") }
        }
        let good = ["+01:00", "+02:00"].map { tally["offset \($0)"] }.reduce(0, +)
        return PilotFinding(.createdUTC, Tally.verdict(good: good, bad: tally["ahead_of_clock"]), tally)
    }

    private static func offset(of text: String) -> String {
        if text.hasSuffix("Z") { return "Z" }
        let tail = text.suffix(6)
        let isOffset = ["+", "-"].contains(tail.prefix(1)) && tail.dropFirst(3).hasPrefix(":") && Instant(iso: text) != nil
        return isOffset ? String(tail) : PilotWord.other
    }

    static func ids(_ headers: [DocumentHeader]) -> PilotFinding {
        ascending(.idsAscending, headers.map { ContactOrder(id: $0.id, created: $0.created) })
    }

    static func contacts(_ contacts: [ContactOrder]) -> PilotFinding { ascending(.contactIDsAscending, contacts) }

    /// Over rows asked for by id.
    private static func ascending(_ assumption: Assumption, _ rows: [ContactOrder]) -> PilotFinding {
        var tally = Tally()
        for (earlier, later) in zip(rows, rows.dropFirst()) {
            guard let first = earlier.created, let second = later.created else { continue }
            // Of two made in one second nobody knows which came first.
            tally.add(
                earlier.id >= later.id ? "out_of_order" : first == second ? "same_moment" : first < second ? "ascending" : "against_time")
        }
        return PilotFinding(
            assumption, Tally.verdict(good: tally["ascending"], bad: tally["against_time"] + tally["out_of_order"]), tally)
    }
}
