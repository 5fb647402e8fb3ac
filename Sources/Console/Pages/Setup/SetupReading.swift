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
        let isStanding = machine.map { $0.configuration.isActive || $0.configuration.isDeleting } ?? false
        // What was named before a deletion is no suggestion for other books.
        let categories = try SetupCategories(parts: parts, office: office, request: request).view(isStanding ? settings : nil, store)
        return SetupView(
            isAdmin: isAdmin, restart: parts.commands.restart, isChecking: isChecking, checkedAge: age, notice: notice?.text,
            noticeTone: notice?.tone ?? "calm",
            steps: try SetupSteps(text: text, findings: findings, commands: parts.commands).steps(settings, machine, store),
            trial: isStanding ? nil : try trial(store),
            first: isStanding ? nil : try SetupFirst(parts: parts, office: office, request: request).view(store, categories),
            startDate: isStanding ? try startDate(settings, machine, store) : nil, categories: isStanding ? categories : nil,
            answers: try answers(machine),
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

    /// Of the set-up the address tells; nil where none was asked for.
    private func trial(_ store: Store) throws -> PlanPage.Trial? {
        let order: SetupOrder
        do throws(SetupFormFault) { order = try SetupForm(form: request.query).first() } catch { return nil }
        let trial = PlanPage.trial(parts.work, .setUp(order), journal: try store.journalLength(), parts.now, text)
        return trial.isEmpty ? nil : trial
    }

    /// What became of the last change, where the page's notice does not say it.
    private func notice(_ store: Store) throws -> (tone: String, text: String)? {
        guard let record = try store.newestDecision(.setUp) else { return nil }
        guard record.outcome != nil else { return ("calm", text(SetupWord.outcomeDue)) }
        switch try record.answer(DecisionAnswer.self) {
        case .isSetUp: return nil
        case .notSetUp(let denial):
            return ("warn", "\(text(SetupWord.outcomeNot)): \(Self.words(denial, text))")
        case .failed(let failure): return ("bad", "\(text(SetupWord.outcomeNot)): \(failure.system): \(failure.cause)")
        case .answered, .unanswered, .flowSet, .flowRefused, .passed, .signed, .notSigned, .imported, .deleted, .moved, nil: return nil
        }
    }

    static func words(_ denial: SetupDenial, _ text: PageText) -> String {
        let words = SetupRefusal(rawValue: denial.code).map { text(Catalogue.setup($0).what) } ?? denial.code
        return "\(words) (\(denial.detail))"
    }

    private func startDate(_ settings: Settings?, _ machine: Machine<IntegrationChart>?, _ store: Store) throws -> SetupView.StartDate? {
        guard let settings, let machine else { return nil }
        let word: SetupWord =
            switch machine.configuration.startDate {
            case .fixed: .startFixed
            case .held: .startHeld
            case .open, .none: .startOpen
            }
        let typed = request.refusal?.typed["day"] ?? request.query["ab"]
        let asked = typed.flatMap { BusinessDay($0) } ?? settings.startDate
        var (isCounting, outlook, trouble): (Bool, StartOutlook?, String?) = (false, nil, nil)
        switch office.outlook.standing(asked) {
        case .none: break
        case .running: isCounting = true
        case .done(.success(let found), _): outlook = found
        case .done(.failure(let failure), _): trouble = "\(failure.system): \(failure.cause)"
        }
        return SetupView.StartDate(
            change: try SettingsSubject.present(store).revision.map { String($0) } ?? "", day: text.day(settings.startDate),
            standing: text(word), canMove: word == .startOpen && machine.configuration.isActive,
            id: DecisionID.fresh(), isCounting: isCounting,
            asked: asked.description, count: outlook.map { text.count($0.documents) }, drafts: outlook.map { text.count($0.drafts) },
            trouble: trouble, command: parts.commands.run("setup --start-date \(asked)"),
            comesBack: request.refusal?.text(ofAct: "date", "outlook"))
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
