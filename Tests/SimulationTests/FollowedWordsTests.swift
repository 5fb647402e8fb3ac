import Administration
import Bookkeeping
import Comparison
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Wording

/// One document that is held, and one way out of it that its next step names.
struct FollowedWords: Sendable, CustomTestStringConvertible {
    let held: HeldCase
    let answer: AnswerKind
    var testDescription: String { "\(held.reason.rawValue) \(answer.code)" }

    /// Every way out by an answer that needs nothing known but the document. Those of contacts have tests of their own.
    static let all: [FollowedWords] = (HeldCase.figures + HeldCase.settings + HeldCase.customers + HeldCase.files).flatMap { held in
        Catalogue.explanation(held.reason).next.compactMap { step -> FollowedWords? in
            guard case .answer(let kind) = step.act, playable.contains(kind) else { return nil }
            return FollowedWords(held: held, answer: kind)
        }
    }

    private static let playable: Set<AnswerKind> = [.adopt(.voucher), .adoptTogether, .waive, .withoutFile]
}

/// The office does to the letter what it is told; then nothing is asked any more, and the sheet agrees or names what remains.
@Suite struct FollowedWordsTests {
    private let company: Company
    private let customer: Int

    init() throws {
        company = try Company()
        customer = company.openShop()
    }

    @Test func everyWayOutIsPlayed() {
        let reasons = Set(FollowedWords.all.map(\.held.reason))
        #expect(reasons.isSuperset(of: [.totalMismatch, .mixedSign, .customerCountry, .currencyNotEUR, .splitNotAllowed, .fileNotPDF]))
        #expect(FollowedWords.all.count >= 20)
    }

    @Test(arguments: FollowedWords.all) func whatIsSaidLeadsToRest(words: FollowedWords) async throws {
        try await company.setup()
        let id = try words.held.publish(company, customer)
        let meddler = words.held.meddler(company, id)
        #expect(try await company.pass(meddler).exit == .peopleNeeded)
        try #require(try company.standing(id: id)?.machine.reason == words.held.reason)
        try await follow(words.answer, id, meddler)
        var report = try await quiet(meddler)
        // What HERO does not deliver has no file that could follow either, which is a question of its own.
        if try company.standing(id: id)?.transfer == .fileDue {
            _ = try await company.answer(.rule(.withoutFile), String(id))
            report = try await quiet(meddler)
        }
        #expect(
            report.count(.person) == 0 && report.exit == .success,
            "\(report.lines.map { "\($0.reason?.rawValue ?? "-") \($0.detail ?? "")" })")
        let transfer = try company.standing(id: id)?.transfer
        #expect(transfer == (words.answer == .waive ? .waived : .fileComplete))
        let (look, _) = try await company.printedLook()
        #expect(look.unnamed.isEmpty)
        if look.differs { #expect(look.causes.keys.contains(String(id))) }
    }

    private func quiet(_ meddler: Meddler) async throws -> PassReport {
        var report = try await company.pass(meddler)
        for _ in 0..<20 where report.writes > 0 || report.count(.waiting) + report.count(.ready) + report.count(.uncertain) > 0 {
            company.time.advance(milliseconds: 60_000)
            report = try await company.pass(meddler)
        }
        return report
    }

    private func follow(_ answer: AnswerKind, _ id: Int, _ meddler: Meddler) async throws {
        let name = String(id)
        switch answer {
        case .withoutFile: _ = try await company.answer(.rule(.withoutFile), name)
        case .waive:
            _ = try company.cancel(id)
            // Issued anew, and right this time.
            company.invoice(customer: customer)
            _ = try await company.pass(meddler)
            _ = try await company.answer(.waive, name)
        case .adopt, .adoptTogether:
            // What HERO does not tell stands on the PDF.
            let told = try #require(try company.standing(id: id)).heroGross?.magnitude.amount ?? 0
            let gross = told == 0 ? 11_900 : told
            let isParted = answer == .adoptTogether
            let number = company.number(id) ?? "H-\(id)"
            // More than the document, and the rest taken back: together they are it.
            let main = try await company.enterVoucher(number, cents: isParted ? gross + 10_700 : gross)
            guard isParted else {
                _ = try await company.answer(.adopt(voucherID: main), name)
                return
            }
            let back = try await company.enterVoucher(number, cents: 10_700, type: .salesCreditNote)
            company.settleIndex()
            _ = try await company.answer(.adopt(voucherID: back, with: [main]), name)
        case .retry, .absent, .accept, .collective, .newContact, .contact, .asStated, .cumulative: Issue.record("not played: \(answer)")
        }
    }

