internal import Bookkeeping
package import Comparison
package import Wording

/// A comparison for people: classes, totals per month and rate, gaps.
package struct ComparisonText {
    let language: Language

    /// Months that agree are shown this far back; those that differ always.
    private static let monthsShown = 12

    func lines(_ comparison: Comparison) -> [String] {
        var lines = ["", "\(Catalogue.comparisonHead(language)):"] + classes(comparison)
        let months = comparison.totals.months
        let shown = months.enumerated().filter { $0.offset >= months.count - Self.monthsShown || !$0.element.isEqual }.map(\.element)
        lines += totals(shown)
        if shown.count < months.count { lines.append("  … \(months.count - shown.count) \(Catalogue.earlierMonths(language))") }
        if !comparison.named.isEmpty { lines += ["\(Catalogue.closeNamed(language)):"] + named(comparison.named) }
        if comparison.unread > 0 { lines.append("  \(comparison.unread) \(Catalogue.unreadVouchers(language))") }
        if !comparison.gaps.isEmpty { lines += ["\(Catalogue.gapsHead(language)):"] + gaps(comparison.gaps) }
        return lines + ["  \(Catalogue.dryRunDepth(language))", ""]
    }

    func classes(_ comparison: Comparison) -> [String] {
        var table = TextTable([.right, .left, .left])
        for comparisonClass in ComparisonClass.allCases where comparison.count(comparisonClass) > 0 {
            let late = Lateness.allCases.compactMap { lateness -> String? in
                let count = comparison.findings.count { $0.comparisonClass == comparisonClass && $0.lateness == lateness }
                return count == 0 ? nil : Catalogue.word(lateness).map { "\(count) \($0(language))" }
            }
            let words = [Catalogue.word(comparisonClass)(language)] + late
            table.add(["\(comparison.count(comparisonClass))", comparisonClass.rawValue, words.joined(separator: ", ")])
        }
        return table.lines()
    }

    /// One line per month and rate, and one for all rates where there are several.
    func totals(_ months: [MonthTotal]) -> [String] {
        guard !months.isEmpty else { return [] }
        var table = TextTable([.left, .right] + Array(repeating: .right, count: 9))
        let side = [Catalogue.columnCount, Catalogue.columnNet, Catalogue.columnTax, Catalogue.columnGross].map { $0(language) }
        table.add(
            ["", Catalogue.columnRate(language)] + side.map { "HERO \($0)" } + side.map { "lexoffice \($0)" } + [
                Catalogue.columnDifference(language)
            ])
        for month in months {
            let name = month.month?.description ?? Catalogue.undated(language)
            for rate in month.rates {
                table.add(row(name, Catalogue.rate(rate.rate, language), rate.hero, rate.lexoffice, rate.difference))
            }
            if month.rates.count > 1 { table.add(row(name, Catalogue.allRates(language), month.hero, month.lexoffice, month.difference)) }
        }
        return table.lines()
    }

    /// One line per document and rate.
    func named(_ differences: [NamedDifference]) -> [String] {
        var table = TextTable([.left, .left, .right, .right, .right, .right, .left])
        for difference in differences {
            let part = difference.part
            for rate in part.rates where !rate.isEqual {
                table.add([
                    difference.number ?? difference.key.map { "#\($0)" } ?? difference.voucherID ?? "-",
                    part.month?.description ?? Catalogue.undated(language), Catalogue.rate(rate.rate, language), euros(rate.hero.gross),
                    euros(rate.lexoffice.gross), euros(rate.difference),
                    "\(difference.cause.code): \(ComparisonText.word(difference.cause)(language))",
                ])
            }
        }
        return table.lines()
    }

    package static func word(_ cause: NamedDifference.Cause) -> Wording {
        switch cause {
        case .finding(let comparisonClass): Catalogue.word(comparisonClass)
        case .adopted: Catalogue.causeAdopted
        case .accepted: Catalogue.causeAccepted
        case .voidAccepted: Catalogue.causeVoidAccepted
        case .waived: Catalogue.causeWaived
        }
    }

    private func row(_ month: String, _ rate: String, _ hero: BookSum, _ lexoffice: BookSum, _ difference: Cents) -> [String] {
        [month, rate] + [hero, lexoffice].flatMap { [String($0.count), euros($0.net), euros($0.tax), euros($0.gross)] } + [
            euros(difference)
        ]
    }

    private func euros(_ cents: Cents) -> String { Catalogue.number(cents, language) }

    func gaps(_ gaps: [NumberGap]) -> [String] {
        var table = TextTable([.left, .left, .right, .left])
        for gap in gaps {
            let numbers = gap.count == 1 ? gap.first : "\(gap.first) … \(gap.last)"
            table.add([gap.range, numbers, String(gap.count), "\(gap.reason.code): \(Catalogue.word(gap.reason)(language))"])
        }
        return table.lines()
    }
}
