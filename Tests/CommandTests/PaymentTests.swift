import Bookkeeping
import Foundation
import Testing

@testable import Sandbox

extension CommandLineTests {
    /// Payments as people meet them: recorded in lexoffice, entered in HERO, taken back, told.
    @Suite struct Payments {
        private func voucher(_ shop: Shop, _ id: Int) throws -> LexofficeVoucherRecord {
            try #require(shop.world.lexoffice.vouchers.first { $0.content.number == shop.number(id) })
        }

        private func entries(_ shop: Shop, _ id: Int) -> [HeroPaymentRecord] {
            shop.world.hero.records.documents[id]?.booking?.payments ?? []
        }

        private func bookkeeper(_ shop: Shop, _ id: Int, _ act: (inout LexofficeStandIn, String) throws -> Void) throws {
            let voucherID = try voucher(shop, id).id
            try shop.world.withLexoffice { try act(&$0, voucherID) }
        }

        @Test func `a payment comes to HERO within one pass, and its return is a task`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let id = try shop.fourDocuments()[0]
                let first = try await shop.run("--lang", "de")
                #expect(first.exit == 0 && first.output.contains("nur noch in lexoffice erfasst"))
                let (today, now) = (shop.today, shop.now)
                let payment = LexofficePayment(type: .bank, amount: Cents(5_000), date: today)
                try bookkeeper(shop, id) { try $0.pay($1, type: payment.type, amount: payment.amount, on: payment.date, now: now) }
                let dry = try await shop.run("--dry-run")
                #expect(dry.exit == 2 && dry.output.contains("payment of \(today) (bank) will be entered in HERO"))
                #expect(entries(shop, id).isEmpty)
                let pass = try await shop.run([])
                #expect(pass.exit == 0)
                #expect(
                    pass.lines.contains {
                        $0.hasPrefix("~ \(shop.number(id))") && $0.contains("50.00 EUR") && $0.contains("entered in HERO")
                    })
                #expect(entries(shop, id).map(\.value) == [5_000])
                // Told whole: both systems, the journal, and what comes next.
                let story = try await shop.run("explain", shop.number(id), "--lang", "de")
                #expect(story.output.contains("Zahlung vom") && story.output.contains("mirrored") && story.output.contains("reply.posted"))
                #expect(story.output.contains("Wie es weitergeht: Wartet auf die Zahlung in lexoffice"))
                let status = try await shop.run("status")
                #expect(status.lines.contains("Payments: 1 mirrored") && status.exit == 0)
                // The debit is returned.
                try bookkeeper(shop, id) { try $0.removePayment($1, payment, now: now) }
                let returned = try await shop.run([])
                #expect(returned.exit == 3 && returned.output.contains("PAYMENT_WITHDRAWN"))
                #expect(try await shop.run("status").exit == 3)
                let key = "\(id)/bank/\(today)/5000/1"
                #expect(try await shop.run("explain", shop.number(id)).output.contains("[\(key)]"))
                let answer = try await shop.run("resolve", key, "--accept", "--reason", "refunded in cash")
                #expect(answer.exit == 0 && answer.output.contains("accepted"))
                #expect(try await shop.run([]).exit == 0)
                #expect(entries(shop, id).map(\.value) == [5_000])
            }
        }

        @Test func `an entry made in HERO is listed with its way out, and JSON names both sides`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let id = try shop.fourDocuments()[1]
                #expect(try await shop.run([]).exit == 0)
                let (today, now) = (shop.today, shop.now)
                let entry = shop.world.withHero { $0.enterPayment(documentID: id, value: Cents(1_234), on: today, now: now) }
                let pass = try await shop.run("--format", "json")
                #expect(pass.exit == 3)
                let line = try #require(try records(pass).first { $0["reason"] == "PAYMENT_FOREIGN" })
                #expect(line["document"] == .string(String(id)) && line["number"] == .string(shop.number(id)))
                #expect(line["payment"] == .string("\(id)/hero/\(entry ?? 0)"))
                // Nothing of it was touched, and nothing is paid in lexoffice by us.
                #expect(entries(shop, id).map(\.value) == [1_234])
                #expect(try voucher(shop, id).payments.isEmpty)
                // The list says it as well, of all documents and of those in its state; nowhere else.
                for (arguments, isSaid) in [([], true), (["--state", "fileComplete"], true), (["--state", "waived"], false)] {
                    let list = try records(try await shop.run(["list", "--format", "json"] + arguments))
                    #expect(list.contains { $0["reason"] == "PAYMENT_FOREIGN" } == isSaid, "\(arguments)")
                }
                let refused = try await shop.run("resolve", shop.number(id), "--waive", "--reason", "no")
                #expect(refused.exit == 3 && refused.text.contains("--accept"))
                #expect(try await shop.run("resolve", shop.number(id), "--accept", "--reason", "cash, booked elsewhere").exit == 0)
                #expect(try await shop.run([]).exit == 0)
            }
        }
    }
}
