internal import Administration
internal import Bookkeeping
internal import ConsoleAccess
internal import Lexoffice
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// `/kontakte/import`: how many are ready, who is skipped and why, and the import itself.
struct ImportPage: Sendable {
    /// So many are shown, and imported, at once: every one that is imported was seen.
    static let limit = 1_000

    let parts: ConsoleParts

    func answer(_ request: PageRequest, isPost: Bool) throws -> Answer {
        guard let office = parts.administration else { return .missing }
        guard request.visitor.role.may(.importContacts) else { return .forbidden }
        guard isPost else { return .page(try page(request, office)) }
        switch request.form["act"] {
        case "count":
            office.census.start(.one)
            return .seeOther("/kontakte/import")
        case "import": return try note(request, office)
        default: return .refused(request.text(FormFault.brokenForm))
        }
    }

    /// Exactly those who were shown, but those who were ticked out. A form that was cut short would import people ticked out, so that its
    /// last field must be there.
    private func note(_ request: PageRequest, _ office: AdministrationParts) throws -> Answer {
        guard let id = DecisionID.read(request.form), request.form["end"] == "1" else { return .refused(request.text(ImportWord.cutForm)) }
        // The same form sent twice is one decision, and leads to the same place.
        if try parts.view().decision(id) != nil { return .seeOther("/kontakte/import?\(DecisionNotice.field)=\(Fields.encoded(id))") }
        guard case .done(.success(let plan?), let at) = office.census.standing(.one), request.form["at"] == String(at.milliseconds) else {
            return .refused(request.text(ImportWord.cutForm))
        }
        let out = Set(request.form.all("out"))
        let confirmed = Set(plan.ready.prefix(Self.limit).map(\.contact.id)).subtracting(out)
        let order = ImportOrder(confirmed: confirmed)
        try parts.noting().note(try order.decision(id: id, by: request.visitor.actor), at: parts.now)
        parts.wake()
        return .seeOther("/kontakte/import?\(DecisionNotice.field)=\(Fields.encoded(id))")
    }

    private func page(_ request: PageRequest, _ office: AdministrationParts) throws -> Page {
        let store = try parts.view()
        let last = try store.newestDecision(.importContacts)
        let view = ImportView(
            count: count(fresh(office.census.standing(.one), after: last), request),
            underway: try last.flatMap { try underway($0, store, request.text) },
            result: try last.flatMap { try result($0, request.text) })
        return Page(
            .contactImport, request.text(Catalogue.contactImport), view, words: ImportWord.self, request.language, section: .contacts)
    }

    /// What was counted before an import says nothing any more.
    private func fresh(_ standing: JobStanding<Result<ImportPlan?, PassFailure>>, after record: DecisionRecord?)
        -> JobStanding<Result<ImportPlan?, PassFailure>>
    {
        guard case .done(_, let at) = standing, let record, record.createdAt >= at else { return standing }
        return .none
    }

    private func count(_ standing: JobStanding<Result<ImportPlan?, PassFailure>>, _ request: PageRequest) -> ImportView.Count {
        let text = request.text
        return switch standing {
        case .none: ImportView.Count(isRunning: false, trouble: nil, plan: nil)
        case .running: ImportView.Count(isRunning: true, trouble: nil, plan: nil)
        case .done(.failure(let failure), _):
            ImportView.Count(isRunning: false, trouble: "\(text(ImportWord.failed)): \(failure.system): \(failure.cause)", plan: nil)
        case .done(.success(nil), _): ImportView.Count(isRunning: false, trouble: text(ImportWord.paused), plan: nil)
        case .done(.success(let plan?), let at): ImportView.Count(isRunning: false, trouble: nil, plan: self.plan(plan, at, request))
        }
    }

