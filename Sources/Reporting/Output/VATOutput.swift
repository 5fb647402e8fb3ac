internal import Bookkeeping
internal import Comparison
internal import Wording

/// The lines of the advance VAT return in the three forms of a sheet.
enum VATOutput {
    static func text(_ sheet: CloseSheet, _ language: Language) -> [String] {
        guard !sheet.comparison.rows.isEmpty else { return [] }
        var lines = ["", "\(Catalogue.vatHead(language)):"]
        for vat in sheet.vatReturns {
            lines += ["  \(Catalogue.word(vat.basis)(language)):"] + table(vat, language)
            if !vat.unclear.isEmpty { lines.append("    \(Catalogue.vatUnclear(language)): \(vat.unclear.joined(separator: ", "))") }
        }
        return lines + ["  \(Catalogue.vatLimits(language))"]
    }

    private static func table(_ vat: VATReturn, _ language: Language) -> [String] {
        guard !vat.lines.isEmpty else { return ["    \(Catalogue.closeNone(language))"] }
        var table = TextTable([.left, .right, .right, .right, .right, .right, .left])
        table.add(
            [
                Catalogue.vatLine, Catalogue.vatDocuments, Catalogue.vatWholeEuros, Catalogue.vatBase, Catalogue.columnTax,
                Catalogue.vatReduced,
            ].map { $0(language) })
        for line in vat.lines {
            let cases = line.cases.map { Catalogue.word($0)(language) }.joined(separator: ", ")
            table.add([
                Catalogue.word(line.line)(language), String(line.documents), String(line.wholeEuros), Catalogue.number(line.net, language),
                Catalogue.number(line.tax, language), Catalogue.number(line.reducedNet, language), cases,
            ])
        }
        return table.lines(indent: "    ")
    }

    static func json(_ sheet: CloseSheet) -> [String] {
        guard !sheet.comparison.rows.isEmpty else { return [] }
        return sheet.vatReturns.flatMap { vat in
            let lines = vat.lines.map { line in
                JSONLine("vat_line").adding([
                    "basis": vat.basis.rawValue, "line": line.line.code, "cases": line.cases.map(\.rawValue), "documents": line.documents,
                    "base_euros": line.wholeEuros, "base_cents": line.net, "tax_cents": line.tax, "reduced_base_cents": line.reducedNet,
                    "reduced_tax_cents": line.reducedTax,
                ]).text
            }
            return vat.unclear.isEmpty
                ? lines : lines + [JSONLine("vat_unclear").adding(["basis": vat.basis.rawValue, "documents": vat.unclear]).text]
        }
    }

    /// Rows of the table of a sheet: the line as `value`, the cases as `class`, whole euros as `amount`.
    static func rows(_ sheet: CloseSheet, _ number: (Cents) -> String) -> [[String: String]] {
        guard !sheet.comparison.rows.isEmpty else { return [] }
        return sheet.vatReturns.flatMap { vat in
            vat.lines.map { line in
                [
                    "record": "vat_line", "name": vat.basis.rawValue, "value": line.line.code,
                    "class": line.cases.map(\.rawValue).joined(separator: " "), "lexoffice_count": String(line.documents),
                    "lexoffice_net": number(line.net), "lexoffice_tax": number(line.tax), "amount": String(line.wholeEuros),
                    "detail": "reduced_base=\(line.reducedNet) reduced_tax=\(line.reducedTax)",
                ]
            } + vat.unclear.map { ["record": "vat_unclear", "name": vat.basis.rawValue, "number": $0] }
        }
    }
}
