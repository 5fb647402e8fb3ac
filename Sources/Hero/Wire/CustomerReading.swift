import Bookkeeping

/// HERO's `Customer` with its address, as the house knows it (hero-api.md §2.8). Blank texts count as absent.
enum CustomerReading {
    static func customer(_ row: WireObject) throws(UnreadableField) -> Customer {
        let phone = try row.filledText("phone_home")
        let mobile = try row.filledText("phone_mobile")
        return Customer(
            id: try row.required("id", row.identifier("id")),
            number: try row.filledText("nr"),
            isCompany: try isCompany(row),
            companyName: try row.filledText("company_name"),
            // Of another form it is none: a name is a name without it.
            legalForm: (try? row.filledText("company_legal_form")).flatMap(\.self),
            salutation: try row.filledText("title"),
            firstName: try row.filledText("first_name"),
            lastName: try row.filledText("last_name"),
            email: try row.filledText("email"),
            phone: phone ?? mobile,
            address: try address(row))
    }

    /// Names with and without the legal form, which lexoffice has in one field; a field that cannot be read counts as absent.
    static func known(_ row: WireObject, id: Int) -> KnownCustomer {
        // A field of another form is no name anybody could be known by.
        func text(_ name: String) -> String? { (try? row.filledText(name)).flatMap(\.self) }
        var names: [String] = []
        if let company = text("company_name") {
            names.append(company)
            if let form = text("company_legal_form") { names.append("\(company) \(form)") }
        }
        // The person in a company is not the company.
        if names.isEmpty || text("type") == "private", let person = (try? personName(row)).flatMap(\.self) { names.append(person) }
        // Nor is an address of another form.
        let place = (try? address(row)).flatMap(\.self)
        return KnownCustomer(
            id: id, names: names, emails: text("email").map { [$0] } ?? [], addresses: place.map { [$0] } ?? [])
    }

    /// `First Last`, or what there is of it.
    static func personName(_ row: WireObject) throws(UnreadableField) -> String? {
        let parts = [try row.filledText("first_name"), try row.filledText("last_name")].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    /// A wrong answer would create a lasting contact of the wrong kind in lexoffice, so a third kind is not guessed at.
    private static func isCompany(_ row: WireObject) throws(UnreadableField) -> Bool {
        switch try row.filledText("type") {
        case "commercial": true
        case "private": false
        // HERO leaves it out at times; a person has no company's name.
        case nil where try row.filledText("company_name") != nil: true
        case nil: throw row.unreadable("type", "missing")
        default: throw row.unreadable("type", "neither private nor commercial")
        }
    }

    private static func address(_ row: WireObject) throws(UnreadableField) -> PostalAddress? {
        guard let address = try row.object("address") else { return nil }
        let lines = [try address.filledText("line_1"), try address.filledText("line_2")].compactMap { $0 }
        return PostalAddress(
            street: try address.filledText("street"),
            supplement: lines.isEmpty ? nil : lines.joined(separator: ", "),
            zip: try address.filledText("zipcode"),
            city: try address.filledText("city"),
            countryCode: try country(address))
    }

    /// ISO code where it can be told; else HERO's own word, which is asked about where it matters.
    private static func country(_ address: WireObject) throws(UnreadableField) -> String? {
        guard let country = try address.object("country") else { return nil }
        let words = [try country.filledText("code"), try country.filledText("name")].compactMap(\.self)
        return words.lazy.compactMap(CountryCode.read).first ?? words.first
    }
}
