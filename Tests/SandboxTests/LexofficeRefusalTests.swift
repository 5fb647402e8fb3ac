import Bookkeeping
import HTTPTypes
import Testing

@testable import Sandbox

/// What the stand-in can be told to refuse.
@Suite struct LexofficeRefusalTests {
    @Test func `a number that fails, fails for ever and alone`() {
        var desk = LexofficeDesk { $0.trouble = ["RE-1": .failing] }
        let contact = desk.company()
        for _ in 0..<3 { #expect(desk.post("/v1/vouchers", LexofficeDesk.invoice(contact, number: "RE-1")).status == 500) }
        #expect(desk.post("/v1/vouchers", LexofficeDesk.invoice(contact, number: "RE-2")).status == 201)
        #expect(desk.standIn.vouchers.count == 1)
    }

    @Test(arguments: ["voucherDate", "contactId", "voucherItems[0].taxAmount"]) func `a number may be refused for a field`(source: String) {
        var desk = LexofficeDesk { $0.trouble = ["RE-1": .refusing(code: "invalid_value", source: source)] }
        let reply = desk.post("/v1/vouchers", LexofficeDesk.invoice(desk.company(), number: "RE-1"))
        #expect(reply.status == 406 && reply.issues == ["invalid_value \(source)"])
    }

    @Test func `what is denied is forbidden, and nothing else`() {
        var desk = LexofficeDesk { $0.denied = [.readPayments, .uploadFile] }
        let voucher = desk.bookedInvoice()
        #expect(desk.get("/v1/payments/\(voucher)").status == 403)
        #expect(desk.upload(voucher, name: "a.pdf", bytes: Array("%PDF-1.7".utf8)).status == 403)
        #expect(desk.get("/v1/vouchers/\(voucher)").status == 200)
        desk.standIn.rules.denied = []
        #expect(desk.get("/v1/payments/\(voucher)").status == 200)
    }

    @Test func `numbers may be trimmed`() {
        var desk = LexofficeDesk { $0.trimsNumbers = true }
        let id = desk.bookedInvoice(number: " RE-1\u{A0}")
        #expect(desk.get("/v1/vouchers/\(id)").json["voucherNumber"] == "RE-1")
    }

    @Test(arguments: ["open", "unchecked"]) func `a create that names its status may be refused`(status: String) {
        var desk = LexofficeDesk { $0.acceptsVoucherStatus = false }
        var body = LexofficeDesk.invoice(desk.company())
        body["voucherStatus"] = .string(status)
        #expect(desk.post("/v1/vouchers", body).issues == ["invalid_value voucherStatus"])
        body["voucherStatus"] = nil
        #expect(desk.post("/v1/vouchers", body).status == 201)
    }

    @Test func `what was written in the editor is listed and is no voucher`() {
        var desk = LexofficeDesk()
        let content = LexofficeVoucherContent(
            kind: .invoice, number: "RE-1", voucherDate: BusinessDay("2026-03-31"), gross: Cents(11_900), tax: Cents(1_900), isNet: false,
            usesCollectiveContact: true, items: [])
        let id = desk.standIn.enterVoucher(content, now: desk.now)
        desk.pass(milliseconds: 5_000)
        let list = "/v1/voucherlist?voucherStatus=any&voucherType="
        #expect(desk.get(list + "invoice").rows.map { $0["id"] } == [.string(id)])
        #expect(desk.get(list + "salesinvoice,salescreditnote").rows.isEmpty)
        #expect(desk.get("/v1/vouchers/\(id)").status == 404)
        var body = LexofficeDesk.invoice(desk.company())
        body["type"] = "invoice"
        #expect(desk.post("/v1/vouchers", body).issues == ["invalid_value type"])
    }
}
