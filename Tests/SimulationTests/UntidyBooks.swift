import Bookkeeping
import Comparison
import Foundation
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import TestSupport
import Testing
import Wording

/// What both stand-ins hold and the program says, against what is true.
struct UntidyBooks {
    let month: UntidyMonth
    let report: PassReport
    private var company: Company { month.company }

    init(_ month: UntidyMonth, _ report: PassReport) {
        self.month = month
        self.report = report
    }

    // MARK: after every pass

    /// - Parameter mustBook: whatever nothing is wrong with has to be on the books now.
    func problems(mustBook: Bool) throws -> [String] {
        var problems: [String] = []
        if let interruption = report.interruption { problems.append("interrupted: \(interruption)") }
        if report.count(.person) > 0, report.exit != .peopleNeeded { problems.append("exit \(report.exit) although people are needed") }
        for paper in month.papers { problems += try judge(paper, mustBook: mustBook) }
        return problems
    }

    func label(_ paper: UntidyPaper) -> String {
        let party = month.parties[paper.party]
        return "\(paper.id) \(paper.number ?? "-") (\(paper.trouble), \(party.kind)\(party.isRefused ? ", refused" : ""))"
    }

    private func isGood(_ paper: UntidyPaper) -> Bool {
        let party = month.parties[paper.party]
        return paper.trouble.isBookable && party.isSettled && !party.isRefused && !party.isShaky
    }

    private func lines(_ paper: UntidyPaper) -> [ReportLine] {
        report.lines.filter { $0.payment?.documentID == paper.id || $0.key == String(paper.id) }
    }

    private func ours(_ paper: UntidyPaper) -> [LexofficeVoucherRecord] {
        guard let number = paper.spelt else { return [] }
        return company.vouchers.filter {
            $0.content.kind == .salesInvoice && $0.id != paper.typed && $0.content.number?.trimmingCharacters(in: .whitespaces) == number
        }
    }

    private func judge(_ paper: UntidyPaper, mustBook: Bool) throws -> [String] {
        guard let standing = try company.standing(id: paper.id) else {
            return mustBook ? ["\(label(paper)) was never seen"] : []
        }
        var problems: [String] = []
        let vouchers = ours(paper)
        if vouchers.count > 1 { problems.append("\(label(paper)) has \(vouchers.count) vouchers") }
        let isBooked = standing.voucherID != nil
        if mustBook, isGood(paper), !isBooked {
            problems.append("\(label(paper)) is late: \(standing.machine.configuration) \(why(standing, paper))")
        }
        if !isBooked, standing.transfer != .waived, !lines(paper).contains(where: { $0.reason != nil || $0.symbol == .ready }) {
            problems.append("\(label(paper)) is not heard: \(standing.machine.configuration)")
        }
        for voucher in vouchers where !paper.trouble.isLater { problems += figures(of: voucher, for: paper) }
        return problems
    }

    /// To the cent, and on whom it is.
    private func figures(of voucher: LexofficeVoucherRecord, for paper: UntidyPaper) -> [String] {
        var problems: [String] = []
        if voucher.content.gross.amount != paper.gross {
            problems.append("\(label(paper)) is \(voucher.content.gross) in place of \(paper.gross)")
        }
        let party = month.parties[paper.party]
        guard let contact = voucher.content.contactID else { return problems + ["\(label(paper)) is nobody's"] }
        let note = company.world.lexoffice.contact(contact)?.content.note
        let isNew = party.numbers.contains { note == "HERO-Kunde \($0)" }
        if !party.contacts.contains(contact), !party.former.contains(contact), !isNew {
            problems.append("\(label(paper)) is on a wrong contact")
        }
        return problems
    }

    /// Why it waits, and who the candidates are.
    private func why(_ standing: DocumentStatus, _ paper: UntidyPaper) -> String {
        let detail = standing.machine.detail ?? ""
        let contacts = company.world.lexoffice.contacts.filter { detail.contains($0.id) }.map { card($0) }
        let customers = month.parties[paper.party].customers.compactMap { company.world.hero.records.customers[$0] }.map {
            "\($0.number ?? "-") \($0.companyName ?? "-") \($0.companyLegalForm ?? "") \($0.email ?? "-") \($0.address?.street ?? "-")"
        }
        return "\(standing.machine.reason?.rawValue ?? "-") \(detail) HERO \(customers) lexoffice \(contacts)"
    }

    private func card(_ contact: LexofficeContactRecord) -> String {
        let content = contact.content
        let state = "\(contact.isArchived ? "archived" : "") \(content.isCustomer ? "" : "no customer")"
        let street = content.billing.first?.street ?? "-"
        return
            "\(content.name) \(content.emails.map(\.value)) \(street) \(content.note ?? "-") \(state)"
    }

