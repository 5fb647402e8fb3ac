import Foundation
import Sandbox
import TestSupport
import Testing

extension CommandLineTests {
    /// What the daily mail would say, whether anything arrives, and settings that cannot work. A real mail server takes mails in
    /// `Tests/Outside/mail_trial.py`.
    @Suite struct Notify {
        private static let mail = [
            "RECONCILE_NOTIFY_SMTP": "smtp://127.0.0.1:1", "RECONCILE_NOTIFY_FROM": "reconcile@firma.example",
            "RECONCILE_NOTIFY_OFFICE": "buero@firma.example, chefin@firma.example (en)",
        ]

        @Test func `a mail is shown before it is sent`() async throws {
            try await Shop.open { shop in
                try await shop.setUp(categories: [])
                let quiet = try await shop.run("notify")
                #expect(quiet.exit == 0 && quiet.output == "There would be nothing to tell today.\n", "\(quiet.text)")
                let number = shop.number(shop.invoice(rate: 0, type: SampleTypes.construction))
                _ = try await shop.run([])
                let shown = try await shop.run(["notify", "--lang", "de"], with: ["RECONCILE_CONSOLE_URL": "https://reconcile.example/"])
                #expect(shown.exit == 0, "\(shown.text)")
                #expect(shown.output.contains("Zu klären (Administrator): 1") && shown.output.contains("Zu klären (Steuerberater): 1"))
                #expect(shown.output.contains("https://reconcile.example/beleg/\(number)") && shown.output.contains("Zaunkönig Bau"))
                let nameless = try await shop.run(["notify", "--role", "admin"], with: ["RECONCILE_NOTIFY_CUSTOMER_NAMES": "no"])
                #expect(nameless.output.contains(number) && !nameless.output.contains("Zaunkönig"), "\(nameless.text)")
                let office = try await shop.run("notify", "--role", "office")
                #expect(office.output == "There would be nothing to tell today.\n", "\(office.text)")
                let json = try records(try await shop.run("notify", "--format", "json"))
                #expect(json.map { $0["type"] } == ["version", "digest", "change_summary"])
                #expect(json[1]["digest"]?["groups"]?[0]?["count"] == 1)
            }
        }

        @Test func `a test says for each way what became of it`() async throws {
            try await Shop.open { shop in
                let nothing = try await shop.run("notify", "--test")
                #expect(nothing.exit == 78 && nothing.errors.contains("Nothing is configured"), "\(nothing.text)")
                let refused = try await shop.run(["notify", "--test"], with: Self.mail)
                #expect(refused.exit == 69, "\(refused.text)")
                #expect(refused.output.contains("mail office buero@firma.example: did not arrive (refused"), "\(refused.text)")
                let json = try records(try await shop.run(["notify", "--test", "--format", "json"], with: Self.mail))
                #expect(json.compactMap { $0["recipient"]?.stringValue } == ["buero@firma.example", "chefin@firma.example"])
                #expect(json.last?["sent"] == 0 && json.last?["exit"] == 69)
            }
        }

        static let wrong: [([String: String], String)] = [
            (["RECONCILE_NOTIFY_SMTP": "mail.firma.example"], "notify.smtp"),
            (["RECONCILE_NOTIFY_SMTP": "smtp://user:pw@mail.firma.example"], "notify.smtp"), (["RECONCILE_NOTIFY_SMTP": ""], "notify.smtp"),
            (["RECONCILE_NOTIFY_OFFICE": ""], "notify.office"), (["RECONCILE_NOTIFY_OFFICE": "buero"], "notify.office"),
            (["RECONCILE_NOTIFY_OFFICE": "buero@firma.example (fr)"], "notify.office"),
            (["RECONCILE_NOTIFY_OFFICE": "a@x, a@x"], "notify.office"), (["RECONCILE_NOTIFY_FROM": "reconcile"], "notify.from"),
            (["RECONCILE_NOTIFY_FROM": "a@x>\r\nRCPT TO:<b@x"], "notify.from"),
            (["RECONCILE_NOTIFY_SMTP_USER": "erika"], "notify.smtp-user"),
            (["RECONCILE_NOTIFY_SMTP_CA": "/nonexistent.pem"], "notify.smtp-ca"), (["RECONCILE_NOTIFY_LANGUAGE": "fr"], "notify.language"),
            (["RECONCILE_NOTIFY_HOUR": "24"], "notify.hour"), (["RECONCILE_NOTIFY_CUSTOMER_NAMES": "perhaps"], "notify.customer-names"),
            (["RECONCILE_NOTIFY_WEBHOOK": "http://hook.example/in"], "notify.webhook"),
            (["RECONCILE_NOTIFY_WEBHOOK": "https://hook.example/in"], "notify.webhook"),
            (["RECONCILE_NOTIFY_PING": "https://user@hc.example/"], "notify.ping"),
            (["RECONCILE_CONSOLE_URL": "reconcile.example"], "console.url"),
        ]

        @Test func `settings that cannot work are refused before the start`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let good = try await shop.run(["serve", "--check"], with: Self.mail)
                #expect(good.exit == 0, "\(good.text)")
                for (changes, setting) in Self.wrong {
                    let checked = try await shop.run(["serve", "--check"], with: Self.mail.merging(changes) { _, new in new })
                    #expect(checked.exit == 78 && checked.errors.contains(setting), "\(changes): \(checked.text)")
                }
                let doctor = try await shop.run(["doctor", "--lang", "en"], with: Self.mail)
                #expect(doctor.output.contains("notifications: 2 recipients by mail"), "\(doctor.text)")
                let ill = try await shop.run(["doctor"], with: Self.mail.merging(["RECONCILE_NOTIFY_HOUR": "24"]) { _, new in new })
                #expect(ill.exit == 78 && ill.output.contains("fail  notifications"), "\(ill.text)")
            }
        }
    }
}
