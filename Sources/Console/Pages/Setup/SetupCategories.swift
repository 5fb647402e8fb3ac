internal import Administration
internal import Bookkeeping
internal import Lexoffice
internal import Persistence
internal import Reconciliation
internal import Wording

/// Which of the organisation's categories each kind of revenue goes to, and whether the tax adviser has seen it.
struct SetupCategories: Sendable {
    let parts: ConsoleParts
    let office: AdministrationParts
    let request: PageRequest

    private var text: PageText { request.text }

    func view(_ settings: Settings?, _ store: Store) throws -> SetupView.Categories {
        var (listed, isReading, trouble): ([RemoteCategory]?, Bool, String?) = (nil, false, nil)
        switch office.categories.standing(.one) {
        case .none: break
        case .running: isReading = true
        case .done(.success(let found), _): listed = found
        case .done(.failure(let failure), _): trouble = "\(failure.system): \(failure.cause)"
        }
        let rules = settings?.rules.categories ?? [:]
        let unnamed = PostingCategory.allCases.filter { rules[$0] == nil }
        let suggested = listed.map { suggestions(unnamed, $0) } ?? [:]
        let confirmation = try confirmation(settings, store)
        return SetupView.Categories(
            rows: PostingCategory.allCases.map { key in
                row(key, inForce: rules[key], listed ?? [], suggested[key] ?? [])
            }, hasList: listed != nil, isReading: isReading, trouble: trouble, id: DecisionID.fresh(),
            change: try SettingsSubject.present(store).revision.map { String($0) } ?? "",
            confirmation: confirmation.map { "\(text(SetupWord.adviserConfirmed)) \($0.actor), \(text.moment($0.at))" }
                ?? text(SetupWord.adviserOpen),
            isConfirmed: confirmation != nil, command: parts.commands.run("setup --category KEY=UUID"),
            comesBack: request.refusal?.text(ofAct: "categories"))
    }

    private func row(_ key: PostingCategory, inForce: CategoryRule?, _ listed: [RemoteCategory], _ suggested: Set<String>)
        -> SetupView.Category
    {
        let typed = SetupFirst.typed(SetupForm.field(of: key), request)
        let own = CategoryMapping.published[key].flatMap { ids in
            inForce == nil ? listed.first { ids.contains($0.id.lowercased()) }?.id : nil
        }
        let chosen = typed.isEmpty ? own : typed
        return SetupView.Category(
            key: key.rawValue, word: text(Catalogue.postingCategory(key)), inForce: inForce?.name,
            without: text(key == .downPayment ? SetupWord.likeRevenue : .noneNamed), hasOwn: own != nil,
            options: listed.filter { $0.kind == .income && $0.id != inForce?.id }.map { category in
                SetupView.Option(
                    id: category.id, isChosen: category.id == chosen, name: category.name, isSuggested: suggested.contains(category.id))
            })
    }

    /// Public ids of lexoffice's own categories, and names that say so.
    private func suggestions(_ keys: [PostingCategory], _ listed: [RemoteCategory]) -> [PostingCategory: Set<String>] {
        var suggested: [PostingCategory: Set<String>] = [:]
        for (key, ids) in CategoryMapping.published {
            suggested[key] = Set(listed.map(\.id).filter { ids.contains($0.lowercased()) })
        }
        for found in Setup.suggestions(for: keys, among: listed) { suggested[found.key, default: []].insert(found.id) }
        return suggested
    }

    /// Of the mapping as it is now; one that changed since is not confirmed.
    private func confirmation(_ settings: Settings?, _ store: Store) throws -> MappingConfirmation? {
        guard let settings, let known = try store.fact(MappingConfirmation.self), known.digest == settings.mappingDigest else { return nil }
        return known
    }
}
