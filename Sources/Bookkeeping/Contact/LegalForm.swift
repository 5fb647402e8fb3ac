/// The legal form at the end of a company's name, in whichever of its spellings (§ 19 HGB, § 4 GmbHG and the like).
enum LegalForm: String, Sendable, Hashable, CaseIterable {
    case gmbh, gGmbH, ug, ag, se, kg, ohg, ek, gbr, partG, kgaa, eG, eV
    case gmbhCoKG, ugCoKG, agCoKG, seCoKG, gmbhCoOHG, gmbhCoKGaA, seCoKGaA
    case limited, bv, nv, sarl, sas, srl, spa, sro, kft, spZoo

    /// As they are left when blanks, punctuation, case and *und* are taken away.
    private var spellings: [String] {
        switch self {
        case .gmbh: Self.gmbhs
        case .gGmbH: ["ggmbh", "gemeinnuetzigegmbh"]
        case .ug: Self.ugs
        case .ag: ["ag", "aktiengesellschaft", "aktienges"]
        case .se: ["se"]
        case .kg: ["kg", "cokg", "compkg", "kommanditgesellschaft", "kommanditges"]
        case .ohg: ["ohg", "coohg", "offenehandelsgesellschaft", "offenehandelsges"]
        case .ek: ["ek", "ekfm", "ekfr", "eingetragenerkaufmann", "eingetragenekauffrau", "eingkfm", "eingkfr"]
        case .gbr: ["gbr", "gdbr", "egbr", "gesellschaftbuergerlichenrechts", "gesbuergerlichenrechts", "bgbgesellschaft", "bgbges"]
        case .partG:
            [
                "partg", "partgmbb", "partnerschaft", "partnerschaftsgesellschaft", "partges", "partgesmbb",
                "partnerschaftsgesellschaftmbb", "partnerschaftmbb", "partnerschaftsgesellschaftmitbeschraenkterberufshaftung",
                "partgmitbeschraenkterberufshaftung",
            ]
        case .kgaa: ["kgaa", "kommanditgesellschaftaufaktien"]
        case .eG: ["eg", "eingetragenegenossenschaft"]
        case .eV: ["ev", "eingetragenerverein"]
        case .gmbhCoKG: Self.with(Self.gmbhs, Self.kgs)
        case .ugCoKG: Self.with(Self.ugs, Self.kgs)
        case .agCoKG: Self.with(["ag"], Self.kgs)
        case .seCoKG: Self.with(["se"], Self.kgs)
        case .gmbhCoOHG: Self.with(Self.gmbhs, ["coohg", "ohg"])
        case .gmbhCoKGaA: Self.with(Self.gmbhs, ["cokgaa", "kgaa"])
        case .seCoKGaA: Self.with(["se"], ["cokgaa", "kgaa"])
        case .limited: ["ltd", "limited"]
        case .bv: ["bv"]
        case .nv: ["nv"]
        case .sarl: ["sarl", "sarls"]
        case .sas: ["sas"]
        case .srl: ["srl"]
        case .spa: ["spa"]
        case .sro: ["sro"]
        case .kft: ["kft"]
        case .spZoo: ["spzoo"]
        }
    }

    private static let gmbhs = [
        "gmbh", "mbh", "gesellschaftmbh", "gesmbh", "gesellschaftmitbeschraenkterhaftung", "mitbeschraenkterhaftung",
    ]
    private static let ugs = ["ug", "ughaftungsbeschraenkt", "unternehmergesellschaft", "unternehmergesellschafthaftungsbeschraenkt"]
    private static let kgs = ["cokg", "compkg", "compagniekg", "kg", "cokommanditgesellschaft"]

    private static func with(_ heads: [String], _ tails: [String]) -> [String] { heads.flatMap { head in tails.map { head + $0 } } }

    private static let bySpelling: [String: LegalForm] = Dictionary(
        allCases.flatMap { form in form.spellings.map { ($0, form) } }, uniquingKeysWith: { first, _ in first })

    /// `gesellschaft mit beschränkter haftung & co k g` without *und*.
    private static let wordsMax = 7

    /// Takes the form off the end of a name; a name that is nothing else keeps it.
    /// - Returns: nil when there is none.
    static func cut(from words: inout [SpelledWord]) -> LegalForm? {
        if let last = words.last, last.plain.count > 6, last.plain.hasSuffix("gmbh") {
            words[words.count - 1] = last.shortened("gmbh", to: "")
            words.append(SpelledWord("gmbh"))
        }
        for count in stride(from: min(wordsMax, words.count - 1), to: 0, by: -1) {
            let end = words.suffix(count).map(\.plain).joined()
            guard let form = bySpelling[end] else { continue }
            words.removeLast(count)
            // *Baugesellschaft mbH* is a *Bau GmbH* written out.
            if end.hasPrefix("mbh") || end.hasPrefix("mit"), let last = words.last {
                let stem = last.shortened("gesellschaft", to: "").shortened("ges", to: "")
                if stem.isWord { words[words.count - 1] = stem } else if words.count > 1 { words.removeLast() }
            }
            return form
        }
        return nil
    }
}
