/// What the API key opens, read at setup (hero-api.md §5.1).
package struct HeroAccount: Sendable, Hashable, Codable {
    package var companyID: Int
    package var companyName: String?
    /// *USt-IdNr.* of the company.
    package var vatID: String?
    package var currency: String?
    package var isTest: Bool?
    package var features: [CompanyFeature]
    package var userID: Int
    /// The HERO employee behind the key's user.
    package var partnerID: Int?
    package var partnerName: String?
    package var partnerRole: String?
    /// Retired types included: older documents still refer to them.
    package var documentTypes: [DocumentType]
    package var webhookEventTypes: [WebhookEventType]

    package struct CompanyFeature: Sendable, Hashable, Codable {
        package var name: String
        package var isActive: Bool
    }

    package struct WebhookEventType: Sendable, Hashable, Codable {
        package var type: String
        package var label: String
    }
}

/// A *Dokumententyp* of the account: ids differ per company, `base_type` is HERO's own (hero-api.md §2.5).
package struct DocumentType: Sendable, Hashable, Codable {
    package var id: Int
    package var name: String
    package var baseType: String?
    package var isActive: Bool?
    /// *buchungsrelevant* (S14).
    package var isBookingRelevant: Bool?
    /// `none`, `recipient_tax_debtor`, `photovoltaic`; kept as HERO writes it.
    package var bookingCategory: String?
    package var showsVAT: Bool?
    package var numberPrefix: String?

    package init(
        id: Int, name: String, baseType: String?, isActive: Bool? = true, isBookingRelevant: Bool?, bookingCategory: String? = nil,
        showsVAT: Bool? = nil, numberPrefix: String? = nil
    ) {
        self.id = id
        self.name = name
        self.baseType = baseType
        self.isActive = isActive
        self.isBookingRelevant = isBookingRelevant
        self.bookingCategory = bookingCategory
        self.showsVAT = showsVAT
        self.numberPrefix = numberPrefix
    }

    init(_ row: WireObject) throws(UnreadableField) {
        let options = try row.object("options")
        self.init(
            id: try row.required("id", row.identifier("id")), name: try row.text("name") ?? "", baseType: try row.filledText("base_type"),
            isActive: try row.flag("is_active"), isBookingRelevant: try row.flag("booking_relevant"),
            bookingCategory: try options?.filledText("booking_category"), showsVAT: try options?.flag("show_vat"),
            numberPrefix: try options?.filledText("number_prefix"))
    }
}

extension HeroAccount {
    init(_ data: WireObject) throws(UnreadableField) {
        let company = try data.required("company", data.object("company"))
        let user = try data.required("user", data.object("user"))
        let partner = try user.object("partner")
        companyID = try company.required("id", company.identifier("id"))
        companyName = try company.filledText("name")
        vatID = try company.filledText("ust_id_number")
        currency = try company.filledText("currency")
        isTest = try company.flag("is_test")
        features = []
        for feature in try company.objects("features") ?? [] {
            guard let name = try feature.filledText("name") else { continue }
            features.append(CompanyFeature(name: name, isActive: try feature.flag("is_active") ?? false))
        }
        userID = try user.required("id", user.identifier("id"))
        partnerID = try partner?.identifier("id")
        partnerName = try partner?.filledText("full_name")
        partnerRole = try partner?.filledText("role")
        documentTypes = []
        for type in try data.required("document_types", data.objects("document_types")) { documentTypes.append(try DocumentType(type)) }
        webhookEventTypes = []
        for event in try data.objects("webhook_event_types") ?? [] {
            let type = try event.required("event_type", event.text("event_type"))
            webhookEventTypes.append(WebhookEventType(type: type, label: try event.text("event_label") ?? ""))
        }
    }
}