    // MARK: the sheet

    /// Σ of what is named is the difference of the sums, and nobody says that there is none.
    func sheet() async throws -> [String] {
        let clients = try month.clients()
        let survey = PassPlanner(context: clients.context, credentialDigest: "test")
        let look = await DryRun(survey: survey, heroMeter: clients.hero, lexofficeMeter: clients.lexoffice).run()
        let isSilent = month.naivety == .silentSheet
        let sheet = try PrintedSheet(ReportJSON.lines(look).filter { !isSilent || !$0.contains("named_difference") })
        var problems = sheet.unnamed.map { "not named: \($0)" }
        let tellsTheSame = ReportText(language: .en).lines(look).contains { $0.text.contains("both systems tell the same story") }
        if sheet.differs, tellsTheSame { problems.append("said to be the same while a sum differs") }
        for name in ["2026-04", "2026-05"] {
            guard let month = BookMonth(name) else { continue }
            let close = try await MonthClose(survey: survey).run(month)
            let lines = try PrintedSheet(CloseJSON.lines(close).filter { !isSilent || !$0.contains("named_difference") })
            problems += lines.unnamed.map { "close \(name): not named: \($0)" }
        }
        return problems
    }

    // MARK: at rest

    /// Every bad document is said to be one, by report, list and explain, with a reason that is true and somebody to do something.
    func atRest() async throws -> [String] {
        var problems = try await sheet()
        if try company.store.verifyJournal().broken != nil { problems.append("the journal is broken") }
        if company.world.log.contains(where: { $0.request.method == "PUT" }) { problems.append("something was changed") }
        let listed =
            try Notes(company.store).lines() + PaymentLines(store: company.store).needing()
            + UnansweredLines(company.store, company.policy).all()
        for paper in month.papers { problems += try heard(paper, listed) }
        for paper in month.papers where isGood(paper) && !paper.trouble.isLater { problems += try payments(paper) }
        return problems
    }

    private func expected(_ paper: UntidyPaper) -> Set<ReasonCode> {
        guard !paper.isDealtWith else { return [] }
        let party = month.parties[paper.party]
        var reasons = paper.hasHappened ? paper.trouble.reasons : []
        if !party.isSettled { reasons.formUnion([.contactSimilar, .countryUnknown]) }
        if party.isRefused { reasons.formUnion([.notAccepted, .waitingForContact]) }
        return reasons
    }

    private func heard(_ paper: UntidyPaper, _ listed: [ReportLine]) throws -> [String] {
        let expected = expected(paper)
        let told = lines(paper).filter { $0.symbol == .person || $0.symbol == .waiting }
        guard !expected.isEmpty else {
            return told.isEmpty ? [] : ["\(label(paper)): nothing is wrong, and \(told.compactMap(\.reason)) is said"]
        }
        guard let line = told.first(where: { $0.reason.map(expected.contains) == true }), let reason = line.reason else {
            return ["\(label(paper)): \(expected) is not said, but \(told.compactMap(\.reason))"]
        }
        var problems: [String] = []
        guard let standing = try company.standing(id: paper.id) else { return ["\(label(paper)) was never seen"] }
        if standing.machine.reason != reason, !listed.contains(where: { $0.key == line.key && $0.reason == reason }) {
            problems.append("\(label(paper)): list does not say \(reason)")
        }
        let page = try page(standing)
        if !page.contains(where: { $0.contains(reason.rawValue) }) { problems.append("\(label(paper)): explain does not say \(reason)") }
        let next = Catalogue.explanation(reason, about: line.detail).next.sentence(.en)
        if line.symbol == .person, next.isEmpty || !page.contains(where: { $0.contains(next) }) {
            problems.append("\(label(paper)): explain does not say what to do about \(reason): \(next)")
        }
        return problems
    }

    private func page(_ standing: DocumentStatus) throws -> [String] {
        let biography = try Biography.read(
            standing, company.store, now: company.now, time: (company.time.bootID, company.time.monotonicMilliseconds()),
            policy: company.policy)
        let notes =
            try Notes(company.store).lines(about: standing.key)
            + UnansweredLines(company.store, company.policy).about(document: standing.key)
        return BiographyPage(
            biography: biography, notes: notes, language: .en, lexofficeApp: "https://app.example", heroEndpoint: "https://hero.example"
        ).text
    }

    private func payments(_ paper: UntidyPaper) throws -> [String] {
        let there = ours(paper).flatMap(\.payments).map(\.amount.amount).reduce(0, +)
        let here = company.world.hero.records.documents[paper.id]?.booking?.payments.map(\.value).reduce(0, +) ?? 0
        return there == here ? [] : ["\(label(paper)): \(there) paid in lexoffice, \(here) in HERO"]
    }
}
