internal import Bookkeeping

/// `data` of a published draft: the builder's tree as hero-2026.md §A describes it. The positions lie in a node of type `table`,
/// which carries the sales fields of the whole document; texts lie beside it. Beyond that page stand, at the root, the keys
/// `price_mode`, `deductions`, `totals`, `service_date` and `service_period`: assumptions, each left out where there is nothing to say.
struct HeroDraftData {
    let draft: HeroDraft
    let totals: HeroTotals
    /// Tells the nodes of one document from those of another.
    let uidPrefix: String

    init(_ record: HeroDocumentRecord) {
        draft = record.draft
        totals = record.totals
        uidPrefix = "d\(record.id)"
    }

    var json: SandboxJSON {
        var data = SandboxObject()
        if let date = draft.date { data["date"] = .string(date.description) }
        data["items"] = [
            text("intro", "Sehr geehrte Damen und Herren, wir berechnen:"), table, text("closing", "Vielen Dank für Ihren Auftrag."),
        ]
        if !draft.deductions.isEmpty, draft.deductionForm != .unnamed {
            data["referenceDocuments"] = .string(referenceDocuments)
        }
        if draft.isGross { data["price_mode"] = "gross" }
        if !draft.deductions.isEmpty, draft.deductionForm == .named {
            data["deductions"] = .array(draft.deductions.map(HeroDraftData.deduction))
        }
        if draft.statesTotals { data["totals"] = .array(printedTotals) }
        if let from = draft.serviceFrom, let to = draft.serviceTo {
            data["service_period"] = ["from": .string(from.description), "to": .string(to.description)]
        } else if let day = draft.serviceTo {
            data["service_date"] = .string(day.description)
        }
        return .object(data)
    }

    private var lines: [HeroLine] { draft.deductionForm.lines(of: draft, groups: totals.groups) }

    private func text(_ name: String, _ content: String) -> SandboxJSON {
        ["type": "text", "uid": .string("\(uidPrefix)-\(name)"), "text": .string("<p>\(HeroDraftNode.escaped(content))</p>")]
    }

    private var table: SandboxJSON {
        let nodes = lines.enumerated().map { index, line in
            HeroDraftNode(line: line, uid: "\(uidPrefix)-\(index + 1)", number: index + 1)
        }
        var table = SandboxObject([
            ("type", "table"), ("uid", .string("\(uidPrefix)-table")), ("totalTime", .int(Int(nodes.reduce(0) { $0 + $1.minutes }))),
        ])
        if let discount { table["discount"] = discount }
        let title: SandboxJSON = ["type": "title", "uid": .string("\(uidPrefix)-title"), "text": "Leistungen", "tier": 0]
        table["items"] = .array([title] + nodes.map(\.json))
        return .object(table)
    }

    /// A rest is what is left after the discount, so it stands beside none. The value is never negative, on a reversal neither.
    private var discount: SandboxJSON? {
        guard draft.deductionForm != .restOnly || draft.deductions.isEmpty else { return nil }
        switch draft.discount {
        case nil: return nil
        case .percent(let basisPoints):
            return ["valueType": "percent", "value": HeroFormats.percent(basisPoints: basisPoints), "label": "Nachlass"]
        case .amount(let amount): return ["valueType": "flat", "value": .euros(abs(amount)), "label": "Nachlass"]
        }
    }

    /// Each number once, as `set_reference_documents` takes them.
    private var referenceDocuments: String {
        draft.deductions.map(\.number).reduce(into: [String]()) { numbers, number in
            if !numbers.contains(number) { numbers.append(number) }
        }.joined(separator: ", ")
    }

    private static func deduction(_ deduction: HeroDeduction) -> SandboxJSON {
        [
            "nr": .string(deduction.number), "vat_percent": .number("\(deduction.rate).0"), "net_value": .euros(deduction.net),
            "vat_value": .euros(deduction.tax),
        ]
    }

    /// One total per printed rate; two reasons for 0 % share a line on paper.
    private var printedTotals: [SandboxJSON] {
        var sums: [(rate: Int, net: Int64, tax: Int64)] = []
        for group in totals.groups {
            if let index = sums.firstIndex(where: { $0.rate == group.rate }) {
                sums[index].net += group.net
                sums[index].tax += group.tax
            } else {
                sums.append((group.rate, group.net, group.tax))
            }
        }
        return sums.map { sum in
            ["vat_percent": .number("\(sum.rate).0"), "net_value": .euros(sum.net), "vat_value": .euros(sum.tax)]
        }
    }
}