    // MARK: what only a reversal, a customer or several vouchers have

    /// The credit note is booked by hand, as the adviser says.
    @Test func aCancellationThatDoesNotMatchIsBookedByHand() async throws {
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        let reversal = try company.cancel(id)
        let now = company.now
        company.world.withHero { $0.edit(documentID: reversal, now: now) { $0.lines[0].unitPrice = 9_999 } }
        try await company.pass()
        try #require(try company.standing(id: reversal)?.machine.reason == .cancellationMismatch)
        let typed = try await company.enterVoucher(try #require(company.number(reversal)), cents: 11_900, type: .salesCreditNote)
        company.settleIndex()
        _ = try await company.answer(.adopt(voucherID: typed), String(reversal))
        try await company.passUntilQuiet()
        #expect(try company.standing(id: reversal)?.transfer == .fileComplete)
        let (look, _) = try await company.printedLook()
        #expect(look.unnamed.isEmpty && look.causes == [String(reversal): ["ADOPTED"]])
    }

    @Test(arguments: [nil, 2] as [Int?]) func aCountryThatIsEnteredIsEnough(countryID: Int?) async throws {
        try await company.setup()
        var record = Company.customer("Wiener Dach GmbH", email: "post@dach.example")
        record.address?.countryID = countryID
        let other = company.openShop(record)
        let id = company.invoice(customer: other, rate: 0, type: SampleTypes.construction)
        try await company.pass()
        try #require(try company.standing(id: id)?.machine.reason == .customerCountry)
        let now = company.now
        company.world.withHero { $0.editCustomer(other, now: now) { $0.address?.countryID = 1 } }
        _ = try await company.answer(.retry, String(id))
        try await company.pass()
        // What holds it now, if anything, is the category nobody named yet.
        #expect(try company.standing(id: id)?.machine.reason != .customerCountry)
    }

    // MARK: several vouchers for one document

    private func mixed() async throws -> Int {
        try await company.setup()
        let held = try #require(HeldCase.figures.first { $0.reason == .mixedSign })
        let id = try held.publish(company, customer)
        try await company.pass()
        return id
    }

    /// 19 %: 2380.00; 7 %: -107.00 (G16 of domain.md).
    @Test func severalVouchersThatAddUpAgreeToTheCent() async throws {
        let id = try await mixed()
        let number = try #require(company.number(id))
        let main = try await company.enterVoucher(number, cents: 238_000)
        let back = try await company.enterVoucher(number, cents: 10_700, type: .salesCreditNote)
        let now = company.now
        try company.world.withLexoffice {
            try $0.editVoucher(back, now: now) {
                $0.content.tax = Cents(700)
                $0.content.items[0].rate = 7
                $0.content.items[0].taxAmount = Cents(700)
            }
        }
        company.settleIndex()
        let standing = try await company.answer(.adopt(voucherID: main, with: [back]), String(id))
        #expect(standing.voucherID == main)
        try await company.passUntilQuiet()
        let (look, text) = try await company.printedLook()
        #expect(!look.differs && look.named.isEmpty)
        #expect(text.contains("Nothing to do: both systems tell the same story."))
        // A day later neither is a second voucher, nor a surplus one.
        company.advance(hours: 25)
        #expect(try await company.pass().exit == .success)
        #expect(try company.history(id).contains { $0.event == "op.adoptTogether" && $0.detail.contains(back) })
        #expect(try company.store.verifyJournal().broken == nil)
    }

    @Test(arguments: [(237_999, 10_700), (238_000, 10_701), (227_300, 10_700)] as [(Int64, Int64)])
    func vouchersThatDoNotAddUpAreRefused(first: Int64, second: Int64) async throws {
        let id = try await mixed()
        let entries = try company.store.journalLength()
        let main = try await company.enterVoucher("A-1", cents: first)
        let back = try await company.enterVoucher("A-2", cents: second, type: .salesCreditNote)
        await #expect(throws: AnswerFailure.self) { try await company.answer(.adopt(voucherID: main, with: [back]), String(id)) }
        await #expect(throws: AnswerFailure.self) { try await company.answer(.adopt(voucherID: main, with: [main]), String(id)) }
        #expect(try company.standing(id: id)?.transfer == .blocked && company.store.journalLength() == entries)
    }
}
