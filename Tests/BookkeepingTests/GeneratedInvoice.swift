import Bookkeeping
import TestSupport

/// A random invoice in plain integers, and what it must come to, computed in a second way: 64-bit cents, one loop per rate.
struct GeneratedInvoice {
    struct Line {
        let thousandths: Int64
        let price: Int64
        let rate: Int
    }
    struct Part {
        let rate: Int
        let net: Int64
        let tax: Int64
    }

    static let rates = [19, 7, 0]
    var lines: [Line] = []
    var isGross = false
    var discountThousandths: Int64?
    var discountAmount: Int64?
    var parts: [Part] = []

    init(_ generator: inout SeededGenerator) {
        isGross = generator.below(4) == 0
        for _ in 0...generator.below(5) {
            let thousandths = generator.below(3) == 0 ? generator.within(1...40_000) : generator.within(1...40) * 1000
            let isReturn = generator.below(10) == 0
            let rate = Self.rates[min(generator.below(6), 4) / 2]
            lines.append(Line(thousandths: isReturn ? -thousandths : thousandths, price: generator.within(0...90_000), rate: rate))
        }
        switch generator.below(5) {
        case 0: discountThousandths = generator.within(0...300)
        case 1 where Self.rates.map(lineSum).reduce(0, +) != 0: discountAmount = generator.within(1...20_000)
        default: break
        }
        guard generator.below(4) == 0 else { return }
        for rate in Self.rates where lineSum(rate) > 0 {
            let net = generator.within(0...lineSum(rate) * 11 / 10)
            let tax = Self.round(net * Int64(rate), 100) + (rate > 0 && generator.below(8) == 0 ? 1 : 0)
            parts.append(Part(rate: rate, net: net, tax: tax))
        }
    }

    func document(number: String, shuffledBy generator: inout SeededGenerator) -> Document {
        var document = self.document(number: number)
        document.lines.shuffle(using: &generator)
        document.deductions.shuffle(using: &generator)
        return document
    }

    func document(number: String) -> Document {
        Document(
            id: 1, number: number, kind: .finalInvoice, documentDate: BusinessDay(year: 2026, month: 4, day: 13),
            priceMode: isGross ? .gross : .net, taxCase: .photovoltaic0,
            lines: lines.map {
                DocumentLine(
                    quantity: ExactDecimal(coefficient: Int128($0.thousandths), scale: 3),
                    unitPrice: ExactDecimal(coefficient: Int128($0.price), scale: 2), rate: ExactDecimal($0.rate))
            },
            discount: discountThousandths.map { .percent(ExactDecimal(coefficient: Int128($0), scale: 1)) }
                ?? discountAmount.map { .amount(Cents($0)) },
            deductions: parts.map { Deduction(number: "AR", rate: ExactDecimal($0.rate), net: Cents($0.net), tax: Cents($0.tax)) })
    }
}

// MARK: What it must come to

extension GeneratedInvoice {
    enum Expected: Equatable {
        case items(VoucherType, [VoucherItem])
        case reason(ReasonCode)
    }

    static func round(_ numerator: Int64, _ denominator: Int64) -> Int64 {
        let doubled = abs(numerator) * 2 + denominator
        return (numerator < 0 ? -1 : 1) * (doubled / (2 * denominator))
    }

    private func lineSum(_ rate: Int) -> Int64 {
        lines.filter { $0.rate == rate }.map { Self.round($0.thousandths * $0.price, 1000) }.reduce(0, +)
    }

    /// Largest remainder, handed out cent by cent.
    private func shares(of discount: Int64, among sums: [Int64]) -> [Int64] {
        let total = sums.reduce(0, +)
        let (sign, whole) = (total.signum(), abs(total))
        // A negative total is reduced towards zero, as a positive one is.
        var shares = sums.map { sum -> Int64 in
            let product = discount * sum * sign
            return product >= 0 ? product / whole : -((-product + whole - 1) / whole)
        }
        while shares.reduce(0, +) < discount {
            let lacks = sums.indices.map { discount * sums[$0] * sign - shares[$0] * whole }
            let first = sums.indices.max { (lacks[$0], -$0) < (lacks[$1], -$1) } ?? 0
            shares[first] += 1
        }
        return shares.map { $0 * sign }
    }

    var expected: Expected {
        var sums = Self.rates.map(lineSum)
        if let discountThousandths { sums = sums.map { $0 - Self.round($0 * discountThousandths, 1000) } }
        if let discountAmount { sums = zip(sums, shares(of: discountAmount, among: sums)).map { $0 - $1 } }
        var items: [VoucherItem] = []
        var signs: Set<Int64> = []
        var isTaxOff = false
        for (rate, sum) in zip(Self.rates, sums) {
            let own = parts.filter { $0.rate == rate }
            let fullTax = isGross ? Self.round(sum * Int64(rate), 100 + Int64(rate)) : Self.round(sum * Int64(rate), 100)
            let gross = (isGross ? sum : sum + fullTax) - own.map { $0.net + $0.tax }.reduce(0, +)
            let printedTax = fullTax - own.map(\.tax).reduce(0, +)
            let tax = Self.round(gross * Int64(rate), 100 + Int64(rate))
            let entries = lines.filter { $0.rate == rate }.count + own.count
            if abs(tax - printedTax) > min(5, max(1, Int64((entries + 1) / 2))) { isTaxOff = true }
            if gross != 0 { signs.insert(gross.signum()) }
            guard gross != 0 else { continue }
            let category: PostingCategory = rate == 0 ? .photovoltaic0 : .revenue
            items.append(VoucherItem(rate: rate, category: category, amount: Cents(abs(gross)), taxAmount: Cents(abs(tax))))
        }
        if signs.count == 2 { return .reason(.mixedSign) }
        if isTaxOff { return .reason(.taxRoundingDiff) }
        return items.isEmpty ? .reason(.zeroTotal) : .items(signs.contains(-1) ? .salesCreditNote : .salesInvoice, items)
    }
}
