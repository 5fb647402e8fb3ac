import TestSupport
import Testing

@testable import Bookkeeping

/// One way an overdue document can stand.
struct DunningKind: Sendable, CustomTestStringConvertible {
    var name: String
    var verdict: DunningVerdict
    var change: @Sendable (inout DunningCase) -> Void = { _ in }
    var testDescription: String { name }

    static let hour: Int64 = 3_600_000

    /// 119.00, open on both sides, seen ten minutes ago.
    static var plain: DunningCase { DunningCase(total: Cents(11_900), heroOpen: Cents(11_900), lexofficeOpen: Cents(11_900), age: 600_000) }

    static let all: [DunningKind] = [
        DunningKind(name: "open on both sides, just seen", verdict: .mayBeDunned),
        DunningKind(name: "partly paid, both know", verdict: .mayBeDunned) {
            ($0.heroOpen, $0.lexofficeOpen, $0.isPartlyPaid) = (Cents(5_000), Cents(5_000), true)
        },
        DunningKind(name: "seen a day ago to the millisecond", verdict: .mayBeDunned) { $0.age = 24 * hour },
        DunningKind(name: "seen a millisecond longer ago", verdict: .unknown(.tooOld)) { $0.age = 24 * hour + 1 },
        DunningKind(name: "seen tomorrow", verdict: .unknown(.tooOld)) { $0.age = -1 },
        DunningKind(name: "never seen", verdict: .unknown(.neverSeen)) { $0.age = nil },
        DunningKind(name: "while the integration rests", verdict: .unknown(.resting)) { $0.isStill = true },
        DunningKind(name: "a question is open", verdict: .unknown(.unanswered)) { $0.isUnanswered = true },
        DunningKind(name: "HERO says nothing", verdict: .unknown(.notTold)) { $0.heroOpen = nil },
        DunningKind(name: "lexoffice says nothing", verdict: .unknown(.notTold)) { $0.lexofficeOpen = nil },
        DunningKind(name: "paid in lexoffice, HERO does not know", verdict: .not(.entryMissingInHero)) { $0.lexofficeOpen = .zero },
        DunningKind(name: "the same, long ago", verdict: .not(.entryMissingInHero)) {
            ($0.lexofficeOpen, $0.age) = (.zero, 99 * 24 * hour)
        },
        DunningKind(name: "part paid in lexoffice, HERO does not know", verdict: .not(.entryMissingInHero)) {
            ($0.lexofficeOpen, $0.isPartlyPaid) = (Cents(6_900), true)
        },
        DunningKind(name: "its entry is on the way", verdict: .not(.entryMissingInHero)) { $0.isMirroring = true },
        DunningKind(name: "settled in lexoffice, HERO says nothing", verdict: .not(.settled)) {
            ($0.lexofficeOpen, $0.heroOpen) = (.zero, nil)
        },
        DunningKind(name: "less open in HERO", verdict: .not(.amountsDiffer)) { $0.heroOpen = Cents(11_800) },
        DunningKind(name: "an entry in HERO alone", verdict: .not(.entryOnlyInHero)) { $0.hasForeignEntry = true },
        DunningKind(name: "an entry in doubt", verdict: .not(.paymentInDoubt)) { $0.isInDoubt = true },
        DunningKind(name: "a returned debit HERO still has", verdict: .not(.returnBeingCleared)) { $0.isReturned = true },
        DunningKind(name: "transferred", verdict: .not(.underWay)) { ($0.isUnderWay, $0.lexofficeOpen) = (true, .zero) },
        DunningKind(name: "written off", verdict: .not(.writtenOff)) { ($0.isWrittenOff, $0.lexofficeOpen) = (true, .zero) },
        DunningKind(name: "cancelled", verdict: .not(.cancelled)) { ($0.isCancelled, $0.heroOpen) = (true, nil) },
        DunningKind(name: "its voucher was changed", verdict: .not(.contested)) { $0.isContested = true },
        // 15 % of 119.00 is 17.85 (domain.md V22).
        DunningKind(name: "15 % kept by the customer", verdict: .not(.withheldTax)) {
            ($0.heroOpen, $0.lexofficeOpen, $0.isPartlyPaid) = (Cents(1_785), Cents(1_785), true)
        },
        DunningKind(name: "15 % and two cents", verdict: .mayBeDunned) {
            ($0.heroOpen, $0.lexofficeOpen, $0.isPartlyPaid) = (Cents(1_787), Cents(1_787), true)
        },
        DunningKind(name: "15 % left without any money", verdict: .mayBeDunned) {
            ($0.heroOpen, $0.lexofficeOpen, $0.isPartlyPaid) = (Cents(1_785), Cents(1_785), false)
        },
    ]
}

