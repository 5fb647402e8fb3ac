import Bookkeeping
import Lexoffice
import Reconciliation
import Wording

/// Each posting category, and the ids an administrator may name.
struct CategoryCheck {
    let settings: Settings?

    func run(_ listed: [RemoteCategory], _ findings: inout Findings) {
        let mapping = settings?.rules.categories ?? [:]
        for key in PostingCategory.allCases {
            if let rule = mapping[key] {
                let isThere = listed.contains { $0.id.lowercased() == rule.id.lowercased() }
                findings.add(
                    isThere ? .ok : .fail(.configuration), "category", "\(key.rawValue) = \(rule.name) (\(rule.id))",
                    hint: DoctorWords.nameOtherCategory(findings.language))
            } else if settings != nil && key != .downPayment {
                findings.add(.warn, "category", DoctorWords.noCategory(key.rawValue), hint: DoctorWords.nameCategory(key.rawValue))
            }
        }
        for category in listed where category.kind == .income && !mapping.values.contains(where: { $0.id == category.id }) {
            findings.add(.ok, "income category", "\(category.id)  \(category.name)")
        }
    }
}
