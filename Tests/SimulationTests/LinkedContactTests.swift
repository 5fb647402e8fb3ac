import Bookkeeping
import Comparison
import Persistence
import Reconciliation
import Sandbox
import StateCharts
import TestSupport
import Testing

/// What happens to a linked contact in lexoffice is seen when the contacts are read anyway, and heeded at the next need.
@Suite struct LinkedContactTests {
    private let company: Company
    private let customer: Int
    private let contact: String

    init() async throws {
        company = try Company()
        customer = company.openShop()
        try await company.setup()
        let id = company.invoice(customer: customer)
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
        contact = try #require(try company.voucher(of: id).content.contactID)
    }

    private func lexoffice(_ action: (inout LexofficeStandIn, Instant) throws -> Void) throws {
        let now = company.now
        try company.world.withLexoffice { try action(&$0, now) }
        company.settleIndex()
    }

    /// A customer we have not met makes us read the contacts.
    private func anotherCustomerComes(_ name: String) async throws {
        company.invoice(customer: company.openShop(Company.customer(name, email: "post@example.example")))
        try await company.pass()
        company.time.advance(milliseconds: 60_000)
    }

    private var state: ContactState? {
        get throws { try company.store.machine(ContactChart.self, String(customer))?.configuration.state }
    }

    private var notes: [ReasonCode?] {
        get throws { try Notes(company.store).lines().map(\.reason) }
    }

    @Test func anArchivedContactIsSearchedAgain() async throws {
        try lexoffice { try $0.archiveContact(contact, now: $1) }
        try await anotherCustomerComes("Weiß GmbH")
        #expect(try state == .archived)
        #expect(try notes == [.contactArchived])
        let number = try #require(company.world.hero.records.customers[customer]?.number)
        #expect(try Notes(company.store).lines().map(\.number) == [number])
        let id = company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        let voucher = try company.voucher(of: id)
        #expect(voucher.content.contactID != contact && company.world.lexoffice.contacts.count == 3)
        #expect(try state == .linked && notes.isEmpty)
    }

    @Test func aReactivatedContactCountsAgain() async throws {
        try lexoffice { try $0.archiveContact(contact, now: $1) }
        try await anotherCustomerComes("Weiß GmbH")
        try lexoffice { try $0.editContact(contact, now: $1) { $0.isArchived = false } }
        let id = company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        #expect(try company.voucher(of: id).content.contactID == contact)
        #expect(company.world.lexoffice.contacts.count == 2)
        #expect(try state == .linked && notes.isEmpty)
    }

    @Test func aDeletedContactIsSearchedAgain() async throws {
        try lexoffice { try $0.deleteContact(contact, now: $1) }
        try await anotherCustomerComes("Weiß GmbH")
        #expect(try state == .unlinked)
        #expect(try notes == [.contactGone])
        #expect(try company.store.tombstones(ContactChart.self, String(customer)).map(\.remoteID) == [contact])
        let id = company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        #expect(try company.voucher(of: id).content.contactID != contact)
        #expect(try notes.isEmpty)
        #expect(try company.store.verifyJournal().broken == nil)
    }

    /// A dry run shows the note and still says that there is nothing to do.
    @Test func aNoteIsNoDiscrepancy() async throws {
        try lexoffice { try $0.archiveContact(contact, now: $1) }
        try await anotherCustomerComes("Weiß GmbH")
        let report = try await company.look()
        #expect(report.plan.count(.note) == 1 && report.exit == .success)
        #expect(try await company.pass().lines.isEmpty)
    }
}
