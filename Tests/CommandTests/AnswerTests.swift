import Bookkeeping
import Foundation
import Testing

@testable import Sandbox

extension CommandLineTests {
    /// What only a person can decide, on cases made for it.
    @Suite struct Answer {
        /// A voucher typed in by hand under the number of a document, over twice its amount. Its id.
        private func enterClash(_ shop: Shop, like content: LexofficeVoucherContent, number: String) -> String {
            var other = content
            other.number = number
            other.gross = Cents(content.gross.amount * 2)
            other.tax = Cents(content.tax.amount * 2)
            for index in other.items.indices {
                other.items[index].amount = Cents(content.items[index].amount.amount * 2)
                other.items[index].taxAmount = Cents(content.items[index].taxAmount.amount * 2)
            }
            let (now, entered) = (shop.now, other)
            return shop.world.withLexoffice { $0.enterVoucher(entered, now: now) }
        }

        /// One document on the books, and a second whose number is taken.
        private func clash(_ shop: Shop) async throws -> (number: String, voucher: String) {
            try await shop.setUp()
            shop.invoice()
            let first = try await shop.run([])
            #expect(first.exit == 0, "\(first.text)")
            let content = try #require(shop.world.lexoffice.vouchers.first?.content)
            let number = shop.number(shop.invoice())
            let voucher = enterClash(shop, like: content, number: number)
            let pass = try await shop.run([])
            #expect(pass.exit == 3, "\(pass.text)")
            #expect(pass.output.contains("DUPLICATE_NUMBER"))
            #expect(pass.output.contains(voucher))
            #expect(shop.world.lexoffice.vouchers.count == 2)
            return (number, voucher)
        }

        @Test func `a clash is adopted`() async throws {
            try await Shop.open { shop in
                let (number, voucher) = try await clash(shop)
                let unknown = try await shop.run("resolve", number, "--adopt", "5b13c000-0000-4000-8000-00000000dead", "--reason", "typo")
                #expect(unknown.exit == 3, "\(unknown.text)")
                let answer = try await shop.run("resolve", number, "--adopt", voucher, "--reason", "typed in by hand")
                #expect(answer.exit == 0, "\(answer.text)")
                #expect(answer.output.contains(number))
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                #expect(shop.world.lexoffice.vouchers.count == 2)
                #expect(shop.world.lexoffice.voucher(voucher)?.files.count == 1)
                let journal = try await shop.run("journal", "export")
                let entry = try #require(try records(journal).first { $0["event"] == "op.adopt" && $0["to"] != $0["from"] })
                #expect(entry["actor"] == .string("user:tester(uid \(getuid()))"))
                #expect(entry["cause"] == "resolve: typed in by hand")
            }
        }

        @Test func `a clash is told apart`() async throws {
            try await Shop.open { shop in
                let (number, voucher) = try await clash(shop)
                let answer = try await shop.run("resolve", number, "--absent", "--reason", "another firm's invoice")
                #expect(answer.exit == 0, "\(answer.text)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                #expect(shop.world.lexoffice.vouchers.count { $0.content.number == number } == 2)
                #expect(shop.world.lexoffice.voucher(voucher)?.files.isEmpty == true)
                let again = try await shop.run([])
                #expect(again.exit == 0, "\(again.text)")
                #expect(shop.world.lexoffice.vouchers.count == 3)
            }
        }

