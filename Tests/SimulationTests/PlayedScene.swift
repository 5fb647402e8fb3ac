import Administration
import Bookkeeping
import Comparison
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Reporting
import StateCharts
import TestSupport
import Testing
import Transport

@testable import Sandbox

/// A firm, one document, and what is told to people about it.
final class PlayedScene {
    let company: Company
    let customer: Int
    private(set) var id = 0
    /// Who stands between us and both systems; whoever mends the cause takes them away.
    var between = Meddler()

    /// - Parameter isSmallBusiness: what lexoffice's profile says.
    init(
        _ record: HeroCustomerRecord = Company.customer(), categories: [PostingCategory: String]? = nil, isSmallBusiness: Bool = false,
        crowd: Int = 0
    ) async throws {
        company = try Company()
        customer = company.openShop(record)
        let now = company.now
        company.world.withLexoffice { lexoffice in
            lexoffice.rules.isSmallBusiness = isSmallBusiness
            for number in 0..<crowd {
                _ = lexoffice.enterContact(LexofficeContactContent(identity: .company(.init(name: "Firma \(number) GmbH"))), now: now)
            }
        }
        company.settleIndex()
        try await company.setup(categories: categories)
    }

    /// - Parameter company: one that is set up.
    init(_ company: Company, _ customer: Int, _ id: Int) {
        (self.company, self.customer, self.id) = (company, customer, id)
    }

    /// Where the state lives that is told of, if it is not in memory.
    private var premises: Premises?

    convenience init(_ company: Company, _ customer: Int, _ id: Int, in premises: Premises) {
        self.init(company, customer, id)
        self.premises = premises
    }

    /// The same firm, and another of its documents.
    convenience init(_ scene: PlayedScene, _ id: Int) {
        self.init(scene.company, scene.customer, id)
        between = scene.between
    }

    convenience init(_ booked: BookedDocument) {
        let customer = booked.company.world.hero.records.customers.rows.first?.id ?? 0
        self.init(booked.company, customer, booked.id)
    }

    /// What the document reverses, and what reverses it.
    var original: Int {
        get throws { try #require(company.world.hero.records.documents[id]?.selectedDocumentID) }
    }
    var reversal: Int {
        get throws { try #require(company.world.hero.records.documents.rows.first { $0.selectedDocumentID == id }?.id) }
    }

    // MARK: people in HERO and lexoffice

    @discardableResult
    func publish(
        _ lines: [HeroLine] = [HeroLine("Montage", unitPrice: 10_000, rate: 19)], type: Int = SampleTypes.invoice,
        _ change: (inout HeroDraft) -> Void = { _ in }
    ) -> Int {
        var draft = company.draft(customer, lines, type: type)
        change(&draft)
        id = company.publish(draft)
        return id
    }

    func hero(_ action: (inout HeroStandIn, Int, Instant) -> Void) {
        let (id, now) = (id, company.now)
        company.world.withHero { action(&$0, id, now) }
    }

    /// About the document's voucher.
    func lexoffice(_ action: (inout LexofficeStandIn, String, Instant) throws -> Void) throws {
        let (voucher, now) = (try company.voucher(of: id).id, company.now)
        try company.world.withLexoffice { try action(&$0, voucher, now) }
        company.settleIndex()
    }

    func editCustomer(_ change: (inout HeroCustomerRecord) -> Void) {
        let (customer, now) = (customer, company.now)
        company.world.withHero { $0.editCustomer(customer, now: now, change) }
    }

    /// Entered in lexoffice as an adviser would, and linked.
    func bookByHand(cents: Int64 = 11_900, type: VoucherType = .salesInvoice) async throws {
        let typed = try await company.enterVoucher(company.number(id) ?? "H-\(id)", cents: cents, type: type)
        company.settleIndex()
        try await answer(.adopt(voucherID: typed))
    }

    /// In lexoffice, another file than HERO's.
    func attachByHand() throws {
        try lexoffice { try $0.editVoucher($1, now: $2) { $0.files = ["by-hand"] } }
    }

    /// Cancelled in HERO, issued anew, and closed after the next pass.
    /// - Parameter untaxed: as a small business issues it, with a document type of its own.
    func reissue(untaxed: Bool = false) async throws {
        let wrong = id
        _ = try company.cancel(wrong)
        if untaxed {
            let type = HeroDocumentTypeRecord(
                id: 77, name: "Rechnung § 19", baseType: "invoice", isBookingRelevant: true, bookingCategory: "none", showsVAT: false,
                numberPrefix: "RE")
            company.world.withHero { $0.addDocumentType(type) }
            publish([HeroLine("Montage", unitPrice: 10_000, rate: 0)], type: type.id)
        } else {
            publish()
        }
        try await pass()
        try await answer(.waive, wrong)
    }

    func answer(_ answer: Answer, _ document: Int? = nil) async throws {
        _ = try await company.answer(answer, String(document ?? id))
    }

    // MARK: the program

    @discardableResult
    func pass() async throws -> PassReport { try await company.pass(between) }

    /// Passes, a third of a day apart, until the reason is told; whatever says it: the pass, the look at both sides, or the month's sheet.
    func isTold(_ reason: ReasonCode) async throws -> Bool {
        for _ in 0..<30 {
            let report = try await pass()
            company.settleIndex()
            if report.lines.contains(where: { $0.reason == reason }) { return true }
            let look = try await look()
            if look.plan.lines.contains(where: { $0.reason == reason }) { return true }
            if try await sheet().comparison.findings.contains(where: { $0.reason == reason }) { return true }
            company.advance(hours: 8)
        }
        return false
    }

    func look() async throws -> DryRunReport {
        let clients = try company.clients(between)
        let survey = PassPlanner(context: clients.context, credentialDigest: "test")
        return await DryRun(survey: survey, heroMeter: clients.hero, lexofficeMeter: clients.lexoffice).run()
    }

    func sheet() async throws -> CloseSheet {
        let survey = PassPlanner(context: try company.clients(between).context, credentialDigest: "test")
        return try await MonthClose(survey: survey).run(BookMonth(company.today))
    }

    /// What became of the document so far, for whoever looks into a failure.
    var story: [String] { get throws { try company.history(id).suffix(12).map { "\($0.event) \($0.detail)" } } }

    /// Two days of passes.
    func rest() async throws -> PassReport {
        var report = try await pass()
        for _ in 0..<6 {
            for _ in 0..<10 where report.writes > 0 {
                company.time.advance(milliseconds: 60_000)
                report = try await pass()
            }
            company.advance(hours: 8)
            report = try await pass()
        }
        return report
    }
}