@Suite struct DunningTests {
    @Test(arguments: DunningKind.all) func eachHasItsVerdict(kind: DunningKind) {
        var known = DunningKind.plain
        kind.change(&known)
        #expect(known.verdict(ageMaximum: 24 * DunningKind.hour) == kind.verdict)
    }

    @Test func everyReasonIsMet() {
        let met = Set(DunningKind.all.compactMap(\.verdict.reason))
        #expect(met == Set(DunningObstacle.allCases.map(\.rawValue) + DunningGap.allCases.map(\.rawValue)))
    }

    /// Whatever is known: only what is open on both sides by the same amount, was seen lately and has nothing against it may be dunned,
    /// and all of that may.
    @Test func nothingElseMayBeDunned() {
        var generator = SeededGenerator(seed: 5)
        let limit = 24 * DunningKind.hour
        let flags: [WritableKeyPath<DunningCase, Bool>] = [
            \.isCancelled, \.isContested, \.isInDoubt, \.isReturned, \.hasForeignEntry, \.isUnderWay, \.isWrittenOff, \.isMirroring,
            \.isUnanswered, \.isStill,
        ]
        var dunned = 0
        for _ in 0..<20_000 {
            let amounts: [Cents?] = [nil, .zero, Cents(1_785), Cents(1_786), Cents(5_000), Cents(5_000), Cents(11_900), Cents(11_900)]
            let ages: [Int64?] = [nil, -1, 0, limit, limit, limit + 1]
            var known = DunningCase(
                total: Cents(11_900), heroOpen: amounts.randomElement(using: &generator) ?? nil,
                lexofficeOpen: amounts.randomElement(using: &generator) ?? nil, age: ages.randomElement(using: &generator) ?? nil)
            known.isPartlyPaid = Bool.random(using: &generator)
            for flag in flags where Int.random(in: 0..<12, using: &generator) == 0 { known[keyPath: flag] = true }
            let isClear = flags.allSatisfy { !known[keyPath: $0] }
            let isOpen = known.heroOpen != nil && known.heroOpen == known.lexofficeOpen && known.heroOpen != .zero
            let isFresh = known.age.map { (0...limit).contains($0) } ?? false
            // 17.85 give or take a cent.
            let isKept = known.isPartlyPaid && [1_784, 1_785, 1_786].contains(known.lexofficeOpen?.amount)
            let may = isClear && isOpen && isFresh && !isKept
            #expect((known.verdict(ageMaximum: limit) == .mayBeDunned) == may, "\(known)")
            if may { dunned += 1 }
        }
        #expect(dunned > 100)
    }

    @Test func daysHaveTheirBucket() {
        let expected: [(Int64, AgeBucket)] = [
            (-5, .notDue), (0, .notDue), (1, .from0), (29, .from0), (30, .from30), (59, .from30), (60, .from60), (89, .from60),
            (90, .from90), (4_000, .from90),
        ]
        for (days, bucket) in expected { #expect(AgeBucket(overdue: days) == bucket, "\(days)") }
    }
}
