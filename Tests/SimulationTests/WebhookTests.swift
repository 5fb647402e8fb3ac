import Bookkeeping
import Daemon
import Foundation
import HTTPTypes
import Lexoffice
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import Telemetry
import TestSupport
import Testing
import Transport
import Web

/// Webhooks are hints: subscribed, repaired, taken back; doubled, lost and out of order they change nothing but the hour.
@Suite struct WebhookTests {
    private static let address = "https://sync.example.org/webhooks/lexoffice"

    private func subscribed(_ company: Company) -> [String: Int] {
        Dictionary(company.world.lexoffice.subscriptions.map { ($0.callbackURL, 1) }, uniquingKeysWith: +)
    }

    private func shop() async throws -> Company {
        let company = try Company()
        company.openShop()
        try await company.setup()
        return company
    }

    @Test func subscribesOnceAndLooksOnceADay() async throws {
        let company = try await shop()
        try await company.pass(webhooks: .managed(address: Self.address))
        #expect(company.world.lexoffice.subscriptions.map(\.eventType).sorted() == LexofficeEvent.allCases.map(\.rawValue).sorted())
        #expect(subscribed(company) == [Self.address: LexofficeEvent.allCases.count])
        let before = company.world.lexoffice.requests(.listSubscriptions)
        for _ in 0..<3 { try await company.pass(webhooks: .managed(address: Self.address)) }
        #expect(company.world.lexoffice.requests(.listSubscriptions) == before)
        company.time.advance(milliseconds: 24 * 3_600_000)
        try await company.pass(webhooks: .managed(address: Self.address))
        #expect(company.world.lexoffice.requests(.listSubscriptions) == before + 1)
        #expect(company.world.lexoffice.executions(.createSubscription) == LexofficeEvent.allCases.count)
    }

    /// A single pass from the command line manages nothing, and without an address nothing is asked.
    @Test func leavesAloneWhatItWasNotTold() async throws {
        let company = try await shop()
        try await company.pass()
        try await company.pass(webhooks: .managed(address: nil))
        #expect(company.world.lexoffice.requests(.listSubscriptions) == 0)
    }

    /// A key that is withdrawn takes its subscriptions with it.
    @Test func subscribesAgainAfterTheKeyWasChanged() async throws {
        let company = try await shop()
        try await company.pass(webhooks: .managed(address: Self.address))
        company.world.withLexoffice { $0.withdrawSubscriptions() }
        try await company.pass(webhooks: .managed(address: Self.address))
        #expect(subscribed(company) == [:])
        try await company.pass(webhooks: .managed(address: Self.address), credential: "another key")
        #expect(subscribed(company) == [Self.address: LexofficeEvent.allCases.count])
    }

    @Test func movesToANewAddressAndLeavesStrangersAlone() async throws {
        let company = try await shop()
        let stranger = "https://stranger.example/hook"
        company.world.withLexoffice { $0.subscribe(stranger, to: "payment.changed", now: company.now) }
        try await company.pass(webhooks: .managed(address: Self.address))
        let next = "https://new.example.org/webhooks/lexoffice"
        try await company.pass(webhooks: .managed(address: next))
        #expect(subscribed(company) == [next: LexofficeEvent.allCases.count, stranger: 1])
        try await company.pass(webhooks: .managed(address: nil))
        #expect(subscribed(company) == [stranger: 1])
    }

    /// What keeps lexoffice from telling us keeps no pass from being complete, and is tried again.
    @Test func aRefusedSubscriptionIsToldAndTriedAgain() async throws {
        let company = try await shop()
        let refusal = Meddler(answer: { $0.head.path == "/v1/event-subscriptions" ? IncomingResponse(status: 503, "{}") : nil })
        let first = try await company.clients(refusal).pass(webhooks: .managed(address: Self.address)).run()
        #expect(first.outcome == .complete && first.webhookTrouble?.contains("unavailable") == true)
        company.time.advance(milliseconds: 15 * 60_000)
        let second = try await company.pass(webhooks: .managed(address: Self.address))
        #expect(second.webhookTrouble == nil)
        #expect(subscribed(company) == [Self.address: LexofficeEvent.allCases.count])
    }

    @Test func deletingTakesThemBack() async throws {
        let company = try await shop()
        try await company.pass(webhooks: .managed(address: Self.address))
        let stuck = Meddler(answer: { $0.head.path == "/v1/event-subscriptions" ? IncomingResponse(status: 503, "{}") : nil })
        await #expect(throws: PassFailure.self) { try await company.delete(stuck) }
        #expect(company.phase == .revoking)
        #expect(try await company.delete().isDone)
        #expect(subscribed(company) == [:])
    }

    /// Whom lexoffice never answers again is not kept waiting for ever.
    @Test func deletingEndsWithoutAnAnswerAfterTenMinutes() async throws {
        let company = try await shop()
        try await company.pass(webhooks: .managed(address: Self.address))
        let stuck = Meddler(answer: { $0.head.path == "/v1/event-subscriptions" ? IncomingResponse(status: 503, "{}") : nil })
        await #expect(throws: PassFailure.self) { try await company.delete(stuck) }
        company.time.advance(milliseconds: 600_000)
        #expect(try await company.delete(stuck).isDone)
    }

