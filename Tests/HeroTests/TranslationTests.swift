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
                    positions: [600, 400].map {
                        DocumentLine(quantity: ExactDecimal(1), unitPrice: ExactDecimal($0), rate: ExactDecimal(19))
                    },
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
            ("full", false, .invoice), (nil, false, .invoice), ("full", true, .invoice), ("cumulative", true, .cumulativeInvoice),
            (nil, true, .invoice), ("parted", true, .partialInvoice),
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
        "calculation", "offer", "confirmation", "delivery_note", "dunning", "file_upload", "generic", "information", "invoice_notice",
        "letter", "maintenance", "measurement", "order_form", "repair",
    ])
    func otherDocumentsNeverReachTheBooks(baseType: String) throws {
        // Unreadable figures do not matter on a document that is none of ours.
        let changes = ["document_type.base_type": "\"\(baseType)\"", "value": "\"?\""]
        #expect(try translated(changes) == .notBookingRelevant)
        // A file thrown in has no document type of the account; its own type says enough.
        let bare: [String: String?] = ["document_type": nil, "document_type_id": "0", "type": "\"\(baseType)\""]
        #expect(try translated(bare) == .notBookingRelevant)
    }

    /// The row of an uploaded invoice says `file_upload`; its document type says what it is (hero-2026.md §8, §13).
    @Test func anUploadedInvoiceIsAnInvoice() throws {
        let upload: [String: String?] = [
            "type": "\"file_upload\"", "metadata": #"{"invoice_style":null}"#, "published_customer_document_draft": "null",
        ]
        let document = try #require(try translated(upload).document)
        #expect(document.kind == .invoice)
        #expect(document.lines.isEmpty && document.positions == nil)
        #expect(document.totalNet == Cents(100_000) && document.totalTax == Cents(19_000))
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

    /// A reversal of something that lowered turnover raises it again, whatever state HERO gives the original (hero-2026.md §8).
    @Test(
        arguments: [
            (#""type":"invoice","value":1000.0,"vat":190.0,"status_code":600"#, DocumentKind.cancellation, nil),
            (#""type":"invoice","value":1000.0,"vat":190.0,"status_code":200"#, .creditNote, nil),
            (#""type":"reversal_invoice","value":-1000.0,"vat":-190.0,"status_code":600"#, .cancellation, true),
            (#""type":"reversal_invoice","value":1000.0,"vat":190.0,"status_code":200"#, .cancellation, true),
            (#""type":"file_upload","document_type_id":13,"value":1000.0,"vat":190.0,"status_code":600"#, .cancellation, true),
            (#""type":"invoice","value":-800.0,"vat":-152.0,"status_code":600"#, .cancellation, true),
        ] as [(String, DocumentKind, Bool?)])
    func aReversalOfACreditIsMarked(original: String, kind: DocumentKind, reversesCredit: Bool?) throws {
        let reversal: [String: String?] = [
            "document_type.base_type": "\"reversal_invoice\"", "selected_document_id": "4711", "value": "1000.0", "vat": "190.0",
        ]
        let types = [DocumentType(id: 13, name: "Gutschrift", baseType: "reversal_invoice", isBookingRelevant: true)]
        let document = try translated(reversal, original: "{\"id\":4711,\(original)}", .standard(types)).document
        #expect(document?.kind == kind)
        #expect(document?.reversesCredit == reversesCredit)
    }

    /// Two documents reverse one original: the one over all of it is its cancellation, the earlier one over a part a credit note.
    @Test(
        arguments: [
            ("-100.0", "-19.0", [#""value":-1000.0,"vat":-190.0"#], DocumentKind.creditNote),
            ("-1000.0", "-190.0", [#""value":-100.0,"vat":-19.0"#], .cancellation),
            ("-999.99", "-190.0", [], .cancellation), ("-999.99", "-190.0", [#""value":-5.0,"vat":-0.95"#], .cancellation),
            ("-1000.0", "-189.99", [#""value":-1000.0,"vat":-190.0"#], .cancellation),
            ("-100.0", "-19.0", [#""status_code":0,"value":-1000.0,"vat":-190.0"#], .cancellation),
        ])
    func aCreditNoteBeforeAFullCancellation(net: String, vat: String, siblings: [String], kind: DocumentKind) throws {
        func header(_ id: Int, _ members: String) throws -> DocumentHeader {
            let status = members.contains("status_code") ? "" : "\"status_code\":200,"
            let json = "{\"id\":\(id),\"selected_document_id\":4711,\(status)\(members)}"
            guard case .object(let row)? = JSONValue(bytes: Array(json.utf8)) else { throw UnreadableField(path: "", detail: json) }
            return try #require(DocumentHeader(WireObject(path: "", members: row)))
        }
        let hero = try heroDocument([
            "document_type.base_type": "\"reversal_invoice\"", "selected_document_id": "4711", "value": net, "vat": vat,
        ])
        var original = try header(4711, #""type":"invoice","value":1000.0,"vat":190.0"#)
        original.statusCode = 600
        let others = try siblings.enumerated().map { try header(5000 + $0.offset, $0.element) }
        let translated = DocumentTranslation.standard().translate(hero, original: original, siblings: others + [hero.header])
        #expect(translated.document?.kind == kind)
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
            ("recipient_tax_debtor", false, false, "de", .construction13b),
            ("recipient_tax_debtor", false, false, "AT", .recipientElsewhere),
            ("recipient_tax_debtor", false, false, nil, .recipientElsewhere), ("photovoltaic", true, false, "DE", .photovoltaic0),
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

    /// The document's own `show_vat` against that of its type: where they differ and there is no VAT, nobody knows why.
    @Test(
        arguments: [
            ("recipient_tax_debtor", "false", "true", "0.0", TaxCase.standard),
            ("recipient_tax_debtor", "false", "false", "0.0", .construction13b),
            ("recipient_tax_debtor", "false", "null", "0.0", .construction13b), ("photovoltaic", "true", "false", "0.0", .standard),
            ("photovoltaic", "true", "true", "0.0", .photovoltaic0), ("photovoltaic", "null", "false", "0.0", .photovoltaic0),
            ("photovoltaic", "true", "false", "190.0", .photovoltaic0), ("none", "false", "true", "0.0", .standard),
            ("none", "false", "false", "0.0", .smallBusiness),
        ])
    func documentAndTypeMustAgreeOnVAT(category: String, ofType: String, own: String, vat: String, taxCase: TaxCase) throws {
        let changes: [String: String?] = [
            "document_type.options.booking_category": "\"\(category)\"", "document_type.options.show_vat": ofType,
            "customer_document_booking.show_vat": own, "vat": vat,
        ]
        #expect(try translated(changes, .standard(isSmallBusiness: true)).document?.taxCase == taxCase)
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
        #expect(try translated(["customer.type": "null", "customer.company_name": "\" \""]).unreadableField == "customer.type")
    }

    @Test func withoutAKindTheCompanysNameTells() throws {
        for absent in ["null", nil] {
            #expect(try translated(["customer.type": absent]).document?.customer?.isCompany == true)
        }
        #expect(try translated(["customer.type": "\"private\""]).document?.customer?.isCompany == false)
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
