/// One line of the builder's table. What is sold by the hour is a service and holds its parts, whose quantities are those of one
/// hour: calculation, which the price of the service contains already.
struct HeroDraftNode {
    let line: HeroLine
    let uid: String
    /// Its place among the lines, from 1.
    let number: Int

    var isService: Bool { line.kind == .product && line.unit == "Std" }
    /// Working time of the whole line.
    var minutes: Int64 { isService ? HeroTotals.divide(Int128(line.quantity) * 60, by: 1000) : 0 }

    var json: SandboxJSON { line.kind == .product ? product : information }

    private var information: SandboxJSON {
        var node = SandboxObject([("type", .string(line.kind.rawValue)), ("uid", .string(uid)), ("name", .string(line.name))])
        if line.unitPrice != 0 { node["value"] = .euros(line.unitPrice) }
        return .object(node)
    }

    private var product: SandboxJSON {
        var node = SandboxObject([
            ("type", "product"), ("atType", isService ? "SupplyService" : "SupplyProduct"), ("uid", .string(uid)),
            ("itemNumber", .string("1.\(number)")), ("nr", .string("\(1000 + number)")), ("name", .string(line.name)),
            ("description", .string("<p>\(HeroDraftNode.escaped(line.name))</p>")), ("quantity", quantity),
            ("unit_type", .string(line.unit)),
        ])
        if isService {
            node["time_minutes"] = 60
            node["wage_base"] = .number("31.0")
        } else {
            node["base_price"] = .euros(HeroTotals.divide(Int128(line.unitPrice) * 64, by: 100))
            node["list_price"] = .euros(line.unitPrice)
        }
        node["net_price_per_unit"] = .euros(line.unitPrice)
        node["vat_percent"] = .number("\(line.rate).0")
        if line.discountBasisPoints != 0 { node["discount_percent"] = HeroFormats.percent(basisPoints: line.discountBasisPoints) }
        if line.isOptional { node["is_optional"] = true }
        if isService { node["positions"] = HeroDraftNode.partsOfAnHour }
        return .object(node)
    }

    private static let partsOfAnHour: SandboxJSON = [
        ["atType": "SupplyProduct", "name": "Kleinmaterial", "quantity": 1, "base_price": .number("2.0")],
        ["atType": "WageGroup", "time_minutes": 60],
    ]

    /// Whole ones as a number, others as text: clients met both (hero-2026.md §A).
    private var quantity: SandboxJSON {
        let value = HeroFormats.thousandths(line.quantity)
        guard case .number(let text) = value else { return value }
        return .string(text)
    }

    static func escaped(_ text: String) -> String {
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
}
