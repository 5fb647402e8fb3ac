internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import Wording

/// `/plan`: what the next pass would do, computed in the background on a copy.
struct PlanPage: Sendable {
    struct View: Sendable {
        let trial: Trial
    }

    /// The plan with how it stands: the trial run of the set-up shows the same.
    struct Trial: Sendable {
        /// Whether it can be computed anew from here.
        let canStart: Bool
        let isRunning: Bool
        let begun: String?
        let progress: JobProgressView?
        let failure: String?
        let isEmpty: Bool
        let computed: String?
        let isOutOfDate: Bool
        let plan: PlanView?
    }

    let parts: ConsoleParts

    func page(_ request: PageRequest) throws -> Page {
        let text = request.text
        let view = View(trial: PlanPage.trial(parts.work, .nextPass, journal: try parts.view().journalLength(), parts.now, text))
        return Page(.plan, text(FrameWord.plan), view, words: PlanWord.self, request.language, section: .plan)
    }

    /// A POST to the page: computed anew, unless that is done already.
    func start() -> Answer {
        parts.work.plan.start(.nextPass)
        return .seeOther(ConsoleSection.plan.address)
    }

    /// - Parameter journal: its newest entry.
    static func trial(_ work: ConsoleWork, _ key: PlanKey, journal: Int, _ now: Instant, _ text: PageText) -> Trial {
        let result = work.plan.result(key)
        var (begun, progress): (Instant?, JobProgress?) = (nil, nil)
        if case .running(let since, let done) = work.plan.standing(key) { (begun, progress) = (since, done) }
        var (plan, failure, isOutOfDate): (PlanView?, String?, Bool) = (nil, nil, false)
        switch result?.value {
        case .plan(let reading):
            plan = PlanView(reading, thousandthsPerSecond: work.thousandthsPerSecond, text)
            isOutOfDate = reading.entries != journal
        case .failed(let reason): failure = words(reason, text)
        case nil: break
        }
        return Trial(
            canStart: begun == nil && key == .nextPass, isRunning: begun != nil, begun: begun.map(text.moment),
            progress: progress.map { JobProgressView($0, text) },
            failure: begun == nil ? failure : nil, isEmpty: result == nil && begun == nil,
            computed: plan == nil ? nil : result.map { "\(text.moment($0.at)) (\(text.age(of: $0.at, at: now)))" },
            isOutOfDate: isOutOfDate, plan: plan)
    }

    private static func words(_ failure: WorkFailure, _ text: PageText) -> String {
        switch failure {
        case .paused: text(PlanWord.paused)
        case .interrupted(let failure): "\(text(PlanWord.interrupted)): \(failure.system): \(failure.cause) \(failure.hint)"
        case .notSetUp(let denial): SetupReading.words(denial, text)
        case .unable(let code): "\(text(PlanWord.unable)): \(code)"
        }
    }
}

/// How far a job is, for an element of its own and in words.
struct JobProgressView: Sendable {
    let isKnown: Bool
    let done: String
    let total: String
    let value: String
    let maximum: String

    init(_ progress: JobProgress, _ text: PageText) {
        isKnown = progress.total > 0
        done = text.count(progress.done)
        total = text.count(progress.total)
        value = String(min(progress.done, progress.total))
        maximum = String(max(progress.total, 1))
    }
}
