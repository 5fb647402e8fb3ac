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

/// What the systems may answer about payments, and what becomes of it.
@Suite struct PaymentAnswerTests {
    /// Changes the answer about payments of lexoffice.
    private func payments(_ change: @escaping @Sendable (inout String) -> Void) -> Meddler {
        Meddler(change: { request, response in
            guard request.head.path?.contains("/v1/payments/") == true else { return }
            var text = String(decoding: response.body, as: UTF8.self)
            change(&text)
            response.body = Array(text.utf8)
        })
    }

    private func paid(_ cents: Int64 = 11_900) async throws -> BookedDocument {
        let booked = try await BookedDocument()
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: .bank, amount: Cents(cents), on: today, now: $2) }
        return booked
    }

    /// Every answer that must not be acted upon: shown with its reason, nothing entered, and read anew on `retry`.
    @Test(arguments: [
        ("\"amount\":", "\"amount\":-", ReasonCode.paymentUnreadable),
        ("\"openAmount\":", "\"openAmount\":-5,\"x\":", .paymentUnreadable),
        ("\"voucherStatus\":\"open\"", "\"voucherStatus\":\"frozen\"", .paymentUnreadable),
        ("\"paymentStatus\":\"openRevenue\"", "\"paymentStatus\":\"half\"", .paymentUnreadable),
        ("\"currency\":\"EUR\"", "\"currency\":\"CHF\"", .paymentCurrency),
        ("\"openAmount\":", "\"openAmount\":1.00,\"x\":", .paymentMismatch),
        ("\"paymentItems\":[", "\"items\":[", .paymentUnreadable),
    ]) func anAnswerThatCannotBeUsed(from: String, to: String, reason: ReasonCode) async throws {
        let booked = try await paid(4_000)
        let report = try await booked.company.pass(payments { $0 = $0.replacingOccurrences(of: from, with: to) })
        #expect(report.lines.map(\.reason) == [reason] && report.exit == .peopleNeeded, "\(report.lines)")
        #expect(booked.heroMoney.isEmpty && report.interruption == nil)
        // It is not asked again and again.
        let reads = booked.company.world.log.count { $0.request.path.contains("/v1/payments/") }
        try await booked.company.pass()
        #expect(booked.company.lastReport.lines.map(\.reason) == [reason])
        #expect(booked.company.world.log.count { $0.request.path.contains("/v1/payments/") } == reads)
        _ = try await booked.company.answer(.retry, String(booked.id))
        try await booked.company.pass()
        #expect(booked.heroMoney.map(\.cents) == [4_000])
        #expect(try await booked.company.pass().exit == .success)
    }

    /// An amount in quotes is an amount (lexoffice-api.md §2.5).
    @Test func anAmountAsText() async throws {
        let booked = try await paid(4_000)
        let quoted = payments { text in
            text = text.replacingOccurrences(of: #"("(?:openAmount|amount)":)([0-9.]+)"#, with: "$1\"$2\"", options: .regularExpression)
        }
        #expect(try await booked.company.pass(quoted).exit == .success)
        #expect(booked.heroMoney.map(\.cents) == [4_000])
    }

    /// A kind nobody knows stays out, with its name; what is known of the same voucher goes its way.
    @Test func anUnknownKindOfPayment() async throws {
        let booked = try await paid(4_000)
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: .cashBox, amount: Cents(1_000), on: today, now: $2) }
        let strange = payments { $0 = $0.replacingOccurrences(of: "partPaymentCashBox", with: "cryptoPayment") }
        let report = try await booked.company.pass(strange)
        let line = try #require(report.lines.first { $0.reason == .paymentItemUnknown })
        #expect(line.detail == "type=cryptoPayment:10.00" && line.symbol == .person)
        #expect(booked.heroMoney.map(\.cents) == [4_000])
        _ = try await booked.company.answer(.accept, String(booked.id))
        #expect(try await booked.company.pass().exit == .success)
        let events = try booked.company.history(booked.id).map(\.event)
        #expect(events.contains("op.acceptPayments"))
    }

    /// lexoffice tells nothing of a voucher whose open amount has moved (P13): neither paid nor unpaid, and asked again until it does.
    @Test func noInformationIsNoInformation() async throws {
        let booked = try await paid()
        let silent = Meddler(answer: { request in
            guard request.head.path?.contains("/v1/payments/") == true else { return nil }
            return IncomingResponse(status: 406, #"{"status":406,"error":"Not Acceptable"}"#)
        })
        let report = try await booked.company.pass(silent)
        #expect(booked.heroMoney.isEmpty && report.lines.map(\.reason) == [.paymentsNotTold] && report.exit == .deferred)
        try await booked.company.pass()
        #expect(booked.heroMoney.map(\.cents) == [11_900])
    }

    /// HERO never answers: a person is told in the end what came in place of an answer, and not merely that nothing arrived.
    @Test func heroNeverAnswers() async throws {
        let booked = try await paid()
        let failing = Meddler(answer: { $0.text.contains("mutation") ? IncomingResponse(status: 500, "{}") : nil })
        var report = try await booked.company.pass(failing)
        for _ in 0..<12 {
            booked.company.advance(hours: 1)
            report = try await booked.company.pass(failing)
        }
        let line = try #require(report.lines.first { $0.reason == .notAccepted }, "\(report.lines)")
        #expect(line.symbol == .person && line.detail?.contains("question=createPayment") == true)
        #expect(line.detail?.contains("error=") == true && line.detail?.contains("no_trace") == false, "\(line)")
    }

    /// HERO refuses: a person is asked; entered by hand it is found.
    @Test func heroRefuses() async throws {
        let booked = try await paid()
        let refusing = Meddler(answer: { request in
            guard String(decoding: request.body, as: UTF8.self).contains("mutation") else { return nil }
            return IncomingResponse(status: 200, #"{"errors":[{"message":"Zahlung nicht möglich"}],"data":{"create_payment":null}}"#)
        })
        let report = try await booked.company.pass(refusing)
        #expect(report.lines.map(\.reason) == [.paymentRefused], "\(report.lines) \(report.unanswered)")
        #expect(try booked.payments.map(\.state) == [.refused])
        let today = booked.company.today
        booked.hero { $0.enterPayment(documentID: $1, value: Cents(11_900), on: today, now: $2) }
        try await booked.company.pass()
        #expect(try await booked.company.pass().exit == .success)
        #expect(booked.heroMoney.count == 1)
        #expect(try booked.payments.map(\.state) == [.mirrored])
    }

    /// The document is gone in HERO: nothing is sent into the dark.
    @Test func theDocumentIsGone() async throws {
        let booked = try await paid()
        booked.hero { $0.softDelete(documentID: $1, now: $2) }
        let report = try await booked.company.pass()
        #expect(report.lines.map(\.reason).contains(.documentMissing) && report.exit == .peopleNeeded)
        #expect(booked.company.world.executedWrites(in: .hero) == 0)
        #expect(try booked.payments.map(\.state) == [.refused])
    }

    /// HERO did not take it once, and then the document is gone there: a person is told that, and nothing counts as still being asked.
    @Test func theDocumentIsGoneAfterATry() async throws {
        let booked = try await paid()
        let failing = Meddler(answer: { $0.text.contains("mutation") ? IncomingResponse(status: 500, "{}") : nil })
        var report = try await booked.company.pass(failing)
        for _ in 0..<3 where report.unanswered.isEmpty {
            booked.company.advance(hours: 1)
            report = try await booked.company.pass(failing)
        }
        #expect(report.unanswered.map(\.question) == [.createPayment] && report.exit == .deferred, "\(report.lines)")
        booked.hero { $0.softDelete(documentID: $1, now: $2) }
        for _ in 0..<3 {
            booked.company.advance(hours: 1)
            report = try await booked.company.pass()
        }
        #expect(try booked.payments.map(\.state) == [.refused])
        #expect(report.unanswered.isEmpty && report.lines.map(\.reason).contains(.documentMissing), "\(report.unanswered)")
    }

    /// A lost answer: looked up, never sent again before its absence is proved (carried out or not).
    @Test(arguments: [Fault.Kind.dropAfter, .dropBefore, .serverErrorAfter, .truncatedBody, .htmlAfter])
    func aLostAnswerNeverPaysTwice(kind: Fault.Kind) async throws {
        let booked = try await paid()
        booked.company.world.install(
            FaultPlan(chances: [FaultPlan.Chance(FaultPlan.Selector(.hero, isWrite: true), perMille: 1000, Fault(kind))], seed: 1))
        let report = try await booked.company.pass()
        #expect(report.lines.map(\.reason) == [.paymentOutcomeUnknown])
        booked.company.world.install(.none)
        try await booked.company.passUntilQuiet()
        #expect(booked.heroMoney.map(\.cents) == [11_900])
        #expect(try booked.payments.map(\.state) == [.mirrored])
    }

    /// HERO drops input without a word: only what it shows afterwards counts, and a difference is shown as what it is.
    @Test func heroShowsAnotherDay() async throws {
        let booked = try await paid()
        let today = booked.company.today
        let other = Meddler.hero("paid_date\":\"\(today)", "paid_date\":\"\(today.adding(days: -1))")
        try await booked.company.pass(other)
        let report = try await booked.company.pass(other)
        #expect(report.lines.map(\.reason) == [.paymentEdited])
        #expect(booked.heroMoney.count == 1)
    }

    /// One detail read for each voucher whose open amount moved, none for the others, and one request when nothing did.
    @Test func detailIsReadOnlyWhereSomethingMoved() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let ids = (0..<30).map { company.invoice(customer: customer, net: Int64(10_000 + $0)) }
        try await company.pass()
        company.advance(hours: 1)
        try await company.pass()
        let (today, now) = (company.today, company.now)
        for id in ids.prefix(7) {
            let voucher = try company.voucher(of: id).id
            try company.world.withLexoffice { try $0.pay(voucher, type: .bank, amount: Cents(1_000), on: today, now: now) }
        }
        company.settleIndex()
        let before = company.world.log.count { $0.request.path.contains("/v1/payments/") }
        let report = try await company.pass()
        #expect(company.world.log.count { $0.request.path.contains("/v1/payments/") } - before == 7)
        #expect(report.paymentsEntered.count == 7)
        company.settleIndex()
        #expect(try await company.pass().lexofficeRequests == 1)
        #expect(try await company.pass().lexofficeRequests == 1)
    }
}
