import Bookkeeping
import Testing
import Transport

@testable import Hero

/// The answers of hero-api.md §5, word for word.
struct ReaderTests {
    private func reader(answering name: String) throws -> (HeroReader, ScriptedTransport) {
        let transport = ScriptedTransport(.json(try fixture("hero/\(name).json")))
        return (try HeroTests.reader(transport), transport)
    }

    @Test func setup() async throws {
        let (reader, transport) = try reader(answering: "setup")
        let account = try await reader.setup()
        #expect(transport.requests.map(\.query) == [HeroDocuments.setup.text])
        #expect(account.companyID == 501)
        #expect(account.companyName == "Muster Haustechnik GmbH")
        #expect(account.vatID == "DE123456789")
        #expect(account.currency == "EUR")
        #expect(account.features == [HeroAccount.CompanyFeature(name: "example_feature", isActive: true)])
        #expect(account.userID == 9001)
        #expect(account.partnerID == 7001)
        #expect(account.partnerName == "Sync Dienst")
        #expect(account.partnerRole == "accounting")
        #expect(account.webhookEventTypes.isEmpty)
        #expect(account.documentTypes.map(\.id) == [11, 12, 13])
        #expect(
            account.documentTypes[1]
                == DocumentType(
                    id: 12, name: "Rechnung §13b", baseType: "invoice", isBookingRelevant: true, bookingCategory: "recipient_tax_debtor",
                    showsVAT: false, numberPrefix: "RE"))
    }

    @Test func moreThanTwoHundredDocumentTypesAreAllRead() async throws {
        let transport = ScriptedTransport { request in
            let range = request.index == 0 ? 1...200 : request.index == 1 ? 201...230 : 230...230
            let types = range.map { "{\"id\":\($0),\"name\":\"T\($0)\"}" }.joined(separator: ",")
            return .json("{\"data\":{\"company\":{\"id\":1},\"user\":{\"id\":2},\"document_types\":[\(types)]}}")
        }
        let account = try await HeroTests.reader(transport).setup()
        #expect(account.documentTypes.map(\.id) == Array(1...230))
        #expect(transport.requests.dropFirst().map { (try? $0.variables.integer("o")) ?? -1 } == [200, 230])
    }

    @Test func aSetupWithoutCompanyIsNoSetup() async throws {
        let reader = try HeroTests.reader(ScriptedTransport(.json(#"{"data":{"company":null,"user":{"id":1},"document_types":[]}}"#)))
        let error = await heroError { () async throws(HeroError) in try await reader.setup() }
        #expect(error?.code == .badAnswer)
        #expect(error?.cause == "company missing")
    }

    @Test func documentRow() async throws {
        let transport = ScriptedTransport(
            .json(try fixture("hero/document-page.json")), .json(#"{"data":{"customer_documents":[]}}"#))
        let sweep = try await HeroTests.reader(transport).documentHeaders(modifiedSince: nil)
        let header = try #require(sweep.headers.first)
        #expect(header.id == 88012)
        #expect(header.number == "RE-2026-0142")
        #expect(header.documentTypeID == 11)
        #expect(header.type == "invoice")
        #expect(header.statusCode == 200)
        #expect(header.statusName == "Versendet")
        #expect(header.lifecycle == .issued)
        #expect(header.date == BusinessDay("2026-09-14"))
        #expect(header.valueNet == Cents(100_000))
        #expect(header.vat == Cents(19_000))
        #expect(header.currency == "EUR")
        #expect(header.createdText == "2026-09-14T09:02:11+00:00")
        #expect(header.created == Instant(iso: "2026-09-14T09:02:11Z"))
        #expect(header.modified == Instant(iso: "2026-09-14T09:05:40Z"))
        #expect(header.projectMatchID == 4410)
        #expect(header.selectedDocumentID == nil)
        #expect(header.invoiceStyle == "full")
        #expect(header.customerID == 3301)
        #expect(header.fileUUID == "6f1c…")
        #expect(header.unreadable.isEmpty)
        #expect(
            header.booking
                == DocumentBooking(
                    isOpen: true, status: "open", balance: Cents(119_000), dueDate: BusinessDay("2026-09-28"), discountRate: ExactDecimal(0)
                ))
    }

    @Test func oneDocument() async throws {
        let (reader, _) = try reader(answering: "document")
        let document = try #require(try await reader.document(id: 88012))
        #expect(document.header.number == "RE-2026-0142")
        #expect(
            document.file
                == HeroFile(
                    uuid: "6f1c…", filename: "RE-2026-0142.pdf", size: 84211, type: "application/pdf",
                    temporaryURL: "https://files.example/signed"))
        let none = try HeroTests.reader(ScriptedTransport(.json(#"{"data":{"customer_documents":[]}}"#)))
        #expect(try await none.document(id: 88012) == nil)
    }

    @Test func anotherDocumentIsABadAnswer() async throws {
        let (reader, _) = try reader(answering: "document")
        let error = await heroError { () async throws(HeroError) in try await reader.document(id: 4711) }
        #expect(error?.code == .badAnswer)
    }

    @Test func contactRow() async throws {
        let transport = ScriptedTransport(.json(try fixture("hero/contact-page.json")), .json(#"{"data":{"contacts":[]}}"#))
        let contact = try #require(try await HeroTests.reader(transport).contacts(modifiedSince: nil).rows.first)
        #expect(contact.category == "customer")
        #expect(contact.isDeleted == false)
        #expect(contact.isInvoiceRecipient == true)
        #expect(contact.modified == Instant(iso: "2026-08-30T10:12:00Z"))
        #expect(
            contact.customer
                == Customer(
                    id: 3301, number: "10042", isCompany: true, companyName: "Muster Bau GmbH", legalForm: "GmbH", firstName: "Max",
                    lastName: "Mustermann", email: "rechnung@musterbau.example",
                    address: PostalAddress(street: "Beispielweg 1", zip: "30449", city: "Hannover", countryCode: "DE")))
    }

    @Test func theSchemaCheckNamesWhatIsGone() async throws {
        func answer(without missing: Set<String>) -> String {
            let types = SchemaExpectation.all.map { expectation -> String in
                guard !missing.contains(expectation.type) else { return "\"\(expectation.type)\":null" }
                let names = expectation.fields.filter { !missing.contains("\(expectation.type).\($0)") } + ["somethingNew"]
                let fields = names.map { "{\"name\":\"\($0)\"}" }.joined(separator: ",")
                return "\"\(expectation.type)\":{\"\(expectation.isInput ? "inputFields" : "fields")\":[\(fields)]}"
            }
            return "{\"data\":{\(types.joined(separator: ","))}}"
        }
        #expect(try await HeroTests.reader(ScriptedTransport(.json(answer(without: [])))).checkSchema() == .compared([]))
        let gone: Set<String> = ["CustomerDocument.vat", "PaymentInput.value", "FileUpload"]
        let drift = try await HeroTests.reader(ScriptedTransport(.json(answer(without: gone)))).checkSchema()
        guard case .compared(let missing) = drift else {
            Issue.record("expected a comparison, got \(drift)")
            return
        }
        #expect(Set(missing.map(\.description)) == gone)
        let hidden = answer(without: Set(SchemaExpectation.all.map(\.type)))
        #expect(try await HeroTests.reader(ScriptedTransport(.json(hidden))).checkSchema() == .refused(cause: "no type is shown"))
    }

    @Test(
        arguments: [
            ("GraphQL introspection is not allowed, but the query contained __schema or __type", true), ("Access denied", true),
            (#"Cannot query field "__type" on type "PartnerQuery"."#, true), ("Internal server error", false),
            ("Max query complexity should be 50000 but got 60000.", false), ("Unauthorized", false),
        ])
    func aSchemaKeptBackIsNoDrift(message: String, isRefusal: Bool) async throws {
        let quoted = message.replacing("\"", with: "\\\"")
        let reader = try HeroTests.reader(ScriptedTransport(.json("{\"errors\":[{\"message\":\"\(quoted)\"}]}")))
        do throws(HeroError) {
            #expect(try await reader.checkSchema() == .refused(cause: message))
            #expect(isRefusal)
        } catch {
            #expect(!isRefusal)
        }
    }
}
