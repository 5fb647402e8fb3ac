package import Bookkeeping
internal import Reconciliation

/// Makes a digest of a situation. Pure: the same situation is the same digest.
package struct DigestMaking {
    let situation: Situation
    let earlier: EarlierTelling
    let day: BusinessDay
    /// What has no date of its own, with the day it was seen first: to be kept for the next time.
    package private(set) var seen: [String: BusinessDay] = [:]

    package init(_ situation: Situation, after earlier: EarlierTelling, day: BusinessDay) {
        self.situation = situation
        self.earlier = earlier
        self.day = day
        for held in situation.held where held.since == nil { seen[held.identity] = earlier.seen[held.identity] ?? day }
        for hindrance in situation.hindrances where hindrance.since == nil {
            seen[Self.identity(hindrance)] = earlier.seen[Self.identity(hindrance)] ?? day
        }
    }

    /// - Parameter customer: the name of a document's customer; nil where names are left out.
    package func digest(for audience: Audience, flow: Flow, customer: (String) throws -> String?) rethrows -> DailyDigest {
        let owners = audience.owners + Audience.people.filter { !audience.owners.contains($0) }
        let groups = try owners.map { owner in try group(owner, isOwn: audience.owners.contains(owner), customer) }
        let notices = situation.hindrances.map { hindrance in
            DailyDigest.Notice(kind: hindrance.kind, count: hindrance.count, since: since(hindrance.since, Self.identity(hindrance)))
        }
        var digest = DailyDigest(day: day, audience: audience, groups: groups.filter { $0.count > 0 }, notices: notices, flow: flow)
        // What hinders the whole is the administrator's to mend, but for contacts, which are the office's.
        digest.isHindered = notices.contains { notice in
            audience.owners.contains(notice.kind == .imports ? .office : .admin) && isDue(notice.since)
        }
        return digest
    }

    private func group(_ owner: Audience, isOwn: Bool, _ customer: (String) throws -> String?) rethrows -> DailyDigest.Group {
        let held = situation.held.filter { $0.owners.contains(owner) }
        let amounts = held.compactMap(\.line.gross)
        var sum = Cents.zero
        for amount in amounts { sum.add(amount) }
        let due = held.filter { isOwn && isDue(since($0.since, $0.identity)) }
            .sorted { (since($0.since, $0.identity), $0.identity) < (since($1.since, $1.identity), $1.identity) }
        return DailyDigest.Group(
            owner: owner, items: try due.prefix(DailyDigest.listed).map { held in try item(held, customer) }, due: due.count,
            count: held.count, gross: amounts.isEmpty ? nil : sum)
    }

    private func item(_ held: Situation.Held, _ customer: (String) throws -> String?) rethrows -> DailyDigest.Item {
        let line = held.line
        let document = line.payment.map { String($0.documentID) } ?? line.key
        return DailyDigest.Item(
            key: document, number: line.number, customer: try customer(document), payment: line.payment == nil ? nil : line.key,
            reason: held.reason, detail: line.detail, gross: line.gross, since: since(held.since, held.identity),
            isReminder: isKnown(held))
    }

    private func isDue(_ since: BusinessDay) -> Bool { ReminderDays.isDue(since: since, told: earlier.told?.day, today: day) }

    /// Whether the last one told of it already.
    private func isKnown(_ held: Situation.Held) -> Bool {
        guard let told = earlier.told else { return false }
        guard let since = held.since else { return earlier.seen[held.identity] != nil }
        return since <= told.at
    }

    /// A clock that ran ahead names no day to come.
    private func since(_ moment: Instant?, _ identity: String) -> BusinessDay {
        min(moment.map { BusinessDay(berlinDayOf: $0) } ?? seen[identity] ?? day, day)
    }

    private static func identity(_ hindrance: Situation.Hindrance) -> String { "hindrance/\(hindrance.kind.rawValue)" }
}