    /// A voucher that vanished without a word is missed as soon as the list counts one less.
    @Test func aLostDeletionCostsOnePass() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        for _ in 0..<5 { company.invoice(customer: customer) }
        try await company.passUntilQuiet()
        let voucher = try #require(company.vouchers.first)
        try company.world.withLexoffice { try $0.deleteVoucher(voucher.id, now: company.now) }
        company.time.advance(milliseconds: 60_000)
        try await company.pass()
        let number = try #require(voucher.content.number)
        #expect(try company.standing(number)?.transfer == .gone)
    }

    /// lexoffice's list lags behind its own webhook; of a voucher on which nothing was paid before nobody had anything to forget.
    @Test func theFirstPaymentIsReadBeforeTheListShowsIt() async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let document = company.invoice(customer: customer)
        try await company.passUntilQuiet()
        company.time.advance(milliseconds: 60_000)
        try await company.pass()
        let voucher = try #require(company.vouchers.first)
        company.world.withLexoffice { $0.rules.indexLagMilliseconds = 600_000 }
        try company.world.withLexoffice {
            try $0.pay(voucher.id, type: .bank, amount: Cents(100), on: company.today, now: company.now)
        }
        try LookAgain(payments: [voucher.id]).record(in: company.store)
        try await company.pass()
        #expect(company.world.hero.records.documents[document]?.booking?.payments.map(\.value) == [100])
        // Shown at last, it is not a second one.
        company.time.advance(milliseconds: 600_000)
        try await company.pass()
        #expect(company.world.hero.records.documents[document]?.booking?.payments.map(\.value) == [100])
    }

    /// 60 vouchers, every third touched; one webhook in ten comes twice, one in five not at all, all of them in disorder.
    @Test(arguments: Seeds.chosen(usual: 3, all: 8)) func doubledLostAndReorderedTheyLeadToTheSameState(seed: Int) async throws {
        let company = try Company()
        let customer = company.openShop()
        try await company.setup()
        let documents = (0..<60).map { _ in company.invoice(customer: customer) }
        try await company.pass(webhooks: .managed(address: Self.address))
        try await company.passUntilQuiet()
        company.world.withLexoffice { $0.rules.partialPaymentMovesUpdatedDate = false }
        _ = company.world.withLexoffice { $0.takeWebhooks() }
        company.time.advance(milliseconds: 30 * 60_000)
        try await company.pass()

        var chance = VirtualTime(seed: UInt64(seed))
        var paid: [Int: Int64] = [:]
        var gone: [String] = []
        for (index, document) in documents.enumerated() where index % 3 == 0 {
            let number = try #require(company.number(document))
            let voucher = try #require(company.vouchers.first { $0.content.number == number })
            if index % 30 == 0 {
                try company.world.withLexoffice { try $0.deleteVoucher(voucher.id, now: company.now) }
                gone.append(number)
            } else {
                // A part payment, which the list shows only to whoever asks for open vouchers.
                let cents = Int64(100 + chance.randomWord() % 5_000)
                try company.world.withLexoffice {
                    try $0.pay(voucher.id, type: .bank, amount: Cents(cents), on: company.today, now: company.now)
                }
                paid[document] = cents
            }
        }
        company.time.advance(milliseconds: 60_000)
        try await deliver(company, &chance)

        try await company.pass(webhooks: .managed(address: Self.address))
        for (document, cents) in paid {
            #expect(company.world.hero.records.documents[document]?.booking?.payments.map(\.value) == [cents])
        }
        for number in gone { #expect(try company.standing(number)?.transfer == .gone) }
        #expect(company.vouchers.count == 60 - gone.count)
    }

    private func deliver(_ company: Company, _ chance: inout VirtualTime) async throws {
        let key = try WebhookKey()
        let queue = HintQueue(bell: WakeSignal())
        let receiver = WebhookReceiver(
            signature: try WebhookSignature(pem: key.publicPEM), organizationID: { Company.organizationID },
            registry: MetricRegistry(version: "1", startedAt: 0), onHint: { queue.add($0) })
        var webhooks = company.world.withLexoffice { $0.takeWebhooks() }
        #expect(webhooks.count >= 20)
        webhooks = webhooks.filter { _ in chance.randomWord() % 5 != 0 }
        webhooks += webhooks.filter { _ in chance.randomWord() % 10 == 0 }
        for index in webhooks.indices.dropFirst().reversed() {
            webhooks.swapAt(index, Int(chance.randomWord() % UInt64(index + 1)))
        }
        for webhook in webhooks {
            let body = webhook.body(organizationID: Company.organizationID)
            let result = receiver.receive(body, signature: try key.signature(body))
            #expect(result == .accepted || result == .duplicate)
        }
        try queue.take().record(in: company.store)
    }
}
