import Bookkeeping
import Foundation
import HTTPTypes
import Hero
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import TestSupport
import Testing
import Transport

/// A row of a list that cannot be read stands for something that is there: it is counted, named as far as it can be, makes the pass
/// incomplete, and is heard everywhere; the readable rows beside it go through.
@Suite struct UnreadableRowTests {
    /// What becomes of the id of the middle one of three documents.
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var isReadable = false
        var spoil: @Sendable (_ body: String, _ id: Int) -> String

        static let all = [
            Row(testDescription: "id null") { $0.replacingOccurrences(of: "\"id\":\($1),", with: "\"id\":null,") },
            Row(testDescription: "id 1.5") { $0.replacingOccurrences(of: "\"id\":\($1),", with: "\"id\":1.5,") },
            Row(testDescription: "id a word") { $0.replacingOccurrences(of: "\"id\":\($1),", with: "\"id\":\"zwei\",") },
            Row(testDescription: "id negative") { $0.replacingOccurrences(of: "\"id\":\($1),", with: "\"id\":-4,") },
            Row(testDescription: "id a list") { $0.replacingOccurrences(of: "\"id\":\($1),", with: "\"id\":[1],") },
            Row(testDescription: "id as text of digits", isReadable: true) {
                $0.replacingOccurrences(of: "\"id\":\($1),", with: "\"id\":\"\($1)\",")
            },
        ]
    }

    private func shop() async throws -> (Company, [Int]) {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        return (company, (0..<3).map { _ in company.invoice(customer: customer) })
    }

    /// Of the lists alone: what is asked for one document is answered as it should be.
    private func meddler(_ row: Row, _ id: Int) -> Meddler {
        Meddler(change: { request, response in
            let text = request.text
            guard text.contains("query DocumentPage(") || text.contains("query DocumentsByID(") else { return }
            response.body = Array(row.spoil(String(decoding: response.body, as: UTF8.self), id).utf8)
        })
    }

    @Test(arguments: Row.all) func aRowThatCannotBeReadIsHeard(row: Row) async throws {
        let (company, ids) = try await shop()
        let report = try await company.pass(meddler(row, ids[1]))
        #expect(report.interruption == nil)
        #expect(company.vouchers.count == (row.isReadable ? 3 : 2))
        guard !row.isReadable else { return #expect(report.unreadableRows == 0 && report.exit == .success) }
        #expect(report.unreadableRows == 1 && report.outcome == .partial && report.exit == .deferred)
        let line = try #require(report.lines.first { $0.subject == .row })
        #expect(line.reason == .rowUnreadable && line.symbol == .waiting)
        #expect(line.key.contains((company.number(ids[1]) ?? "-")), "\(line.key)")
        // People know it by its number, not by HERO's id.
        #expect(line.number == company.number(ids[1]))
        let overview = try Overview.read(company.store)
        #expect(overview.unanswered.all == 1 && overview.unreadableRows == 1)
        #expect(try company.store.figures().unanswered[.hero]?[.row] == 1)
        // It is looked for on walks through the whole list, and becomes a person's.
        for _ in 0..<8 {
            company.advance(hours: 2)
            try await company.pass(meddler(row, ids[1]))
        }
        let asked = try await company.pass(meddler(row, ids[1]))
        #expect(asked.exit == .peopleNeeded && asked.outcome == .partial)
        #expect(try Overview.read(company.store).needsPeople)
        // Readable again, it goes through, and nothing is said of it any more.
        company.advance(hours: 2)
        try await company.pass()
        #expect(company.vouchers.count == 3 && company.lastReport.unreadableRows == 0 && company.lastReport.exit == .success)
    }

    /// A null row, with or without an error beside it that names it.
    @Test(arguments: [
        #""errors":[{"message":"permission denied","path":["customer_documents",0]}],"#, #""errors":[{"message":"denied"}],"#, "",
    ])
    func aNullRowSpoilsNoOther(errors: String) async throws {
        let (company, ids) = try await shop()
        let meddler = Meddler(change: { request, response in
            guard request.text.contains("query DocumentPage("), request.text.contains("\"o\":0}") else { return }
            response.replace("{\"data\":{\"customer_documents\":[", "{\(errors)\"data\":{\"customer_documents\":[null,")
        })
        let report = try await company.pass(meddler)
        #expect(report.interruption == nil, "\(String(describing: report.interruption))")
        #expect(company.vouchers.count == ids.count && report.unreadableRows == 1 && report.exit == .deferred)
    }

    /// An error that names a row spoils that row even where it left it standing: a figure may be missing in it.
    @Test func anErrorInsideARowSpoilsIt() async throws {
        let (company, _) = try await shop()
        let meddler = Meddler(change: { request, response in
            guard request.text.contains("query DocumentPage("), request.text.contains("\"o\":0}") else { return }
            response.replace("{\"data\":", #"{"errors":[{"message":"x","path":["customer_documents",1,"vat"]}],"data":"#)
        })
        let report = try await company.pass(meddler)
        #expect(report.unreadableRows == 1 && company.vouchers.count == 2)
    }

    /// A page that fails because of one row is asked for in halves; the rows around it are read.
    @Test func aRowThatBreaksItsPageIsFound() async throws {
        let (company, ids) = try await shop()
        let number = try #require(company.number(ids[1]))
        let meddler = Meddler(change: { request, response in
            guard request.text.contains("query DocumentPage("), String(decoding: response.body, as: UTF8.self).contains(number) else {
                return
            }
            response = IncomingResponse(status: 200, #"{"errors":[{"message":"Internal server error"}]}"#)
        })
        let report = try await company.pass(meddler)
        #expect(report.interruption == nil && company.vouchers.count == 2 && report.unreadableRows == 1)
    }

    /// The list as a whole is in trouble: then it is HERO's, and nothing is taken for missing.
    @Test func aListThatFailsAsAWholeIsTheSystems() async throws {
        let (company, _) = try await shop()
        let meddler = Meddler(answer: { request in
            request.text.contains("query DocumentPage(") ? IncomingResponse(status: 200, #"{"errors":[{"message":"Forbidden"}]}"#) : nil
        })
        let report = try await company.pass(meddler)
        #expect(report.interruption?.kind == .credentialRefused && company.vouchers.isEmpty)
    }

    // MARK: lexoffice

    /// One voucher or contact in a form nobody knows costs nobody but itself.
    @Test(arguments: ["/v1/voucherlist", "/v1/contacts"]) func aRowOfLexofficeThatCannotBeRead(path: String) async throws {
        let (company, ids) = try await shop()
        _ = company.enterContact("Fremd GmbH")
        _ = try await company.enterVoucher("ALT-1", cents: 5_000)
        company.settleIndex()
        let meddler = Meddler(change: { request, response in
            guard request.head.method == .get, request.head.path?.hasPrefix(path) == true else { return }
            response.replace("\"content\":[{", "\"content\":[{\"roles\":7,\"voucherType\":[],")
        })
        let report = try await company.pass(meddler)
        #expect(report.interruption == nil, "\(String(describing: report.interruption))")
        #expect(company.vouchers.count == ids.count + 1 && report.unreadableRows == 1)
        company.advance(hours: 1)
        #expect(try await company.pass().unreadableRows == 0)
    }
}
