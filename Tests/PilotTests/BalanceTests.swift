import Bookkeeping
import Testing
import Wording

@testable import Hero
@testable import Pilot

/// `balance = value + vat − Σ(payment + discount)`, on figures worked out by hand: net 100.00, VAT 19.00.
@Suite struct BalanceTests {
    static let types = [
        DocumentType(id: 11, name: "R", baseType: "invoice", isBookingRelevant: true),
        DocumentType(id: 13, name: "S", baseType: "reversal_invoice", isBookingRelevant: true),
        DocumentType(id: 17, name: "A", baseType: "offer", isBookingRelevant: false),
    ]

    static func header(
        id: Int = 1, type: Int = 11, status: Int = 100, balance: Int64?, paid: [(value: Int64, discount: Int64)] = [],
        value: Int64 = 10_000,
        vat: Int64 = 1_900
    ) -> DocumentHeader {
        DocumentHeader(
            id: id, documentTypeID: type, statusCode: status, valueNet: Cents(value), vat: Cents(vat),
            booking: DocumentBooking(
                isOpen: true, balance: balance.map(Cents.init),
                payments: paid.enumerated().map {
                    BookedPayment(id: $0 + 1, paidDate: nil, value: Cents($1.value), discount: Cents($1.discount))
                }),
            unreadable: [])
    }

    @Test(
        arguments: [
            (11_900, [], "agrees"), (10_000, [], "net"), (5_000, [], "lower"), (12_000, [], "higher"), (6_900, [(5_000, 0)], "agrees"),
            (6_700, [(5_000, 200)], "agrees"), (6_900, [(5_000, 200)], "without_discount"), (0, [(6_000, 0), (5_662, 238)], "agrees"),
            (5_000, [(5_000, 0)], "net"), (-100, [(12_000, 0)], "agrees"),
        ] as [(Int64, [(value: Int64, discount: Int64)], String)])
    func `an open document`(balance: Int64, paid: [(value: Int64, discount: Int64)], outcome: String) {
        #expect(BalanceEvidence.outcome(of: Self.header(balance: balance, paid: paid))?.rawValue == outcome)
    }

    @Test func `what is no claim says nothing`() {
        for status in [0, 42, 600, 1000] { #expect(BalanceEvidence.outcome(of: Self.header(status: status, balance: 1)) == nil) }
        #expect(BalanceEvidence.outcome(of: Self.header(balance: nil)) == nil)
    }

    private func findings(_ headers: [DocumentHeader]) -> [Assumption: PilotFinding] {
        Dictionary(uniqueKeysWithValues: BalanceEvidence.findings(headers, Self.types).map { ($0.assumption, $0) })
    }

    @Test func `each kind settles its own assumption`() {
        let found = findings([
            Self.header(id: 1, balance: 11_900), Self.header(id: 2, balance: 6_900, paid: [(5_000, 0)]),
            Self.header(id: 3, balance: 6_900, paid: [(5_000, 200)]), Self.header(id: 4, type: 13, balance: 0, value: -10_000, vat: -1_900),
            Self.header(id: 5, type: 17, balance: 1), Self.header(id: 6, type: 99, balance: 1),
        ])
        #expect(found[.balanceOpen]?.verdict == .holds)
        #expect(found[.balanceOpen]?.count("agrees") == 1 && found[.balanceOpen]?.count("reversal_higher") == 1)
        #expect(found[.balancePaid]?.verdict == .holds)
        #expect(found[.balanceDiscount]?.verdict == .doesNotHold)
        #expect(found[.noPaymentsOnReversals]?.verdict == .holds)
    }

    @Test func `one that breaks it outweighs all that keep it`() {
        let found = findings((1...40).map { Self.header(id: $0, balance: $0 == 17 ? 11_899 : 11_900) })
        #expect(found[.balanceOpen]?.verdict == .doesNotHold)
        #expect(found[.balanceOpen]?.count("lower") == 1 && found[.balanceOpen]?.count("agrees") == 39)
        #expect(found[.balancePaid]?.verdict == .notSeen)
    }

    @Test func `a reversal with a payment contradicts`() {
        let found = findings([Self.header(type: 13, balance: -1_900, paid: [(-10_000, 0)], value: -10_000, vat: -1_900)])
        #expect(found[.noPaymentsOnReversals]?.verdict == .doesNotHold)
    }
}
