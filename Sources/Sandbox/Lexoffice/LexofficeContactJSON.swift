internal import Bookkeeping

extension LexofficeContactRecord {
    /// The contact as `GET /v1/contacts/{id}` and searches show it; what is not there is left out.
    func json(organizationID: String) -> SandboxJSON {
        var json: SandboxJSON = ["id": .string(id), "organizationId": .string(organizationID), "version": .int(version)]
        var roles: SandboxJSON = [:]
        if content.isCustomer { roles["customer"] = ["number": SandboxJSON(customerNumber)] }
        if content.isVendor { roles["vendor"] = ["number": SandboxJSON(vendorNumber)] }
        json["roles"] = isSpoilt ? .array([]) : roles
        switch content.identity {
        case .company(let company): json["company"] = company.json
        case .person(let person): json["person"] = person.json
        }
        var addresses: SandboxJSON = [:]
        if !content.billing.isEmpty { addresses["billing"] = .array(content.billing.map(\.json)) }
        if !content.shipping.isEmpty { addresses["shipping"] = .array(content.shipping.map(\.json)) }
        if addresses != [:] { json["addresses"] = addresses }
        if let reference = content.buyerReference {
            json["xRechnung"] = [
                "buyerReference": .string(reference), "vendorNumberAtCustomer": SandboxJSON(content.vendorNumberAtCustomer),
            ]
        }
        if !content.emails.isEmpty { json["emailAddresses"] = LexofficeContactContent.lists(content.emails) }
        if !content.phones.isEmpty { json["phoneNumbers"] = LexofficeContactContent.lists(content.phones) }
        if let note = content.note { json["note"] = .string(note) }
        json["archived"] = .bool(isArchived)
        return json
    }
}

extension LexofficeContactContent {
    fileprivate static func lists(_ entries: [Entry]) -> SandboxJSON {
        var json: SandboxJSON = [:]
        for entry in entries {
            json[entry.list] = .array((json[entry.list]?.arrayValue ?? []) + [.string(entry.value)])
        }
        return json
    }
}

extension LexofficeContactContent.Company {
    fileprivate var json: SandboxJSON {
        var json: SandboxJSON = ["name": .string(name)]
        if let taxNumber { json["taxNumber"] = .string(taxNumber) }
        if let vatID { json["vatRegistrationId"] = .string(vatID) }
        json["allowTaxFreeInvoices"] = .bool(allowsTaxFreeInvoices)
        json["contactPersons"] = .array(
            contactPersons.map { person in
                var json = person.json
                json["primary"] = .bool(person.isPrimary)
                if let email = person.email { json["emailAddress"] = .string(email) }
                if let phone = person.phone { json["phoneNumber"] = .string(phone) }
                return json
            })
        return json
    }
}

extension LexofficeContactContent.Person {
    fileprivate var json: SandboxJSON {
        var json: SandboxJSON = [:]
        if let salutation { json["salutation"] = .string(salutation) }
        if let firstName { json["firstName"] = .string(firstName) }
        json["lastName"] = .string(lastName)
        return json
    }
}

extension PostalAddress {
    fileprivate var json: SandboxJSON {
        var json: SandboxJSON = [:]
        for (key, value) in [("supplement", supplement), ("street", street), ("zip", zip), ("city", city), ("countryCode", countryCode)] {
            if let value { json[key] = .string(value) }
        }
        return json
    }
}
