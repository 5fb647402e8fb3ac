import Bookkeeping
import HTTPTypes
import Testing
import Transport

@testable import Lexoffice

/// Every request as it leaves the house (lexoffice-api.md §1.4, §2.3, §2.4, §3).
@Suite struct RequestTests {
    private let id = "b5a1c1de-0a53-4d1c-8a51-8f8ac7f3c111"

    @Test func readsAskForJSONWithTheToken() async throws {
        let rig = try Rig(.fixture("profile"))
        _ = try await rig.reader.profile()
        let request = try #require(rig.sent.first?.request)
        #expect(request.head.method == .get)
        #expect(request.head.scheme == "https")
        #expect(request.head.authority == "api.lexware.io")
        #expect(request.head.path == "/v1/profile")
        #expect(request.head.headerFields[.authorization] == "Bearer \(Rig.token)")
        #expect(request.head.headerFields[.accept] == "application/json")
        #expect(request.head.headerFields[.contentType] == nil)
        #expect(!request.isWrite)
        #expect(request.body.isEmpty)
    }

    @Test func pathsOfTheReads() async throws {
        let rig = try Rig(
            .fixture("posting-categories"), .fixture("voucher"), .fixture("contact"), .fixture("payments-open"), .answer(200, "%PDF"),
            .fixture("contacts-page"))
        _ = try await rig.reader.postingCategories()
        _ = try await rig.reader.voucher(id)
        _ = try await rig.reader.contact(id)
        _ = try await rig.reader.payments(id)
        _ = try await rig.reader.downloadFile(id)
        _ = try await rig.reader.contacts(page: 3)
        #expect(
            rig.sent.map(\.path) == [
                "/v1/posting-categories", "/v1/vouchers/\(id)", "/v1/contacts/\(id)", "/v1/payments/\(id)", "/v1/files/\(id)",
                "/v1/contacts?page=3&size=250",
            ])
        #expect(rig.sent[4].request.head.headerFields[.accept] == "*/*")
    }

    @Test func theVoucherListIsAskedForAllSalesVouchersInAStatedOrder() async throws {
        let rig = try Rig(.fixture("voucherlist-page"), .fixture("voucherlist-page"))
        _ = try await rig.reader.voucherRows(page: 0, sort: .newestUpdatedFirst)
        let from = try #require(BusinessDay("2026-03-01"))
        let to = try #require(BusinessDay("2026-03-31"))
        let filter = VoucherlistFilter(
            updatedFrom: from, createdFrom: to, voucherDate: from...to, voucherNumber: "A&B <1>", contactID: "c1")
        _ = try await rig.reader.voucherRows(page: 2, sort: .oldestUpdatedFirst, filter: filter)
        let start = "/v1/voucherlist?voucherType=salesinvoice%2Csalescreditnote&voucherStatus=any"
        #expect(rig.sent[0].path == start + "&page=0&size=250&sort=updatedDate%2CDESC")
        #expect(
            rig.sent[1].path == start
                + "&updatedDateFrom=2026-03-01&createdDateFrom=2026-03-31&voucherDateFrom=2026-03-01&voucherDateTo=2026-03-31"
                + "&voucherNumber=A%26amp%3BB%20%26lt%3B1%26gt%3B&contactId=c1&page=2&size=250&sort=updatedDate%2CASC")
    }

    /// First row: the example of lexoffice-api.md §2.4.
    @Test(arguments: [
        ("johnson & partner", "johnson%20%26amp%3B%20partner"), ("RE/2026-0042", "RE%2F2026-0042"), ("0042", "0042"),
        ("50%_x+y", "50%25_x%2By"), ("Größe", "Gr%C3%B6%C3%9Fe"), ("\"'", "%22%27"), ("&amp;", "%26amp%3Bamp%3B"),
        ("a\u{0}b\n", "a%00b%0A"),
    ])
    func searchTermsAreEscapedTwice(_ term: String, _ encoded: String) {
        #expect(QueryItem.search("name", term).encoded == "name=" + encoded)
    }

    @Test(arguments: ["", "a/b", "../contacts", "a?b", "x y", "ä", String(repeating: "a", count: 65)])
    func whatIsNoIDIsNeverSent(_ id: String) async throws {
        let rig = try Rig()
        await #expect(throws: LexofficeError.self) { _ = try await rig.reader.voucher(id) }
        await #expect(throws: LexofficeError.self) { _ = try await rig.reader.contact(id) }
        await #expect(throws: LexofficeError.self) { _ = try await rig.reader.payments(id) }
        await #expect(throws: LexofficeError.self) { _ = try await rig.reader.downloadFile(id) }
        let outcome = await rig.writer.attachFile(voucherID: id, fileName: "x.pdf", bytes: [1])
        guard case .rejected(let error) = outcome else { return #expect(Bool(false), "\(outcome)") }
        #expect(error.code == .badRequest)
        #expect(rig.sent.isEmpty)
    }

    @Test func aPrefixOfTheEndpointIsKept() throws {
        let request = LexofficeRequest.get(.profile, "/v1/profile").outgoing(
            to: try Rig.endpoint("https://proxy.example/lex/v1"), token: "t")
        #expect(request.head.path == "/lex/v1/profile")
    }
}
