import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Transport

/// At the end of the month the office does what it was told to.
extension UntidyMonth {
    mutating func tidyUp() async throws {
        trouble.refusedContacts = []
        for index in parties.indices { parties[index].isRefused = false }
        // One thing after another comes to light: whose a document is, before what is wrong with it.
        for _ in 0..<4 {
            try await settleSomebody(all: true)
            for index in papers.indices { try await tidy(index) }
            company.settleIndex()
            for _ in 0..<3 {
                try await pass(mustBook: false)
                company.time.advance(milliseconds: 3_600_000)
            }
        }
        for index in papers.indices { papers[index].isDealtWith = true }
        company.advance(hours: 25)
    }

    private mutating func tidy(_ index: Int) async throws {
        let paper = papers[index]
        let key = String(paper.id)
        guard let standing = try company.standing(id: paper.id) else { return }
        let reasons = Set(try reasons(of: paper, standing))
        let number = paper.number ?? "H-\(paper.id)"
        if reasons.contains(.voucherUnchecked), let typed = paper.typed {
            let now = company.now
            try company.world.withLexoffice { try $0.editVoucher(typed, now: now) { $0.status = .open } }
        } else if reasons.contains(.duplicateNumber), let typed = paper.typed {
            _ = try await company.answer(.adopt(voucherID: typed), key)
        } else if reasons.contains(.invoiceInLexoffice) {
            _ = try await company.answer(.absent, key)
        } else if paper.trouble == .figures, !reasons.isDisjoint(with: paper.trouble.reasons), paper.typed == nil {
            let gross = standing.heroGross?.magnitude.amount ?? 0
            papers[index].typed = try await company.enterVoucher(number, cents: gross == 0 ? 11_900 : gross)
            _ = try await company.answer(.adopt(voucherID: papers[index].typed ?? "-"), key)
        } else if !reasons.isDisjoint(with: [.voucherEdited, .voucherVoided, .documentChanged]) {
            _ = try await company.answer(.accept, key)
        } else if reasons.contains(.voucherGone) {
            _ = try await company.answer(.absent, key)
        } else if reasons.contains(.fileMissing) {
            _ = try await company.answer(.rule(.withoutFile), key)
        } else if reasons.contains(.paymentItemUnknown) {
            try await settlePaymentByHand(paper)
        } else if reasons.contains(.paymentForeign) {
            let (id, now) = (paper.id, company.now)
            company.world.withHero { hero in
                _ = hero.editPayments(documentID: id, now: now) { payments in payments.removeAll { $0.value == 123 } }
            }
        } else if !reasons.isDisjoint(with: Self.sentAgain) {
            trouble.pages[paper.id] = nil
            trouble.big.remove(paper.id)
            trouble.refusedFiles[number] = nil
            company.world.withLexoffice { $0.rules.trouble[number] = nil }
            _ = try await company.answer(.retry, key)
        }
    }

    /// Entered in HERO by hand, or taken back in lexoffice: either is a way to settle it.
    private mutating func settlePaymentByHand(_ paper: UntidyPaper) async throws {
        let (now, voucher) = (company.now, try company.voucher(of: paper.id))
        if dice.percent(50), let payment = voucher.payments.first(where: { $0.type == .cashBox }) {
            try company.world.withLexoffice { try $0.removePayment(voucher.id, payment, now: now) }
        } else {
            _ = try await company.answer(.accept, String(paper.id))
        }
    }

    private static let sentAgain: Set<ReasonCode> = [
        .notAccepted, .rejectedByLexoffice, .fileNotPDF, .fileUnavailable, .fileTooLarge, .fileUnsafe, .fileImageUnreadable,
        .fileKindRefused, .fileNotXRechnung, .fileRefused,
    ]

    /// What is said of a document now.
    private func reasons(of paper: UntidyPaper, _ standing: DocumentStatus) throws -> [ReasonCode] {
        let payments = try PaymentStatus.all(ofDocument: paper.id, company.store).compactMap(\.line)
        let readings = try TroubledReading.all(company.store).map(\.line)
        let told = payments + readings + (try UnansweredLines(company.store, company.policy).about(document: standing.key))
        let lines = told.filter { $0.key == standing.key || $0.payment?.documentID == paper.id }
        return [standing.line?.symbol == .person ? standing.machine.reason : nil].compactMap(\.self) + lines.compactMap(\.reason)
    }

    /// What is left although everybody did what was said.
    mutating func untidied(_ report: PassReport) throws -> [String] {
        var left = report.lines.filter { $0.symbol == .person }.map {
            "left: \($0.number ?? $0.key) \($0.reason?.rawValue ?? "-") \($0.detail ?? "")"
        }
        for paper in papers {
            let transfer = try company.standing(id: paper.id)?.transfer
            if transfer != .fileComplete { left.append("left: \(paper.id) \(paper.trouble) \(transfer?.rawValue ?? "-")") }
        }
        for party in parties where party.contacts.count > 1 { left.append("\(party.numbers) has \(party.contacts.count) contacts") }
        return left
    }
}
