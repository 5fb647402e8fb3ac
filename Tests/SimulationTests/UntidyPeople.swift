import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import StateCharts
import TestSupport
import Transport

@testable import Sandbox

/// What people do on both sides.
extension UntidyMonth {
    private static let plainFigures = HeldCase.figures.filter { ![.totalMismatch, .taxRoundingDiff].contains($0.reason) }
    private static let fileCodes = [
        "max_file_size_exceeded", "voucher_upload_toxic_pdf", "image_conversion_error", "inacceptable_file_extension", "invalid_xrechnung",
    ]
    private static let refusals = [
        ("invalid_value", "voucherDate"), ("missing_entity", "totalTaxAmount"), ("invalid_value", "contactId"),
        ("unknown_code", "surprise"),
    ]

    private mutating func chosenTrouble() -> UntidyPaper.Trouble {
        guard dice.percent(55), let trouble = UntidyPaper.Trouble.allCases.randomElement(using: &dice) else { return .none }
        // Nothing can be typed in while the right to do so is missing: the stand-in knows one credential.
        return isDenied && [.typedOtherwise, .typedUnchecked].contains(trouble) ? .none : trouble
    }

    mutating func publish() async throws {
        guard let index = parties.indices.randomElement(using: &dice), let customer = parties[index].customers.randomElement(using: &dice)
        else { return }
        let trouble = chosenTrouble()
        if trouble == .figures {
            guard let held = Self.plainFigures.randomElement(using: &dice) else { return }
            let id = try held.publish(company, customer)
            papers.append(
                UntidyPaper(id: id, party: index, trouble: trouble, number: company.number(id), gross: 0, hasHappened: true))
            return
        }
        let net = Int64.random(in: 1_000...400_000, using: &dice)
        let isTyped = [.typedOtherwise, .typedUnchecked].contains(trouble)
        let rate: Int64 = !isTyped && dice.percent(25) ? 7 : 19
        var draft = company.draft(customer, [HeroLine("Montage", unitPrice: net, rate: Int(rate))])
        if trouble == .blanks { draft.numbering = .exactly(dice.percent(50) ? "RE-B\(papers.count) " : " RE-B\(papers.count)") }
        draft.isNeverRendered = trouble == .fileNeverComes
        let id = company.publish(draft)
        var paper = UntidyPaper(
            id: id, party: index, trouble: trouble, number: company.number(id), gross: net + (net * rate + 50) / 100,
            hasHappened: !trouble.isLater)
        try await arrange(&paper)
        papers.append(paper)
    }

    /// What has to be there before the document is looked at for the first time.
    private mutating func arrange(_ paper: inout UntidyPaper) async throws {
        let number = paper.number ?? "-"
        switch paper.trouble {
        case .lost: lost.lose("\"\(number)\"")
        case .failing: company.world.withLexoffice { $0.rules.trouble[number] = .failing }
        case .refused:
            let (code, source) = Self.refusals.randomElement(using: &dice) ?? ("invalid_value", "voucherDate")
            company.world.withLexoffice { $0.rules.trouble[number] = .refusing(code: code, source: source) }
        case .fileIsPage: trouble.pages[paper.id] = company.world.hero.records.documents[paper.id]?.fileUUID
        case .fileIsBig: trouble.big.insert(paper.id)
        case .fileRefused: trouble.refusedFiles[number] = Self.fileCodes.randomElement(using: &dice)
        case .incomeTwice:
            let content = LexofficeVoucherContent(
                kind: .invoice, number: number, voucherDate: company.today, gross: Cents(paper.gross), tax: .zero, isNet: false,
                usesCollectiveContact: true, items: [])
            let now = company.now
            paper.typed = company.world.withLexoffice { $0.enterVoucher(content, now: now) }
        case .typedOtherwise: paper.typed = try await company.enterVoucher(number, cents: paper.gross + 100)
        case .typedUnchecked:
            let typed = try await company.enterVoucher(number, cents: paper.gross, contact: parties[paper.party].contacts.first)
            let now = company.now
            try company.world.withLexoffice { try $0.editVoucher(typed, now: now) { $0.status = .unchecked } }
            paper.typed = typed
        case .none, .blanks, .figures, .fileNeverComes, .voucherEdited, .voucherVoided, .voucherDeleted, .documentChanged, .paymentUnknown,
            .paymentForeign:
            break
        }
    }

