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

/// Differences are shown with their author and never repaired by guess (design rule 5, domain.md R4).
@Suite struct DriftTests {
    // MARK: HERO

    @Test func aDocumentEditedAfterItsTransfer() async throws {
        let booked = try await BookedDocument()
        booked.hero { $0.edit(documentID: $1, now: $2) { $0.lines[0].unitPrice = 20_000 } }
        try await booked.expectDrift(.documentChanged, .fileComplete, contested: true)
        #expect(booked.company.world.lexoffice.voucher(booked.voucher.id) == booked.voucher)
        #expect(try booked.standing.machine.detail == "gross=238.00")
        let accepted = try await booked.company.answer(.accept, String(booked.id))
        #expect(!accepted.isContested)
        try await booked.expectQuiet()
        // Accepted was that change, not every change.
        booked.hero { $0.edit(documentID: $1, now: $2) { $0.lines[0].unitPrice = 30_000 } }
        try await booked.expectDrift(.documentChanged, .fileComplete, contested: true)
        #expect(booked.company.world.lexoffice.voucher(booked.voucher.id) == booked.voucher)
    }

    @Test func anEditThatIsTakenBackIsNoDriftAnyMore() async throws {
        let booked = try await BookedDocument()
        booked.hero { $0.edit(documentID: $1, now: $2) { $0.lines[0].unitPrice = 20_000 } }
        try await booked.expectDrift(.documentChanged, .fileComplete, contested: true)
        booked.hero { $0.edit(documentID: $1, now: $2) { $0.lines[0].unitPrice = 10_000 } }
        try await booked.expectQuiet()
    }

    /// Sending, paying in HERO, a new employee: nothing of this is a change of the document.
    @Test func everydayChangesAreNoDrift() async throws {
        let booked = try await BookedDocument()
        booked.hero { $0.markSent(documentID: $1, now: $2) }
        try await booked.expectQuiet()
        booked.hero { $0.edit(documentID: $1, now: $2) { $0.partnerID = 7003 } }
        try await booked.expectQuiet()
    }

    @Test func aDeletedDocument() async throws {
        let booked = try await BookedDocument()
        booked.hero { $0.softDelete(documentID: $1, now: $2) }
        try await booked.expectDrift(.documentMissing, .fileComplete, contested: true)
        _ = try await booked.company.answer(.accept, String(booked.id))
        try await booked.expectQuiet()
        #expect(booked.company.vouchers == [booked.voucher])
    }

    /// One answer without it may be a shifted page; two running are a fact, and once accepted it stays accepted.
    @Test func aDocumentThatIsNoLongerListed() async throws {
        let booked = try await BookedDocument()
        let id = booked.id
        let hidden = Meddler(change: { request, response in
            let text = String(decoding: response.body, as: UTF8.self)
            if request.head.path?.hasSuffix("graphql") == true, text.contains("\"id\":\(id),") {
                response.body = Array(#"{"data":{"customer_documents":[]}}"#.utf8)
            }
        })
        try await booked.company.pass(hidden)
        #expect(try !booked.standing.isContested)
        try await booked.company.pass(hidden)
        #expect(try booked.standing.machine.reason == .documentMissing && booked.standing.isContested)
        _ = try await booked.company.answer(.accept, String(id))
        let decided = try booked.company.history(id).suffix(2)
        #expect(decided.map(\.event) == ["op.acknowledge", "op.acceptObjection"] && decided.last?.detail == "reason=DOCUMENT_MISSING")
        for _ in 0..<3 { try await booked.company.pass(hidden) }
        #expect(try !booked.standing.isContested)
        // It turns up again: nothing to say.
        try await booked.expectQuiet()
    }

    /// The old process stamps the original and makes no document (S34).
    @Test func aDocumentStampedAsCancelled() async throws {
        let booked = try await BookedDocument()
        booked.hero { $0.markCancelled(documentID: $1, now: $2) }
        try await booked.expectDrift(.cancelledWithoutDocument, .fileComplete, contested: true)
        #expect(try booked.standing.machine.configuration.life == .cancelled)
        #expect(booked.company.vouchers == [booked.voucher])
    }

    /// A document that HERO publishes without its PDF, and something happens to it before the PDF is there.
    private func unfinished(_ action: (inout HeroStandIn, Int, Instant) -> Void) async throws -> (Company, Int) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        company.world.withHero { $0.settings.pdfDelaySeconds = 600 }
        let id = company.invoice(customer: customer)
        try await company.pass()
        company.time.advance(milliseconds: 700_000)
        let now = company.now
        company.world.withHero { action(&$0, id, now) }
        return (company, id)
    }

