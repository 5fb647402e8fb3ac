import Bookkeeping
import Foundation
import HTTPTypes
import Lexoffice
import Sandbox
import TestSupport
import Testing
import Transport

extension CommandLineTests {
    @Suite struct Serve {
        private static let address = "https://sync.example.org/webhooks/lexoffice"

        @Test(.timeLimit(.minutes(2))) func `transfers, shows its metrics, and stops with 0`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                let service = try await Service.start(shop, with: ["RECONCILE_INTERVAL_SECONDS": "1"])
                try await service.untilReady()
                shop.expectBooks(documents, contacts: 2)
                let later = shop.invoice()
                try await Fact.wait(for: "every file is there") { shop.world.lexoffice.files.count >= documents.count + 1 }
                let page = try await service.page()
                #expect(page.contains("reconcile_integration_state{state=\"running\"} 1"))
                #expect(page.contains("reconcile_entities{kind=\"invoice\",state=\"fileComplete\"}"))
                let ending = try await service.stop()
                #expect(ending.exit == 0, "\(ending.text)")
                #expect(ending.errors.contains("the service is ready") && ending.errors.contains("no new write begins"))
                shop.expectBooks(documents + [later], contacts: 2)
            }
        }

        /// Five seconds after SIGTERM it is gone although lexoffice still has not answered; the write counts as unanswered, and the
        /// next start finds what became of it.
        @Test(.timeLimit(.minutes(2))) func `records the write in flight when it is stopped`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let documents = try shop.fourDocuments()
                let slow = Fault(.slowAnswer, milliseconds: 600_000)
                shop.world.install(
                    FaultPlan(appointments: [.init(.init(.lexoffice, isWrite: true, path: "/v1/vouchers"), nth: 1, slow)]))
                let service = try await Service.start(shop)
                try await Fact.wait(for: "the pass waits for an answer") { shop.world.log.contains(where: { $0.fault == .slowAnswer }) }
                let began = ContinuousClock.now
                let ending = try await service.stop()
                #expect(began.duration(to: .now) < .seconds(5.5))
                #expect(ending.exit == 0, "\(ending.text)")
                let status = try await shop.run("list", "--state", "uncertain")
                #expect(status.output.contains(shop.number(documents[0])), "\(status.text)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                shop.expectBooks(documents, contacts: 2)
            }
        }

        /// An hour between passes, and the payment is in HERO at once.
        @Test(.timeLimit(.minutes(2))) func `a webhook brings the next pass forward`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                shop.world.withLexoffice { $0.rules.partialPaymentMovesUpdatedDate = false }
                let document = shop.invoice()
                let key = try WebhookKey()
                let file = try shop.directory.file("lexoffice.pem", key.publicPEM)
                let service = try await Service.start(
                    shop,
                    with: [
                        "RECONCILE_INTERVAL_SECONDS": "3600", "RECONCILE_WEBHOOKS_URL": Self.address,
                        "RECONCILE_WEBHOOKS_PUBLIC_KEY": file,
                    ])
                try await service.untilReady()
                #expect(shop.world.lexoffice.subscriptions.count == LexofficeEvent.allCases.count)
                let voucher = try #require(shop.world.lexoffice.vouchers.first)
                let (today, now) = (shop.today, shop.now)
                try shop.world.withLexoffice { try $0.pay(voucher.id, type: .bank, amount: Cents(5_000), on: today, now: now) }
                for webhook in shop.world.withLexoffice({ $0.takeWebhooks() }) where webhook.eventType == "payment.changed" {
                    let body = webhook.body(organizationID: Shop.organization)
                    #expect(webhook.callbackURL == Self.address)
                    let forged = try await service.send(.post, "/webhooks/lexoffice", signature: "AAAA", body: body)
                    let genuine = try await service.send(.post, "/webhooks/lexoffice", signature: try key.signature(body), body: body)
                    #expect(forged.status == 400 && genuine.status == 204)
                }
                try await Fact.wait(for: "the payment came over") {
                    shop.world.hero.records.documents[document]?.booking?.payments.map(\.value) == [5_000]
                }
                // Until the state knows as well, it would be a write in flight.
                try await Fact.wait(for: "the payment is counted") {
                    try await service.page().contains("reconcile_entities{kind=\"payment\",state=\"mirrored\"} 1")
                }
                #expect(try await service.stop().exit == 0)
                // Without keys it gets as far as it can, and says what is left and until when.
                let keyless = try await shop.run("--delete-integration", "--yes", with: ["RECONCILE_LEXOFFICE_API_KEY": ""])
                #expect(keyless.exit == 69 && keyless.errors.contains("it ends without"), "\(keyless.text)")
                // Deleting the integration takes the subscriptions back.
                let deleted = try await shop.run("--delete-integration", "--yes")
                #expect(deleted.exit == 0, "\(deleted.text)")
                #expect(shop.world.lexoffice.subscriptions.isEmpty)
            }
        }

        /// Beside a running service, and without a request: what a start would refuse is refused with the same words.
        @Test func `checks a configuration without taking it`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let service = try await Service.start(shop)
                try await service.untilReady()
                let requests = shop.world.requests(to: .hero) + shop.world.requests(to: .lexoffice)
                let good = try await shop.run("serve", "--check")
                #expect(good.exit == 0 && good.output == "Configuration and keys can be read and are valid.\n", "\(good.text)")
                let german = try await shop.run("serve", "--check", "--lang", "de")
                #expect(german.output == "Konfiguration und Schlüssel sind lesbar und gültig.\n")
                let json = try await shop.run("serve", "--check", "--format", "json")
                #expect(json.output.hasSuffix(#"{"type":"change_summary","configuration":"good","exit":0}"# + "\n"), "\(json.output)")
                for (setting, value) in [
                    ("RECONCILE_INTERVAL_SECONDS", "soon"), ("RECONCILE_LISTEN", "nowhere"), ("RECONCILE_HERO_ENDPOINT", "http://x y"),
                    ("RECONCILE_WEBHOOKS_PUBLIC_KEY", "/nowhere.pem"), ("RECONCILE_HERO_API_KEY", ""),
                    ("RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND", "-1"), ("RECONCILE_SETTLE_SECONDS", "x"),
                ] {
                    let bad = try await shop.run("serve", "--check", with: [setting: value])
                    #expect(bad.exit == 78 && !bad.errors.isEmpty && bad.output.isEmpty, "\(setting): \(bad.text)")
                }
                #expect(shop.world.requests(to: .hero) + shop.world.requests(to: .lexoffice) == requests)
                #expect(try await service.stop().exit == 0)
            }
        }

        @Test func `refuses webhooks it could not check`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let noKey = try await shop.run("serve", with: ["RECONCILE_WEBHOOKS_URL": Self.address])
                #expect(noKey.exit == 78 && noKey.errors.contains("webhooks.public-key"), "\(noKey.text)")
                let noFile = try await shop.run("serve", with: ["RECONCILE_WEBHOOKS_PUBLIC_KEY": "/nowhere.pem"])
                #expect(noFile.exit == 78 && noFile.errors.contains("/nowhere.pem"), "\(noFile.text)")
            }
        }

        /// SIGHUP again and again: requests to lexoffice stay as far apart as one configuration would have them, and no connection
        /// thread of an old one is left.
        @Test(.timeLimit(.minutes(2))) func `a reload forgets no spacing and leaves no thread`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let file = try shop.directory.file("reload.yaml", "interval-seconds: 3600\n")
                let earlier = shop.world.requests(to: .lexoffice)
                let service = try await Service.start { port in
                    try shop.start(
                        ["serve", "--config", file, "--listen", "127.0.0.1:\(port)"],
                        with: ["RECONCILE_LEXOFFICE_REQUESTS_PER_SECOND": "0.3"])
                }
                try await service.untilReady()
                let threads = { try FileManager.default.contentsOfDirectory(atPath: "/proc/\(service.child.pid)/task").count }
                let before = try threads()
                for _ in 1...3 {
                    let (known, taken) = (shop.world.requests(to: .lexoffice), try await reloadedAt(service))
                    service.child.signal(SIGHUP)
                    try await Fact.wait(for: "the reload is done") { try await reloadedAt(service) != taken }
                    try await Fact.wait(for: "the next pass asks lexoffice") { shop.world.requests(to: .lexoffice) != known }
                    try await service.untilReady()
                }
                #expect(try threads() <= before + 1)
                #expect(try await service.stop().exit == 0)
                let moments = shop.world.log.filter { $0.request.system == .lexoffice }.map(\.at.milliseconds).dropFirst(earlier)
                #expect(moments.count >= 5)
                for (earlier, later) in zip(moments, moments.dropFirst()) { #expect(later - earlier >= 3_200, "\(Array(moments))") }
            }
        }

        private func reloadedAt(_ service: Service) async throws -> Substring? {
            try await service.page().split(separator: "\n").first { $0.hasPrefix("reconcile_config_last_reload_success_timestamp") }
        }
    }
}
