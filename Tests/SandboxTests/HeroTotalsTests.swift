import Bookkeeping
import Testing

@testable import Sandbox

/// The stand-in's figures against the golden examples of domain.md §11: printed net, tax and gross per rate.
@Suite struct HeroTotalsTests {
    private struct Group: Equatable {
        var rate: Int
        var net: Int64
        var tax: Int64
    }

    private func groups(_ lines: [HeroLine], _ change: (inout HeroDraft) -> Void = { _ in }) -> [Group] {
        var draft = HeroDraft(typeID: 11, customerID: 1, date: nil, lines: lines)
        change(&draft)
        return HeroTotals(of: draft, typeReason: nil).groups.map { Group(rate: $0.rate, net: $0.net, tax: $0.tax) }
    }

    private func line(_ quantity: Int64, _ price: Int64, _ rate: Int) -> HeroLine {
        HeroLine("x", quantity: quantity, unitPrice: price, rate: rate)
    }

    @Test func plainAndMixed() {
        #expect(groups([line(12_500, 5850, 19), line(1000, 24_890, 19)]) == [Group(rate: 19, net: 98_015, tax: 18_623)])  // G01
        #expect(groups([line(1000, 99, 19), line(1000, 99, 19), line(1000, 99, 19)]) == [Group(rate: 19, net: 297, tax: 56)])  // G02
        #expect(groups([line(1000, 9750, 19)]) == [Group(rate: 19, net: 9750, tax: 1853)])  // G04
        #expect(
            groups([line(1000, 38_975, 19), line(4000, 5365, 7)])
                == [Group(rate: 19, net: 38_975, tax: 7405), Group(rate: 7, net: 21_460, tax: 1502)])  // G05
        #expect(groups([line(8000, 8000, 19), line(-3000, 2840, 19)]) == [Group(rate: 19, net: 55_480, tax: 10_541)])  // G13
    }

    @Test func grossPrices() {
        #expect(groups([line(100_000, 1000, 19)]) { $0.isGross = true } == [Group(rate: 19, net: 84_034, tax: 15_966)])  // G06
    }

    @Test func discounts() {
        #expect(
            groups([line(1000, 125_000, 19), line(1000, 8640, 7)]) { $0.discount = .percent(basisPoints: 300) }
                == [Group(rate: 19, net: 121_250, tax: 23_038), Group(rate: 7, net: 8381, tax: 587)])  // G11
        #expect(
            groups([line(1000, 61_240, 19), line(1000, 18_760, 7)]) { $0.discount = .amount(5000) }
                == [Group(rate: 19, net: 57_412, tax: 10_908), Group(rate: 7, net: 17_588, tax: 1231)])  // G12
    }

    @Test func deductions() {
        let first = HeroDeduction(number: "G14a", rate: 19, net: 500_000, tax: 95_000)
        let second = HeroDeduction(number: "G14b", rate: 19, net: 333_333, tax: 63_333)
        #expect(
            // G14c
            groups([line(1000, 1_234_567, 19)]) { $0.deductions = [first, second] } == [Group(rate: 19, net: 401_234, tax: 76_235)])
        #expect(
            groups([line(1000, 1_234_567, 19)]) {
                $0.deductions = [first, second]
                $0 = $0.negated
            } == [Group(rate: 19, net: -401_234, tax: -76_235)])  // G14d
        #expect(groups([line(1000, 420_000, 19)]) { $0.deductions = [first] } == [Group(rate: 19, net: -80_000, tax: -15_200)])  // G15
        let mixed = [
            HeroDeduction(number: "AR", rate: 19, net: 100_000, tax: 19_000), HeroDeduction(number: "AR", rate: 7, net: 30_000, tax: 2100),
        ]
        #expect(
            groups([line(1000, 300_000, 19), line(1000, 20_000, 7)]) { $0.deductions = mixed }
                == [Group(rate: 19, net: 200_000, tax: 38_000), Group(rate: 7, net: -10_000, tax: -700)])  // G16
    }

    @Test func zeroRatesAreApartByReason() {
        var draft = HeroDraft(
            typeID: 11, customerID: 1, date: nil,
            lines: [
                HeroLine("PV", unitPrice: 1_149_000, rate: 0, zeroReason: "photovoltaic_0"),
                HeroLine("Wallbox", unitPrice: 104_900, rate: 19),
                HeroLine("Auslage", unitPrice: 100, rate: 0),
            ])
        draft.lines.append(HeroLine(information: .labourNotice, "Lohnkosten", amount: 58_550))
        draft.lines.append(HeroLine("Alternative", unitPrice: 99_900, rate: 19, isOptional: true))
        let totals = HeroTotals(of: draft, typeReason: nil)
        #expect(totals.groups.map(\.rate) == [19, 0, 0])
        #expect(totals.groups.map(\.zeroReason) == [nil, nil, "photovoltaic_0"])
        #expect(totals.groups.map(\.gross) == [124_831, 100, 1_149_000])  // G10
        #expect(totals.gross == 1_273_931)
    }

    @Test(arguments: zip([1, -1, 3, -3, 2, 0, 5], [1, -1, 2, -2, 1, 0, 3]))
    func roundsHalfAwayFromZero(_ numerator: Int, _ expected: Int) {
        #expect(HeroTotals.divide(Int128(numerator), by: 2) == Int64(expected))
    }
}
