import Bookkeeping
import HTTPTypes
import Testing
import Transport

@testable import Lexoffice

/// Which right a 403 speaks of, and what lexoffice has against a file.
@Suite struct RightTests {
    @Test(
        arguments: [
            ("POST /v1/vouchers", LexofficeRight.vouchers, true), ("POST /v1/contacts", .contacts, true),
            ("GET /v1/contacts", .contacts, true),
            ("GET /v1/voucherlist", .voucherlist, true), ("GET /v1/payments/v-1", .payments, false),
            ("POST /v1/vouchers/v-1/files", .files, false), ("GET /v1/files/f-1", .files, false),
            ("GET /v1/vouchers/v-1", .vouchers, false),
            ("GET /v1/profile", nil, false), ("GET /v1", nil, false), ("", nil, false),
        ] as [(String, LexofficeRight?, Bool)])
    func aRefusalNamesItsRight(subject: String, right: LexofficeRight?, isAlone: Bool) {
        let denied = LexofficeError(.forbidden, subject: subject, cause: "HTTP 403", status: 403)
        #expect(denied.deniedRight == right)
        #expect(denied.deniedRightAlone == (isAlone ? right : nil))
        for code in [LexofficeError.Code.unauthorized, .notFound, .unavailable, .validation([])] {
            #expect(LexofficeError(code, subject: subject, cause: "").deniedRight == nil)
        }
    }

    @Test(arguments: LexofficeRight.allCases, [(403, false), (404, true)]) func aRightIsAskedFor(right: LexofficeRight, answer: (Int, Bool))
        async throws
    {
        let rig = try Rig { _, _ in .answer(answer.0, "") }
        #expect(try await rig.reader.isAllowed(right) == answer.1)
        #expect(rig.sent.allSatisfy { !$0.request.isWrite })
    }

    /// lexoffice tells no payments of a draft, and that is an answer.
    @Test func paymentsThatAreNotToldMayBeRead() async throws {
        let rig = try Rig { _, _ in .answer(406, "{}") }
        #expect(try await rig.reader.isAllowed(.payments))
    }

    @Test(arguments: FileObjection.allCases) func anObjectionIsFoundAmongOthers(objection: FileObjection) {
        let issues = [RemoteIssue(code: "missing_entity", field: "x"), RemoteIssue(code: objection.rawValue, field: "file")]
        #expect(LexofficeError(.validation(issues), subject: "", cause: "").fileObjection == objection)
        #expect(LexofficeError(.validation([issues[0]]), subject: "", cause: "").fileObjection == nil)
        #expect(LexofficeError(.forbidden, subject: "", cause: "").fileObjection == nil)
    }

    @Test(arguments: ["voucherStatus", "version", "\"files\""]) func aVoucherIsSentWithout(key: String) throws {
        for voucher in [try Sample.invoice(), try Sample.creditNote()] {
            let body = try LexofficeWriter.voucherBody(voucher, contact: .collective(name: nil), categories: Sample.categories)
            #expect(!String(decoding: body, as: UTF8.self).contains(key))
        }
    }

    @Test(arguments: [1, 5_242_879, 5_242_880]) func aFileOfThisSizeIsSent(size: Int) async throws {
        let rig = try Rig(.fixture("file-uploaded", status: 202))
        let outcome = await rig.writer.attachFile(voucherID: "v-1", fileName: "a.pdf", bytes: [UInt8](repeating: 0x20, count: size))
        guard case .accepted = outcome else { return #expect(Bool(false), "\(size) bytes were not sent") }
        #expect(rig.sent.count == 1)
    }

    @Test func whatWasWrittenInLexofficeIsAskedForByDay() async throws {
        let rig = try Rig { _, _ in .answer(200, #"{"content":[],"totalElements":0,"last":true}"#) }
        let day = try #require(BusinessDay("2026-03-31"))
        #expect(try await rig.reader.salesDocuments(dated: day...day.adding(days: 1)).isEmpty)
        let path = try #require(rig.sent.first?.path)
        #expect(path.hasPrefix("/v1/voucherlist?voucherType=invoice%2Cdownpaymentinvoice%2Ccreditnote&voucherStatus=any"))
        #expect(path.contains("voucherDateFrom=2026-03-31&voucherDateTo=2026-04-01"))
    }
}
