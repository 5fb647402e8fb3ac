internal import Bookkeeping

/// Everything lexoffice-api.md §3.1 demands of a contact that is written.
struct LexofficeContactReader {
    private var reader = LexofficeBodyReader()
    private let acceptsUmlautEmails: Bool

    init(acceptsUmlautEmails: Bool) { self.acceptsUmlautEmails = acceptsUmlautEmails }

    mutating func content(_ json: SandboxJSON) throws(LexofficeRefusal) -> LexofficeContactContent {
        let identity = identity(json)
        var content = LexofficeContactContent(identity: identity ?? .person(.init(lastName: "")))
        let roles = reader.object(json, "roles")
        content.isCustomer = roles.flatMap { reader.object($0, "customer") } != nil
        content.isVendor = roles.flatMap { reader.object($0, "vendor") } != nil
        if !content.isCustomer, !content.isVendor { reader.refuse(.missing("roles")) }
        if let addresses = reader.object(json, "addresses") {
            content.billing = self.addresses(addresses, "billing")
            content.shipping = self.addresses(addresses, "shipping")
        }
        if let emails = reader.object(json, "emailAddresses") {
            content.emails = entries(emails, "emailAddresses", LexofficeContactContent.emailLists)
            for (index, entry) in content.emails.enumerated() where !isAddress(entry.value) {
                reader.refuse(.invalid("emailAddresses[\(index)].emailAddress"))
            }
        }
        if let phones = reader.object(json, "phoneNumbers") {
            content.phones = entries(phones, "phoneNumbers", LexofficeContactContent.phoneLists)
        }
        content.note = reader.text(json, "note", "note", maximum: 1000)
        if let invoice = reader.object(json, "xRechnung") {
            content.buyerReference = reader.text(invoice, "buyerReference", "xRechnung.buyerReference")
            content.vendorNumberAtCustomer = reader.text(
                invoice, "vendorNumberAtCustomer", "xRechnung.vendorNumberAtCustomer", required: content.buyerReference != nil)
        }
        guard reader.issues.isEmpty else { throw .legacy(406, reader.issues) }
        return content
    }

    private mutating func identity(_ json: SandboxJSON) -> LexofficeContactContent.Identity? {
        let company = reader.object(json, "company")
        let person = reader.object(json, "person")
        switch (company, person) {
        case (let company?, nil): return .company(self.company(company))
        case (nil, let person?): return .person(self.person(person, "person"))
        case (nil, nil): reader.refuse(.missing("company and person"))
        default: reader.refuse(.invalid("company and person"))
        }
        return nil
    }

    private mutating func company(_ json: SandboxJSON) -> LexofficeContactContent.Company {
        var company = LexofficeContactContent.Company(name: reader.text(json, "name", "company.name", required: true) ?? "")
        company.taxNumber = reader.text(json, "taxNumber", "company.taxNumber")
        company.vatID = reader.text(json, "vatRegistrationId", "company.vatRegistrationId")
        if let vatID = company.vatID, !vatID.isEmpty, !LexofficeContactReader.isVATID(vatID) {
            reader.refuse(.invalid("company.vatRegistrationId"))
        }
        company.allowsTaxFreeInvoices = reader.flag(json, "allowTaxFreeInvoices", "company.allowTaxFreeInvoices") ?? false
        let persons = reader.list(json, "contactPersons", "company.contactPersons", maximum: 1)
        company.contactPersons = persons.enumerated().map { index, json in
            let source = "company.contactPersons[\(index)]"
            var person = person(json, source)
            person.isPrimary = reader.flag(json, "primary", "\(source).primary") ?? false
            person.email = reader.text(json, "emailAddress", "\(source).emailAddress")
            person.phone = reader.text(json, "phoneNumber", "\(source).phoneNumber")
            if let email = person.email, !email.isEmpty, !isAddress(email) {
                reader.refuse(.invalid("\(source).emailAddress"))
            }
            return person
        }
        return company
    }

    private mutating func person(_ json: SandboxJSON, _ source: String) -> LexofficeContactContent.Person {
        let salutation = reader.text(json, "salutation", "\(source).salutation", maximum: 25)
        let firstName = reader.text(json, "firstName", "\(source).firstName")
        let lastName = reader.text(json, "lastName", "\(source).lastName", required: true)
        return LexofficeContactContent.Person(salutation: salutation, firstName: firstName, lastName: lastName ?? "")
    }

    private mutating func addresses(_ json: SandboxJSON, _ list: String) -> [PostalAddress] {
        reader.list(json, list, "addresses.\(list)", maximum: 1).enumerated().map { index, json in
            let source = "addresses.\(list)[\(index)]"
            var address = PostalAddress()
            address.supplement = reader.text(json, "supplement", "\(source).supplement")
            address.street = reader.text(json, "street", "\(source).street")
            address.zip = reader.text(json, "zip", "\(source).zip")
            address.city = reader.text(json, "city", "\(source).city")
            address.countryCode = reader.text(json, "countryCode", "\(source).countryCode", required: true)
            if let code = address.countryCode, !code.isEmpty, !LexofficeContactReader.isCountry(code) {
                reader.refuse(.invalid("\(source).countryCode"))
            }
            return address
        }
    }

    private mutating func entries(_ json: SandboxJSON, _ source: String, _ lists: [String]) -> [LexofficeContactContent.Entry] {
        lists.flatMap { list in
            reader.list(json, list, "\(source).\(list)", maximum: 1).compactMap { value in
                guard let text = value.stringValue else {
                    reader.refuse(.invalid("\(source).\(list)"))
                    return nil
                }
                if text.isEmpty { reader.refuse(.missing("\(source).\(list)")) }
                return LexofficeContactContent.Entry(list: list, value: text)
            }
        }
    }

    /// Two capital letters, then 2 to 12 capitals and digits; after `DE` exactly nine digits.
    static func isVATID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let isDigit = { (byte: UInt8) in (0x30...0x39).contains(byte) }
        let isCapital = { (byte: UInt8) in (0x41...0x5A).contains(byte) }
        guard (4...14).contains(bytes.count), bytes.prefix(2).allSatisfy(isCapital) else { return false }
        if text.hasPrefix("DE") { return bytes.count == 11 && bytes.dropFirst(2).allSatisfy(isDigit) }
        return bytes.dropFirst(2).allSatisfy { isDigit($0) || isCapital($0) }
    }

    /// ISO 3166 alpha-2 in capitals, and the two codes lexoffice adds.
    static func isCountry(_ text: String) -> Bool {
        text == "ES_CN" || text == "GR_69" || text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }

    /// One @, something before it, a domain with a dot behind it; letters beyond ASCII are letters (lexoffice-2026.md §2).
    private func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, text.unicodeScalars.allSatisfy(isPlain) else { return false }
        let labels = parts[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
    }

    private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII ? (0x21...0x7E).contains(scalar.value) : acceptsUmlautEmails && scalar.properties.isAlphabetic
    }
}
