import Bookkeeping
import HTTPTypes
import Sandbox
import Testing
import Transport

@Suite struct LexofficeVoucherListTests {
    private let all = "/v1/voucherlist?voucherType=any&voucherStatus=any"

    private func numbers(_ reply: Reply) -> [String] { reply.rows.compactMap { $0["voucherNumber"]?.stringValue } }

    /// Vouchers with the collective contact, visible in the list.
    private func desk(_ vouchers: [(number: String, date: String)]) -> LexofficeDesk {
        var desk = LexofficeDesk()
        for (number, date) in vouchers {
            var body = LexofficeDesk.invoice("", number: number)
            body["contactId"] = nil
            body["useCollectiveContact"] = true
            body["voucherDate"] = .string(date)
            body["dueDate"] = .string(date)
            _ = desk.post("/v1/vouchers", body)
            desk.pass(milliseconds: 1000)
        }
        desk.pass(milliseconds: 2000)
        return desk
    }

    @Test func `type and status are mandatory, in the regular error shape`() {
        var desk = LexofficeDesk()
        for query in ["", "?voucherType=any", "?voucherStatus=any", "?voucherType=&voucherStatus=any"] {
            let reply = desk.get("/v1/voucherlist\(query)")
            #expect(reply.status == 400)
            #expect(reply.json["path"] == "/v1/voucherlist")
            #expect(reply.json["details"]?[0]?["violation"] == "NOTNULL")
        }
    }

    @Test(arguments: [
        ("any", "any,open", 400), ("any", "overdue", 200), ("any", "overdue,open", 400), ("any", "open,,paid", 500),
        ("any", "paymentordered", 400), ("any", "blank", 200), ("dunning", "any", 400), ("invoice,quotation", "draft,accepted", 200),
    ])
    func `lists of types and statuses follow their rules`(type: String, status: String, code: Int) {
        var desk = LexofficeDesk()
        #expect(desk.get("/v1/voucherlist?voucherType=\(type)&voucherStatus=\(status)").status == code)
    }

    @Test func `a new voucher is listed after the lag alone, and read at once`() {
        var desk = LexofficeDesk()
        let id = desk.bookedInvoice()
        #expect(desk.get("/v1/vouchers/\(id)").status == 200)
        desk.pass(milliseconds: 1999)
        #expect(desk.get(all).rows.isEmpty)
        desk.pass(milliseconds: 1)
        #expect(desk.get(all).rows.map { $0["id"] } == [.string(id)])
    }

    @Test func `changes and removals reach the list late as well`() throws {
        var desk = desk([("RE-1", "2026-03-31")])
        let id = try #require(desk.standIn.vouchers.first?.id)
        try desk.standIn.voidVoucher(id, now: desk.now)
        #expect(desk.get("/v1/vouchers/\(id)").json["voucherStatus"] == "voided")
        #expect(desk.get(all).rows.first?["voucherStatus"] == "open")
        desk.pass(milliseconds: 2000)
        #expect(desk.get(all).rows.first?["voucherStatus"] == "voided")
        try desk.standIn.deleteVoucher(id, now: desk.now)
        #expect(desk.get("/v1/vouchers/\(id)").status == 404)
        #expect(desk.get(all).rows.count == 1)
        desk.pass(milliseconds: 2000)
        #expect(desk.get(all).rows.isEmpty)
    }

