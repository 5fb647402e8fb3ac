extension CrossIndustryInvoice {
    var agreement: XMLElement {
        XMLElement("ram:ApplicableHeaderTradeAgreement", seller, buyer)
    }

    private var seller: XMLElement {
        XMLElement(
            "ram:SellerTradeParty",
            XMLElement("ram:Name", text: company.name),
            address(street: company.street, line: nil, zipcode: company.zipcode, city: company.city, country: "DE"),
            company.vatID.map { id in
                XMLElement("ram:SpecifiedTaxRegistration", XMLElement("ram:ID", attributes: [("schemeID", "VA")], text: id))
            })
    }

    private var buyer: XMLElement {
        let home = customer.address
        return XMLElement(
            "ram:BuyerTradeParty",
            customer.number.map { XMLElement("ram:ID", text: $0) }, XMLElement("ram:Name", text: customer.fullName), registration,
            address(street: home?.street, line: home?.line1, zipcode: home?.zipcode, city: home?.city, country: country))
    }

    /// Where the buyer owes the VAT, the invoice has to say which business that is (BR-AE-02).
    private var registration: XMLElement? {
        guard customer.type == "commercial" else { return nil }
        return XMLElement("ram:SpecifiedLegalOrganization", XMLElement("ram:ID", text: "HRB \(customer.id)"))
    }

    private func address(street: String?, line: String?, zipcode: String?, city: String?, country: String) -> XMLElement {
        XMLElement(
            "ram:PostalTradeAddress",
            zipcode.map { XMLElement("ram:PostcodeCode", text: $0) }, street.map { XMLElement("ram:LineOne", text: $0) },
            line.map { XMLElement("ram:LineTwo", text: $0) }, city.map { XMLElement("ram:CityName", text: $0) },
            XMLElement("ram:CountryID", text: country))
    }

    /// The day of the service, unless a period says more.
    var delivery: XMLElement {
        guard draft.serviceFrom == nil, let day = draft.serviceTo else { return XMLElement("ram:ApplicableHeaderTradeDelivery") }
        let event = XMLElement("ram:ActualDeliverySupplyChainEvent", XMLElement("ram:OccurrenceDateTime", CIIText.day(day)))
        return XMLElement("ram:ApplicableHeaderTradeDelivery", event)
    }
}
