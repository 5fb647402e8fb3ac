/// What lexoffice refused, in the words of the office: `missing_entity:company.name,invalid_value:contactId` read aloud (domain.md K16).
struct RefusalWords {
    private struct Issue {
        var code: String
        var field: String
    }

    private let issues: [Issue]

    /// - Parameter detail: codes and fields as the journal has them; anything else says nothing.
    init(_ detail: String) {
        issues = detail.split(separator: ",").compactMap { part in
            let halves = part.split(separator: ":", maxSplits: 1).map(String.init)
            return halves.count == 2 && !halves[0].contains("=") ? Issue(code: halves[0], field: halves[1]) : nil
        }
    }

    /// Nil when nothing is named.
    var explanation: Explanation? {
        guard let first = issues.first else { return nil }
        let fields = issues.map { (RefusedField($0.field), $0.code) }
        let de = fields.map { "\($0.0.name.de) \(Self.complaint($0.1).de)" }.joined(separator: "; ")
        let en = fields.map { "\($0.0.name.en) \(Self.complaint($0.1).en)" }.joined(separator: "; ")
        let (says, said) = ("lexoffice hat abgelehnt: \(de).", "lexoffice refused it: \(en).")
        switch RefusedField(first.field).owner {
        case .link:
            return Explanation(
                "lexoffice nimmt den verknüpften Kontakt nicht: Er ist dort gelöscht, archiviert oder kein Kunde.",
                "lexoffice does not take the linked contact: there it was deleted, archived, or is no customer.",
                .office(
                    .open(.lexofficeContact), "Den Kontakt in lexoffice wieder aktivieren und als Kunde führen,",
                    "Reactivate the contact in lexoffice and make it a customer,"), .thenRetry, .orCollective)
        case .customer:
            return Explanation(
                says, said, .office(.open(.heroCustomer), "Beim Kunden in HERO berichtigen,", "Correct it with the customer in HERO,"),
                .thenRetry,
                .orCollective)
        case .document:
            return Explanation(
                says, said, .office(.open(.heroDocument), "Am Dokument in HERO berichtigen,", "Correct it in HERO's document,"), .thenRetry,
                .office(.open(.lexofficeVouchers), "Geht das nicht: von Hand buchen", "If that cannot be: book it by hand"), .thenLink)
        case .category:
            return Explanation(
                says, said,
                .administrator(.command(.nameCategory), "Kategorie mit {command} benennen", "Name the category with {command}"),
                .adviser(.decide, "(Steuerberater fragen),", "(ask the tax adviser),"), .thenRetry)
        case .file:
            return Explanation(says, said, .recreatePDF, .thenRetry, .orAttachByHand, .orWithoutFile)
        case .nobody:
            return Explanation(
                says, said, .office(.answer(.retry), "{command};", "{command};"),
                .administrator(.report, "bleibt es dabei, mit dem genannten Feld melden.", "if it stays, report it with the field named."))
        }
    }

    private static func complaint(_ code: String) -> Wording {
        switch code {
        case "missing_entity": Wording("fehlt", "is missing")
        case "invalid_size": Wording("ist zu kurz oder zu lang", "is too short or too long")
        case "invalid_total_amount": Wording("stimmt nicht mit den Positionen überein", "does not agree with the items")
        case "invalid_taxamount": Wording("passt nicht zu Betrag und Steuersatz", "does not fit amount and rate")
        case "countrycode_is_not_valid": Wording("ist kein Land, das lexoffice kennt", "is no country lexoffice knows")
        case "account_number_already_exists": Wording("ist in lexoffice schon vergeben", "is taken in lexoffice already")
        case "individual_person_not_applicable_service_third_party":
            Wording("muss für diesen Steuerfall eine Firma sein", "has to be a company for this tax case")
        case "custom_contact_name_for_referenced_contact_not_allowed":
            Wording("darf nicht neben einem Kontakt stehen", "must not stand beside a contact")
        case "invalid_value": Wording("hat einen Wert, den lexoffice nicht annimmt", "has a value lexoffice does not take")
        default: Wording("wird nicht angenommen (\(code))", "is not taken (\(code))")
        }
    }
}

