package import Bookkeeping

extension HeroStandIn {
    package mutating func addDocumentType(_ type: HeroDocumentTypeRecord) { records.documentTypes.append(type) }

    package mutating func addPartner(_ partner: HeroPartnerRecord) { records.partners.append(partner) }

    /// The id of the new contact; its number is given out when it has none.
    @discardableResult
    package mutating func addCustomer(_ customer: HeroCustomerRecord, now: Instant) -> Int {
        var row = customer
        row.id = records.customers.nextID
        row.number = customer.number ?? "\(10_000 + row.id - 3300)"
        row.created = now
        row.modified = now
        if row.address != nil {
            row.address?.id = records.nextAddressID
            records.nextAddressID += 1
        }
        records.customers.append(row)
        return row.id
    }

    package mutating func editCustomer(_ id: Int, now: Instant, _ change: (inout HeroCustomerRecord) -> Void) {
        _ = records.customers.change(id) { customer in
            change(&customer)
            customer.modified = now
        }
    }

    /// The id of the new project. Without a name it is the hidden project of a contact.
    @discardableResult
    package mutating func addProject(number: String? = nil, name: String?, customerID: Int, partnerID: Int? = nil, now: Instant) -> Int {
        let id = records.projects.nextID
        let text = number ?? (name == nil ? "KONT-\(customerID)" : "PRJ-\(id - 4400)")
        records.projects.append(
            HeroProjectRecord(
                id: id, number: text, name: name, customerID: customerID, contactID: nil, partnerID: partnerID, isDeleted: false,
                created: now, modified: now))
        return id
    }
}
