import Administration
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Reporting
import Sandbox
import StateCharts
import TestSupport
import Testing
import Wording

/// Something that reports and the log say of a document or of its payments.
struct ExplainedTrouble: Sendable, CustomTestStringConvertible {
    let name: String
    let reason: ReasonCode
    let cause: @Sendable (BookedDocument) async throws -> Meddler
    var testDescription: String { name }

    private static func answers(_ text: String, _ other: String) -> Meddler { .lexoffice("/v1/payments/", text, other) }

    private static func paid(_ booked: BookedDocument, _ cents: Int64, _ type: LexofficePaymentType = .bank) throws {
        let today = booked.company.today
        try booked.lexoffice { try $0.pay($1, type: type, amount: Cents(cents), on: today, now: $2) }
    }

    static let all: [ExplainedTrouble] = [
        ExplainedTrouble(name: "an item of an unknown word", reason: .paymentItemUnknown) { booked in
            try paid(booked, 1_000, .cashBox)
            return answers("partPaymentCashBox", "cryptoPayment")
        },
        // The provider keeps a fee: lexoffice is settled, and HERO stays open by as much.
        ExplainedTrouble(name: "a provider's fee", reason: .paymentItemUnknown) { booked in
            try paid(booked, 11_500)
            try paid(booked, 400, .cashBox)
            return answers("partPaymentCashBox", "paymentProviderFee")
        },
        ExplainedTrouble(name: "payments that do not add up", reason: .paymentMismatch) { booked in
            try paid(booked, 4_000)
            return answers("\"openAmount\":", "\"openAmount\":1.00,\"x\":")
        },
        ExplainedTrouble(name: "a foreign currency", reason: .paymentCurrency) { booked in
            try paid(booked, 4_000)
            return answers("\"currency\":\"EUR\"", "\"currency\":\"CHF\"")
        },
        ExplainedTrouble(name: "data that cannot be read", reason: .paymentUnreadable) { booked in
            try paid(booked, 4_000)
            return answers("\"paymentItems\":[", "\"items\":[")
        },
        ExplainedTrouble(name: "an entry made in HERO", reason: .paymentForeign) { booked in
            let today = booked.company.today
            booked.hero { $0.enterPayment(documentID: $1, value: Cents(1_234), on: today, now: $2) }
            return Meddler()
        },
    ]
}

@Suite struct ExplainedTroubleTests {
    private func biography(_ booked: BookedDocument) throws -> Biography {
        let company = booked.company
        return try Biography.read(
            booked.standing, company.store, now: company.now, time: (company.time.bootID, company.time.monotonicMilliseconds()),
            policy: company.policy)
    }

    private func page(_ biography: Biography, _ language: Language) -> BiographyPage {
        BiographyPage(
            biography: biography, notes: [], language: language, lexofficeApp: "https://app.example", heroEndpoint: "https://hero.example")
    }

    /// Whatever the pass names, `explain` names, and whom it waits for; nothing is finished beside it.
    @Test(arguments: ExplainedTrouble.all) func explainNamesWhatTheReportNames(trouble: ExplainedTrouble) async throws {
        let booked = try await BookedDocument()
        let meddler = try await trouble.cause(booked)
        let report = try await booked.company.pass(meddler)
        try #require(report.lines.compactMap(\.reason) == [trouble.reason], "\(report.lines)")
        let biography = try biography(booked)
        let text = page(biography, .en).text
        #expect(text.contains { $0.contains("\(trouble.reason.rawValue): ") })
        #expect(text.contains { $0.contains(Catalogue.explanation(trouble.reason).next.sentence(.en)) })
        #expect(text.contains { $0.contains("Waits for: the office") })
        #expect(!text.contains { $0.contains("it is finished") || $0.contains("Waits for the payment in lexoffice") })
        #expect(biography.next.steps == Catalogue.explanation(trouble.reason).next)
        let codes = page(biography, .en).json.filter { $0.contains("\"reason\":\"\(trouble.reason.rawValue)\"") }
        #expect(!codes.isEmpty)
        #expect(page(biography, .de).text.contains { $0.contains("Wartet auf: das Büro") })
    }

    /// The last of the next steps is to let it stand: then it is not said again, although nothing has changed.
    @Test(arguments: ExplainedTrouble.all) func lettingItStandLeadsToRest(trouble: ExplainedTrouble) async throws {
        let booked = try await BookedDocument()
        let company = booked.company
        let meddler = try await trouble.cause(booked)
        try #require(try await company.pass(meddler).exit == .peopleNeeded)
        #expect(Catalogue.explanation(trouble.reason).next.contains { $0.act == .answer(.accept) })
        _ = try await company.answer(.accept, String(booked.id))
        for _ in 0..<3 {
            company.advance(hours: 9)
            let report = try await company.pass(meddler)
            #expect(report.exit == .success, "\(report.lines)")
        }
        let (look, _) = try await company.printedLook()
        #expect(look.unnamed.isEmpty)
    }

    /// The check can fail: of a document nothing is wrong with nothing is named, and nobody is waited for but the customer.
    @Test func whatIsWellIsNotATrouble() async throws {
        let booked = try await BookedDocument()
        let biography = try biography(booked)
        #expect(biography.troubles.isEmpty && biography.next.steps == [.awaitsPayment])
        #expect(page(biography, .en).text.contains { $0.contains("Waits for: nobody") })
    }
}
