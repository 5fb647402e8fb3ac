internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Transport
internal import Wording

/// A write whose answer never came, as a clock: when it was given up, when absence will count, and what was looked up so far.
struct DoubtClock: Sendable {
    /// When absence counts. Measured on the clock of one boot alone (statecharts.md §11).
    enum End: Sendable, Hashable {
        case at(Instant)
        case passed
        /// Another boot's window proves nothing.
        case anew

        /// - Parameter settle: in milliseconds.
        init(_ window: SettleWindow?, bootID: String, monotonic: Int64, now: Instant, settle: Int64) {
            guard let window, window.bootID == bootID else {
                self = .anew
                return
            }
            let left = settle.minus(monotonic.minus(window.sinceMilliseconds))
            self = left > 0 ? .at(now.adding(milliseconds: left)) : .passed
        }
    }

    let isPayment: Bool
    let givenUp: Instant
    let end: End
    /// What was sent without an answer.
    let sent: IntentRecord?
    let passes: (count: Int, last: Instant?)

    /// Nil where nothing is in doubt.
    static func read<C: StateChart>(
        _ machine: Machine<C>, isPayment: Bool, _ store: Store, parts: ConsoleParts
    ) throws -> DoubtClock? {
        guard machine.configuration.tags.contains(.doubt) || machine.doubt != nil,
            machine.doubt != nil || C.awaited(machine.configuration) != nil
        else { return nil }
        let sent = try store.intents(C.self, machine.key).last
        // A process that died was given up when it was found; the entry says when.
        let givenUp = sent?.closedAt ?? machine.enteredAt
        let time = parts.time
        return DoubtClock(
            isPayment: isPayment, givenUp: givenUp,
            end: End(
                machine.doubt, bootID: time.bootID, monotonic: time.monotonicMilliseconds(), now: parts.now, settle: parts.policy().settle),
            sent: sent, passes: try store.completePasses(since: givenUp))
    }
}

/// The same in words.
struct DoubtView: Sendable {
    struct Moment: Sendable {
        let iso: String
        let text: String

        init(_ moment: Instant, _ text: PageText) {
            iso = moment.isoText
            self.text = text.moment(moment)
        }
    }

    let what: String
    let givenUp: Moment
    let countsLabel: String
    /// Nil where the window has passed or begins anew; then ``note`` says which.
    let counts: Moment?
    let note: String
    let sentLabel: String
    let sent: Moment?
    let digestLabel: String
    let digest: String?
    let lookedUpLabel: String
    let lookedUp: String
    let lastLook: Moment?

    init(_ clock: DoubtClock, _ text: PageText) {
        what = text(DoubtText.givenUp(isPayment: clock.isPayment))
        givenUp = Moment(clock.givenUp, text)
        countsLabel = text(DoubtText.counts)
        switch clock.end {
        case .at(let moment): (counts, note) = (Moment(moment, text), text(DoubtText.untilThen))
        case .passed: (counts, note) = (nil, text(DoubtText.counted))
        case .anew: (counts, note) = (nil, text(DoubtText.anew))
        }
        sentLabel = text(DoubtText.sent)
        sent = clock.sent.map { Moment($0.openedAt, text) }
        digestLabel = text(DoubtText.digest)
        digest = clock.sent?.digest
        lookedUpLabel = text(DoubtText.lookedUp)
        lookedUp = text(DoubtText.passes(clock.passes.count))
        lastLook = clock.passes.last.map { Moment($0, text) }
    }
}
