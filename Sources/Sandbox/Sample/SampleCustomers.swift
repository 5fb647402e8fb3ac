/// Invented customers with the names that break software.
enum SampleCustomers {
    private static let firstNames = [
        "Änne", "Björn", "Chloé", "Dörte", "Emil", "François", "Günter", "Hannelore", "İlkay", "Jürgen", "Käthe", "Łukasz", "Miriam",
        "Noël",
        "Ölrun", "Peter", "Renée", "Søren", "Thủy", "Ursula",
    ]
    private static let lastNames = [
        "Müller", "Weiß", "Großmann-Öztürk", "O'Neill", "von und zu Hohenfels", "Şahin", "Jäger", "Nowák", "Brömmelkamp", "Süß",
        "Graf von der Recke-Volmerstein", "d'Agostino", "Kühn", "Hößler", "Schmidt", "Meyer zu Bentrup", "Fröhlich", "Lindqvist", "Çelik",
        "Roß",
    ]
    private static let companies = [
        "Bauträger Nord", "Müller & Söhne Dachdecker", "Hausverwaltung \"Am Park\"", "Zimmerei <Holzwurm>", "Elektro Groß",
        "Wohnungsbaugenossenschaft Gartenstadt Linden-Limmer und Umgebung von 1898 "
            + "eingetragene Genossenschaft mit beschränkter Haftpflicht",
        "Rohr & Kessel", "Gärtnerei Grünzeug", "Tischlerei Späne", "Autohaus Übelacker", "Praxis Dr. Weiß / Dr. Schwarz",
        "1. FC Beispiel 04 e. V.", "Café \u{201E}Zur Linde\u{201C}", "Bäckerei Knust's", "Fensterbau 100 %", "Hotel_am_Markt",
        "Kita Löwenzahn", "Metallbau C:\\Stahl", "Pflegeheim St. Anna", "Stadtwerke Musterstadt",
    ]
    private static let legalForms = ["GmbH", "GmbH & Co. KG", "OHG", "AG", "UG (haftungsbeschränkt)", "e. K."]
    private static let streets = ["Beispielweg", "Straße des 17. Juni", "Am Kanal", "Königsworther Platz", "Ölmühlenstraße", "Weg 7b"]
    private static let places = [
        ("30449", "Hannover"), ("01067", "Dresden"), ("80331", "München"), ("50667", "Köln"), ("06108", "Halle (Saale)"),
        ("33330", "Gütersloh"),
        ("26548", "Norderney"), ("99084", "Erfurt"),
    ]

    /// `count` customers, every second one a firm, followed by a contact person for each of the first five firms, a supplier and
    /// a firm in Austria, which is the last one.
    static func contacts(_ count: Int, _ random: inout SeededRandom) -> [SampleContact] {
        var contacts = (0..<count).map { SampleContact(customer: $0.isMultiple(of: 2) ? firm($0, &random) : person($0, &random)) }
        for parent in contacts.indices.filter({ $0.isMultiple(of: 2) }).prefix(5) {
            let customer = HeroCustomerRecord(
                type: "private", category: "contact", firstName: "Kontakt", lastName: "Person \(parent)",
                email: "kontakt\(parent)@person.example", isInvoiceRecipient: false)
            contacts.append(SampleContact(customer: customer, parent: parent))
        }
        contacts.append(
            SampleContact(
                customer: HeroCustomerRecord(
                    type: "commercial", category: "supplier", companyName: "Großhandel Rohrpost", email: "bestellung@rohrpost.example")))
        contacts.append(
            SampleContact(
                customer: HeroCustomerRecord(
                    type: "commercial", companyName: "Alpenbau", companyLegalForm: "GmbH", email: "office@alpenbau.example",
                    address: HeroAddressRecord(street: "Ringstraße 1", zipcode: "1010", city: "Wien", countryID: 2))))
        return contacts
    }

    private static func address(_ index: Int, _ random: inout SeededRandom) -> HeroAddressRecord {
        let place = random.pick(places)
        return HeroAddressRecord(
            street: "\(random.pick(streets)) \(index + 1)", line1: index % 7 == 3 ? "Hinterhaus, 2. OG" : nil, zipcode: place.0,
            city: place.1)
    }

    private static func firm(_ index: Int, _ random: inout SeededRandom) -> SampleContact.Customer {
        let round = index / 2
        let base = companies[round % companies.count]
        let name = round < companies.count ? base : "\(base) \(round / companies.count + 1)"
        return HeroCustomerRecord(
            type: "commercial", firstName: index % 3 == 0 ? random.pick(firstNames) : nil,
            lastName: index % 3 == 0 ? random.pick(lastNames) : nil, companyName: name, companyLegalForm: random.pick(legalForms),
            email: index % 6 == 4 ? nil : "rechnung\(index)@firma.example", phoneHome: "0511 \(100_000 + index)",
            address: address(index, &random))
    }

    private static func person(_ index: Int, _ random: inout SeededRandom) -> SampleContact.Customer {
        let round = index / 2
        let first = firstNames[round % firstNames.count]
        let last = lastNames[(round / firstNames.count + round) % lastNames.count]
        return HeroCustomerRecord(
            type: "private", title: index % 4 == 1 ? "Frau" : nil, firstName: first, lastName: last,
            email: index % 5 == 3 ? nil : "privat\(index)@haushalt.example", phoneMobile: "+49 170 \(1_000_000 + index)",
            address: address(index, &random))
    }
}

extension SampleContact {
    typealias Customer = HeroCustomerRecord
}