        @Test func `a write without an answer is looked up, never repeated, until somebody says it was not`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let id = shop.invoice()
                let create = FaultPlan.Selector(.lexoffice, method: "POST", path: "/v1/vouchers")
                shop.world.install(FaultPlan(appointments: [.init(create, nth: 1, Fault(.dropBefore))]))
                let patient = ["RECONCILE_SETTLE_SECONDS": "86400"]
                for _ in 0..<3 {
                    let pass = try await shop.run([], with: patient)
                    #expect(pass.exit == 4, "\(pass.text)")
                    #expect(pass.output.contains("OUTCOME_UNKNOWN"))
                }
                #expect(shop.world.log.count { $0.request.path == "/v1/vouchers" } == 1)
                let answer = try await shop.run(
                    ["resolve", shop.number(id), "--absent", "--reason", "looked myself"], with: patient)
                #expect(answer.exit == 0, "\(answer.text)")
                let next = try await shop.run([], with: patient)
                #expect(next.exit == 0, "\(next.text)")
                shop.expectBooks([id], contacts: 1)
            }
        }

        @Test func `a write that was carried out is found without anybody`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let id = shop.invoice()
                let create = FaultPlan.Selector(.lexoffice, method: "POST", path: "/v1/vouchers")
                shop.world.install(FaultPlan(appointments: [.init(create, nth: 1, Fault(.dropAfter))]))
                let patient = ["RECONCILE_SETTLE_SECONDS": "86400"]
                let pass = try await shop.run([], with: patient)
                #expect(pass.exit == 4, "\(pass.text)")
                let next = try await shop.run([], with: patient)
                #expect(next.exit == 0, "\(next.text)")
                shop.expectBooks([id], contacts: 1)
            }
        }

        @Test func `a cancelled pair is waived`() async throws {
            try await Shop.open { shop in
                try await shop.setUp(categories: [])
                let original = shop.invoice(rate: 0, type: SampleTypes.construction)
                let reversal = try shop.cancel(original)
                let pass = try await shop.run([])
                #expect(pass.exit == 3, "\(pass.text)")
                let answer = try await shop.run("resolve", shop.number(original), "--waive", "--reason", "nets to zero")
                #expect(answer.exit == 0, "\(answer.text)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                let list = try await shop.run("list", "--state", "waived")
                #expect(list.output.contains(shop.number(original)) && list.output.contains(shop.number(reversal)))
                #expect(shop.world.lexoffice.vouchers.isEmpty)
            }
        }

        @Test func `a waived pair is reconsidered`() async throws {
            try await Shop.open { shop in
                try await shop.setUp(categories: [])
                let original = shop.invoice(rate: 0, type: SampleTypes.construction)
                let reversal = try shop.cancel(original)
                _ = try await shop.run([])
                let waiver = try await shop.run("resolve", shop.number(original), "--waive", "--reason", "nets to zero")
                #expect(waiver.exit == 0, "\(waiver.text)")
                _ = try await shop.run([])
                let told = try await shop.run("explain", shop.number(reversal))
                #expect(told.output.contains("`reconcile retry NUMBER` takes that back"), "\(told.output)")
                try await shop.setUp()
                let answer = try await shop.run("retry", shop.number(original), "--format", "json")
                #expect(answer.exit == 0, "\(answer.text)")
                let line = try #require(try records(answer).last)
                #expect(line["state_before"]?.stringValue?.contains("/waived/") == true, "\(line)")
                #expect(line["state"]?.stringValue?.contains("/waiting/") == true, "\(line)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                shop.expectBooks([original, reversal], contacts: 1)
            }
        }

        /// Two contacts in lexoffice look like the customer; what a person answers is what the next pass does.
        @Test(arguments: ["--new-contact", "--collective"]) func `whom it is booked on is answered`(option: String) async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let now = shop.now
                let twins = shop.world.withLexoffice { lexoffice in
                    (0..<2).map { _ in
                        var content = LexofficeContactContent(identity: .company(.init(name: "Zaunkönig Bau")))
                        content.emails = [.init(list: "business", value: "rechnung@zaunkoenig.example")]
                        return lexoffice.enterContact(content, now: now)
                    }
                }
                let number = shop.number(shop.invoice())
                let pass = try await shop.run([])
                #expect(pass.exit == 3 && pass.output.contains("CONTACT_AMBIGUOUS"), "\(pass.text)")
                // What to type is said where it is held, in both languages.
                for (language, word) in [("en", "NUMBER"), ("de", "NUMMER")] {
                    let told = try await shop.run("explain", number, "--lang", language)
                    #expect(told.output.contains("reconcile resolve \(word) \(option) --reason …"), "\(told.output)")
                }
                let answer = try await shop.run("resolve", number, option, "--reason", "asked the customer", "--format", "json")
                #expect(answer.exit == 0, "\(answer.text)")
                let line = try #require(try records(answer).last)
                #expect(line["number"] == .string(number) && line["state_before"] == "ambiguous", "\(line)")
                #expect(line["state"] == (option == "--collective" ? "collective" : "unlinked"), "\(line)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                let content = try #require(shop.world.lexoffice.vouchers.first?.content)
                #expect(shop.world.lexoffice.vouchers.count == 1 && content.usesCollectiveContact == (option == "--collective"))
                #expect(!twins.contains(content.contactID ?? ""))
                #expect(shop.world.lexoffice.contacts.count == (option == "--collective" ? 2 : 3))
                let again = try await shop.run("resolve", number, "--new-contact", "--reason", "once more")
                #expect(again.exit == 3 && again.errors.contains("That is not possible in its present state"), "\(again.text)")
            }
        }

        /// A contact looks like the customer and is called otherwise: both cards stand side by side, and the one that is named is taken.
        @Test func `the contact that it is is named`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let now = shop.now
                let contact = shop.world.withLexoffice { lexoffice in
                    var content = LexofficeContactContent(identity: .company(.init(name: "Vogelbau Nord")))
                    content.emails = [.init(list: "business", value: "rechnung@zaunkoenig.example")]
                    return lexoffice.enterContact(content, now: now)
                }
                let number = shop.number(shop.invoice())
                let pass = try await shop.run([])
                #expect(pass.exit == 3 && pass.output.contains("CONTACT_SIMILAR") && !pass.output.contains("Vogelbau"), "\(pass.text)")
                let told = try await shop.run("explain", number, "--lang", "de")
                for word in ["Kunde und mögliche Kontakte", "Vogelbau Nord", "Zaunkönig Bau", contact, "--contact KONTAKT"] {
                    #expect(told.output.contains(word), "\(told.output)")
                }
                let answer = try await shop.run("resolve", number, "--contact", contact, "--reason", "same people", "--format", "json")
                #expect(answer.exit == 0, "\(answer.text)")
                let line = try #require(try records(answer).last)
                #expect(line["state_before"] == "ambiguous" && line["state"] == "linked" && line["answer"] == "contact", "\(line)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                #expect(shop.world.lexoffice.vouchers.map(\.content.contactID) == [contact] && shop.world.lexoffice.contacts.count == 1)
            }
        }

        @Test func `a voucher changed in lexoffice is accepted`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let id = shop.invoice()
                let first = try await shop.run([])
                #expect(first.exit == 0)
                let voucher = try #require(shop.world.lexoffice.vouchers.first?.id)
                let (now, day) = (shop.now, shop.today.adding(days: -1))
                try shop.world.withLexoffice { try $0.editVoucher(voucher, now: now) { $0.content.voucherDate = day } }
                let pass = try await shop.run("--format", "json")
                #expect(pass.exit == 3, "\(pass.text)")
                let drift = try #require(try records(pass).first { $0["type"] == "drift" })
                #expect(drift["reason"] == "VOUCHER_EDITED")
                #expect(drift["document"] == .string(String(id)))
                let answer = try await shop.run("resolve", shop.number(id), "--accept", "--reason", "the bookkeeper is right")
                #expect(answer.exit == 0, "\(answer.text)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                #expect(shop.world.lexoffice.voucher(voucher)?.content.voucherDate == day)
            }
        }

        @Test func `a document changed in HERO is accepted`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let id = shop.invoice()
                let first = try await shop.run([])
                #expect(first.exit == 0)
                let booked = try #require(shop.world.lexoffice.vouchers.first)
                let now = shop.now
                shop.world.withHero { $0.edit(documentID: id, now: now) { $0.lines[0].unitPrice = 20_000 } }
                let pass = try await shop.run("--format", "json")
                #expect(pass.exit == 3, "\(pass.text)")
                #expect(try records(pass).contains { $0["type"] == "drift" && $0["reason"] == "DOCUMENT_CHANGED" })
                #expect(shop.world.lexoffice.voucher(booked.id) == booked)
                let answer = try await shop.run("resolve", shop.number(id), "--accept", "--reason", "agreed with the customer")
                #expect(answer.exit == 0, "\(answer.text)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                #expect(shop.world.lexoffice.voucher(booked.id) == booked)
            }
        }

        /// lexoffice refuses a voucher for a reason of its own; once that is gone, `retry` goes on.
        @Test func `a refused document is tried again when somebody says so`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                shop.invoice()
                let first = try await shop.run([])
                #expect(first.exit == 0)
                let second = shop.invoice()
                let number = shop.number(second)
                shop.world.withLexoffice { $0.rules.trouble[number] = .refusing(code: "invalid_value", source: "voucherDate") }
                let pass = try await shop.run([])
                #expect(pass.exit == 3, "\(pass.text)")
                #expect(pass.output.contains("REJECTED_BY_LEXOFFICE"))
                let writes = shop.world.log.count { $0.request.isWrite }
                let still = try await shop.run([])
                #expect(still.exit == 3)
                #expect(shop.world.log.count { $0.request.isWrite } == writes)
                shop.world.withLexoffice { $0.rules.trouble[number] = nil }
                let answer = try await shop.run("retry", number)
                #expect(answer.exit == 0, "\(answer.text)")
                let next = try await shop.run([])
                #expect(next.exit == 0, "\(next.text)")
                #expect(shop.world.lexoffice.vouchers.count == 2)
                #expect(shop.world.lexoffice.contacts.count == 1)
            }
        }

        @Test func `an answer to a question nobody asked is refused`() async throws {
            try await Shop.open { shop in
                try await shop.setUp()
                let id = shop.invoice()
                shop.invoice(numbering: .exactly("RE-DOPPELT"))
                shop.invoice(customer: Shop.customers[1], numbering: .exactly("RE-DOPPELT"))
                _ = try await shop.run([])
                for answer in [["--waive"], ["--absent"], ["--accept"]] {
                    let ending = try await shop.run(["resolve", shop.number(id)] + answer + ["--reason", "why not"])
                    #expect(ending.exit == 3, "\(answer): \(ending.text)")
                    #expect(ending.errors.contains("That is not possible in its present state"))
                }
                let journal = try await shop.run("journal", "export").output
                #expect(journal.contains("refused="))
                let documents = try await shop.run("list").output
                let nobody = try await shop.run("retry", "RE-0000-0000")
                #expect(nobody.exit == 64)
                #expect(nobody.errors.contains("No document of this number"))
                let two = try await shop.run("explain", "RE-DOPPELT")
                #expect(two.exit == 64)
                #expect(two.errors.contains("Several documents of this number"))
                #expect(try await shop.run("journal", "export").output == journal)
                #expect(try await shop.run("list").output == documents)
            }
        }
    }
}
