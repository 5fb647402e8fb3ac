import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Hero
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// A failure that concerns one item is that item's: of fifty, however many are bad in whatever way, the good ones are through in one
/// pass, and each bad one is told.
@Suite struct OneBadItemTests {
    /// How many of the fifty are bad, in turns, so that the suite stays quick; with `KILL_POINTS=all` 49 with every kind of
    /// trouble as well.
    private static let shares = [1, 3, 10, 49]
    private static let items = 50
    /// More than one page of HERO's list has.
    private static let pageOfOffers = 210

    struct Trouble: Sendable, CustomStringConvertible {
        var poison: Poison
        var bad: Int
        var seed: UInt64
        var description: String { "\(bad) of \(OneBadItemTests.items): \(poison.name)" }
    }

    private static func troubles(_ poisons: [Poison]) -> [Trouble] {
        poisons.enumerated().flatMap { index, poison in
            (KillPoints.areAllWanted ? [shares[index % 3], 49] : [shares[index % 4]]).map {
                Trouble(poison: poison, bad: $0, seed: UInt64(index * 100 + $0))
            }
        }
    }

    /// Which of the items are bad: the first, the last, or any.
    private static func bad(_ ids: [Int], _ trouble: Trouble) -> Set<Int> {
        switch trouble.seed % 3 {
        case 0: return Set(ids.prefix(trouble.bad))
        case 1: return Set(ids.suffix(trouble.bad))
        default:
            var dice = History.Dice(state: trouble.seed)
            return Set(ids.shuffled(using: &dice).prefix(trouble.bad))
        }
    }