    /// To documents that are on the books: they are paid, and meddled with.
    mutating func somethingHappens() throws {
        let (now, today) = (company.now, company.today)
        for index in papers.indices where try company.standing(id: papers[index].id)?.transfer == .fileComplete {
            let paper = papers[index]
            let voucher = try company.voucher(of: paper.id)
            if [.none, .blanks, .lost].contains(paper.trouble), dice.percent(30), voucher.openAmount.amount > 1 {
                let amount = dice.percent(50) ? voucher.openAmount : Cents(voucher.openAmount.amount / 2)
                try company.world.withLexoffice { try $0.pay(voucher.id, type: .bank, amount: amount, on: today, now: now) }
            }
            guard !paper.hasHappened, dice.percent(60) else { continue }
            papers[index].hasHappened = true
            try happen(paper.trouble, to: paper.id, voucher: voucher.id)
        }
    }

    private mutating func happen(_ trouble: UntidyPaper.Trouble, to id: Int, voucher: String) throws {
        let (now, today) = (company.now, company.today)
        switch trouble {
        case .voucherEdited:
            let days = dice.percent(50) ? 1 : 31
            try company.world.withLexoffice {
                try $0.editVoucher(voucher, now: now) { $0.content.voucherDate = $0.content.voucherDate?.adding(days: days) }
            }
        case .voucherVoided: try company.world.withLexoffice { try $0.voidVoucher(voucher, now: now) }
        case .voucherDeleted: try company.world.withLexoffice { try $0.deleteVoucher(voucher, now: now) }
        case .documentChanged:
            company.world.withHero { $0.edit(documentID: id, now: now) { $0.lines[0].unitPrice += 1_000 } }
        case .paymentUnknown:
            try company.world.withLexoffice { try $0.pay(voucher, type: .cashBox, amount: Cents(500), on: today, now: now) }
            self.trouble.unknownItems.insert(voucher)
        case .paymentForeign:
            company.world.withHero { _ = $0.enterPayment(documentID: id, value: Cents(123), on: today, now: now) }
        case .none, .blanks, .lost, .figures, .failing, .refused, .fileIsPage, .fileIsBig, .fileNeverComes, .fileRefused, .incomeTwice,
            .typedOtherwise, .typedUnchecked:
            break
        }
    }

    /// Somebody tidies up among the contacts that are linked. What was never linked and is no customer is a question, and rightly.
    mutating func loseContact() throws {
        let candidates = try parties.indices.filter { index in
            let links = try parties[index].customers.compactMap { try company.store.link(ContactChart.self, String($0))?.remoteID }
            return links.count == parties[index].customers.count && parties[index].contacts == Set(links) && parties[index].kind != .near
        }
        guard let index = candidates.randomElement(using: &dice), let contact = parties[index].contacts.first else { return }
        let (now, way) = (company.now, Int.random(in: 0...2, using: &dice))
        try? company.world.withLexoffice { lexoffice in
            switch way {
            case 0: try lexoffice.deleteContact(contact, now: now)
            case 1: try lexoffice.archiveContact(contact, now: now)
            default: try lexoffice.takeCustomerRole(contact, now: now)
            }
        }
        parties[index].contacts.remove(contact)
        parties[index].former.insert(contact)
        strangers.insert(contact)
    }

    /// The office says who somebody is, or where he lives.
    mutating func settleSomebody(all: Bool = false) async throws {
        for index in parties.indices where !parties[index].isSettled {
            let asked: [ReasonCode] = parties[index].kind == .near ? [.contactSimilar] : [.countryUnknown]
            let waiting = try papers.filter {
                guard $0.party == index, let machine = try company.standing(id: $0.id)?.machine else { return false }
                return machine.reason.map(asked.contains) == true
            }
            guard let paper = waiting.first, all || dice.percent(60) else { continue }
            if let contact = parties[index].contacts.first {
                _ = try await company.answer(.contact(.chosen(contact)), String(paper.id))
            } else {
                let (now, customer) = (company.now, parties[index].customers[0])
                company.world.withHero { $0.editCustomer(customer, now: now) { $0.address?.countryID = 1 } }
                for paper in waiting { _ = try await company.answer(.retry, String(paper.id)) }
            }
            parties[index].isSettled = true
        }
    }
}
