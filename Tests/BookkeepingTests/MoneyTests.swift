import Bookkeeping
import Foundation
import Testing

struct MoneyTests {
    /// domain.md C1: half away from zero, on both sides of zero.
    @Test(arguments: [
        ("18.525", 1853), ("-18.525", -1853), ("18.5249999", 1852), ("-18.5249999", -1852), ("0.005", 1), ("-0.005", -1), ("0.004", 0),
        ("2.675", 268), ("1.005", 101), ("1e3", 100_000), ("5", 500), ("-0", 0), ("0.30000000000000004", 30), ("1.115", 112),
    ])
    func rounding(_ text: String, _ cents: Int64) throws {
        #expect(Cents(rounding: try Sample.decimal(text))?.amount == cents)
    }

    @Test(arguments: [
        ("12.50", "12.5"), ("-0.0", "0"), ("+7", "7"), ("007.10", "7.1"), ("1e3", "1000"), ("1.5E-3", "0.0015"), ("12e-1", "1.2"),
        ("1.23456789012345678e10", "12345678901.2345678"), ("0.1234567890125", "0.123456789013"), ("0.1234567890124", "0.123456789012"),
        ("-0.1234567890125", "-0.123456789013"), ("1e-20", "0"), ("6e-13", "0.000000000001"), ("123456789012345678", "123456789012345678"),
        ("1234567890123456.789", "1234567890123456.79"), ("0e30", "0"),
        ("999999999999999999.4", "999999999999999999"), ("99999999999999999.95", "100000000000000000"),
    ])
    func reading(_ text: String, _ printed: String) throws {
        #expect(try Sample.decimal(text).description == printed)
    }

    @Test(arguments: [
        "", "-", ".", "1.", ".5", "1,5", "1.2.3", "1e", "e5", "1e99", "NaN", "inf", "0x10", " 1", "1 ", "--1", "1234567890123456789",
        "1e18", "999999999999999999.5", "-999999999999999999.9", "9999999999999999995e-1",
        "١", "1e+-3", String(repeating: "0", count: 100),
    ])
    func refusing(_ text: String) { #expect(ExactDecimal(text) == nil) }

    @Test func valueNotSpelling() throws {
        #expect(try Sample.decimal("1.50") == Sample.decimal("1.5"))
        #expect(Set([try Sample.decimal("1.50"), try Sample.decimal("1.5"), try Sample.decimal("15e-1")]).count == 1)
        #expect(try Sample.decimal("-1.5") < Sample.decimal("1.49"))
    }

    @Test(arguments: [
        ("12.5", "58.50", "1", "731.25"), ("3", "0.333333333333", "1", "1.00"), ("-3", "0.335", "1", "-1.01"),
        // 47 digits: beyond 128 bits, checked with Python's decimal.
        ("33.333333333333", "58.823529411764", "0.966666666667", "1895.42"),
        ("-999999.999999999999", "0.999999999999", "0.999999999999", "-1000000.00"),
    ])
    func products(_ first: String, _ second: String, _ third: String, _ result: String) throws {
        let product = Cents(product: try Sample.decimal(first), try Sample.decimal(second), try Sample.decimal(third))
        #expect(product?.description == result)
    }

    @Test func absurdProductsAreRefused() throws {
        let huge = try Sample.decimal("999999999999999999")
        let long = try Sample.decimal("999999.999999999999")
        #expect(Cents(product: huge, huge) == nil)
        #expect(Cents(product: huge, huge, huge) == nil)
        #expect(Cents(product: -huge, long, long) == nil)
        #expect(Cents(rounding: huge) == nil)
        #expect(Cents(rounding: try Sample.decimal("10000000000.00"))?.amount == Cents.limit)
        #expect(Cents(rounding: try Sample.decimal("10000000000.01")) == nil)
        #expect(!Cents(.min).isWithinLimit)
    }

    @Test(arguments: [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (-123_456, "-1234.56"), (100, "1.00")])
    func printing(_ amount: Int64, _ text: String) { #expect(Cents(amount).description == text) }

    /// Three whole factors whose product still fits 128 bits, but not in cents.
    @Test(arguments: ["1844674401615", "-1735477580688", "4800000400004"])
    func productsBeyondEveryAmount(_ text: String) throws {
        let factor = try #require(ExactDecimal(text))
        #expect(Cents(product: factor, factor, factor) == nil)
        #expect(Cents(rounding: ExactDecimal(coefficient: .max, scale: 0)) == nil)
        #expect(Cents(rounding: ExactDecimal(coefficient: .min, scale: 1)) == nil)
        #expect(Cents(rounding: ExactDecimal(coefficient: 10_000_000_000, scale: 0)) == Cents(Cents.limit))
    }

    /// What is stored is read again before anything is added: an amount no sum of ours can reach is no amount.
    @Test(arguments: [
        (0, true), (1_000_000_000_000, true), (-100_000_000_000_000, true), (100_000_000_000_001, false), (.max, false), (.min, false),
    ])
    func readingBack(_ amount: Int64, _ isRead: Bool) throws {
        let read = try? JSONDecoder().decode([Cents].self, from: Data("[\(amount)]".utf8))
        #expect(read == (isRead ? [Cents(amount)] : nil))
    }

    /// domain.md C8: for every net document printed by the column method, gross mode returns exactly the printed tax.
    @Test(arguments: [5, 7, 16, 19])
    func columnTaxSurvivesGrossMode(_ rate: Int) {
        var different: [Int64] = []
        for net in Int64(1)...299_999 {
            let printed = (net * Int64(rate) + 50) / 100
            if ColumnTax.within(gross: Cents(net + printed), rate: rate).amount != printed { different.append(net) }
        }
        #expect(different == [])
    }

    @Test(arguments: [(0, 1), (1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (9, 5), (10, 5), (11, 5), (100, 5)])
    func tolerance(_ entries: Int, _ cents: Int64) {
        #expect(ColumnTax.tolerance(rate: 19, entries: entries) == cents)
        #expect(ColumnTax.tolerance(rate: 0, entries: entries) == 0)
    }
}
