import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// Years with random people on both sides: at rest both systems say the same of every payment, except what is listed. Then the
/// office imports its contacts and leaves, so that machines of every chart have lived.
///
/// A thousand years take ten minutes of two processors in a debug build; each run lives forty of them, and the variable `HISTORIES` says
/// how many else. `HISTORY` names the one seed to be lived again.
@Suite struct HistoryTests {
    private static let workers = 2
    private static let usual = 40
    /// So many are eventful enough to prove something.
    private static let eventful = 12
    private static let seeds = Seeds.chosen(usual: RecordedJournals.renews ? RecordedJournals.years : usual)

    @Test func everyYearEndsWithTheSameBooks() async throws {
        let outcomes = await withTaskGroup(of: [Outcome].self) { group in
            for worker in 0..<Self.workers {
                group.addTask {
                    var outcomes: [Outcome] = []
                    for index in stride(from: worker, to: Self.seeds.count, by: Self.workers) {
                        guard outcomes.filter({ !$0.problems.isEmpty }).count < 5 else { break }
                        outcomes.append(await Self.live(Self.seeds[index]))
                    }
                    return outcomes
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }.sorted { $0.seed < $1.seed }
        let problems = outcomes.flatMap(\.problems)
        #expect(problems.isEmpty, "\(problems.joined(separator: "\n"))")
        guard problems.isEmpty else { return }
        if Self.seeds.count >= Self.eventful { expectEvents(outcomes) }
        try expectKnownJournals(outcomes)
    }

    private func expectKnownJournals(_ outcomes: [Outcome]) throws {
        let journals = Dictionary(uniqueKeysWithValues: outcomes.map { ($0.seed, $0.journal) })
        let recorded = try RecordedJournals()
        let differences = recorded.differences(from: journals)
        guard !RecordedJournals.renews else {
            print(differences.isEmpty ? "as recorded" : differences.joined(separator: "\n"))
            return try RecordedJournals.renew(journals)
        }
        #expect(differences.isEmpty, "\(differences.joined(separator: "\n"))")
        let known = min(Self.seeds.count, RecordedJournals.years) / 10 * 10
        #expect(recorded.count(among: journals) >= known, "years are not recorded (RENEW=histories swift test --filter HistoryTests)")
    }

    private func expectEvents(_ outcomes: [Outcome]) {
        let events = outcomes.reduce(into: Set<String>()) { $0.formUnion($1.events) }
        #expect(events.isSuperset(of: ["reply.posted", "reply.outcomeUnknown", "sys.restarted", "lex.itemAbsent", "hero.foreign"]))
        let reasons = outcomes.reduce(into: Set<ReasonCode>()) { $0.formUnion($1.reasons) }
        #expect(reasons.isSuperset(of: [.paymentWithdrawn, .paymentForeign]))
    }

    private struct Outcome: Sendable {
        let seed: Int
        var problems: [String]
        /// The hash of the newest entry, which covers all before it.
        var journal = ""
        /// Of its payments, in the first years.
        var events: Set<String> = []
        var reasons: Set<ReasonCode> = []
    }

    /// What is wrong at the end of a year, with the line that lives it again.
    private static func live(_ seed: Int) async -> Outcome {
        let again = "seed \(seed) (again: HISTORY=\(seed) swift test --filter HistoryTests)"
        do {
            var history = try await History(seed: UInt64(seed))
            try await history.run()
            let report = try await history.comeToRest()
            var outcome = Outcome(seed: seed, problems: try Books(history, report).problems().map { "\(again): \($0)" })
            let store = history.company.store
            if seed <= eventful {
                outcome.reasons = Set(report.lines.compactMap(\.reason))
                let payments = try store.journal(after: 0, limit: 100_000).filter { $0.kind == PaymentChart.name }
                outcome.events = Set(payments.map(\.event))
            }
            try await history.leave()
            outcome.journal = try store.verifyJournal().newestHash
            return outcome
        } catch {
            return Outcome(seed: seed, problems: ["\(again): \(error)"])
        }
    }

    /// The same seed is the same year, down to the journal.
    @Test func aYearCanBeLivedAgain() async throws {
        var hashes: [String] = []
        for _ in 0..<2 {
            var history = try await History(seed: 42)
            try await history.run(months: 6)
            hashes.append(try history.company.store.verifyJournal().newestHash)
        }
        #expect(hashes[0] == hashes[1])
    }
}

/// Holds the books of both stand-ins against each other, and the differences against what the last pass lists.
private struct Books {
    let company: Company
    let history: History
    let report: PassReport

    /// A payment or an entry, as both sides can be compared.
    private struct Sum: Hashable {
        var isDiscount: Bool
        var day: BusinessDay
        var cents: Int64
    }

    init(_ history: History, _ report: PassReport) {
        company = history.company
        self.history = history
        self.report = report
    }

    func problems() throws -> [String] {
        var problems: [String] = history.unheard.map { "unheard: \($0)" }
        let keys = report.lines.map(\.key)
        if Set(keys).count != keys.count { problems.append("something is listed twice") }
        for id in history.documents { problems += try document(id) }
        for (id, content) in history.editedVouchers where company.world.lexoffice.voucher(id).map({ $0.content != content }) == true {
            problems.append("voucher \(id) was overwritten")
        }
        let entries = company.world.hero.records.documents.rows.flatMap { $0.booking?.payments ?? [] }
        for (id, value) in history.heroEntries where entries.first(where: { $0.id == id })?.value != value {
            problems.append("entry \(id) was overwritten")
        }
        if company.world.log.contains(where: { $0.request.method == "PUT" }) { problems.append("a voucher was changed") }
        if try company.store.verifyJournal().broken != nil { problems.append("the journal is broken") }
        return problems
    }

    private func document(_ id: Int) throws -> [String] {
        let number = company.number(id) ?? "-"
        let vouchers = company.vouchers.filter { $0.content.number == number }
        guard vouchers.count <= 1 else { return ["\(number) has \(vouchers.count) vouchers"] }
        guard let record = company.world.hero.records.documents[id], record.statusCode != HeroStatus.deleted else { return [] }
        guard let standing = try company.standing(id: id) else { return ["\(number) was never seen"] }
        let isHeard = report.lines.contains { $0.key == standing.key } || [.waived, .outOfScope].contains(standing.transfer)
        guard let voucherID = standing.voucherID else { return isHeard ? [] : ["\(number) has no voucher, and nobody says so"] }
        guard let voucher = company.world.lexoffice.voucher(voucherID), voucher.status != .voided else { return [] }
        let isReversal = voucher.content.kind == .salesCreditNote
        let lines = report.lines.filter { $0.payment?.documentID == id }
        let listed = lines.flatMap(Self.entries)
        guard Set(listed).count == listed.count else { return ["\(number): an entry is listed twice"] }
        var lexoffice = Self.counts(voucher.payments.compactMap(Self.sum))
        for line in lines where Self.isMissingInHero(line) {
            if let sum = line.payment?.payment.map(Self.sum) { lexoffice[sum, default: 0] -= 1 }
        }
        var hero: [Sum: Int] = [:]
        for payment in record.booking?.payments ?? [] {
            for (isDiscount, cents) in [(false, payment.value), (true, payment.discount)] where cents != 0 {
                if listed.contains(isDiscount ? "\(payment.id)+discount" : String(payment.id)) { continue }
                hero[Sum(isDiscount: isDiscount, day: payment.paidDate, cents: isReversal ? abs(cents) : cents), default: 0] += 1
            }
        }
        lexoffice = lexoffice.filter { $0.value != 0 }
        guard lexoffice == hero else {
            return [
                "\(number): lexoffice \(lexoffice) HERO \(hero) lines \(lines.map { "\($0.reason?.rawValue ?? "-") \($0.detail ?? "")" })"
            ]
        }
        return []
    }

    private static func counts(_ sums: [Sum]) -> [Sum: Int] { Dictionary(sums.map { ($0, 1) }, uniquingKeysWith: +) }

    /// Money and cash discount; netting, bad debt and dunning costs are neither.
    private static func sum(_ payment: LexofficePayment) -> Sum? {
        switch payment.type {
        case .bank, .cashBox, .manual: Sum(isDiscount: false, day: payment.date, cents: payment.amount.amount)
        case .cashDiscount: Sum(isDiscount: true, day: payment.date, cents: payment.amount.amount)
        default: nil
        }
    }

    private static func sum(_ payment: Payment) -> Sum {
        Sum(isDiscount: !payment.kind.isMoney, day: payment.date, cents: payment.amount.amount)
    }

    /// Lines that say that HERO lacks what lexoffice shows.
    private static func isMissingInHero(_ line: ReportLine) -> Bool {
        switch line.reason {
        case .paymentClash, .paymentRefused, .refundNotMirrored, .paymentOnCancelled, .paymentEdited: true
        default: false
        }
    }

    /// The entries of HERO a line is about.
    private static func entries(_ line: ReportLine) -> [String] {
        var entries: [String] = []
        for word in (line.detail ?? "").split(separator: " ") {
            if word.hasPrefix("entry=") {
                entries.append(String(word.dropFirst(6)))
            } else if word.hasPrefix("entries=") {
                entries += word.dropFirst(8).split(separator: ",").compactMap { $0.split(separator: "@").first.map(String.init) }
            }
        }
        return (line.detail ?? "").contains(" discount ") ? entries.map { "\($0)+discount" } : entries
    }
}
