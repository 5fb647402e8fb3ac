internal import Bookkeeping

/// Reads members of a body and collects what is wrong with them under the names lexoffice uses. `null` counts as left out;
/// an empty text is a missing entity (lexoffice-api.md §4.3, §6.2); unknown members are ignored.
struct LexofficeBodyReader: Sendable {
    private(set) var issues: [LexofficeIssue] = []

    mutating func refuse(_ issue: LexofficeIssue) { issues.append(issue) }

    private func member(_ json: SandboxJSON, _ key: String) -> SandboxJSON? {
        guard let value = json[key], !value.isNull else { return nil }
        return value
    }

    private mutating func member(_ json: SandboxJSON, _ key: String, _ source: String, required: Bool) -> SandboxJSON? {
        let value = member(json, key)
        if required, value == nil { refuse(.missing(source)) }
        return value
    }

    mutating func text(_ json: SandboxJSON, _ key: String, _ source: String, required: Bool = false, maximum: Int = .max) -> String? {
        guard let value = member(json, key, source, required: required) else { return nil }
        guard let text = value.stringValue else {
            refuse(.invalid(source))
            return nil
        }
        if text.isEmpty { refuse(.missing(source)) }
        if text.count > maximum { refuse(LexofficeIssue("invalid_size", source)) }
        return text
    }

    mutating func flag(_ json: SandboxJSON, _ key: String, _ source: String) -> Bool? {
        guard let value = member(json, key) else { return nil }
        if value.boolValue == nil { refuse(.invalid(source)) }
        return value.boolValue
    }

    mutating func object(_ json: SandboxJSON, _ key: String) -> SandboxJSON? {
        guard let value = member(json, key) else { return nil }
        guard value.objectValue != nil else {
            refuse(.invalid(key))
            return nil
        }
        return value
    }

    mutating func list(_ json: SandboxJSON, _ key: String, _ source: String, maximum: Int = .max) -> [SandboxJSON] {
        guard let value = member(json, key) else { return [] }
        guard let elements = value.arrayValue else {
            refuse(.invalid(source))
            return []
        }
        if elements.count > maximum { refuse(.invalid(source)) }
        return elements
    }

    /// Strictly `yyyy-MM-dd`.
    mutating func day(_ json: SandboxJSON, _ key: String, required: Bool = false) -> BusinessDay? {
        guard let value = member(json, key, key, required: required) else { return nil }
        let day = value.stringValue.flatMap { BusinessDay($0) }
        if day == nil { refuse(.invalid(key)) }
        return day
    }

    /// A number or a number in quotes, as both were seen accepted (§2.5).
    mutating func decimal(_ json: SandboxJSON, _ key: String, _ source: String, required: Bool) -> ExactDecimal? {
        guard let value = member(json, key, source, required: required) else { return nil }
        let number = (value.decimalText ?? value.stringValue).flatMap { ExactDecimal($0) }
        if number == nil { refuse(.invalid(source)) }
        return number
    }

    /// At most two decimals, never below zero; zero where `positive` is not asked for.
    mutating func cents(_ json: SandboxJSON, _ key: String, _ source: String, required: Bool, positive: Bool) -> Cents? {
        guard let number = decimal(json, key, source, required: required) else { return nil }
        guard let cents = Cents(rounding: number), cents.decimal == number, cents.amount >= (positive ? 1 : 0) else {
            refuse(.invalid(source))
            return nil
        }
        return cents
    }
}
