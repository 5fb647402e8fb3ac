import Bookkeeping
import Testing

@testable import Lexoffice

/// The bytes that are sent, compared with the documented examples.
@Suite struct BodyTests {
    private func body(_ voucher: Voucher, _ contact: VoucherContact = .contact(id: Sample.contactID)) throws -> String {
        String(decoding: try LexofficeWriter.voucherBody(voucher, contact: contact, categories: Sample.categories), as: UTF8.self)
    }

    private func body(_ draft: ContactDraft) -> String { String(decoding: LexofficeWriter.contactBody(draft), as: UTF8.self) }

    @Test func invoice() throws {
        #expect(try body(Sample.invoice()) == Fixture.compact("create-voucher-salesinvoice"))
    }

    @Test func creditNote() throws {
        #expect(try body(Sample.creditNote()) == Fixture.compact("create-voucher-salescreditnote"))
    }

    /// domain.md §11, body for G22.
    @Test func figuresOfG22() throws {
        var voucher = try Sample.creditNote()
        voucher.items = [Sample.item(19, 46_380, 7_405, .revenue), Sample.item(7, 22_962, 1_502, .revenue)]
        let text = try body(voucher)
        #expect(text.hasPrefix(#"{"type":"salescreditnote","#))
        #expect(text.contains(#""totalGrossAmount":693.42,"totalTaxAmount":89.07,"taxType":"gross","#))
        #expect(
            text.hasSuffix(
                #""voucherItems":[{"amount":463.80,"taxAmount":74.05,"taxRatePercent":19,"#
                    + #""categoryId":"8f8664a1-fd86-11e1-a21f-0800200c9a66"},{"amount":229.62,"taxAmount":15.02,"taxRatePercent":7,"#
                    + #""categoryId":"8f8664a1-fd86-11e1-a21f-0800200c9a66"}]}"#))
    }

    @Test func theCollectiveContactIsNamedInPlaceOfAnID() throws {
        let named = try body(Sample.invoice(), .collective(name: "Max Test"))
        #expect(named.contains(#""useCollectiveContact":true,"contactName":"Max Test","remark""#))
        #expect(!named.contains("contactId"))
        let nameless = try body(Sample.invoice(), .collective(name: nil))
        #expect(nameless.contains(#""useCollectiveContact":true,"remark""#))
    }

    @Test func anEmptyRemarkIsLeftOut() throws {
        var voucher = try Sample.invoice()
        voucher.remark = ""
        #expect(try !body(voucher).contains("remark"))
    }

    @Test(arguments: [
        (Int64(1), "0.01"), (10, "0.10"), (100, "1.00"), (99_999_999_999, "999999999.99"), (2_525_157_884, "25251578.84"),
    ])
    func amountsHaveTwoDecimals(_ cents: Int64, _ text: String) throws {
        var voucher = try Sample.invoice()
        voucher.items = [Sample.item(0, cents, 0)]
        #expect(try body(voucher).contains("\"totalGrossAmount\":\(text),\"totalTaxAmount\":0.00,"))
    }

    @Test func textsAreEscaped() throws {
        var voucher = try Sample.invoice()
        voucher.number = #"R"E\1/Ä"#
        voucher.remark = "a\n\r\t\u{1}\u{1F}\u{7F}</script>😀"
        let text = try body(voucher)
        #expect(text.contains(#""voucherNumber":"R\"E\\1/Ä""#))
        #expect(text.contains(#""remark":"a\n\r\t\u0001\u001f"# + "\u{7F}</script>😀\""))
    }

    /// What lexoffice might misread rather than refuse is not sent.
    @Test func unsoundVouchersAreRefused() throws {
        func issues(_ change: (inout Voucher) -> Void) throws -> [RemoteIssue] {
            var voucher = try Sample.creditNote()
            change(&voucher)
            do {
                _ = try LexofficeWriter.voucherBody(voucher, contact: .contact(id: "c"), categories: Sample.categories)
                return []
            } catch {
                guard case .validation(let issues) = error.code else { return [RemoteIssue(code: error.label)] }
                return issues
            }
        }
        #expect(try issues { _ in }.isEmpty)
        #expect(try issues { $0.number = "" } == [RemoteIssue(code: "missing_entity", field: "voucherNumber")])
        #expect(try issues { $0.items = [] } == [RemoteIssue(code: "missing_entity", field: "voucherItems")])
        #expect(
            try issues { $0.items[0].category = .nonTaxable }
                == [RemoteIssue(code: "missing_entity", field: "voucherItems[0].categoryId")])
        let unsound = [RemoteIssue(code: "invalid_value", field: "voucherItems[0].amount")]
        #expect(try issues { $0.items[0].amount = .zero } == unsound)
        #expect(try issues { $0.items[0].amount = Cents(-11_900) } == unsound)
        #expect(try issues { $0.items[0].taxAmount = Cents(-1) } == unsound)
        #expect(try issues { $0.items[0].taxAmount = Cents(11_900) } == unsound)
        #expect(throws: LexofficeError.self) {
            try LexofficeWriter.voucherBody(Sample.invoice(), contact: .contact(id: ""), categories: Sample.categories)
        }
    }

    /// The documented example, but for the contact person's e-mail address, which HERO does not know.
    @Test func company() throws {
        let expected = Fixture.compact("create-contact-company").replacing(#","emailAddress":"jana@dachbau.example""#, with: "")
        #expect(try body(Sample.company()) == expected)
    }

    @Test func person() throws {
        var draft = try Sample.person()
        #expect(draft.note == "HERO-Kunde 9")
        draft.note = ""
        #expect(body(draft) == Fixture.compact("create-contact-person"))
        draft.email = "max@test.example"
        draft.phone = "0511 1"
        #expect(
            body(draft).hasSuffix(#""emailAddresses":{"private":["max@test.example"]},"phoneNumbers":{"private":["0511 1"]}}"#))
    }

    @Test func nothingEmptyIsSent() throws {
        let draft = try ContactDraft(customer: Customer(id: 7, isCompany: true, companyName: "A \"&\" B"))
        #expect(
            body(draft)
                == #"{"version":0,"roles":{"customer":{}},"company":{"name":"A \"&\" B"},"note":"HERO-Kunde 7"}"#)
    }
}
