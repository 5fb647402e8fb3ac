internal import Bookkeeping

extension LexofficeStandIn {
    func readProfile(_ call: LexofficeCall) -> LexofficeReply {
        LexofficeReply(json: [
            "organizationId": .string(organizationID), "companyName": .string(rules.companyName),
            "created": [
                "userId": "5b13c000-0000-4000-8000-0000000000a1", "userName": "Bea Bücher", "userEmail": "buero@musterbetrieb.example",
                "date": "2026-01-02T09:00:00.000+01:00",
            ],
            "connectionId": .string(call.connectionID ?? "5b13c000-0000-4000-8000-0000000000a2"), "features": ["cashbox"],
            "businessFeatures": ["INVOICING", "INVOICING_PRO", "BOOKKEEPING"], "subscriptionStatus": "active",
            "taxType": rules.isSmallBusiness ? "vatfree" : "net", "smallBusiness": .bool(rules.isSmallBusiness),
        ])
    }

    func listCategories() -> LexofficeReply { LexofficeReply(json: .array(LexofficeCategory.all.map(\.json))) }

    func listCountries() -> LexofficeReply {
        LexofficeReply(
            json: .array(
                LexofficeStandIn.countries.map { code, german, english, classification in
                    [
                        "countryCode": .string(code), "countryNameDE": .string(german), "countryNameEN": .string(english),
                        "taxClassification": .string(classification),
                    ]
                }))
    }

    /// A sample: enough to tell the three tax classes apart.
    private static let countries = [
        ("DE", "Deutschland", "Germany", "de"),
        ("AT", "Österreich", "Austria", "intraCommunity"), ("BE", "Belgien", "Belgium", "intraCommunity"),
        ("BG", "Bulgarien", "Bulgaria", "intraCommunity"), ("CY", "Zypern", "Cyprus", "intraCommunity"),
        ("CZ", "Tschechien", "Czechia", "intraCommunity"), ("DK", "Dänemark", "Denmark", "intraCommunity"),
        ("EE", "Estland", "Estonia", "intraCommunity"), ("ES", "Spanien", "Spain", "intraCommunity"),
        ("FI", "Finnland", "Finland", "intraCommunity"), ("FR", "Frankreich", "France", "intraCommunity"),
        ("GR", "Griechenland", "Greece", "intraCommunity"), ("HR", "Kroatien", "Croatia", "intraCommunity"),
        ("HU", "Ungarn", "Hungary", "intraCommunity"), ("IE", "Irland", "Ireland", "intraCommunity"),
        ("IT", "Italien", "Italy", "intraCommunity"), ("LT", "Litauen", "Lithuania", "intraCommunity"),
        ("LU", "Luxemburg", "Luxembourg", "intraCommunity"), ("LV", "Lettland", "Latvia", "intraCommunity"),
        ("MT", "Malta", "Malta", "intraCommunity"), ("NL", "Niederlande", "Netherlands", "intraCommunity"),
        ("PL", "Polen", "Poland", "intraCommunity"), ("PT", "Portugal", "Portugal", "intraCommunity"),
        ("RO", "Rumänien", "Romania", "intraCommunity"), ("SE", "Schweden", "Sweden", "intraCommunity"),
        ("SI", "Slowenien", "Slovenia", "intraCommunity"), ("SK", "Slowakei", "Slovakia", "intraCommunity"),
        ("CH", "Schweiz", "Switzerland", "thirdPartyCountry"), ("GB", "Vereinigtes Königreich", "United Kingdom", "thirdPartyCountry"),
        ("LI", "Liechtenstein", "Liechtenstein", "thirdPartyCountry"), ("NO", "Norwegen", "Norway", "thirdPartyCountry"),
        ("TR", "Türkei", "Türkiye", "thirdPartyCountry"), ("US", "Vereinigte Staaten", "United States", "thirdPartyCountry"),
        ("ES_CN", "Kanarische Inseln", "Canary Islands", "thirdPartyCountry"), ("GR_69", "Berg Athos", "Mount Athos", "thirdPartyCountry"),
    ]
}
