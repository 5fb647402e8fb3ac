@testable import Sandbox

extension HeroStandIn {
    /// What an account calls a country besides ``HeroCountryRecord/known``: a name, three letters, anything.
    mutating func addCountry(_ id: Int, code: String) {
        records.countries.append(HeroCountryRecord(id: id, code: code, name: code, vat: 20, reducedVAT: 10))
    }
}

extension LexofficeStandIn {
    /// The key was withdrawn, and every subscription made with it (lexoffice-api.md §1.2).
    mutating func withdrawSubscriptions() {
        for subscription in subscriptions { subscriptionShelf[subscription.id] = nil }
    }
}
