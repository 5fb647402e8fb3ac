/// What mapping is prepared to add up. Beyond it a document is shown to a person, never computed with.
enum DocumentBounds {
    static let maximumLines = 10_000

    static func check(_ document: Document) throws(MappingBlock) {
        for (name, count) in [
            ("lines", document.lines.count), ("positions", document.positions?.count ?? 0), ("deductions", document.deductions.count),
            ("printed", document.printed.count),
        ] where count > maximumLines {
            throw MappingBlock(.totalMismatch, "\(name)=\(count) limit=\(maximumLines)")
        }
        let deductions = document.deductions.allSatisfy { $0.net.isWithinLimit && $0.tax.isWithinLimit }
        let printed = document.printed.allSatisfy { $0.net.isWithinLimit && $0.tax.isWithinLimit }
        let totals = [document.totalNet, document.totalTax].allSatisfy { $0?.isWithinLimit ?? true }
        for (name, isWithin) in [("deductions", deductions), ("printed", printed), ("total", totals)] where !isWithin {
            throw MappingBlock(.totalMismatch, "\(name)=out_of_range")
        }
    }
}