    private func shop() async throws -> (Company, [Int]) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        return (company, (0..<Self.items).map { _ in company.invoice(customer: customer) })
    }

    private func pass(_ company: Company, _ poison: Poison, _ isBad: @escaping @Sendable (OutgoingRequest) -> Bool) async throws
        -> PassReport
    {
        let world = SandboxTransport(world: company.world, time: company.time)
        let transport = PoisonedTransport(inner: world, poison: poison, isBad: isBad)
        return try await company.clients(over: transport, organizationID: Company.organizationID).pass().run()
    }

    private func expectGoodThrough(
        _ company: Company, _ ids: [Int], _ bad: Set<Int>, _ report: PassReport, _ reason: ReasonCode, _ trouble: Trouble
    ) throws {
        #expect(report.interruption == nil, "\(trouble) \(String(describing: report.interruption))")
        for id in ids {
            let isThrough = try company.standing(id: id)?.transfer == .fileComplete
            #expect(isThrough != bad.contains(id), "\(id) \(trouble)")
            let line = report.lines.first { $0.key == String(id) && $0.record != .plannedChange }
            #expect((line != nil) == bad.contains(id) && (line == nil || line?.reason == reason), "\(String(describing: line))")
        }
        #expect(report.exit == .deferred || report.exit == .peopleNeeded)
        #expect(company.integration?.flow == .running)
    }

    /// Healed, everything arrives once.
    private func expectHealed(_ company: Company, _ ids: [Int], _ comment: String) async throws {
        for _ in 0..<4 {
            company.advance(hours: 2)
            try await company.pass()
        }
        for id in ids { #expect(company.vouchers(of: id).count == 1, "\(comment)") }
        #expect(
            company.lastReport.lines.isEmpty && company.lastReport.exit == .success, "\(comment): \(company.lastReport.lines.prefix(3))")
    }

    // MARK: HERO

    @Test func aDocumentHeroDoesNotTell() async throws {
        try await sideBySide(Self.troubles(Poison.hero), atOnce: 2) { try await leaveUntold($0) }
    }

    private func leaveUntold(_ trouble: Trouble) async throws {
        let (company, ids) = try await shop()
        let bad = Self.bad(ids, trouble)
        let report = try await pass(company, trouble.poison) { request in
            request.text.contains("query Document(") && bad.contains { request.text.contains("[\($0)]") }
        }
        try expectGoodThrough(company, ids, bad, report, .notAnswered, trouble)
        try await expectHealed(company, ids, "\(trouble)")
    }

    @Test func aFileHeroDoesNotGive() async throws {
        try await sideBySide(Self.troubles(Poison.file), atOnce: 2) { try await keepFile($0) }
    }

    private func keepFile(_ trouble: Trouble) async throws {
        let (company, ids) = try await shop()
        let bad = Self.bad(ids, trouble)
        let files = try await files(company, bad)
        let report = try await pass(company, trouble.poison) { request in
            guard let path = request.head.path, path.contains("/files/") else { return false }
            return files.contains { path.contains($0) }
        }
        try expectGoodThrough(company, ids, bad, report, .fileUnavailable, trouble)
        try await expectHealed(company, ids, "\(trouble)")
    }

    private func files(_ company: Company, _ ids: Set<Int>) async throws -> [String] {
        let hero = try company.clients().context.hero
        var uuids: [String] = []
        for id in ids { if let uuid = try await hero.document(id: id)?.file?.uuid { uuids.append(uuid) } }
        return uuids
    }

    /// Asked for together by their ids, they are told apart.
    @Test func aDocumentAmongThoseThatAreFollowed() async throws {
        try await sideBySide([1, 3, 10, 49], atOnce: 2) { try await leaveUntold(amongFollowed: $0) }
    }

    private func leaveUntold(amongFollowed count: Int) async throws {
        let (company, ids) = try await shop()
        try await company.pass()
        let bad = Self.bad(ids, Trouble(poison: .silence, bad: count, seed: UInt64(count)))
        // Offers of later fill the first page of HERO's list by change, and it does not show the invoices any more.
        company.advance(hours: 1)
        let customer = try #require(company.world.hero.records.customers.rows.first?.id)
        for _ in 0..<Self.pageOfOffers { _ = company.invoice(customer: customer, type: SampleTypes.offer) }
        company.advance(hours: 30)
        _ = company.invoice(customer: customer, type: SampleTypes.offer)
        try await company.pass()
        company.advance(hours: 2)
        let permission = Poison("permission", status: 200, #"{"errors":[{"message":"permission"}]}"#)
        let isBad: @Sendable (OutgoingRequest) -> Bool = { request in
            guard request.text.contains("query DocumentsByID("), let list = request.text.split(separator: "\"ids\":[").last else {
                return false
            }
            return list.prefix { $0 != "]" }.split(separator: ",").contains { Int($0).map(bad.contains) == true }
        }
        let report = try await pass(company, permission, isBad)
        #expect(report.interruption == nil && Set(report.lines.map(\.key)) == Set(bad.map(String.init)))
        #expect(report.lines.allSatisfy { $0.reason == .notAnswered && $0.symbol == .waiting })
        // Not answered is not absent.
        _ = try await pass(company, permission, isBad)
        for id in ids { #expect(try company.standing(id: id)?.isContested == false) }
    }

    // MARK: lexoffice

    @Test func aVoucherWhosePaymentsAreNotTold() async throws {
        try await sideBySide(Self.troubles(Poison.lexoffice + [Poison.gone]), atOnce: 2) { try await leavePaymentsUntold($0) }
    }

    private func leavePaymentsUntold(_ trouble: Trouble) async throws {
        // What comes in a form nobody knows is a person's at once, and has a suite of its own.
        guard !["something else", "a page"].contains(trouble.poison.name) else { return }
        let (company, ids) = try await shop()
        try await company.pass()
        let today = company.today
        for voucher in company.vouchers {
            let (open, now) = (voucher.openAmount, company.now)
            try company.world.withLexoffice { try $0.pay(voucher.id, type: .bank, amount: open, on: today, now: now) }
        }
        company.settleIndex()
        let bad = Self.bad(ids, trouble)
        let vouchers = try Set(bad.map { try company.voucher(of: $0).id })
        let report = try await pass(company, trouble.poison) { request in
            guard let path = request.head.path, path.contains("/v1/payments/") else { return false }
            return vouchers.contains { path.hasSuffix($0) }
        }
        #expect(report.interruption == nil, "\(String(describing: report.interruption))")
        for id in ids {
            let entries = company.world.hero.records.documents[id]?.booking?.payments ?? []
            #expect(entries.isEmpty == bad.contains(id), "\(trouble)")
        }
        #expect(Set(report.lines.filter { $0.reason == .paymentsNotTold }.map(\.key)) == Set(bad.map(String.init)))
        for _ in 0..<3 {
            company.advance(hours: 2)
            try await company.pass()
        }
        for id in ids {
            let entries = company.world.hero.records.documents[id]?.booking?.payments ?? []
            #expect(entries.map(\.value) == [11_900])
        }
        #expect(company.lastReport.lines.isEmpty && company.lastReport.exit == .success)
    }

    /// Typed in by hand, so that each is read in full before it is taken for ours.
    @Test func aVoucherThatIsNotTold() async throws {
        try await sideBySide(Self.troubles(Poison.lexoffice), atOnce: 2) { try await leaveVoucherUntold($0) }
    }

    private func leaveVoucherUntold(_ trouble: Trouble) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        let ids = (0..<Self.items).map { _ in company.invoice(customer: customer) }
        var typed: [Int: String] = [:]
        for id in ids { typed[id] = try await company.enterVoucher(company.number(id) ?? "-", cents: 11_900, contact: contact) }
        company.settleIndex()
        let bad = Self.bad(ids, trouble)
        let vouchers = Set(bad.compactMap { typed[$0] })
        let report = try await pass(company, trouble.poison) { request in
            guard let path = request.head.path, request.head.method == .get, path.contains("/v1/vouchers/") else { return false }
            return vouchers.contains { path.hasSuffix($0) }
        }
        #expect(report.interruption == nil, "\(String(describing: report.interruption))")
        for id in ids { #expect((try company.standing(id: id)?.transfer == .fileComplete) != bad.contains(id)) }
        #expect(Set(report.lines.filter { $0.record != .plannedChange }.map(\.key)) == Set(bad.map(String.init)))
        try await expectHealed(company, ids, "\(trouble)")
    }

    /// Always 500 to one document's voucher, contact or file: looked up, sent again, and after three windows a person's.
    @Test(arguments: ["/v1/vouchers", "/v1/contacts", "/files"]) func aWriteThatIsNeverAnswered(path: String) async throws {
        let company = try Company()
        let customers = [company.openShop(), company.openShop(Company.customer("Weiß GmbH", email: "weiss@weiss.example"))]
        try await company.setup()
        let ids = customers.map { company.invoice(customer: $0) }
        let bad = try #require(company.number(ids[0]))
        let poison = Poison("500", status: 500)
        let isBad: @Sendable (OutgoingRequest) -> Bool = { request in
            guard request.head.method == .post, request.head.path?.hasSuffix(path) == true else { return false }
            return request.text.contains(bad) || request.text.contains("Söhne Bau")
        }
        for _ in 0..<8 {
            let report = try await pass(company, poison, isBad)
            #expect(report.interruption == nil)
            company.time.advance(milliseconds: 3_600_000)
        }
        #expect(try company.standing(id: ids[1])?.transfer == .fileComplete)
        let report = try await pass(company, poison, isBad)
        let line = try #require(Company.line(report, ids[0]))
        #expect(line.symbol == .person && line.reason == .notAccepted, "\(line)")
        #expect(report.exit == .peopleNeeded)
        let writes = company.world.log.count
        _ = try await pass(company, poison, isBad)
        _ = try await company.answer(.retry, String(ids[0]))
        try await expectHealed(company, ids, path)
        #expect(company.world.log.count > writes)
    }
}
