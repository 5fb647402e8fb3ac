import Bookkeeping
import HTTPTypes
import Testing
import Transport

@testable import Sandbox

@Suite struct LexofficePaymentTests {
    private let april9 = BusinessDay(daysSince1970: 20_552)  // 2026-04-09

    private func amount(_ json: SandboxJSON?) -> Cents? {
        (json?.decimalText ?? json?.stringValue).flatMap { ExactDecimal($0) }.flatMap { Cents(rounding: $0) }
    }

    @Test func `an open voucher owes everything`() {
        var desk = LexofficeDesk()
        let id = desk.bookedInvoice()
        let payments = desk.get("/v1/payments/\(id)").json
        #expect(amount(payments["openAmount"]) == Cents(140_400))
        #expect(payments["currency"] == "EUR")
        #expect(payments["paymentStatus"] == "openRevenue")
        #expect(payments["voucherType"] == "salesinvoice")
        #expect(payments["voucherStatus"] == "open")
        #expect(payments["paymentItems"] == [])
        #expect(payments["paidDate"] == nil)
    }

    /// The example with Skonto of lexoffice-api.md §5.
    @Test func `part payment, then the rest with cash discount`() throws {
        var desk = LexofficeDesk()
        let id = desk.bookedInvoice()
        try desk.standIn.pay(id, type: .bank, amount: Cents(137_592), on: april9, now: desk.now)
        let part = desk.get("/v1/payments/\(id)").json
        #expect(amount(part["openAmount"]) == Cents(2808))
        #expect(part["voucherStatus"] == "open")
        #expect(part["paymentStatus"] == "openRevenue")
        try desk.standIn.pay(id, type: .cashDiscount, amount: Cents(2808), on: april9, now: desk.now)
        let whole = desk.get("/v1/payments/\(id)").json
        #expect(amount(whole["openAmount"]) == .zero)
        #expect(whole["paymentStatus"] == "balanced")
        #expect(whole["voucherStatus"] == "paid")
        #expect(whole["paidDate"] == "2026-04-09T00:00:00.000+02:00")
        #expect(whole["paymentItems"]?.arrayValue?.map { $0["paymentItemType"] } == ["partPaymentFinancialTransaction", "cashDiscount"])
        #expect(amount(whole["paymentItems"]?[0]?["amount"]) == Cents(137_592))
    }

    @Test func `two equal payments on one day are two items`() throws {
        var desk = LexofficeDesk()
        let id = desk.bookedInvoice()
        for _ in 0..<2 { try desk.standIn.pay(id, type: .bank, amount: Cents(1000), on: april9, now: desk.now) }
        let items = desk.get("/v1/payments/\(id)").json["paymentItems"]?.arrayValue ?? []
        #expect(items.map { amount($0["amount"]) } == [Cents(1000), Cents(1000)])
    }

    @Test func `a returned debit opens the voucher again`() throws {
        var desk = LexofficeDesk()
        let id = desk.bookedInvoice()
        try desk.standIn.pay(id, type: .bank, amount: Cents(140_400), on: april9, now: desk.now)
        #expect(desk.standIn.voucher(id)?.status == .paid)
        let payment = LexofficePayment(type: .bank, amount: Cents(140_400), date: april9)
        try desk.standIn.removePayment(id, payment, now: desk.now)
        #expect(desk.standIn.voucher(id)?.status == .open)
        #expect(throws: LexofficeBookkeeperRefusal.unknownPayment) { try desk.standIn.removePayment(id, payment, now: desk.now) }
    }

