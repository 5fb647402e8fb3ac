import Bookkeeping
import Lexoffice
import Reconciliation

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
                    hint: Wording(
                        "Eine andere mit `reconcile setup --category` benennen.", "Name another with `reconcile setup --category`.")(
                            findings.language))
            } else if settings != nil && key != .downPayment {
                findings.add(
                    .warn, "category", Wording("\(key.rawValue) ohne lexoffice-Kategorie", "\(key.rawValue) has no lexoffice category"),
                    hint: Wording(
                        "`reconcile setup --category \(key.rawValue)=UUID`", "`reconcile setup --category \(key.rawValue)=UUID`"))
            }
        }
        for category in listed where category.kind == .income && !mapping.values.contains(where: { $0.id == category.id }) {
            findings.add(.ok, "income category", "\(category.id)  \(category.name)")
        }
    }
}
