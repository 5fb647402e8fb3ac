import Bookkeeping
import Sandbox
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Lexoffice

/// The client against the stand-in, which was written by somebody else from the same documentation.
@Suite struct StandInTests {
    /// A stand-in as a transport: it answers at once, at the time of the virtual clock.
    private final class Remote: HTTPTransport {
        let state: Mutex<LexofficeStandIn>
        let time: VirtualTime

        init(_ standIn: LexofficeStandIn, time: VirtualTime) {
            state = Mutex(standIn)
            self.time = time
        }

        func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
            let now = Instant(milliseconds: time.wallMilliseconds())
            return state.withLock { $0.respond(to: request, now: now) }
        }
    }

    private let time = VirtualTime(autoAdvancing: true)
    private let remote: Remote
    private let connection: LexofficeConnection

    private var reader: LexofficeReader { LexofficeReader(connection) }
    private var writer: LexofficeWriter { LexofficeWriter(connection) }

    init() throws {
        remote = Remote(LexofficeStandIn(token: Rig.token, organizationID: Rig.organization), time: time)
        connection = try StandInTests.connection(remote, time, key: Rig.token)
    }

    private static func connection(_ remote: Remote, _ time: VirtualTime, key: String) throws -> LexofficeConnection {
        LexofficeConnection(
            endpoint: try Rig.endpoint("https://api.lexware.io"), accessToken: AccessToken(key: key), organizationID: Rig.organization,
            transport: remote, time: time, limiter: RateLimiter(thousandthsPerSecond: 1900, time: time))
    }

    private func id(_ outcome: LexofficeWriter.Outcome) throws -> String {
        guard case .accepted(let created) = outcome else {
            Issue.record("\(outcome)")
            return try #require(nil as String?)
        }
        return created.id
    }

    @Test func setup() async throws {
        #expect(try await reader.profile().businessFeatures.contains("BOOKKEEPING"))
        let categories = try await reader.postingCategories()
        for id in Sample.categories.values {
            let category = try #require(categories.first { $0.id == id })
            #expect(category.kind == .income)
            #expect(category.splitAllowed)
        }
    }

    @Test func anInvoiceFromContactToPayment() async throws {
        let contactID = try id(await writer.createContact(try Sample.company()))
        let contact = try #require(try await reader.contact(contactID))
        #expect(contact.name == "Dachbau Beispiel GmbH")
        #expect(contact.isCustomer)
        #expect(contact.vatID == "DE123456789")
        #expect(contact.emails == ["rechnung@dachbau.example"])
        #expect(contact.addresses.first?.street == "Musterweg 4")

        let invoice = try Sample.invoice()
        let created = await writer.createVoucher(invoice, contact: .contact(id: contactID), categories: Sample.categories)
        let voucherID = try id(created)
        let pdf = Array("%PDF-1.7\r\n1 0 obj\n%%EOF".utf8)
        let fileID = try id(await writer.attachFile(voucherID: voucherID, fileName: "RE-2026-0042.pdf", bytes: pdf))
        // The same bytes are the same file.
        #expect(try id(await writer.attachFile(voucherID: voucherID, fileName: "again.pdf", bytes: pdf)) == fileID)
        #expect(try await reader.downloadFile(fileID) == pdf)

        let observed = try #require(try await reader.voucher(voucherID))
        #expect(observed.fileIDs == [fileID])
        let rules = MappingRules(categories: Sample.categories.mapValues { CategoryRule(id: $0, name: "") })
        let comparison = VoucherComparison(expected: invoice, contactID: contactID, rules: rules)
        #expect(comparison.differences(found: observed).isEmpty)

        try await time.sleep(milliseconds: 3000)
        let rows = try await reader.voucherRows(number: invoice.number)
        #expect(rows.map(\.id) == [voucherID])
        let row = try #require(rows.first)
        #expect(
            row.total.map {
                comparison.agrees(
                    type: row.type, number: row.number, date: row.voucherDate, gross: $0, contactID: row.contactID)
            } == true)
        #expect(try await reader.allVoucherRows().rows == rows)
        #expect(try await reader.allContacts().rows == [contact])

        let day = try Sample.day("2026-04-07")
        let now = Instant(milliseconds: time.wallMilliseconds())
        try remote.state.withLock { standIn throws(LexofficeBookkeeperRefusal) in
            try standIn.pay(voucherID, type: .bank, amount: Cents(100_000), on: day, now: now)
        }
        let payments = try #require(try await reader.payments(voucherID))
        #expect(payments.openAmount == Cents(40_400))
        #expect(payments.voucherStatus == .open)
        #expect(payments.items == [PaymentItem(kind: .financialTransaction, postingDate: day, amount: Cents(100_000))])
    }

    @Test func theCollectiveContact() async throws {
        let created = await writer.createVoucher(
            try Sample.creditNote(), contact: .collective(name: "Max Test"), categories: Sample.categories)
        let voucher = try #require(try await reader.voucher(try id(created)))
        #expect(voucher.contactID == nil)
        #expect(voucher.type == "salescreditnote")
        #expect(voucher.gross == Cents(11_900))
    }

    /// A number that would break the query, or find nothing, if it were not escaped as documented.
    @Test func awkwardNumbersAreFound() async throws {
        for number in ["A&B <1>", "RE/2026+1", "100%", "Größe \"1\""] {
            var voucher = try Sample.invoice()
            voucher.number = number
            let created = try id(
                await writer.createVoucher(voucher, contact: .collective(name: nil), categories: Sample.categories))
            try await time.sleep(milliseconds: 3000)
            #expect(try await reader.voucherRows(number: number).map(\.id) == [created], "\(number)")
        }
    }

    @Test func refusalsAreTold() async throws {
        let missing = await writer.createVoucher(
            try Sample.invoice(), contact: .contact(id: Rig.organization), categories: Sample.categories)
        guard case .rejected(let error) = missing else { return #expect(Bool(false), "\(missing)") }
        guard case .validation(let issues) = error.code else { return #expect(Bool(false), "\(error)") }
        #expect(issues.contains { $0.field == "contactId" })
        #expect(try await reader.voucher(Rig.organization) == nil)
        #expect(try await reader.contact(Rig.organization) == nil)
        let file = await writer.attachFile(voucherID: Rig.organization, fileName: "a.pdf", bytes: Array("%PDF-1.7".utf8))
        guard case .rejected(let refusal) = file else { return #expect(Bool(false), "\(file)") }
        #expect(refusal.code == .notFound)
        #expect(remote.state.withLock { $0.writeCount } == 0)
    }

    @Test func aWrongKeyIsUnauthorized() async throws {
        let stranger = try StandInTests.connection(remote, time, key: "another-key")
        #expect(await failure { try await LexofficeReader(stranger).profile() }?.code == .unauthorized)
    }

    /// At the documented two requests a second nothing is ever throttled.
    @Test func theRateIsKept() async throws {
        for _ in 0..<20 { _ = try await reader.profile() }
        #expect(remote.state.withLock { state in LexofficeOperation.allCases.map { state.requests($0) }.reduce(0, +) } == 20)
    }
}