    /// Stamped before it was transferred: nothing is created while that is open.
    @Test func nothingIsCreatedForAContestedDocument() async throws {
        let (company, id) = try await unfinished { $0.markCancelled(documentID: $1, now: $2) }
        for _ in 0..<2 { #expect(try await company.pass().exit == .peopleNeeded) }
        #expect(company.vouchers.isEmpty)
        #expect(try company.standing(id: id)?.machine.reason == .cancelledWithoutDocument)
    }

    /// Deleted before it was transferred, there is nothing to book; the gap in the numbers stays explained.
    @Test func nothingIsCreatedForADeletedDocument() async throws {
        let (company, id) = try await unfinished { $0.softDelete(documentID: $1, now: $2) }
        for _ in 0..<2 { #expect(try await company.pass().exit == .success) }
        #expect(company.vouchers.isEmpty)
        #expect(try company.standing(id: id)?.transfer == .outOfScope)
        #expect(try company.standing(id: id)?.machine.reason == .documentMissing)
    }

    @Test func anUnknownStatusIsNamed() async throws {
        let booked = try await BookedDocument()
        booked.hero { $0.markSent(documentID: $1, now: $2) }
        let strange = Meddler.hero("\"status_code\":200", "\"status_code\":777")
        let report = try await booked.company.pass(strange)
        #expect(try booked.standing.machine.reason == .statusUnknown && booked.standing.isContested)
        #expect(try booked.standing.machine.detail == "status=777")
        #expect(Company.line(report, booked.id)?.record == .drift)
        try await booked.expectQuiet()
    }

    // MARK: lexoffice

    struct Edit: Sendable, CustomTestStringConvertible {
        let detail: String
        let change: @Sendable (inout LexofficeVoucherRecord) -> Void
        var testDescription: String { detail }
    }

    static let edits = [
        Edit(detail: "gross=119.00->129.00") {
            $0.content.gross = Cents(12_900)
            $0.content.items[0].amount = Cents(12_900)
        },
        Edit(detail: "voucher_date=2026-04-01->2026-03-31") { $0.content.voucherDate = $0.content.voucherDate?.adding(days: -1) },
        Edit(detail: "number=RE-2026-0001->RE-9") { $0.content.number = "RE-9" },
        Edit(detail: "type=salesinvoice->salescreditnote") { $0.content.kind = .salesCreditNote },
    ]

    @Test(arguments: edits) func anEditedVoucher(edit: Edit) async throws {
        let booked = try await BookedDocument()
        try booked.edit(edit.change)
        try await booked.expectDrift(.voucherEdited, .edited)
        #expect(try booked.standing.machine.detail == edit.detail)
        let entry = try #require(try booked.company.history(booked.id).last { $0.event == "lex.voucherEdited" })
        #expect(entry.detail.contains("VOUCHER_EDITED"))
    }

    @Test func anEditOnAnotherContact() async throws {
        let booked = try await BookedDocument()
        let other = booked.company.enterContact("Weiß GmbH")
        try booked.edit { $0.content.contactID = other }
        try await booked.expectDrift(.voucherEdited, .edited)
        #expect(try booked.standing.machine.detail == "contact_id=\(booked.voucher.content.contactID ?? "-")->\(other)")
    }

    @Test func anEditThatIsUndoneByHand() async throws {
        let booked = try await BookedDocument()
        try booked.edit { $0.content.voucherDate = $0.content.voucherDate?.adding(days: -1) }
        try await booked.expectDrift(.voucherEdited, .edited)
        try booked.edit { $0.content.voucherDate = booked.voucher.content.voucherDate }
        try await booked.company.pass()
        #expect(try booked.standing.machine.reason == nil)
        // The chart asks for the file again after drift; lexoffice knows the same bytes.
        #expect(try booked.standing.transfer == .fileComplete)
        #expect(booked.company.world.lexoffice.voucher(booked.voucher.id)?.files == booked.voucher.files)
    }

    /// Accepted, lexoffice's version is what we hold the voucher against from then on.
    @Test func anAcceptedEdit() async throws {
        let booked = try await BookedDocument()
        try booked.edit { $0.content.voucherDate = $0.content.voucherDate?.adding(days: -1) }
        try await booked.expectDrift(.voucherEdited, .edited)
        let accepted = try await booked.company.answer(.accept, String(booked.id))
        #expect(accepted.booking?.voucher.voucherDate == booked.voucher.content.voucherDate?.adding(days: -1))
        #expect(accepted.machine.reason == nil)
        try await booked.aDayOfPasses()
        #expect(try booked.standing.transfer == .fileComplete)
        let version = booked.company.world.lexoffice.voucher(booked.voucher.id)
        #expect(version?.content.voucherDate == booked.voucher.content.voucherDate?.adding(days: -1))
        #expect(version?.files == booked.voucher.files)
        #expect(try await booked.company.pass().exit == .success)
        try booked.edit { $0.content.voucherDate = booked.voucher.content.voucherDate }
        try await booked.company.pass()
        #expect(try booked.standing.transfer == .edited)
        #expect(booked.company.world.lexoffice.executions(.updateVoucher) == 0)
    }

    /// A voided voucher looks balanced and is not paid (P11).
    @Test func aVoidedVoucher() async throws {
        let booked = try await BookedDocument()
        try booked.lexoffice { try $0.voidVoucher($1, now: $2) }
        try await booked.expectDrift(.voucherVoided, .edited)
        #expect(try booked.standing.machine.configuration.life == .uploaded)
        #expect(try booked.standing.machine.configuration.settlement == .open)
    }

    /// What is shown is what is, not what was first.
    @Test func anEditedVoucherThatIsVoidedThen() async throws {
        let booked = try await BookedDocument()
        try booked.edit { $0.content.voucherDate = $0.content.voucherDate?.adding(days: -1) }
        try await booked.company.pass()
        try booked.edit { $0.content.number = "RE-9" }
        try await booked.company.pass()
        #expect(try booked.standing.machine.detail == "number=RE-2026-0001->RE-9 voucher_date=2026-04-01->2026-03-31")
        try booked.lexoffice { try $0.voidVoucher($1, now: $2) }
        try await booked.expectDrift(.voucherVoided, .edited)
    }

    /// Both sides changed: the voucher's reason is shown and answered first, then the document's.
    @Test(arguments: [true, false]) func changesOnBothSides(heroFirst: Bool) async throws {
        let booked = try await BookedDocument()
        let company = booked.company
        for isHero in [heroFirst, !heroFirst] {
            if isHero {
                booked.hero { $0.edit(documentID: $1, now: $2) { $0.lines[0].unitPrice = 20_000 } }
            } else {
                try booked.edit { $0.content.voucherDate = $0.content.voucherDate?.adding(days: -1) }
            }
            try await company.pass()
        }
        try await booked.expectDrift(.voucherEdited, .edited, contested: true)
        #expect(try await company.answer(.accept, String(booked.id)).isContested)
        try await company.pass()
        #expect(try booked.standing.machine.reason == .documentChanged && booked.standing.isContested)
        #expect(try await !company.answer(.accept, String(booked.id)).isContested)
        try await booked.aDayOfPasses()
        #expect(try await company.pass().exit == .success)
    }

    /// Changed and then deleted: what is shown is what is.
    @Test func aChangedDocumentThatIsDeletedThen() async throws {
        let booked = try await BookedDocument()
        booked.hero { $0.edit(documentID: $1, now: $2) { $0.lines[0].unitPrice = 20_000 } }
        try await booked.company.pass()
        booked.hero { $0.softDelete(documentID: $1, now: $2) }
        try await booked.expectDrift(.documentMissing, .fileComplete, contested: true)
    }

    /// Only a full read of the list can miss it, and only the voucher itself can say that it is gone.
    @Test func aDeletedVoucher() async throws {
        let booked = try await BookedDocument()
        try booked.lexoffice { try $0.deleteVoucher($1, now: $2) }
        booked.company.advance(hours: 25)
        try await booked.expectDrift(.voucherGone, .gone)
        #expect(booked.company.vouchers.isEmpty)
        #expect(try booked.standing.machine.configuration.life == .uploaded)
        try await booked.aDayOfPasses()
        #expect(booked.company.vouchers.isEmpty)
        #expect(try booked.company.history(booked.id).filter { $0.event == "lex.voucherGone" }.count == 1)
    }

    @Test func aDeletedVoucherIsReplacedByHand() async throws {
        let booked = try await BookedDocument()
        let company = booked.company
        try booked.lexoffice { try $0.deleteVoucher($1, now: $2) }
        company.advance(hours: 25)
        try await company.pass()
        let number = try #require(company.number(booked.id))
        let typed = try await company.enterVoucher(
            number, cents: 11_900, contact: booked.voucher.content.contactID, date: booked.voucher.content.voucherDate)
        company.settleIndex()
        _ = try await company.answer(.adopt(voucherID: typed), number)
        try await company.pass()
        #expect(company.vouchers.map(\.id) == [typed] && company.vouchers[0].files.count == 1)
        #expect(try company.store.tombstones(InvoiceChart.self, String(booked.id)).map(\.remoteID) == [booked.voucher.id])
    }
}
