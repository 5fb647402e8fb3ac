import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// A file that lexoffice does not take is one task with words of its own; the voucher is booked, and three ways lead to rest.
@Suite struct RefusedFileTests {
    struct Objection: Sendable, CustomTestStringConvertible {
        var code: String
        var reason: ReasonCode
        var testDescription: String { code }

        static let all = [
            Objection(code: "max_file_size_exceeded", reason: .fileTooLarge),
            Objection(code: "voucher_upload_toxic_pdf", reason: .fileUnsafe),
            Objection(code: "image_conversion_error", reason: .fileImageUnreadable),
            Objection(code: "inacceptable_file_extension", reason: .fileKindRefused),
            Objection(code: "invalid_xrechnung", reason: .fileNotXRechnung),
            Objection(code: "invalid_value", reason: .fileRefused),
        ]
    }

    private func shop() async throws -> (Company, Int, Int) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        return (company, company.invoice(customer: customer), company.invoice(customer: customer))
    }

    private func refusing(_ company: Company, _ id: Int, _ code: String) -> Meddler {
        let number = company.number(id) ?? "-"
        return Meddler(answer: { request in
            guard request.head.method == .post, request.head.path?.hasSuffix("/files") == true, request.text.contains(number) else {
                return nil
            }
            return IncomingResponse(
                status: 406, #"{"IssueList":[{"i18nKey":"\#(code)","source":"file","type":"validation_failure"}]}"#)
        })
    }

    private func expectTask(_ company: Company, _ id: Int, _ good: Int, _ reason: ReasonCode, _ meddler: Meddler) async throws {
        let report = try await company.pass(meddler)
        #expect(try company.standing(id: id)?.transfer == .fileRefused && company.standing(id: good)?.transfer == .fileComplete)
        // In the first pass it was booked as well.
        let line = try #require(report.lines.first { $0.key == String(id) && $0.record != .plannedChange })
        #expect(line.symbol == .person && line.reason == reason && report.exit == .peopleNeeded)
        // Once: nothing is sent and nothing fetched again.
        let entries = try company.store.journalLength()
        for _ in 0..<3 {
            company.advance(hours: 1)
            let log = company.world.log.count { $0.request.path.contains("/files") }
            #expect(try await company.pass(meddler).writes == 0)
            #expect(company.world.log.count { $0.request.path.contains("/files") } == log)
        }
        #expect(try company.store.journalLength() == entries)
    }

    @Test(arguments: Objection.all) func bookedWithoutItByRuling(objection: Objection) async throws {
        let (company, id, good) = try await shop()
        let meddler = refusing(company, id, objection.code)
        try await expectTask(company, id, good, objection.reason, meddler)
        _ = try await company.answer(.rule(.withoutFile), String(id))
        for _ in 0..<3 {
            company.advance(hours: 25)
            #expect(try await company.pass(meddler).exit == .success)
        }
        #expect(company.vouchers(of: id).map(\.files.count) == [0])
    }

    @Test(arguments: Objection.all) func attachedByHand(objection: Objection) async throws {
        let (company, id, good) = try await shop()
        try await expectTask(company, id, good, objection.reason, refusing(company, id, objection.code))
        let (voucher, now) = (try company.voucher(of: id).id, company.now)
        try company.world.withLexoffice { try $0.editVoucher(voucher, now: now) { $0.files = ["by-hand"] } }
        company.settleIndex()
        #expect(try await company.pass().exit == .success)
        #expect(try company.standing(id: id)?.transfer == .fileComplete && company.standing(id: id)?.machine.reason == nil)
    }

    @Test(arguments: Objection.all) func sentAgainOnceItIsPutRight(objection: Objection) async throws {
        let (company, id, good) = try await shop()
        try await expectTask(company, id, good, objection.reason, refusing(company, id, objection.code))
        _ = try await company.answer(.retry, String(id))
        #expect(try await company.pass().exit == .success)
        #expect(company.vouchers(of: id).map(\.files.count) == [1])
    }

    /// The stand-in says it of what the file holds.
    @Test func aPDFThatIsThoughtUnsafe() async throws {
        let (company, id, _) = try await shop()
        company.world.withLexoffice { $0.rules.toxicText = "%PDF" }
        let report = try await company.pass()
        #expect(report.lines.contains { $0.key == String(id) && $0.reason == .fileUnsafe } && report.exit == .peopleNeeded)
    }

    @Test(arguments: [(5_242_879, true), (5_242_880, true), (5_242_881, false)]) func fiveMebibytesInclusive(size: Int, fits: Bool)
        async throws
    {
        let (company, id, good) = try await shop()
        let link = "/files/\(company.world.hero.records.documents[id]?.fileUUID ?? "-")"
        let meddler = Meddler(change: { request, response in
            if request.head.path?.contains(link) == true {
                response.body += [UInt8](repeating: 0x20, count: max(0, size - response.body.count))
            } else if request.asksForDocument(id) {
                let text = String(decoding: response.body, as: UTF8.self)
                response.body = Array(text.replacing(/"size":[0-9]+/, with: "\"size\":\(size)").utf8)
            }
        })
        try await company.pass(meddler)
        #expect(try company.standing(id: good)?.transfer == .fileComplete)
        let standing = try #require(try company.standing(id: id))
        #expect(fits ? standing.transfer == .fileComplete : standing.transfer == .blocked && standing.machine.reason == .fileTooLarge)
    }

    /// A document somebody booked by hand: HERO's PDF is attached if it can be, and asked about once if it cannot.
    @Test(arguments: HeldCase.files) func adoptedWithAFileThatCannotBeSent(held: HeldCase) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let id = try held.publish(company, customer)
        let meddler = held.meddler(company, id)
        try await company.pass(meddler)
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        let typed = try await company.enterVoucher(company.number(id) ?? "-", cents: 11_900, contact: contact)
        company.settleIndex()
        _ = try await company.answer(.adopt(voucherID: typed), String(id))
        try await company.pass(meddler)
        let standing = try #require(try company.standing(id: id))
        #expect(standing.transfer == .fileRefused && standing.machine.reason == held.reason, "\(standing.machine)")
        let entries = try company.store.journalLength()
        company.advance(hours: 2)
        #expect(try await company.pass(meddler).writes == 0)
        #expect(try company.store.journalLength() == entries)
        _ = try await company.answer(.rule(.withoutFile), String(id))
        #expect(try await company.pass(meddler).exit == .success)
    }

    @Test(arguments: [true, false]) func adoptedByHand(hasFile: Bool) async throws {
        let (company, id, _) = try await shop()
        let contact = company.enterContact("Müller & Söhne Bau", email: "rechnung@mueller.example")
        // Another amount, so that a person has to say that it is this one.
        let typed = try await company.enterVoucher(company.number(id) ?? "-", cents: 11_901, contact: contact)
        let now = company.now
        if hasFile { try company.world.withLexoffice { try $0.editVoucher(typed, now: now) { $0.files = ["by-hand"] } } }
        company.settleIndex()
        try await company.pass()
        _ = try await company.answer(.adopt(voucherID: typed), String(id))
        try await company.pass()
        #expect(try company.standing(id: id)?.transfer == .fileComplete)
        #expect(company.world.lexoffice.voucher(typed)?.files.count == 1)
        #expect((company.world.lexoffice.voucher(typed)?.files == ["by-hand"]) == hasFile)
    }
}
