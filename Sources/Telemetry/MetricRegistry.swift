package import ConsoleAccess
package import Persistence
internal import Synchronization
package import Transport

/// Counts what happens in this process and writes the page. One per process; every method may be called from anywhere.
///
/// All numbers stand behind one lock, held for an addition or for copying them: a page is a moment, so that the parts of a histogram
/// always fit together.
package final class MetricRegistry: Sendable {
    private let layout: PageLayout
    private let values: Mutex<MetricValues>
    private let startedAt: Double

    /// - Parameters:
    ///   - version: of this program.
    ///   - startedAt: Unix seconds at which the process started and its configuration was read.
    package init(version: String, startedAt: Double) {
        layout = PageLayout(MetricName.allCases.map { $0.definition(version: version) })
        self.startedAt = startedAt
        var zero = MetricValues(layout)
        zero.set(.buildInfo, [version], to: 1)
        // Without a readable configuration there is no process.
        zero.set(.reloadSuccessful, [], to: 1)
        zero.set(.reloadSuccess, [], to: startedAt)
        values = Mutex(zero)
    }

    /// The page at this moment.
    /// - Parameters:
    ///   - state: nil where it could not be read. Its families are then missing and `reconcile_state_readable` is 0.
    ///   - process: nil where it could not be read. Its families are then missing.
    ///   - accounts: those of a fleet.
    ///   - cluster: of accounts that several hosts take turns with.
    ///   - isWaiting: it is another host's turn, so that there is no state to be read.
    package func page(
        _ format: ExpositionFormat, state: CollectedState?, process: ProcessReading?, accounts: [AccountReading] = [],
        cluster: [ClusterReading] = [], isWaiting: Bool = false
    ) -> [UInt8] {
        var now = values.withLock { $0 }
        now.set(.stateReadable, [], to: state == nil ? 0 : 1)
        if isWaiting { [.stateReadable, .journalBroken, .journalVerified].forEach { now.omit($0) } }
        if let state { state.fill(&now) } else { CollectedState.names.forEach { now.omit($0) } }
        if let process { process.fill(&now, startedAt: startedAt) } else { ProcessReading.names.forEach { now.omit($0) } }
        return layout.page(format, now.families, more: format.families(of: accounts) + format.families(of: cluster))
    }
}

/// What this process asked of one system so far.
package struct RemoteCounts: Sendable, Hashable {
    /// Whatever came back.
    package var requests: Int
    /// Refusals for too many requests.
    package var throttled: Int
    /// In line for a permit, whole seconds.
    package var waitedSeconds: Int

    package init(requests: Int = 0, throttled: Int = 0, waitedSeconds: Int = 0) {
        self.requests = requests
        self.throttled = throttled
        self.waitedSeconds = waitedSeconds
    }
}

extension MetricRegistry {
    package func counts(of system: RemoteSystem) -> RemoteCounts {
        let now = values.withLock { $0 }
        func sum(_ name: MetricName) -> Int {
            let lines = layout.families[name.place].firstLine.filter { $0.key.first == system.rawValue }.values
            let total = lines.reduce(0.0) { $0 + (now.families[name.place]?[$1] ?? 0) }
            return Int(exactly: total.rounded()) ?? .max
        }
        return RemoteCounts(requests: sum(.requests), throttled: sum(.throttled), waitedSeconds: sum(.rateWait))
    }
}

// MARK: What a pass tells

extension MetricRegistry {
    /// - Parameter seconds: from the monotonic clock.
    package func recordPass(_ outcome: PassRecord.Outcome, seconds: Double) {
        values.withLock {
            $0.add(1, to: .passes, [outcome.rawValue])
            $0.observe(seconds, in: .passDuration, [])
        }
    }

    /// One entry of the journal, with its texts as they stand there. What is no change of state counts nothing: refusals, notes,
    /// settings, events that leave a machine where it is, and moves inside a region that is no label.
    package func recordTransition(kind: String, from: String, event: String, to: String, effects: String) {
        guard let chart = ChartVocabularies.all.first(where: { $0.kind == kind }) else { return }
        let (from, to) = (chart.label(from), chart.label(to))
        guard from != to else { return }
        values.withLock {
            $0.add(1, to: .transitions, [kind, from, to])
            if to == ChartVocabulary.uncertain { $0.add(1, to: .uncertain, [kind]) }
            if from == ChartVocabulary.uncertain {
                $0.add(1, to: .uncertainResolved, [kind, DoubtEnd(event: event, effects: effects).rawValue])
            }
        }
    }

    /// - Parameter moment: Unix seconds at which the check ended.
    package func recordJournalCheck(isWhole: Bool, at moment: Double) {
        values.withLock {
            $0.set(.journalBroken, [], to: isWhole ? 0 : 1)
            if isWhole { $0.set(.journalVerified, [], to: moment) }
        }
    }
}

// MARK: What the edges tell

extension MetricRegistry {
    /// One request and what came back; a 429 counts as throttled too.
    /// - Parameters:
    ///   - operation: one that is in no module's list counts as `other`.
    ///   - seconds: from sending to the last byte of the answer, or to giving up.
    package func recordRequest(_ operation: RemoteOperation, code: ResponseCode, seconds: Double) {
        let system = operation.system
        let known = system.operations.contains(operation.name) ? operation.name : "other"
        values.withLock {
            $0.add(1, to: .requests, [system.rawValue, known, code.label])
            $0.observe(seconds, in: .requestDuration, [system.rawValue, known])
            if code == .status(429) { $0.add(1, to: .throttled, [system.rawValue]) }
        }
    }

    /// A refusal for too many requests that no status tells: HERO may say so in a GraphQL error.
    package func recordThrottled(_ system: RemoteSystem) { values.withLock { $0.add(1, to: .throttled, [system.rawValue]) } }

    /// Time a request stood in line for its permit.
    package func recordRateWait(_ system: RemoteSystem, seconds: Double) {
        values.withLock { $0.add(seconds, to: .rateWait, [system.rawValue]) }
    }

    package func recordWebhook(_ result: WebhookResult) { values.withLock { $0.add(1, to: .webhooks, [result.rawValue]) } }

    package func recordDecision(_ kind: DecisionKind, _ outcome: DecisionOutcome) {
        values.withLock { $0.add(1, to: .decisions, [kind.rawValue, outcome.rawValue]) }
    }

    package func recordConsoleLogin(_ result: LoginResult) { values.withLock { $0.add(1, to: .consoleLogins, [result.rawValue]) } }
    package func recordNotification(_ channel: NotificationChannel, _ result: NotificationResult) {
        values.withLock { $0.add(1, to: .notifications, [channel.rawValue, result.rawValue]) }
    }

    /// - Parameter moment: Unix seconds. A refused configuration leaves the old one, and its time, in force.
    package func recordReload(succeeded: Bool, at moment: Double) {
        values.withLock {
            $0.set(.reloadSuccessful, [], to: succeeded ? 1 : 0)
            if succeeded { $0.set(.reloadSuccess, [], to: moment) }
        }
    }
}
