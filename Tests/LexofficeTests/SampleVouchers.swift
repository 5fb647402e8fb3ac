import Bookkeeping
import Testing

/// The vouchers of lexoffice-api.md §5 and domain.md §11.
enum Sample {
    static let contactID = "3b0f7c0e-6f0e-4a2e-9d54-0f4f0f5d2a10"
    static let categories: [PostingCategory: String] = [
        .revenue: "8f8664a1-fd86-11e1-a21f-0800200c9a66", .revenueService: "8f8664a0-fd86-11e1-a21f-0800200c9a66",
    ]

    static func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }

    static func item(_ rate: Int, _ amount: Int64, _ tax: Int64, _ category: PostingCategory = .revenueService) -> VoucherItem {
        VoucherItem(rate: rate, category: category, amount: Cents(amount), taxAmount: Cents(tax))
    }

    static func invoice() throws -> Voucher {
        Voucher(
            type: .salesInvoice, number: "RE-2026-0042", voucherDate: try day("2026-03-31"), shippingDate: try day("2026-03-28"),
            dueDate: try day("2026-04-14"), remark: "HERO Projekt P-1007 / RE-2026-0042",
            items: [item(19, 119_000, 19_000), item(7, 21_400, 1_400)])
    }

    static func creditNote() throws -> Voucher {
        Voucher(
            type: .salesCreditNote, number: "ST-2026-0003", voucherDate: try day("2026-04-02"), remark: "Storno zu RE-2026-0041",
            items: [item(19, 11_900, 1_900)])
    }

    static func company() throws -> ContactDraft {
        try ContactDraft(
            customer: Customer(
                id: 9, number: "4711", isCompany: true, companyName: "Dachbau Beispiel GmbH", salutation: "Frau", firstName: "Jana",
                lastName: "Probe", email: "rechnung@dachbau.example", phone: "+49 511 000000", vatID: "DE123456789",
                address: PostalAddress(street: "Musterweg 4", zip: "30159", city: "Hannover", countryCode: "DE")))
    }

    static func person() throws -> ContactDraft {
        try ContactDraft(
            customer: Customer(
                id: 9, isCompany: false, salutation: "Herr", firstName: "Max", lastName: "Test",
                address: PostalAddress(street: "Testgasse 1", zip: "80331", city: "München", countryCode: "DE")))
    }
}