    private func plan(_ plan: ImportPlan, _ at: Instant, _ request: PageRequest) -> ImportView.Plan {
        let (text, out) = (request.text, Set(request.refusal?.typed.all("out") ?? []))
        let shown = plan.ready.prefix(Self.limit)
        let groups = ImportObstacle.allCases.compactMap { obstacle -> ImportView.Skipped? in
            let hit = plan.skipped.filter { $0.obstacle == obstacle }
            guard !hit.isEmpty else { return nil }
            return ImportView.Skipped(
                count: text.count(hit.count), why: text(Catalogue.importObstacle(obstacle)), code: obstacle.rawValue,
                isAsking: obstacle.needsPerson, people: hit.map { person($0.contactID, $0.name, $0.customers) })
        }
        return ImportView.Plan(
            ready: text.count(plan.ready.count), skipped: text.count(plan.skipped.count), age: text.age(of: at, at: parts.now),
            at: String(at.milliseconds), id: DecisionID.fresh(), button: text(Catalogue.importButton(text.count(shown.count))),
            isLimited: plan.ready.count > shown.count, hasReady: !shown.isEmpty,
            people: shown.map { card in
                ImportView.Ready(
                    id: card.contact.id, name: card.contact.name, place: place(card), isFree: !plan.begun.contains(card.contact.id),
                    isOut: out.contains(card.contact.id), address: DeepLink.contact(app: parts.instance().lexofficeApp, id: card.contact.id)
                )
            }, groups: groups)
    }

    private func place(_ card: ContactCard) -> String {
        [card.contact.addresses.first?.zip, card.contact.addresses.first?.city].compactMap(\.self).joined(separator: " ")
    }

    private func person(_ id: String, _ name: String, _ customers: [Int]) -> ImportView.Person {
        ImportView.Person(
            name: name.isEmpty ? id : name, address: DeepLink.contact(app: parts.instance().lexofficeApp, id: id),
            customers: customers.isEmpty ? nil : customers.prefix(10).map(String.init).joined(separator: ", "))
    }

    /// How far the import that is due has got: its links are in the state as soon as they are made.
    private func underway(_ record: DecisionRecord, _ store: Store, _ text: PageText) throws -> ImportView.Underway? {
        guard record.outcome == nil else { return nil }
        let total = try store.fact(ImportLog.self, about: record.id)?.wanted?.count ?? record.arguments(ImportOrder.self).confirmed?.count
        let done = try store.ties(ContactImportChart.self).count { $0.linkedAt >= record.createdAt }
        return ImportView.Underway(
            actor: record.actor, done: text.count(done), total: total.map { text.count($0) }, value: String(done),
            maximum: total.map { String(max(1, $0, done)) })
    }

    private func result(_ record: DecisionRecord, _ text: PageText) throws -> ImportView.Outcome? {
        guard record.outcome != nil, case .imported(let receipt)? = try record.answer(DecisionAnswer.self) else { return nil }
        let made = receipt.imported.map { imported in
            ImportView.Made(
                address: DeepLink.contact(app: parts.instance().lexofficeApp, id: imported.contactID), customer: String(imported.customer),
                dropped: imported.dropped.isEmpty ? nil : imported.dropped.joined(separator: ", "))
        }
        return ImportView.Outcome(
            actor: record.actor, at: record.outcomeAt.map { text.moment($0) } ?? "", imported: text.count(made.count), made: made,
            skipped: receipt.skipped.map { skip in
                let why = ImportObstacle(rawValue: skip.obstacle).map { text(Catalogue.importObstacle($0)) } ?? skip.obstacle
                return ImportView.Failure(person: person(skip.contactID, "", skip.customers), why: why)
            }
                + receipt.refused.map {
                    ImportView.Failure(person: person($0.contactID, "", []), why: "\(text(ImportWord.refused)): \($0.code)")
                } + receipt.uncertain.map { ImportView.Failure(person: person($0, "", []), why: text(ImportWord.uncertain)) },
            left: receipt.left > 0 ? text.count(receipt.left) : nil, hasUncertain: !receipt.uncertain.isEmpty,
            trouble: receipt.interruption.map { "\($0.system): \($0.cause)" } ?? (receipt.isPaused ? text(ImportWord.paused) : nil))
    }
}
