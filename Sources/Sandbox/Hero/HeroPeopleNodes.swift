internal import Bookkeeping

extension HeroGraph {
    func customer(_ record: HeroCustomerRecord) -> GraphQLValue {
        .node("Customer") { call throws(GraphQLFailure) in
            if let value = plainField(call, of: record) { return value }
            return try relatedField(call, of: record)
        }
    }

    private func plainField(_ call: GraphQLCall, of record: HeroCustomerRecord) -> GraphQLValue? {
        switch call.field {
        case "id": .int(record.id)
        case "nr": .string(record.number)
        case "type": .string(record.type)
        case "category": .string(record.category)
        case "title": .string(record.title)
        case "first_name": .string(record.firstName)
        case "last_name": .string(record.lastName)
        case "full_name": .string(record.fullName)
        case "company_name": .string(record.companyName)
        case "company_legal_form": .string(record.companyLegalForm)
        case "email": .string(record.email)
        case "phone_home", "phone_home_formatted": .string(record.phoneHome)
        case "phone_mobile", "phone_mobile_formatted": .string(record.phoneMobile)
        case "is_deleted": .bool(record.isDeleted)
        case "is_invoice_recipient": .bool(record.isInvoiceRecipient)
        case "is_contact_person": .bool(record.category == "contact")
        case "parent_customer_id": .int(record.parentID)
        case "partner_notes": .string(record.partnerNotes)
        case "address_id": .int(record.address?.id)
        case "company_id": .int(records.company.id)
        case "created": time(record.created)
        case "modified": time(record.modified)
        default: nil
        }
    }

    private func relatedField(_ call: GraphQLCall, of record: HeroCustomerRecord) throws(GraphQLFailure) -> GraphQLValue? {
        switch call.field {
        case "address": record.address.map { address($0, modified: record.modified) }
        case "parent_customer": record.parentID.flatMap { records.customers[$0] }.map(customer)
        case "contacts": .list(records.customers.rows.filter { $0.parentID == record.id }.map(customer))
        case "customer_addresses": .list(try window(record.address.map { [customerAddress($0, of: record)] } ?? [], call))
        case "project_matches": .list(records.projects.rows.filter { $0.customerID == record.id }.map(project))
        default: nil
        }
    }

    private func customerAddress(_ record: HeroAddressRecord, of owner: HeroCustomerRecord) -> GraphQLValue {
        .node("CustomerAddress") { call in
            switch call.field {
            // Only the link has this id; the address has its own (hero-api.md §2.8).
            case "id": .int(record.id + 100_000)
            case "address_id": .int(record.id)
            case "address": address(record, modified: owner.modified)
            case "customer_id": .int(owner.id)
            case "customer": customer(owner)
            case "is_deleted": .bool(false)
            case "created": time(owner.created)
            case "modified": time(owner.modified)
            default: nil
            }
        }
    }

    private func address(_ record: HeroAddressRecord, modified: Instant) -> GraphQLValue {
        .node("Address") { call in
            let place = [record.zipcode, record.city].compactMap(\.self).joined(separator: " ")
            return switch call.field {
            case "id": .int(record.id)
            case "street": .string(record.street)
            case "line_1": .string(record.line1)
            case "line_2": .string(record.line2)
            case "zipcode": .string(record.zipcode)
            case "city": .string(record.city)
            case "country_id": .int(record.countryID)
            case "country": record.countryID.flatMap { records.countries[$0] }.map(country)
            case "full_address", "basic_address": .string([record.street, place].compactMap(\.self).joined(separator: ", "))
            case "created", "modified": time(modified)
            default: nil
            }
        }
    }

    func country(_ record: HeroCountryRecord) -> GraphQLValue {
        .node("Country") { call in
            switch call.field {
            case "id": .int(record.id)
            case "code": .string(record.code)
            case "name": .string(record.name)
            case "vat": .leaf(.number("\(record.vat).0"))
            case "red_vat": .leaf(.number("\(record.reducedVAT).0"))
            case "currency": .string(record.code == "CH" ? "CHF" : "EUR")
            default: nil
            }
        }
    }

    func partner(_ record: HeroPartnerRecord) -> GraphQLValue {
        .node("Partner") { call in
            switch call.field {
            case "id": .int(record.id)
            case "user_id": .int(record.userID)
            case "first_name": .string(record.firstName)
            case "last_name": .string(record.lastName)
            case "full_name", "name": .string(record.fullName)
            case "email": .string(record.email)
            case "role": .string(record.role)
            case "status": .string("active")
            case "company_id": .int(records.company.id)
            default: nil
            }
        }
    }

    func user(_ owner: HeroPartnerRecord) -> GraphQLValue {
        .node("User") { call in
            switch call.field {
            case "id": .int(owner.userID)
            case "email": .string(owner.email)
            case "role": .string(owner.role)
            case "locale": .string("de_DE")
            case "partner": partner(owner)
            default: nil
            }
        }
    }

    var company: GraphQLValue {
        let record = records.company
        return .node("Company") { call in
            switch call.field {
            case "id": .int(record.id)
            case "name": .string(record.name)
            case "legal_form": .string(record.legalForm)
            case "street": .string(record.street)
            case "zipcode": .string(record.zipcode)
            case "city": .string(record.city)
            case "is_test": .bool(record.isTest)
            case "currency": .string("EUR")
            case "currency_sign": .string("€")
            case "ust_id_number": .string(record.vatID)
            case "features": .list(record.features.enumerated().map { feature($1, id: $0 + 1) })
            case "partners": .list(records.partners.rows.map(partner))
            default: nil
            }
        }
    }

    private func feature(_ feature: HeroCompanyRecord.Feature, id: Int) -> GraphQLValue {
        .node("CompanyFeature") { call in
            switch call.field {
            case "id": .int(id)
            case "name", "title": .string(feature.name)
            case "is_active": .bool(feature.isActive)
            default: nil
            }
        }
    }
}
