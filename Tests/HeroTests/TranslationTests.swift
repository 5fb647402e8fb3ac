import Bookkeeping
import Testing

@testable import Hero

struct TranslationTests {
    private func translated(
        _ changes: [String: String?] = [:], original: String? = nil, _ translation: DocumentTranslation = .standard()
    ) throws -> TranslatedDocument {
        let header = try original.map { json -> DocumentHeader in
            guard case .object(let members)? = JSONValue(bytes: Array(json.utf8)) else { throw UnreadableField(path: "", detail: json) }
            return try #require(DocumentHeader(WireObject(path: "", members: members)))
        }
        return translation.translate(try heroDocument(changes), original: header)
    }

    @Test func theDocumentOfTheReference() throws {
        guard case .document(let document, let file) = try translated() else {
            Issue.record("expected a document")
            return
        }
        #expect(file?.filename == "RE-2026-0142.pdf")
        #expect(
            document
                == Document(
                    id: 88012, number: "RE-2026-0142", kind: .invoice, documentDate: BusinessDay("2026-09-14"),
                    dueDate: BusinessDay("2026-09-28"),
                    lines: [DocumentLine(quantity: ExactDecimal(12), unitPrice: ExactDecimal(50), rate: ExactDecimal(19))],
                    totalNet: Cents(100_000), totalTax: Cents(19_000),
                    customer: Customer(
                        id: 3301, number: "10042", isCompany: true, companyName: "Muster Bau GmbH", firstName: "Max",
                        lastName: "Mustermann", email: "rechnung@musterbau.example",
                        address: PostalAddress(street: "Beispielweg 1", zip: "30449", city: "Hannover", countryCode: "DE")),
                    contactPerson: "Erika Beispiel", projectNumber: "PRJ-215", projectName: "Badsanierung"))
    }

    @Test(
        arguments: [
            ("parted", false, DocumentKind.partialInvoice), ("downpayment", false, .progressInvoice),
            ("cumulative", false, .cumulativeInvoice),
            ("full", false, .invoice), (nil, false, .invoice), ("full", true, .finalInvoice), ("cumulative", true, .finalInvoice),
            (nil, true, .finalInvoice), ("parted", true, .partialInvoice),
        ] as [(String?, Bool, DocumentKind)])
    func theStyleMakesTheKind(style: String?, hasDeductions: Bool, kind: DocumentKind) throws {
        let deductions = #"[{"nr":"AR-1","vat_percent":19.0,"net_value":5000.0,"vat_value":950.0}]"#
        let document = try translated([
            "metadata.invoice_style": style.map { "\"\($0)\"" } ?? "null",
            "published_customer_document_draft.data.deductions": hasDeductions ? deductions : nil,
        ]).document
        #expect(document?.kind == kind)
        #expect(document?.deductions.count == (hasDeductions ? 1 : 0))
    }

    @Test(arguments: [
        "offer", "confirmation", "delivery_note", "dunning", "generic", "information", "invoice_notice", "letter", "maintenance",
        "measurement", "order_form", "repair",
    ])
    func otherDocumentsNeverReachTheBooks(baseType: String) throws {
        // Unreadable figures do not matter on a document that is none of ours.
        let changes = ["document_type.base_type": "\"\(baseType)\"", "value": "\"?\""]
        #expect(try translated(changes) == .notBookingRelevant)
    }

    @Test func theCompanyDecidesWhatIsBookingRelevant() throws {
        #expect(try translated(["document_type.booking_relevant": "false"]) == .notBookingRelevant)
        #expect(try translated(["document_type.booking_relevant": nil]).unreadableField == "document_type.booking_relevant")
    }

    @Test func strangeTypesAreNamed() throws {
        let type: [String: String?] = ["document_type.base_type": "\"gift_card\"", "document_type.name": "\"Gutschein\""]
        #expect(try translated(type) == .unknownType(name: "Gutschein (gift_card)"))
        #expect(try translated(["document_type.base_type": nil]) == .unknownType(name: "Rechnung"))
        #expect(try translated(["metadata.invoice_style": "\"retention\""]) == .unknownType(name: "invoice style retention"))
        #expect(
            try translated(["document_type.options.booking_category": "\"margin\""]) == .unknownType(name: "booking category margin"))
        #expect(
            try translated(["document_type": nil, "document_type_id": "99"]) == .unknownType(name: "document type 99"))
    }

    @Test func theTypeIsLookedUpWhereTheDocumentDoesNotCarryIt() throws {
        let types = [DocumentType(id: 99, name: "Brief", baseType: "letter", isBookingRelevant: false)]
        #expect(try translated(["document_type": "null", "document_type_id": "99"], .standard(types)) == .notBookingRelevant)
    }

    @Test func aReversalIsJudgedByItsOriginal() throws {
        let reversal: [String: String?] = [
            "document_type.base_type": "\"reversal_invoice\"", "selected_document_id": "4711", "value": "-1000.0", "vat": "-190.0",
        ]
        #expect(try translated(reversal) == .originalNeeded(id: 4711))
        #expect(try translated(reversal, original: #"{"id":1,"status_code":600}"#) == .originalNeeded(id: 4711))
        let byName = try translated(reversal, original: #"{"id":4711,"nr":"RE-7","status_code":200,"status_name":"Storniert"}"#).document
        #expect(byName?.kind == .cancellation)
        #expect(byName?.originalID == 4711)
        #expect(byName?.originalNumber == "RE-7")
        #expect(byName?.totalNet == Cents(-100_000))
        #expect(byName?.totalTax == Cents(-19_000))
        let byCode = try translated(reversal, original: #"{"id":4711,"status_code":600,"status_name":"?"}"#).document
        #expect(byCode?.kind == .cancellation)
        let credit = try translated(reversal, original: #"{"id":4711,"status_code":200,"status_name":"Versendet"}"#).document
        #expect(credit?.kind == .creditNote)
        #expect(credit?.originalID == 4711)
        var free = reversal
        free["selected_document_id"] = "null"
        let alone = try translated(free).document
        #expect(alone?.kind == .creditNote)
        #expect(alone?.originalID == nil)
    }

    @Test func anInvoiceRefersToNoOriginal() throws {
        #expect(try translated(["selected_document_id": "12"]).document?.originalID == nil)
    }

    /// HERO names the country, or gives its code in whichever form.
    @Test(arguments: [
        ("null", "\"Deutschland\"", "DE"), ("\"AUT\"", "null", "AT"), ("\"\"", "\"Schweiz\"", "CH"), ("\"XX\"", "\"Mittelerde\"", "XX"),
    ])
    func theCountryIsUnderstood(code: String, name: String, expected: String) throws {
        let changes: [String: String?] = ["customer.address.country.code": code, "customer.address.country.name": name]
        #expect(try translated(changes).document?.customer?.address?.countryCode == expected)
    }

    @Test(
        arguments: [
            ("none", true, true, "DE", TaxCase.standard), ("none", false, false, "DE", .standard),
            ("none", false, true, "DE", .smallBusiness),
            (nil, true, false, "DE", .standard), ("recipient_tax_debtor", false, false, "DE", .construction13b),
            ("recipient_tax_debtor", false, false, "de", .construction13b), ("recipient_tax_debtor", false, false, "AT", .standard),
            ("recipient_tax_debtor", false, false, nil, .standard), ("photovoltaic", true, false, "DE", .photovoltaic0),
        ] as [(String?, Bool, Bool, String?, TaxCase)])
    func theTypeMakesTheTaxCase(
        category: String?, showsVAT: Bool, isSmallBusiness: Bool, country: String?, taxCase: TaxCase
    ) throws {
        let changes: [String: String?] = [
            "document_type.options.booking_category": category.map { "\"\($0)\"" } ?? "null",
            "document_type.options.show_vat": "\(showsVAT)",
            "customer.address.country.code": country.map { "\"\($0)\"" } ?? "null", "customer.address.country.name": "null",
        ]
        #expect(try translated(changes, .standard(isSmallBusiness: isSmallBusiness)).document?.taxCase == taxCase)
    }

    @Test func theContactPersonIsConfigurable() throws {
        let contact: [String: String?] = ["contact": #"{"id":3302,"first_name":"Ida","last_name":" Muster ","type":null}"#]
        #expect(try translated(contact).document?.contactPerson == "Erika Beispiel")
        #expect(try translated(contact, .standard(contactPerson: .customer)).document?.contactPerson == "Ida Muster")
        #expect(try translated([:], .standard(contactPerson: .customer)).document?.contactPerson == "Max Mustermann")
        #expect(try translated(["partner": "null"]).document?.contactPerson == nil)
    }

    @Test func theRecipientFallsBackToTheProject() throws {
        let customer =
            #"{"id":7,"type":"private","first_name":"A","last_name":"B","company_name":" ","phone_mobile":"0151 1","address":null}"#
        let document = try translated(["customer": "null", "contact": "null", "project_match.customer": customer]).document
        #expect(document?.customer == Customer(id: 7, isCompany: false, firstName: "A", lastName: "B", phone: "0151 1"))
        #expect(try translated(["customer": "null"]).document?.customer == nil)
    }

    @Test func aCustomerOfUnknownKindIsNotGuessedAt() throws {
        #expect(try translated(["customer.type": "\"club\""]).unreadableField == "customer.type")
        #expect(try translated(["customer.type": "null"]).unreadableField == "customer.type")
    }

    @Test func thePseudoProjectOfAContactIsNoProject() throws {
        let document = try translated(["project_match.project_nr": "\"KONT-3301\"", "project_match.name": "\"\""]).document
        #expect(document?.projectNumber == nil)
        #expect(document?.projectName == nil)
    }

    @Test(arguments: [("\"eur\"", "EUR"), ("\"€\"", "EUR"), ("\"CHF\"", "CHF")])
    func theCurrencyIsHEROs(json: String, currency: String) throws {
        #expect(try translated(["currency": json]).document?.currency == currency)
    }

    @Test func aMissingCurrencyIsTheCompanysOrNone() throws {
        #expect(try translated(["currency": "null"]).unreadableField == "currency")
        var translation = DocumentTranslation.standard()
        translation.companyCurrency = "EUR"
        #expect(try translated(["currency": "\"\""], translation).document?.currency == "EUR")
    }

    @Test func aDocumentWithoutFileWaitsForIt() throws {
        guard case .document(_, let file) = try translated(["file_upload": "null"]) else {
            Issue.record("expected a document")
            return
        }
        #expect(file == nil)
    }

    @Test func anUnreadableHeaderFieldIsReported() throws {
        #expect(try translated(["value": "\"1000\""]).unreadableField == "value")
        #expect(try translated(["customer_document_booking.due_date": "\"soon\""]).unreadableField == "customer_document_booking.due_date")
        #expect(try translated(["file_upload.size": "\"big\""]).unreadableField == "file_upload.size")
    }
}
