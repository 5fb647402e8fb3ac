import Bookkeeping
import Testing
import Wording

/// What a refusal, a write in vain and a missing right say to the office: what it is about, where it is put right, by which answer.
@Suite struct RefusalWordsTests {
    struct Refusal: Sendable, CustomTestStringConvertible {
        var detail: String
        /// Parts of the German and the English sentence.
        var de: String
        var en: String
        var place: NextStep.Place?
        var answers: [AnswerKind]
        var testDescription: String { detail }

        init(_ detail: String, _ de: String, _ en: String, _ place: NextStep.Place?, _ answers: [AnswerKind]) {
            (self.detail, self.de, self.en, self.place, self.answers) = (detail, de, en, place, answers)
        }
    }

    private static let customer: [AnswerKind] = [.retry, .collective]
    private static let document: [AnswerKind] = [.retry, .adopt(.voucher)]

    private static let refusals = [
        Refusal("missing_entity:company.name", "Firmenname fehlt", "company name is missing", .heroCustomer, customer),
        Refusal("missing_entity:person.lastName", "Nachname fehlt", "last name is missing", .heroCustomer, customer),
        Refusal(
            "invalid_size:person.salutation", "Anrede ist zu kurz oder zu lang", "salutation is too short or too long", .heroCustomer,
            customer),
        Refusal(
            "countrycode_is_not_valid:addresses.billing[0].countryCode", "Land ist kein Land", "country is no country", .heroCustomer,
            customer),
        Refusal("invalid_value:emailAddresses.business[0]", "E-Mail-Adresse hat", "e-mail address has", .heroCustomer, customer),
        Refusal("invalid_value:phoneNumbers.business[0]", "Telefonnummer hat", "telephone number has", .heroCustomer, customer),
        Refusal("invalid_value:company.vatRegistrationId", "USt-IdNr. hat", "VAT id has", .heroCustomer, customer),
        Refusal("missing_entity:company and person", "Firma oder Person fehlt", "company or person is missing", .heroCustomer, customer),
        Refusal(
            "invalid_value:contactId", "gelöscht, archiviert oder kein Kunde", "deleted, archived, or is no customer", .lexofficeContact,
            customer),
        Refusal("invalid_value:voucherDate", "Belegdatum hat", "document date has", .heroDocument, document),
        Refusal("missing_entity:voucherNumber", "Belegnummer fehlt", "document number is missing", .heroDocument, document),
        Refusal("invalid_total_amount:totalGrossAmount", "Bruttosumme stimmt nicht", "gross total does not agree", .heroDocument, document),
        Refusal(
            "invalid_taxamount:voucherItems[3].taxAmount", "Steuerbetrag einer Position passt", "tax of an item does not fit",
            .heroDocument, document),
        Refusal("invalid_size:remark", "Notiz (Projektname) ist", "note (name of the project) is", .heroDocument, document),
        Refusal("invalid_value:voucherItems[0].categoryId", "Buchungskategorie hat", "posting category has", nil, [.retry]),
        Refusal(
            "something_new:somewhere", "Feld somewhere wird nicht angenommen (something_new)",
            "field somewhere is not taken (something_new)", nil, [.retry]),
        Refusal(
            "missing_entity:company.name,invalid_value:voucherDate", "Firmenname fehlt; Belegdatum hat",
            "company name is missing; document date has", .heroCustomer, customer),
        Refusal("invalid_value:-", "Feld - hat", "field - has", nil, [.retry]),
    ]

    @Test(arguments: refusals) func aRefusalIsReadAloud(refusal: Refusal) {
        let explanation = Catalogue.explanation(.rejectedByLexoffice, about: refusal.detail)
        #expect(explanation.what.de.contains(refusal.de) && explanation.what.en.contains(refusal.en), "\(explanation.what)")
        #expect(explanation.next.answers == refusal.answers)
        if let place = refusal.place { #expect(explanation.next.first?.act == .open(place)) }
        for word in [explanation.what, explanation.next.sentence] {
            #expect(word.de.hasSuffix(".") && word.en.hasSuffix(".") && word.de != word.en)
        }
    }

    @Test(arguments: ["error=conflict", "", "status=406"]) func withoutAFieldTheGeneralWordsHold(detail: String) {
        #expect(Catalogue.explanation(.rejectedByLexoffice, about: detail) == Catalogue.explanation(.rejectedByLexoffice))
    }

    @Test(
        arguments: [
            ("createVoucher", [.retry, .adopt(.voucher)]), ("createContact", [.retry, .collective]),
            ("attachFile", [.retry, .withoutFile]),
            ("createPayment", [.retry]),
        ] as [(String, [AnswerKind])])
    func whatWasSentInVainIsNamed(question: String, answers: [AnswerKind]) {
        let explanation = Catalogue.explanation(.notAccepted, about: "system=lexoffice question=\(question) error=unavailable tries=3")
        #expect(explanation.next.answers == answers)
        #expect(explanation.what.de.hasSuffix(".") && explanation.what.de != explanation.what.en)
    }

    @Test(arguments: ["contacts", "vouchers", "files", "payments", "voucherlist"]) func aMissingRightSaysWhatRests(right: String) {
        let explanation = Catalogue.explanation(.rightMissing, about: "system=lexoffice right=\(right)")
        for language in Language.allCases { #expect(explanation.what(language).contains(right)) }
        #expect(explanation.what != Catalogue.explanation(.rightMissing).what)
        #expect(explanation.next.map(\.actor) == [.administrator])
    }

    /// Whatever is wrong with a file, booking without it is an answer, and attaching one by hand ends it.
    @Test(arguments: [
        ReasonCode.fileTooLarge, .fileNotPDF, .fileUnsafe, .fileImageUnreadable, .fileKindRefused, .fileNotXRechnung, .fileRefused,
    ])
    func aFileHasThreeWaysToRest(reason: ReasonCode) {
        let next = Catalogue.explanation(reason).next
        #expect(next.answers == [.retry, .withoutFile])
        #expect(next.contains { $0.act == .open(.lexofficeVoucher) })
    }

    /// What is sent again by itself is not said to be sent never.
    @Test(arguments: [ReasonCode.outcomeUnknown, .paymentOutcomeUnknown, .sentInVain]) func whatGoesOnByItselfSaysSo(reason: ReasonCode) {
        let explanation = Catalogue.explanation(reason)
        #expect(!explanation.what.de.contains("nicht neu gesendet") && explanation.next.map(\.actor) == [.nobody])
    }
}

extension [NextStep] {
    fileprivate var answers: [AnswerKind] { compactMap { if case .answer(let kind) = $0.act { kind } else { nil } } }
}
