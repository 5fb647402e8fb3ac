internal import Administration
internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Reconciliation
internal import Wording

/// `/einrichtung`: each step with its state, and afterwards the tile: pause, categories, delete.
struct SetupPage: Sendable {
    private static let address = "/einrichtung"

    let parts: ConsoleParts

    func answer(_ request: PageRequest, isPost: Bool) throws -> Answer {
        guard let office = parts.administration else { return .missing }
        guard isPost else { return .page(try page(request, office, refusal: nil)) }
        let role = request.visitor.role
        guard role.may(request.form["act"] == "delete" ? .deleteIntegration : .setUp) else { return .forbidden }
        do {
            return try act(request, office)
        } catch let fault as SetupFormFault {
            return .refused(request.text(fault.wording))
        }
    }

    private func act(_ request: PageRequest, _ office: AdministrationParts) throws -> Answer {
        let form = SetupForm(form: request.form)
        switch request.form["act"] {
        case "check":
            office.doctor.start(request.language)
            return .seeOther(Self.address)
        case "list":
            office.categories.start(.one)
            return .seeOther("\(Self.address)?\(form.kept)#kategorien")
        case "outlook":
            let day = try form.startDate()
            office.outlook.start(day)
            return .seeOther("\(Self.address)?ab=\(day)&\(form.kept)#startdatum")
        case "date": return try note(SetupOrder(startDate: try form.startDate()), form, request)
        case "categories": return try note(try form.mapping(), form, request)
        case "trial":
            parts.work.plan.start(.setUp(try form.first()))
            return .seeOther("\(Self.address)?\(form.kept)#probelauf")
        case "first": return try note(try form.first(), form, request)
        case "delete": return try delete(request, office)
        default: return .refused(request.text(FormFault.brokenForm))
        }
    }

    private func page(_ request: PageRequest, _ office: AdministrationParts, refusal: String?) throws -> Page {
        let view = try SetupReading(parts: parts, office: office, request: request).view(refusal: refusal)
        var page = Page(
            .setup, request.text(FrameWord.setup), view, words: SetupWord.self, request.language, section: .setup,
            status: refusal == nil ? 200 : 400)
        page.words = page.words.and(PlanWord.self)
        return page
    }

    /// About the set-up as the page showed it: of two who change it the later one is told what the other did.
    private func note(_ order: SetupOrder, _ form: SetupForm, _ request: PageRequest) throws -> Answer {
        guard let id = DecisionID.read(request.form) else { return .refused(request.text(FormFault.brokenForm)) }
        let subject = try form.subject()
        try parts.noting().note(try order.decision(id: id, by: request.visitor.actor, about: subject), at: parts.now)
        return noted(id)
    }

    private func noted(_ id: String) -> Answer {
        parts.wake()
        return .seeOther("\(Self.address)?\(DecisionNotice.field)=\(Fields.encoded(id))")
    }

    /// The role, the name typed in, a fresh link: all three, or nothing is noted.
    private func delete(_ request: PageRequest, _ office: AdministrationParts) throws -> Answer {
        let store = try parts.view()
        guard let id = DecisionID.read(request.form), let plan = try DeletionPlan.read(store) else {
            return .refused(request.text(FormFault.brokenForm))
        }
        let wanted = plan.wantedName(request.language)
        let typed = plan.isConfirmed(by: request.form["name"] ?? "") ? wanted : request.form["name"] ?? ""
        switch SecondProof(request.visitor, for: .deleteIntegration, typed: typed, wanted: wanted, now: parts.now) {
        case .given: break
        case .roleTooSmall: return .forbidden
        case .otherName: return .page(try page(request, office, refusal: request.text(SetupWord.otherName)))
        case .linkTooOld: return .page(try page(request, office, refusal: request.text(SetupWord.linkTooOld)))
        }
        let noting = try parts.noting()
        try noting.note(try DeletionOrder.decision(id: id, by: request.visitor.actor, in: noting), at: parts.now)
        return noted(id)
    }
}

extension DeletionPlan {
    /// What is to be typed: the organisation's name, or a word where it has none.
    func wantedName(_ language: Language) -> String { organizationName.isEmpty ? Catalogue.deletionWord(language) : organizationName }
}
