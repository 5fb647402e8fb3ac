import Bookkeeping
import Testing

@testable import Lexoffice

/// The documented answers, translated (lexoffice-api.md §5).
@Suite struct ReadingTests {
    private let id = "b5a1c1de-0a53-4d1c-8a51-8f8ac7f3c111"
    private let revenueService = "8f8664a0-fd86-11e1-a21f-0800200c9a66"

    @Test func profile() async throws {
        let profile = try await Rig(.fixture("profile")).reader.profile()
        #expect(
            profile
                == OrganisationProfile(
                    organizationID: Rig.organization, companyName: "Musterbetrieb GmbH",
                    connectionID: "2c1d0f4a-7a0b-4f6e-9d3c-4b1e5f6a7b8c", isSmallBusiness: false, taxType: "net",
                    businessFeatures: ["INVOICING", "INVOICING_PRO", "BOOKKEEPING"], subscriptionStatus: "active",
                    // 2024-11-05T08:12:44.120Z
                    createdAt: Instant(milliseconds: 1_730_794_364_120)))
    }

    @Test func postingCategories() async throws {
        let categories = try await Rig(.fixture("posting-categories")).reader.postingCategories()
        #expect(categories.map(\.kind) == [.income, .income, .outgo, .unknown("transfer")])
        #expect(
            categories.first
                == RemoteCategory(
                    id: "8f8664a1-fd86-11e1-a21f-0800200c9a66", name: "Einnahmen", kind: .income, contactRequired: false,
                    splitAllowed: true, groupName: "Einnahmen"))
        // Flags that are missing must not loosen anything.
        #expect(categories.last?.contactRequired == true)
        #expect(categories.last?.splitAllowed == false)
    }

    @Test func voucher() async throws {
        let voucher = try #require(try await Rig(.fixture("voucher")).reader.voucher(id))
        #expect(voucher.id == id)
        #expect(voucher.type == "salesinvoice")
        #expect(voucher.status == "open")
        #expect(voucher.number == "RE-2026-0042")
        // Midnight in Berlin on both sides of the switch to summer time; the UTC day would be one less.
        #expect(voucher.voucherDate?.description == "2026-03-31")
        #expect(voucher.shippingDate?.description == "2026-03-28")
        #expect(voucher.dueDate?.description == "2026-04-14")
        #expect(voucher.gross == Cents(140_400))
        #expect(voucher.tax == Cents(20_400))
        #expect(voucher.contactID == "3b0f7c0e-6f0e-4a2e-9d54-0f4f0f5d2a10")
        #expect(voucher.remark == "HERO Projekt P-1007 / RE-2026-0042")
        #expect(
            voucher.items == [
                ObservedVoucherItem(categoryID: revenueService, rate: ExactDecimal(19), amount: Cents(119_000), tax: Cents(19_000)),
                ObservedVoucherItem(categoryID: revenueService, rate: ExactDecimal(7), amount: Cents(21_400), tax: Cents(1_400)),
            ])
        #expect(voucher.fileIDs == ["0c9d2f6e-2f5d-4d7c-9e55-4c4c5f4d9c77"])
    }

    @Test func aDeletedVoucherOrContactIsNil() async throws {
        let rig = try Rig(.answer(404, "{\"message\":null}"), .answer(404, "{}"))
        #expect(try await rig.reader.voucher(id) == nil)
        #expect(try await rig.reader.contact(id) == nil)
    }

    @Test func theCollectiveContactHasNoID() async throws {
        let text = Fixture.text("voucher").replacing("\"useCollectiveContact\": false", with: "\"useCollectiveContact\": true")
        #expect(try await Rig(.answer(200, text)).reader.voucher(id)?.contactID == nil)
    }

    @Test(arguments: [
        ("\"totalGrossAmount\": 1404", "\"totalGrossAmount\": null", "totalGrossAmount"),
        ("\"taxAmount\": 14.00", "\"taxAmount\": \"fourteen\"", "voucherItems.[1].taxAmount"),
        ("2026-04-14T00:00:00.000+02:00", "14.04.2026", "dueDate"), ("\"taxRatePercent\": 7", "\"taxRatePercent\": []", "taxRatePercent"),
    ])
    func aVoucherWhoseFiguresCannotBeReadIsABadAnswer(_ right: String, _ wrong: String, _ field: String) async throws {
        let error = await failure { try await Rig(.answer(200, Fixture.text("voucher").replacing(right, with: wrong))).reader.voucher(id) }
        #expect(error?.code == .badAnswer)
        #expect(error?.cause.contains(field) == true, "\(String(describing: error))")
    }

    @Test func voucherlistRow() async throws {
        let page = try await Rig(.fixture("voucherlist-page")).reader.voucherRows(page: 0, sort: .newestUpdatedFirst)
        #expect(page.isLast)
        #expect(page.totalElements == 1)
        let row = try #require(page.rows.first)
        #expect(row.id == id)
        #expect(row.type == VoucherType.salesInvoice.rawValue)
        #expect(row.status == .open)
        #expect(row.number == "RE-2026-0042")
        #expect(row.voucherDate?.description == "2026-03-31")
        #expect(row.updatedText == "2026-03-31T10:16:02.000+02:00")
        // 2026-03-31T08:16:02Z
        #expect(row.updatedAt == Instant(milliseconds: 1_774_944_962_000))
        #expect(row.createdAt == Instant(milliseconds: 1_774_944_960_000))
        #expect(row.contactID == "3b0f7c0e-6f0e-4a2e-9d54-0f4f0f5d2a10")
        #expect(row.total == Cents(140_400))
        #expect(row.open == Cents(40_400))
        #expect(row.currency == "EUR")
        #expect(!row.isArchived)
        #expect(row.unreadable.isEmpty)
    }

    @Test func aRowIsKeptWhateverCannotBeReadInIt() async throws {
        let text = Fixture.text("voucherlist-page")
            .replacing("\"totalAmount\": 1404.0", with: "\"totalAmount\": {}")
            .replacing("\"openAmount\": 404.0", with: "\"openAmount\": null")
            .replacing("\"voucherDate\": \"2026-03-31T00:00:00.000+02:00\"", with: "\"voucherDate\": \"soon\"")
            .replacing("\"voucherStatus\": \"open\"", with: "\"voucherStatus\": \"frozen\"")
        let page = try await Rig(.answer(200, text)).reader.voucherRows(page: 0, sort: .newestUpdatedFirst)
        let row = try #require(page.rows.first)
        #expect(row.status == .unknown("frozen"))
        #expect(row.status.word == "frozen")
        #expect(row.total == nil)
        #expect(row.open == nil)
        #expect(row.voucherDate == nil)
        // Null is an answer, `{}` and "soon" are not.
        #expect(row.unreadable.sorted() == ["totalAmount", "voucherDate"])
    }

    @Test(arguments: ["voucherNumber", "contactId", "id", "updatedDate", "voucherStatus"])
    func aRowThatCannotBeIdentifiedIsCountedAndNamed(_ field: String) async throws {
        let text = Fixture.text("voucherlist-page").replacing("\"\(field)\": \"", with: "\"\(field)\": 7, \"x\": \"")
        let page = try await Rig(.answer(200, text)).reader.voucherRows(page: 0, sort: .newestUpdatedFirst)
        let whole = try await Rig(.fixture("voucherlist-page")).reader.voucherRows(page: 0, sort: .newestUpdatedFirst)
        #expect(page.rows.isEmpty && page.unreadable.count == whole.rows.count)
        #expect(page.unreadable.first?.id == (field == "id" ? nil : whole.rows.first?.id))
        #expect(page.unreadable.first?.number == (field == "voucherNumber" ? nil : whole.rows.first?.number))
    }

    @Test func contact() async throws {
        let contact = try await Rig(.fixture("contact")).reader.contact(id)
        let address = PostalAddress(street: "Musterweg 4", zip: "30159", city: "Hannover", countryCode: "DE")
        #expect(
            contact
                == LexofficeContact(
                    id: "3b0f7c0e-6f0e-4a2e-9d54-0f4f0f5d2a10", name: "Dachbau Beispiel GmbH", isCompany: true, isCustomer: true,
                    vatID: "DE123456789", emails: ["rechnung@dachbau.example"], addresses: [address], customerReference: "4711"))
    }

    @Test func contactsPage() async throws {
        let page = try await Rig(.fixture("contacts-page")).reader.contacts(page: 0)
        #expect(page.isLast)
        #expect(page.totalElements == 2)
        #expect(page.contacts.map(\.name) == ["Dachbau Beispiel GmbH", "Max Test"])
        #expect(page.contacts.map(\.isCompany) == [true, false])
        #expect(page.contacts.map(\.isCustomer) == [true, false])
        #expect(page.contacts.map(\.isArchived) == [false, true])
        #expect(page.contacts[0].emails == ["rechnung@dachbau.example", "buero@dachbau.example", "jana@dachbau.example"])
        #expect(page.contacts[0].addresses.map(\.street) == ["Musterweg 4", "Lagerweg 9"])
        #expect(page.contacts[1].emails == ["max@test.example"])
    }

    @Test func file() async throws {
        let bytes: [UInt8] = Array("%PDF-1.7\n\u{0}x".utf8)
        #expect(try await Rig(.answer(200, "%PDF-1.7\n\u{0}x")).reader.downloadFile(id) == bytes)
        #expect(await failure { try await Rig(.answer(200, "")).reader.downloadFile(id) }?.code == .badAnswer)
        #expect(await failure { try await Rig(.answer(404, "")).reader.downloadFile(id) }?.code == .notFound)
    }

    @Test(arguments: ["", "<html>Wartung</html>", "[]", "{}", "{\"content\":[]}", "{\"content\":{},\"totalElements\":0}", "null"])
    func whatIsNotThePromisedShapeIsABadAnswer(_ body: String) async throws {
        let error = await failure { try await Rig(.answer(200, body)).reader.voucherRows(page: 0, sort: .newestUpdatedFirst) }
        #expect(error?.code == .badAnswer)
        #expect(error?.isTransient == false)
    }
}

/// The error of ours an operation ends with, nil if it ends well.
func failure<Value>(_ operation: () async throws -> Value) async -> LexofficeError? {
    do {
        _ = try await operation()
        return nil
    } catch let error as LexofficeError {
        return error
    } catch {
        Issue.record(error)
        return nil
    }
}
