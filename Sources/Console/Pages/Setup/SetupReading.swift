internal import Administration
internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// Reads what the set-up's page shows.
struct SetupReading: Sendable {
    let parts: ConsoleParts
    let office: AdministrationParts
    let request: PageRequest

    private var text: PageText { request.text }

    func view(refusal: String?) throws -> SetupView {
        let store = try parts.view()
        let (settings, machine) = (try Settings.load(store), try IntegrationLevel.current(store))
        let isAdmin = request.visitor.role.may(.setUp)
        let (findings, isChecking, age) = checked()
        let notice = try notice(store)
        let plan = try DeletionPlan.read(store)
        return SetupView(
            isAdmin: isAdmin, isChecking: isChecking, checkedAge: age, notice: notice?.text, noticeTone: notice?.tone ?? "calm",
            steps: try SetupSteps(text: text, findings: findings).steps(settings, machine, store),
            startDate: startDate(settings, machine),
            categories: try SetupCategories(parts: parts, office: office, text: text).view(settings, store), answers: try answers(machine),
            deletion: plan.flatMap { plan in plan.stage == .toConfirm && isAdmin ? deletion(plan, refusal) : nil },
            standing: plan.flatMap { plan in
                switch plan.stage {
                case .toConfirm: nil
                case .underway: text(SetupWord.underway)
                case .done: text(SetupWord.deletedNow)
                }
            })
    }

    private func checked() -> ([DoctorFinding], Bool, String?) {
        switch office.doctor.standing(request.language) {
        case .none: ([], false, nil)
        case .running: ([], true, nil)
        case .done(let findings, let at): (findings, false, text.age(of: at, at: parts.now))
        }
    }

    /// What became of the last change, where the page's notice does not say it.
    private func notice(_ store: Store) throws -> (tone: String, text: String)? {
        guard let record = try store.newestDecision(.setUp) else { return nil }
        guard record.outcome != nil else { return ("calm", text(SetupWord.outcomeDue)) }
        switch try record.answer(DecisionAnswer.self) {
        case .isSetUp: return nil
        case .notSetUp(let denial):
            let words = SetupRefusal(rawValue: denial.code).map { text(Catalogue.setup($0).what) } ?? denial.code
            return ("warn", "\(text(SetupWord.outcomeNot)): \(words) (\(denial.detail))")
        case .failed(let failure): return ("bad", "\(text(SetupWord.outcomeNot)): \(failure.system): \(failure.cause)")
        case .answered, .unanswered, .flowSet, .flowRefused, .passed, .signed, .notSigned, .imported, .deleted, .moved, nil: return nil
        }
    }

    private func startDate(_ settings: Settings?, _ machine: Machine<IntegrationChart>?) -> SetupView.StartDate? {
        guard let settings, let machine else { return nil }
        let word: SetupWord =
            switch machine.configuration.startDate {
            case .fixed: .startFixed
            case .held: .startHeld
            case .open, .none: .startOpen
            }
        let asked = request.query["ab"].flatMap { BusinessDay($0) } ?? settings.startDate
        var (isCounting, outlook, trouble): (Bool, StartOutlook?, String?) = (false, nil, nil)
        switch office.outlook.standing(asked) {
        case .none: break
        case .running: isCounting = true
        case .done(.success(let found), _): outlook = found
        case .done(.failure(let failure), _): trouble = "\(failure.system): \(failure.cause)"
        }
        return SetupView.StartDate(
            day: text.day(settings.startDate), standing: text(word), canMove: word == .startOpen && machine.configuration.isActive,
            id: DecisionID.fresh(), isCounting: isCounting,
            asked: asked.description, count: outlook.map { text.count($0.documents) }, drafts: outlook.map { text.count($0.drafts) },
            trouble: trouble, command: "reconcile-run setup --start-date \(asked)")
    }

    /// What the chart offers of the integration as a whole; nil where it offers nothing, or not to this visitor.
    private func answers(_ machine: Machine<IntegrationChart>?) throws -> AnswerFormsView? {
        guard machine?.configuration.isActive == true else { return nil }
        let answers = try AnswerForms(parts: parts).viewOfFlow(request)
        return answers.isAny ? answers : nil
    }

    private func deletion(_ plan: DeletionPlan, _ refusal: String?) -> SetupView.Deletion {
        let counts: [(Int, SetupWord)] = [
            (plan.documents, .documents), (plan.contacts, .contacts), (plan.payments, .payments), (plan.withoutFile, .withoutFile),
            (plan.inFlight.count, .inFlight),
        ]
        let proof = SecondProof(request.visitor, for: .deleteIntegration, typed: "-", wanted: "-", now: parts.now)
        return SetupView.Deletion(
            id: DecisionID.fresh(), name: plan.wantedName(request.language),
            figures: counts.map { SetupView.Figure(count: text.count($0.0), what: text($0.1)) },
            consequences: [text(Catalogue.deletionKept), text(Catalogue.deletionEffect)], needsFreshLink: proof == .linkTooOld,
            refusal: refusal)
    }
}
