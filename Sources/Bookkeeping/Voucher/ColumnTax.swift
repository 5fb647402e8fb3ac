/// Tax by the column method (*Spaltenmethode*): once per group, never per line (domain.md C5, C8). `rate` is whole percent.
package enum ColumnTax {
    /// round(net × rate)
    package static func onTop(of net: Cents, rate: Int) -> Cents {
        quotient(net.amount, rate: rate, by: 100)
    }

    /// round(gross × rate / (100 + rate))
    package static func within(gross: Cents, rate: Int) -> Cents {
        quotient(gross.amount, rate: rate, by: 100 + Int64(rate))
    }

    /// Whether `tax` is net × rate rounded to the cent. Of exactly half a cent both neighbours are: HERO has been seen to round a
    /// reversal's half towards zero where C1 goes away from it.
    package static func isRounding(_ tax: Cents, of net: Cents, rate: Int) -> Bool {
        let distance = Int128(net.amount) * Int128(rate) - Int128(tax.amount) * 100
        return distance.magnitude <= 50
    }

    /// Whether net × rate ends in exactly half a cent.
    static func isHalf(_ net: Cents, rate: Int) -> Bool { (Int128(net.amount) * Int128(rate)).magnitude % 100 == 50 }

    /// How many cents our tax figure may differ from the printed one (C9): min(5, max(1, ceil(entries / 2))), where entries
    /// are the lines and deductions of the group. Tax shown at 0 % contradicts itself and is never tolerated.
    package static func tolerance(rate: Int, entries: Int) -> Int64 { rate == 0 ? 0 : roundingTolerance(entries: entries) }

    static func roundingTolerance(entries: Int) -> Int64 { Int64(min(5, max(1, (entries + 1) / 2))) }

    private static func quotient(_ amount: Int64, rate: Int, by divisor: Int64) -> Cents {
        Cents(Int64(ExactDecimal.divideRounding(Int128(amount) * Int128(rate), by: Int128(divisor))))
    }
}
