internal import Bookkeeping
package import Comparison
internal import Reconciliation
package import Wording

/// Open items for people.
package struct OpenItemsText {
    let language: Language

    package init(language: Language) { self.language = language }

    package func lines(_ open: OpenItems) -> [String] {
        var lines = ["\(Catalogue.openHead(language)) \(open.date)", ""] + seen(open) + [""]
        lines += open.items.isEmpty ? [Catalogue.openNone(language)] : items(open) + [""] + buckets(open)
        lines += ["", "\(open.settled) \(Catalogue.openSettled(language))"]
        if open.undated > 0 { lines.append("\(open.undated) \(Catalogue.openUndated(language))") }
        return lines + [Catalogue.openLimits(language)]
    }

    private func seen(_ open: OpenItems) -> [String] {
        func age(_ name: String, _ moment: Instant?) -> String {
            let words = moment.map { "\($0.isoText) (\(Catalogue.age(open.now.milliseconds(since: $0))(language)))" }
            return "  \(name): \(words ?? Catalogue.openNeverSeen(language))"
        }
        var lines = ["\(Catalogue.openSeen(language)):", age("HERO", open.freshness.hero), age("lexoffice", open.freshness.lexoffice)]
        if open.freshness.isStill { lines.append("  \(Catalogue.openResting(language))") }
        return lines
    }

    private func items(_ open: OpenItems) -> [String] {
        var table = TextTable([.left, .left, .right, .right, .right, .right, .left])
        table.add(
            [
                Catalogue.openNumber, Catalogue.openDue, Catalogue.openDays, Catalogue.openHero, Catalogue.openLexoffice,
                Catalogue.columnDifference,
            ].map { $0(language) })
        for item in open.items {
            table.add([
                item.number ?? "#\(item.key)", item.due?.description ?? "", String(item.daysOverdue), euros(item.heroOpen),
                euros(item.lexofficeOpen), euros(item.difference), item.verdict.map { Catalogue.word($0)(language) } ?? "",
            ])
        }
        return table.lines()
    }

    private func buckets(_ open: OpenItems) -> [String] {
        var table = TextTable([.left, .right, .right, .right, .right, .left])
        func add(_ name: Wording, _ total: OpenItems.Total) {
            let untold = total.notTold > 0 ? "\(total.notTold) \(Catalogue.openNotTold(language)): \(euros(total.untold))" : ""
            table.add([
                name(language), String(total.count), euros(total.hero), euros(total.lexoffice), euros(total.difference), untold,
            ])
        }
        for bucket in AgeBucket.allCases { add(Catalogue.word(bucket), open.total(bucket)) }
        add(Catalogue.openSum, open.total())
        return ["\(Catalogue.openBuckets(language)):"] + table.lines()
    }

    private func euros(_ cents: Cents?) -> String { cents.map { Catalogue.number($0, language) } ?? "–" }
}
