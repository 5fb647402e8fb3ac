extension Cents {
    /// quantity × price × factor, rounded once to whole cents (domain.md C2). The product is formed in 256 bits, so no number
    /// that a text can hold overflows. Nil when the result is outside ±``limit``.
    package init?(product first: ExactDecimal, _ second: ExactDecimal, _ third: ExactDecimal = ExactDecimal(1)) {
        let pair = first * second
        let (short, overflow) = pair.coefficient.multipliedReportingOverflow(by: third.coefficient)
        if !overflow {
            self.init(rounding: ExactDecimal(coefficient: short, scale: pair.scale + third.scale))
            return
        }
        let places = pair.scale + third.scale - 2
        guard places > 0, let amount = Cents.quotient(pair.coefficient, third.coefficient, places: places) else { return nil }
        self.init(amount)
        guard isWithinLimit else { return nil }
    }

    private static func quotient(_ left: Int128, _ right: Int128, places: Int) -> Int64? {
        let divisor = UInt128(ExactDecimal.powerOfTen(places))
        let product = left.magnitude.multipliedFullWidth(by: right.magnitude)
        guard product.high < divisor else { return nil }
        let (quotient, remainder) = divisor.dividingFullWidth(product)
        guard let magnitude = Int64(exactly: ExactDecimal.halfUp(quotient, remainder: remainder, divisor: divisor)) else { return nil }
        return (left < 0) == (right < 0) ? magnitude : -magnitude
    }
}
