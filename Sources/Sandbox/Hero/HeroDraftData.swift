internal import Bookkeeping

/// `data` of a published draft: the builder's tree. The keys beside the product nodes are assumptions of the service
/// (hero-api.md §2.3 leaves them open), so the stand-in writes what the service reads.
enum HeroDraftData {
    static func json(_ record: HeroDocumentRecord, uidPrefix: String) -> SandboxJSON {
        let draft = record.draft
        var data = SandboxObject()
        let items = draft.lines.enumerated().map { index, line in item(line, uid: "\(uidPrefix)-\(index + 1)", number: index + 1) }
        // HERO nests the lines under titles.
        data["items"] = [["type": "title", "name": "Leistungen", "items": .array(items)]]
        data["price_mode"] = .string(draft.isGross ? "gross" : "net")
        switch draft.discount {
        case .percent(let basisPoints): data["discount"] = ["percent": HeroFormats.percent(basisPoints: basisPoints)]
        case .amount(let amount): data["discount"] = ["amount": .euros(amount)]
        case nil: break
        }
        if !draft.deductions.isEmpty { data["deductions"] = .array(draft.deductions.map(deduction)) }
        if draft.statesTotals { data["totals"] = .array(totals(record.totals)) }
        if let from = draft.serviceFrom, let to = draft.serviceTo {
            data["service_period"] = ["from": .string(from.description), "to": .string(to.description)]
        } else if let day = draft.serviceTo {
            data["service_date"] = .string(day.description)
        }
        return .object(data)
    }

    private static func item(_ line: HeroLine, uid: String, number: Int) -> SandboxJSON {
        guard line.kind == .product else {
            var item: SandboxObject = SandboxObject([
                ("type", .string(line.kind.rawValue)), ("uid", .string(uid)), ("name", .string(line.name)),
            ])
            if line.unitPrice != 0 { item["value"] = .euros(line.unitPrice) }
            return .object(item)
        }
        var item = SandboxObject([
            ("type", "product"), ("atType", "SupplyProduct"), ("uid", .string(uid)), ("nr", .string("\(1000 + number)")),
            ("name", .string(line.name)), ("description", .string("<p>\(escaped(line.name))</p>")),
            ("quantity", HeroFormats.thousandths(line.quantity)), ("unit_type", .string(line.unit)),
            ("net_price_per_unit", .euros(line.unitPrice)), ("vat_percent", .number("\(line.rate).0")),
        ])
        if line.discountBasisPoints != 0 { item["discount_percent"] = HeroFormats.percent(basisPoints: line.discountBasisPoints) }
        if line.isOptional { item["is_optional"] = true }
        if let reason = line.zeroReason { item["vat_reason"] = .string(reason) }
        return .object(item)
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
        return result
    }

    private static func deduction(_ deduction: HeroDeduction) -> SandboxJSON {
        [
            "nr": .string(deduction.number), "vat_percent": .number("\(deduction.rate).0"), "net_value": .euros(deduction.net),
            "vat_value": .euros(deduction.tax),
        ]
    }

    /// One total per printed rate; two reasons for 0 % share a line on paper.
    private static func totals(_ totals: HeroTotals) -> [SandboxJSON] {
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
