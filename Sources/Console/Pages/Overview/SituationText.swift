internal import Bookkeeping
internal import Web
internal import Wording

/// A situation in words.
struct SituationText: Sendable {
    let text: PageText
    let now: Instant

    func sentence(_ situation: Situation) -> String {
        switch situation {
        case .notSetUp: text(SituationWords.notSetUp)
        case .deleting: text(SituationWords.deleting)
        case .deleted: text(SituationWords.deleted)
        case .journalBroken: text(SituationWords.journalBroken)
        case .paused(let pause):
            SituationWords.paused(by: pause.actor, because: pause.reason, since: pause.since.map(text.moment), text.language)
        case .blocked: text(SituationWords.blocked)
        case .trouble(let reason, let nextTry): text(trouble(reason, nextTry.map(clock)))
        case .relinking: text(SituationWords.relinking)
        case .firstPass(let progress): text(progress == nil ? SituationWords.firstPass : SituationWords.firstPassWorking)
        case .outOfDate(let last): text(SituationWords.outOfDate(Catalogue.plainAge(milliseconds: now.milliseconds(since: last))))
        case .unreadable(let count): text(SituationWords.unreadable(count))
        case .working(let progress): working(progress)
        case .waiting(let count): text(SituationWords.waiting(count))
        case .inStep: text(SituationWords.inStep)
        }
    }

    func working(_ progress: ServiceProgress) -> String {
        text(SituationWords.working(progress.done, of: progress.total, left: progress.secondsLeft))
    }

    private func trouble(_ reason: Readiness.Reason, _ nextTry: String?) -> Wording {
        switch reason {
        case .heroUnavailable: SituationWords.heroSilent(nextTry: nextTry)
        case .lexofficeUnavailable: SituationWords.lexofficeSilent(nextTry: nextTry)
        case .heroThrottled: SituationWords.heroThrottled(nextTry: nextTry)
        case .lexofficeThrottled: SituationWords.lexofficeThrottled(nextTry: nextTry)
        case .heroCredentialRefused, .lexofficeCredentialRefused, .wrongOrganisation: SituationWords.blocked
        case .journalBroken: SituationWords.journalBroken
        case .notSetUp: SituationWords.notSetUp
        case .relinking: SituationWords.relinking
        case .stopping, .waiting, .paused, .unreadableRows, .stateUnwritable, .configuration, .defect, .noCompletePass,
            .lastCompletePassOld:
            SituationWords.stopped(nextTry: nextTry)
        }
    }

    /// The clock alone on the same day.
    func clock(_ moment: Instant) -> String {
        BusinessDay(berlinDayOf: moment) == BusinessDay(berlinDayOf: now) ? moment.berlinClock : text.moment(moment)
    }
}