    @Test func `nobody can pay more than is open, dunning costs stand beside it`() throws {
        var desk = LexofficeDesk()
        let id = desk.bookedInvoice()
        #expect(throws: LexofficeBookkeeperRefusal.exceedsOpenAmount(Cents(140_400))) {
            try desk.standIn.pay(id, type: .bank, amount: Cents(140_401), on: april9, now: desk.now)
        }
        try desk.standIn.pay(id, type: .dunningCosts, amount: Cents(500), on: april9, now: desk.now)
        #expect(desk.standIn.voucher(id)?.openAmount == Cents(140_400))
    }

    @Test func `a voided voucher looks paid`() throws {
        var desk = LexofficeDesk()
        let id = desk.bookedInvoice()
        try desk.standIn.voidVoucher(id, now: desk.now)
        let payments = desk.get("/v1/payments/\(id)").json
        #expect(amount(payments["openAmount"]) == .zero)
        #expect(payments["paymentStatus"] == "balanced")
        #expect(payments["voucherStatus"] == "voided")
        #expect(payments["paymentItems"] == [])
        #expect(throws: LexofficeBookkeeperRefusal.notPossible(.voided)) {
            try desk.standIn.pay(id, type: .bank, amount: Cents(1), on: april9, now: desk.now)
        }
    }

    @Test func `netting balances invoice and credit note`() throws {
        var desk = LexofficeDesk()
        let invoice = desk.bookedInvoice()
        var body = LexofficeDesk.invoice(desk.company(), number: "ST-2026-0003")
        body["type"] = "salescreditnote"
        let creditNote = desk.post("/v1/vouchers", body).json["id"]?.stringValue ?? ""
        #expect(desk.get("/v1/payments/\(creditNote)").json["paymentStatus"] == "openRevenue")
        try desk.standIn.net(invoice: invoice, creditNote: creditNote, on: april9, now: desk.now)
        for (id, status) in [(invoice, "paid"), (creditNote, "paidoff")] {
            let payments = desk.get("/v1/payments/\(id)").json
            #expect(payments["paymentStatus"] == "balanced")
            #expect(payments["voucherStatus"] == .string(status))
            #expect(payments["paymentItems"]?[0]?["paymentItemType"] == "partPaymentCreditNote")
        }
    }

    @Test func `the open amount comes as a text now and then, always the same value`() {
        var desk = LexofficeDesk()
        let id = desk.bookedInvoice()
        let answers = (0..<6).map { _ in desk.get("/v1/payments/\(id)").json["openAmount"] }
        #expect(answers.count { $0?.stringValue != nil } == 2)
        #expect(Set(answers.compactMap { $0?.decimalText }).count > 1)
        #expect(Set(answers.map { amount($0) }) == [Cents(140_400)])
    }

    @Test func `unchecked vouchers have no payments, unknown ones are 404, both in the regular shape`() {
        var desk = LexofficeDesk()
        let created = desk.post("/v1/vouchers", ["type": "salesinvoice", "voucherStatus": "unchecked", "taxType": "gross"])
        let reply = desk.get("/v1/payments/\(created.json["id"]?.stringValue ?? "")")
        #expect(reply.status == 406)
        #expect(reply.json["error"] == "Not Acceptable")
        #expect(desk.get("/v1/payments/unbekannt").json["status"] == 404)
    }

    @Test func `a part payment does not move updatedDate, the last one does`() throws {
        var desk = LexofficeDesk { $0.indexLagMilliseconds = 0 }
        let id = desk.bookedInvoice()
        let created = desk.now
        desk.pass(milliseconds: 86_400_000)
        try desk.standIn.pay(id, type: .bank, amount: Cents(100), on: april9, now: desk.now)
        #expect(desk.standIn.voucher(id)?.updatedAt == created)
        let row = desk.get("/v1/voucherlist?voucherType=any&voucherStatus=any").rows.first
        #expect(amount(row?["openAmount"]) == Cents(140_300))
        try desk.standIn.pay(id, type: .bank, amount: Cents(140_300), on: april9, now: desk.now)
        #expect(desk.standIn.voucher(id)?.updatedAt == desk.now)
        #expect(desk.standIn.voucher(id)?.version == 1)
    }
}

@Suite struct LexofficeSubscriptionTests {
    private let body: SandboxJSON = ["eventType": "payment.changed", "callbackUrl": "https://sync.example.org/hooks/lexware"]

    @Test func `a subscription is created, listed, read and deleted`() {
        var desk = LexofficeDesk()
        let created = desk.post("/v1/event-subscriptions", body)
        #expect(created.status == 201)
        #expect(created.json["version"] == 0)
        let id = created.json["id"]?.stringValue ?? ""
        let listed = desk.get("/v1/event-subscriptions").json
        #expect(listed.objectValue?.keys == ["content"])
        #expect(listed["content"]?[0]?["subscriptionId"] == .string(id))
        #expect(desk.get("/v1/event-subscriptions/\(id)").json["callbackUrl"] == "https://sync.example.org/hooks/lexware")
        #expect(desk.send(.delete, "/v1/event-subscriptions/\(id)").status == 204)
        #expect(desk.send(.delete, "/v1/event-subscriptions/\(id)").status == 404)
        #expect(desk.get("/v1/event-subscriptions/\(id)").status == 404)
    }

    @Test func `the same type and address conflict, the same type elsewhere does not`() {
        var desk = LexofficeDesk()
        #expect(desk.post("/v1/event-subscriptions", body).status == 201)
        #expect(desk.post("/v1/event-subscriptions", body).status == 409)
        var other = body
        other["eventType"] = "voucher.status.changed"
        #expect(desk.post("/v1/event-subscriptions", other).status == 201)
    }

    @Test(arguments: [("callbackUrl", SandboxJSON?.none), ("callbackUrl", "http://sync.example.org"), ("eventType", "invoice.geändert")])
    func `what is wrong is refused in the regular shape`(member: String, value: SandboxJSON?) {
        var desk = LexofficeDesk()
        var wrong = body
        wrong[member] = value
        let reply = desk.post("/v1/event-subscriptions", wrong)
        #expect(reply.status == 406)
        #expect(reply.json["details"]?[0]?["field"] == .string(member))
        #expect(desk.standIn.subscriptions.isEmpty)
    }
}
