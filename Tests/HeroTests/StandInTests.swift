import Bookkeeping
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Hero
@testable import Sandbox

/// Reader and writer against HERO's stand-in, which checks every request against the schema and the complexity limit.
struct StandInTests {
    /// One account in this process: types, a company in Germany, one in Austria, a project.
    private final class Account: HTTPTransport {
        let hero: Mutex<HeroStandIn>
        let now: Instant

        init(now: Instant) {
            self.now = now
            var hero = HeroStandIn(apiKey: testKey)
            for type in Account.types { hero.addDocumentType(type) }
            self.hero = Mutex(hero)
        }

        func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
            hero.withLock { $0.respond(to: request, now: now) }
        }

        private static let types = [
            HeroDocumentTypeRecord(id: 11, name: "Rechnung", baseType: "invoice", isBookingRelevant: true, numberPrefix: "RE"),
            HeroDocumentTypeRecord(
                id: 12, name: "Rechnung §13b", baseType: "invoice", isBookingRelevant: true, bookingCategory: "recipient_tax_debtor",
                showsVAT: false, numberPrefix: "RE"),
            HeroDocumentTypeRecord(
                id: 13, name: "Stornorechnung", baseType: "reversal_invoice", isBookingRelevant: true, numberPrefix: "ST"),
            HeroDocumentTypeRecord(id: 14, name: "Angebot", baseType: "offer", isBookingRelevant: false, numberPrefix: "AN"),
            HeroDocumentTypeRecord(id: 15, name: "Gutschein", baseType: "gift_card", isBookingRelevant: true, numberPrefix: "GU"),
        ]
    }

    private let now: Instant
    private let account: Account
    private let reader: HeroReader
    private let writer: HeroWriter

    init() throws {
        now = try #require(Instant(iso: "2026-09-14T12:00:00Z"))
        account = Account(now: now)
        let connection = try connection(account, endpoint: SandboxWorld.heroEndpoint)
        reader = HeroReader(connection)
        writer = HeroWriter(connection)
    }

    private func addCustomer(country: Int = 1) -> Int {
        account.hero.withLock { hero in
            hero.addCustomer(
                HeroCustomerRecord(
                    number: "10042", type: "commercial", firstName: "Max", lastName: "Muster", companyName: "Muster Bau GmbH",
                    email: "max@muster.example",
                    address: HeroAddressRecord(street: "Weg 1", zipcode: "30449", city: "Hannover", countryID: country)),
                now: now.adding(seconds: -86_400))
        }
    }

    private func publish(
        type: Int = 11, customer: Int, lines: [HeroLine], hoursAgo: Int = 1, _ change: (inout HeroDraft) -> Void = { _ in }
    ) -> Int {
        var draft = HeroDraft(typeID: type, customerID: customer, date: BusinessDay("2026-09-14"), lines: lines)
        change(&draft)
        return account.hero.withLock { hero in hero.publish(draft, now: now.adding(seconds: -hoursAgo * 3600)) }
    }

    private func translation() async throws -> DocumentTranslation {
        let setup = try await reader.setup()
        return DocumentTranslation(
            documentTypes: setup.documentTypes, contactPerson: .employee, isSmallBusiness: false, companyCurrency: setup.currency)
    }

    private func translated(_ id: Int, original: Int? = nil) async throws -> TranslatedDocument {
        let hero = try #require(try await reader.document(id: id))
        let header = try await reader.documentHeaders(ids: original.map { [$0] } ?? []).first
        return try await translation().translate(hero, original: header)
    }

    @Test func theSchemaIsTheOneWeExpect() async throws {
        #expect(try await reader.checkSchema() == .compared([]))
    }

    @Test func setupReadsAllTypes() async throws {
        let setup = try await reader.setup()
        #expect(setup.documentTypes.map(\.id).sorted() == [11, 12, 13, 14, 15])
        #expect(setup.userID == 9001)
        #expect(setup.partnerName == "Sync Dienst")
    }

    @Test func aWrongKeyIsUnauthorized() async throws {
        account.hero.withLock { $0.settings.apiKey = "another" }
        #expect(await heroError { () async throws(HeroError) in try await reader.setup() }?.code == .unauthorized)
    }

    @Test(arguments: [HeroSettings.DraftDataForm.object, .text], [FloatStyle.shortest, .noisy])
    func anInvoiceArrivesToTheCent(form: HeroSettings.DraftDataForm, floats: FloatStyle) async throws {
        account.hero.withLock { hero in
            hero.settings.draftDataForm = form
            hero.settings.floatStyle = floats
        }
        let lines = [
            HeroLine("Montage", quantity: 12_500, unitPrice: 4999, discountBasisPoints: 250, rate: 19),
            HeroLine("Pflanzen", unitPrice: 10_007, rate: 7), HeroLine(information: .labourNotice, "§ 35a", amount: 30_000),
            HeroLine("Alternative", unitPrice: 999_99, rate: 19, isOptional: true),
        ]
        let id = publish(customer: addCustomer(), lines: lines) { draft in
            draft.deductions = [HeroDeduction(number: "AR-1", rate: 19, net: 10_000, tax: 1900)]
            draft.serviceTo = BusinessDay("2026-09-11")
            draft.dueDays = 14
        }
        var document = try #require(try await translated(id).document)
        // A text and a title stand before the lines, a text after them.
        #expect(document.lines.count == 7)
        document.lines = Array(document.lines.dropFirst(2).dropLast())
        // 12.5 × 49.99 × 0.975 = 609.253125, rounded 609.25; less 100.00 of the deduction, plus 100.07.
        #expect(document.totalNet == Cents(60_925 - 10_000 + 10_007))
        // 19 % of 609.25 = 115.7575, rounded 115.76, less 19.00; 7 % of 100.07 = 7.0049, rounded 7.00.
        #expect(document.totalTax == Cents(11_576 - 1900 + 700))
        #expect(document.kind == .invoice)
        #expect(document.lines.map(\.isInformation) == [false, false, true, true])
        #expect(document.lines[0].quantity == ExactDecimal("12.5"))
        #expect(document.lines[0].discountPercent == ExactDecimal("2.5"))
        #expect(document.deductions == [Deduction(number: "AR-1", rate: ExactDecimal(19), net: Cents(10_000), tax: Cents(1900))])
        #expect(document.serviceDate == BusinessDay("2026-09-11"))
        #expect(document.dueDate == BusinessDay("2026-09-28"))
        #expect(document.customer?.companyName == "Muster Bau GmbH")
    }

    @Test func thirteenBIsForCustomersInGermany() async throws {
        let lines = [HeroLine("Bau", unitPrice: 100_000, rate: 0)]
        let inside = publish(type: 12, customer: addCustomer(country: 1), lines: lines)
        let outside = publish(type: 12, customer: addCustomer(country: 2), lines: lines)
        #expect(try await translated(inside).document?.taxCase == .construction13b)
        #expect(try await translated(outside).document?.taxCase == .recipientElsewhere)
    }

    @Test func offersAndStrangeTypesAreKeptOut() async throws {
        let customer = addCustomer()
        let lines = [HeroLine("x", unitPrice: 100, rate: 19)]
        let offer = publish(type: 14, customer: customer, lines: lines)
        let card = publish(type: 15, customer: customer, lines: lines)
        #expect(try await translated(offer) == .notBookingRelevant)
        #expect(try await translated(card) == .unknownType(name: "Gutschein (gift_card)"))
    }

    @Test func aCancellationNamesItsOriginal() async throws {
        let original = publish(customer: addCustomer(), lines: [HeroLine("x", unitPrice: 10_000, rate: 19)])
        let reversal = try #require(account.hero.withLock { $0.cancel(documentID: original, now: now) })
        let header = try #require(try await reader.documentHeaders(ids: [original]).first)
        #expect(header.lifecycle == .cancelled)
        let document = try #require(try await translated(reversal, original: original).document)
        #expect(document.kind == .cancellation)
        #expect(document.originalNumber == header.number)
        #expect(document.totalNet == Cents(-10_000))
        #expect(document.totalTax == Cents(-1900))
    }

    @Test func aCreditNoteLeavesItsOriginal() async throws {
        let original = publish(customer: addCustomer(), lines: [HeroLine("x", unitPrice: 10_000, rate: 19)])
        let lines = [HeroLine("Nachlass", quantity: -1000, unitPrice: 500, rate: 19)]
        let credit = try #require(account.hero.withLock { $0.creditNote(for: original, typeID: 13, lines: lines, now: now) })
        #expect(try await translated(credit, original: original).document?.kind == .creditNote)
    }

    @Test(arguments: [true, false])
    func everyDocumentIsFoundWhateverTheOrder(isHonoured: Bool) async throws {
        account.hero.withLock { $0.settings.isModifiedOrderHonoured = isHonoured }
        let customer = addCustomer()
        var ids: [Int] = []
        for index in 0..<450 {
            ids.append(publish(customer: customer, lines: [HeroLine("x", unitPrice: 100, rate: 19)], hoursAgo: 500 - index))
        }
        let all = try await reader.documentHeaders(modifiedSince: nil)
        #expect(all.headers.map(\.id).sorted() == ids)
        #expect(all.headers.allSatisfy { $0.unreadable.isEmpty })
        #expect(all.isOrderHonoured == isHonoured)
        #expect(all.isFullScan)
        let recent = try await reader.documentHeaders(modifiedSince: now.adding(seconds: -100 * 3600))
        #expect(recent.isFullScan == !isHonoured)
        #expect(Set(recent.headers.map(\.id)).isSuperset(of: ids.suffix(50)))
    }

    /// More than a page of documents was imported at one moment: they stand in any order, and prove none, not even where the first was
    /// changed since. What came since must not be missed.
    @Test(arguments: [true, false], [500, 300]) func rowsOfOneMomentProveNoOrder(isHonoured: Bool, firstHoursAgo: Int) async throws {
        account.hero.withLock { $0.settings.isModifiedOrderHonoured = isHonoured }
        let customer = addCustomer()
        _ = publish(customer: customer, lines: [HeroLine("x", unitPrice: 100, rate: 19)], hoursAgo: firstHoursAgo)
        for _ in 0..<450 { _ = publish(customer: customer, lines: [HeroLine("x", unitPrice: 100, rate: 19)], hoursAgo: 500) }
        let new = publish(customer: customer, lines: [HeroLine("x", unitPrice: 100, rate: 19)], hoursAgo: 1)
        let recent = try await reader.documentHeaders(modifiedSince: now.adding(seconds: -100 * 3600))
        #expect(recent.headers.contains { $0.id == new })
    }

    @Test func aStricterComplexityLimitShrinksThePages() async throws {
        account.hero.withLock { $0.settings.complexityLimit = 500 }
        let customer = addCustomer()
        let ids = (0..<40).map { _ in publish(customer: customer, lines: [HeroLine("x", unitPrice: 100, rate: 19)]) }
        #expect(try await reader.documentHeaders(modifiedSince: nil).headers.map(\.id).sorted() == ids)
        #expect(try await reader.documentHeaders(ids: ids).map(\.id) == ids)
    }

    @Test func thePDFArrives() async throws {
        let id = publish(customer: addCustomer(), lines: [HeroLine("x", unitPrice: 100, rate: 19)])
        let file = try #require(try await reader.document(id: id)?.file)
        let bytes = try await reader.downloadFile(file)
        #expect(bytes.count == file.size)
        #expect(bytes.starts(with: Array("%PDF-".utf8)))
        let unready = publish(customer: addCustomer(), lines: [HeroLine("x", unitPrice: 100, rate: 19)], hoursAgo: 0)
        #expect(try await reader.document(id: unready)?.file == nil)
    }

    @Test func aDraftIsNoInvoiceYet() async throws {
        let draft = HeroDraft(
            typeID: 11, customerID: addCustomer(), date: BusinessDay("2026-09-14"), lines: [HeroLine("x", unitPrice: 100, rate: 19)])
        let id = account.hero.withLock { $0.saveDraft(draft, now: now) }
        let header = try #require(try await reader.documentHeaders(ids: [id]).first)
        #expect(header.lifecycle == .draft)
        #expect(header.number == nil)
        account.hero.withLock { $0.softDelete(documentID: id, now: now) }
        #expect(try await reader.documentHeaders(ids: [id]).first?.lifecycle == .deleted)
    }

    @Test func aPaymentShowsInTheNextHeader() async throws {
        let id = publish(customer: addCustomer(), lines: [HeroLine("x", unitPrice: 10_000, rate: 19)])
        let day = try #require(BusinessDay("2026-09-25"))
        guard case .accepted(let first) = await writer.createPayment(documentID: id, paidDate: day, value: Cents(5000)) else {
            Issue.record("expected a payment")
            return
        }
        #expect(first.count == 1)
        let outcome = await writer.createPayment(documentID: id, paidDate: day, value: Cents(6781), discount: Cents(119))
        let booking = try #require(try await reader.documentHeaders(ids: [id]).first?.booking)
        #expect(outcome == .accepted(booking.payments.map(\.id)))
        #expect(booking.payments.map(\.value) == [Cents(5000), Cents(6781)])
        #expect(booking.payments.last?.discount == Cents(119))
        #expect(booking.balance == .zero)
        #expect(booking.isOpen == false)
    }

    @Test func aLogbookEntryIsWritten() async throws {
        let customer = addCustomer()
        let project = account.hero.withLock { $0.addProject(name: "Bad", customerID: customer, now: now) }
        guard case .accepted = await writer.addLogbookEntry(projectMatchID: project, text: "RE-1 übertragen") else {
            Issue.record("expected an entry")
            return
        }
        #expect(account.hero.withLock { $0.records.histories.rows.map(\.text) }.contains("RE-1 übertragen"))
    }

    @Test func contactsAreRead() async throws {
        let ids = [addCustomer(), addCustomer(country: 2)]
        let sweep = try await reader.contacts(modifiedSince: nil)
        #expect(sweep.rows.map(\.id).sorted() == ids)
        #expect(sweep.rows.allSatisfy { $0.unreadable.isEmpty && $0.customer != nil })
        #expect(Set(sweep.rows.compactMap { $0.customer?.address?.countryCode }) == ["DE", "AT"])
    }
}
