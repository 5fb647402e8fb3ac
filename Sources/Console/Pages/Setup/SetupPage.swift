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
        switch request.form["act"] {
        case "check":
            office.doctor.start(request.language)
            return .seeOther(Self.address)
        case "list":
            office.categories.start(.one)
            return .seeOther("\(Self.address)#kategorien")
        case "outlook":
            guard let day = request.form["day"].flatMap({ BusinessDay($0) }) else { return .refused(request.text(FrameWord.failed)) }
            office.outlook.start(day)
            return .seeOther("\(Self.address)?ab=\(day)#startdatum")
        case "date": return try move(request)
        case "categories": return try choose(request)
        case "delete": return try delete(request, office)
        default: return .refused(request.text(FrameWord.failed))
        }
    }

    private func page(_ request: PageRequest, _ office: AdministrationParts, refusal: String?) throws -> Page {
        let view = try SetupReading(parts: parts, office: office, request: request).view(refusal: refusal)
        return Page(
            .setup, request.text(FrameWord.setup), view, words: SetupWord.self, request.language, section: .setup,
            status: refusal == nil ? 200 : 400)
    }

    private func move(_ request: PageRequest) throws -> Answer {
        guard let day = request.form["day"].flatMap({ BusinessDay($0) }) else { return .refused(request.text(FrameWord.failed)) }
        return try note(SetupOrder(startDate: day), request)
    }

    private func choose(_ request: PageRequest) throws -> Answer {
        var chosen: [PostingCategory: String] = [:]
        for key in PostingCategory.allCases {
            guard let id = request.form["category.\(key.rawValue)"] else { continue }
            guard id.utf8.count <= 64, id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                return .refused(request.text(FrameWord.failed))
            }
            chosen[key] = id
        }
        return try note(SetupOrder(categories: chosen, isMappingConfirmed: request.form["confirmed"] == "yes"), request)
    }

    private func note(_ order: SetupOrder, _ request: PageRequest) throws -> Answer {
        guard let id = DecisionID.read(request.form) else { return .refused(request.text(FrameWord.failed)) }
        try parts.noting().note(try order.decision(id: id, by: request.visitor.actor, about: nil), at: parts.now)
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
            return .refused(request.text(FrameWord.failed))
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