/// A field of a body we send, as the office calls it, and where it is put right.
struct RefusedField {
    enum Owner { case document, customer, link, category, file, nobody }

    let name: Wording
    let owner: Owner

    init(_ path: String) {
        // `voucherItems[0].taxAmount`, `addresses.billing[0].zip`: places in a list say nothing to the office.
        let plain = path.split(separator: "[").enumerated().map {
            $0.offset == 0 ? String($0.element) : String($0.element.drop { $0 != "]" }.dropFirst())
        }
        .joined()
        if let known = Self.known[plain] {
            (name, owner) = known
            return
        }
        for (prefix, words) in Self.groups where plain.hasPrefix(prefix) {
            (name, owner) = words
            return
        }
        (name, owner) = (Wording("Feld \(path)", "field \(path)"), .nobody)
    }

    private static let known: [String: (Wording, Owner)] = [
        "contactId": (Wording("Kontakt", "contact"), .link),
        "contactName": (Wording("Name des Kunden", "customer's name"), .customer),
        "voucherNumber": (Wording("Belegnummer", "document number"), .document),
        "voucherDate": (Wording("Belegdatum", "document date"), .document),
        "shippingDate": (Wording("Leistungsdatum", "service date"), .document),
        "dueDate": (Wording("Fälligkeit", "due date"), .document),
        "totalGrossAmount": (Wording("Bruttosumme", "gross total"), .document),
        "totalTaxAmount": (Wording("Steuersumme", "total tax"), .document),
        "remark": (Wording("Notiz (Projektname)", "note (name of the project)"), .document),
        "type": (Wording("Belegart", "kind of document"), .document),
        "voucherItems": (Wording("Positionen", "items"), .document),
        "voucherItems.amount": (Wording("Betrag einer Position", "amount of an item"), .document),
        "voucherItems.taxAmount": (Wording("Steuerbetrag einer Position", "tax of an item"), .document),
        "voucherItems.taxRatePercent": (Wording("Steuersatz einer Position", "tax rate of an item"), .document),
        "voucherItems.categoryId": (Wording("Buchungskategorie", "posting category"), .category),
        "company.name": (Wording("Firmenname", "company name"), .customer),
        "company.vatRegistrationId": (Wording("USt-IdNr.", "VAT id"), .customer),
        "company and person": (Wording("Firma oder Person", "company or person"), .customer),
        "person.firstName": (Wording("Vorname", "first name"), .customer),
        "person.lastName": (Wording("Nachname", "last name"), .customer),
        "person.salutation": (Wording("Anrede", "salutation"), .customer),
        "addresses.billing.street": (Wording("Straße", "street"), .customer),
        "addresses.billing.zip": (Wording("Postleitzahl", "postcode"), .customer),
        "addresses.billing.city": (Wording("Ort", "town"), .customer),
        "addresses.billing.countryCode": (Wording("Land", "country"), .customer),
        "addresses.billing.supplement": (Wording("Adresszusatz", "address supplement"), .customer),
        "note": (Wording("Notiz zum Kunden", "note on the customer"), .customer),
        "file": (Wording("Datei", "file"), .file), "files": (Wording("Datei", "file"), .file),
    ]

    private static let groups: [(String, (Wording, Owner))] = [
        ("company.contactPersons", (Wording("Ansprechpartner", "contact person"), .customer)),
        ("emailAddresses", (Wording("E-Mail-Adresse", "e-mail address"), .customer)),
        ("phoneNumbers", (Wording("Telefonnummer", "telephone number"), .customer)),
        ("addresses", (Wording("Adresse", "address"), .customer)), ("roles", (Wording("Kundennummer", "customer number"), .customer)),
        ("voucherItems", (Wording("eine Position", "an item"), .document)),
    ]
}