    @Test func `a row has the documented members`() {
        var desk = LexofficeDesk()
        let contactID = desk.company()
        let id = desk.post("/v1/vouchers", LexofficeDesk.invoice(contactID)).json["id"]?.stringValue ?? ""
        desk.pass(milliseconds: 2000)
        let row = desk.get(all).rows.first
        #expect(
            row?.objectValue?.keys == [
                "id", "voucherType", "voucherStatus", "voucherNumber", "voucherDate", "createdDate", "updatedDate", "dueDate",
                "contactId", "contactName", "totalAmount", "openAmount", "currency", "archived",
            ])
        #expect(row?["id"] == .string(id))
        #expect(row?["voucherDate"] == "2026-03-31T00:00:00.000+02:00")
        #expect(row?["createdDate"] == "2026-03-31T10:15:09.000+02:00")
        #expect(row?["contactId"] == .string(contactID))
        #expect(row?["contactName"] == "Dachbau Beispiel GmbH")
        #expect(row?["openAmount"]?.decimalText.flatMap { ExactDecimal($0) } == ExactDecimal(1404))
        #expect(desk.get("\(all)&contactId=\(contactID)").rows.count == 1)
        #expect(desk.get("\(all)&contactId=andere").rows.isEmpty)
        #expect(desk.get("\(all)&archived=true").rows.isEmpty)
    }

    @Test func `the collective contact is null`() {
        var desk = desk([("RE-1", "2026-03-31")])
        #expect(desk.get(all).rows.first?["contactId"] == .null)
        #expect(desk.get(all).rows.first?["contactName"] == "Sammelkunde")
    }

    @Test func `the number matches inside others unless told to be exact`() {
        var desk = desk([("RE-1", "2026-03-31"), ("RE-12", "2026-03-31"), ("XRE-1", "2026-03-31"), ("A&B-1", "2026-03-31")])
        #expect(numbers(desk.get("\(all)&voucherNumber=re-1")).sorted() == ["RE-1", "RE-12", "XRE-1"])
        #expect(numbers(desk.get("\(all)&voucherNumber=A%26amp%3BB-1")) == ["A&B-1"])
        #expect(numbers(desk.get("\(all)&voucherNumber=A%26B-1")) == [])
        desk.standIn.rules.voucherNumberMatch = .exact
        #expect(numbers(desk.get("\(all)&voucherNumber=RE-1")) == ["RE-1"])
    }

    @Test func `day filters take days alone and mean Berlin days`() {
        var desk = desk([("RE-1", "2026-03-30"), ("RE-2", "2026-03-31")])
        #expect(numbers(desk.get("\(all)&voucherDateFrom=2026-03-31")) == ["RE-2"])
        #expect(numbers(desk.get("\(all)&voucherDateTo=2026-03-30")) == ["RE-1"])
        #expect(desk.get("\(all)&createdDateFrom=2026-03-31&createdDateTo=2026-03-31").rows.count == 2)
        #expect(desk.get("\(all)&updatedDateFrom=2026-04-01").rows.isEmpty)
        #expect(desk.get("\(all)&updatedDateFrom=2026-03-31T00:00:00.000%2B02:00").status == 400)
        // 22:30 UTC is already the next day in Berlin.
        desk.now = Instant(milliseconds: 1_774_996_200_000)
        desk.standIn.rules.indexLagMilliseconds = 0
        _ = desk.bookedInvoice(number: "RE-3")
        #expect(numbers(desk.get("\(all)&createdDateFrom=2026-04-01")) == ["RE-3"])
    }

    @Test func `an open voucher past its due date is listed as overdue`() {
        var desk = desk([("RE-1", "2026-03-30"), ("RE-2", "2026-03-31")])
        #expect(numbers(desk.get("/v1/voucherlist?voucherType=salesinvoice&voucherStatus=overdue")) == ["RE-1"])
        let open = desk.get("/v1/voucherlist?voucherType=salesinvoice&voucherStatus=open")
        #expect(open.rows.map { $0["voucherStatus"] } == ["open", "overdue"])
        #expect(desk.get("/v1/voucherlist?voucherType=salesinvoice&voucherStatus=paid").rows.isEmpty)
        #expect(desk.get("/v1/voucherlist?voucherType=salescreditnote&voucherStatus=any").rows.isEmpty)
    }

    @Test func `order is by voucher date, newest first, and oldest first where a direction is missing`() {
        var desk = desk([("RE-2", "2026-03-30"), ("RE-1", "2026-03-31"), ("RE-3", "2026-03-29")])
        #expect(numbers(desk.get(all)) == ["RE-1", "RE-2", "RE-3"])
        #expect(desk.get(all).json["sort"]?[0]?["property"] == "voucherdate")
        #expect(numbers(desk.get("\(all)&sort=voucherDate")) == ["RE-3", "RE-2", "RE-1"])
        #expect(numbers(desk.get("\(all)&sort=voucherNumber,DESC")) == ["RE-3", "RE-2", "RE-1"])
        #expect(numbers(desk.get("\(all)&sort=updatedDate,ASC")) == ["RE-2", "RE-1", "RE-3"])
        #expect(desk.get("\(all)&sort=betrag,ASC").status == 400)
        #expect(desk.get("\(all)&sort=voucherDate,aufwärts").status == 400)
    }

    @Test func `the window ends at ten thousand`() {
        var desk = LexofficeDesk { $0.indexLagMilliseconds = 0 }
        let id = desk.bookedInvoice()
        guard let content = desk.standIn.voucher(id)?.content else { return #expect(Bool(false)) }
        for _ in 0..<10_000 { _ = desk.standIn.enterVoucher(content, now: desk.now) }
        let page = desk.get("\(all)&size=250&page=39")
        #expect(page.rows.count == 250)
        #expect(page.json["totalElements"] == 10_000)
        #expect(page.json["last"] == true)
        let beyond = desk.get("\(all)&size=250&page=40")
        #expect(beyond.status == 400)
        #expect(beyond.json["message"] == "Maximum search window size exceeded")
        #expect(desk.get("\(all)&size=251").status == 400)
    }
}
