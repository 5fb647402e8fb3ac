import Bookkeeping
import Persistence
import Reconciliation
import Wording

/// A public lexoffice key lives 24 months at most, and no interface says how old it is: counted from when it was first seen here.
struct KeyAgeCheck {
    let now: Instant

    private static let day: Int64 = 86_400_000
    private static let lifeDays: Int64 = 730
    private static let warnDays: Int64 = 60

    func run(_ store: Store, _ findings: inout Findings) throws {
        guard let sighting = try KeySnapshot.find(store) else { return }
        let left = Self.lifeDays - now.milliseconds(since: sighting.at) / Self.day
        let end = BusinessDay(berlinDayOf: sighting.at.adding(milliseconds: Self.lifeDays * Self.day))
        let text = DoctorWords.keyEnds(end.description, days: left)
        guard left <= Self.warnDays else { return findings.add(.ok, "lexoffice key", text) }
        // The nearer the end, the louder: a week before it is a failure of the administration.
        findings.add(left <= 7 ? .fail(.refused) : .warn, "lexoffice key", text, hint: DoctorWords.renewKey)
    }
}
