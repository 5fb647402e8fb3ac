import Bookkeeping
import Testing

struct ContactRequirementTests {
    private func requirement(_ categories: PostingCategory..., contactRequired: [PostingCategory] = []) -> ContactRequirement {
        let items = categories.map { VoucherItem(rate: $0 == .revenue ? 19 : 0, category: $0, amount: Cents(100), taxAmount: .zero) }
        return ContactRequirement(items: items, rules: Sample.rules(contactRequired: contactRequired))
    }

    private func contact(isCompany: Bool = true, vatID: String? = nil, country: String? = "DE") -> LexofficeContact {
        LexofficeContact(
            id: "c", name: "C", isCompany: isCompany, isCustomer: true, vatID: vatID, addresses: [PostalAddress(countryCode: country)])
    }

    @Test func ordinaryRevenueAsksNothing() {
        #expect(requirement(.revenue).refusal(of: nil) == nil)
        #expect(requirement(.revenue).refusal(of: contact(isCompany: false)) == nil)
    }

    @Test func categoryThatNeedsAContact() {
        let needed = requirement(.revenue, .photovoltaic0, contactRequired: [.photovoltaic0])
        #expect(needed.refusal(of: nil) == .contactRequired)
        #expect(needed.refusal(of: contact(isCompany: false)) == nil)
    }

    @Test(arguments: [PostingCategory.construction13b, .intraEUGoods, .euService13b, .exportGoods, .exportService])
    func categoriesOfCompanies(_ category: PostingCategory) {
        let needed = requirement(.revenue, category)
        #expect(needed.refusal(of: nil) == .contactRequired)
        #expect(needed.refusal(of: contact(isCompany: false)) == .companyContactRequired)
        #expect(needed.refusal(of: contact(vatID: "ATU12345678", country: "at")) == nil)
        #expect(needed.refusal(of: contact()) == (category == .intraEUGoods ? .vatIDRequired : nil))
    }

    @Test(
        arguments: [
            ("ATU12345678", "AT", true), ("EL123456789", "GR", true), ("atu 123 456 78", "AT", true), ("DE123456789", "AT", false),
            ("ATU12345678", "DE", false), ("ATU12345678", "CH", false), ("ATU12345678", nil, false), ("", "AT", false), (nil, "AT", false),
            ("AT", "AT", false), ("CHE123456789", "AT", false), ("GR123456789", "GR_69", false),
        ] as [(String?, String?, Bool)])
    func intraEUGoods(_ vatID: String?, _ country: String?, _ isEnough: Bool) throws {
        let expected: ReasonCode? = isEnough ? nil : .vatIDRequired
        #expect(requirement(.intraEUGoods).refusal(of: contact(vatID: vatID, country: country)) == expected)
        let address = PostalAddress(city: "Wien", countryCode: country)
        let customer = Customer(id: 1, isCompany: true, companyName: "C", vatID: vatID, address: address)
        #expect(requirement(.intraEUGoods).refusal(of: try ContactDraft(customer: customer)) == expected)
    }
}
