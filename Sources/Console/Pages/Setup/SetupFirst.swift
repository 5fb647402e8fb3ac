internal import Administration
internal import Bookkeeping
internal import Hero
internal import Persistence
internal import Reconciliation
internal import Wording

/// The form of the first set-up, and of the one after a deletion: everything but keys, in one.
struct SetupFirst: Sendable {
    let parts: ConsoleParts
    let office: AdministrationParts
    let request: PageRequest

    private var text: PageText { request.text }

    func view(_ store: Store, _ categories: SetupView.Categories) throws -> SetupView.First {
        let today = BusinessDay(berlinDayOf: parts.now)
        let day = typed(.day).isEmpty ? today.description : typed(.day)
        return SetupView.First(
            id: DecisionID.fresh(), change: try SettingsSubject.present(store).revision.map { String($0) } ?? "", today: today.description,
            day: day, outlook: outlook(day), process: isTicked(.process), connector: isTicked(.connector),
            isCustomer: typed(.person) == ContactPersonSource.customer.rawValue, einvoices: typed(.einvoices), relink: typed(.relink),
            isAfterLoss: !typed(.relink).isEmpty, categories: categories, isConfirmed: isTicked(.confirmed), command: command(day),
            comesBack: request.refusal?.text(ofAct: "first", "trial", "outlook", "list"))
    }

    private func typed(_ field: SetupForm.Field) -> String { SetupFirst.typed(field.rawValue, request) }
    private func isTicked(_ field: SetupForm.Field) -> Bool { typed(field) == "yes" }

    /// What was posted and not taken, or what the address keeps while both systems are asked.
    static func typed(_ name: String, _ request: PageRequest) -> String {
        request.refusal.map { $0.typed(name) } ?? request.query[name] ?? ""
    }

    private func outlook(_ day: String) -> SetupView.Outlook {
        var outlook = SetupView.Outlook(isCounting: false, asked: "", count: nil, drafts: nil, trouble: nil)
        guard let asked = BusinessDay(request.query["ab"] ?? day) else { return outlook }
        outlook.asked = text.day(asked)
        switch office.outlook.standing(asked) {
        case .none: break
        case .running: outlook.isCounting = true
        case .done(.success(let found), _): (outlook.count, outlook.drafts) = (text.count(found.documents), text.count(found.drafts))
        case .done(.failure(let failure), _): outlook.trouble = "\(failure.system): \(failure.cause)"
        }
        return outlook
    }

    private func command(_ day: String) -> String {
        let start = BusinessDay(day)?.description ?? BusinessDay(berlinDayOf: parts.now).description
        return parts.commands.run("setup --start-date \(start) --confirm-cancellation-process --confirm-connector-off")
    }
}
