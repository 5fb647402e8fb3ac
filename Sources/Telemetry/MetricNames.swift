internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Transport

/// Every metric there is, in the order of the page (contract.md, Metrics). Raw values are the names of text 0.0.4.
///
/// Names, units, help and label sets stand in this file and nowhere else; label values come from closed sets: the enums of the modules
/// that own them, and those of `Vocabulary`.
/// A bucket is never changed later: old and new series would not add up.
package enum MetricName: String, Sendable, CaseIterable {
    case buildInfo = "reconcile_build_info"

    // Read from the state at each scrape.
    case integrationState = "reconcile_integration_state"
    case entities = "reconcile_entities"
    case discrepancies = "reconcile_discrepancies"
    case oldestPendingAge = "reconcile_oldest_pending_age_seconds"
    case oldestUncertainAge = "reconcile_oldest_uncertain_age_seconds"
    case unanswered = "reconcile_unanswered"
    case lastCompletePass = "reconcile_last_complete_pass_timestamp_seconds"
    case journalEntries = "reconcile_journal_entries_total"
    case stateReadable = "reconcile_state_readable"

    // Counted since the process started.
    case transitions = "reconcile_transitions_total"
    case uncertain = "reconcile_uncertain_total"
    case uncertainResolved = "reconcile_uncertain_resolved_total"
    case passes = "reconcile_passes_total"
    case passDuration = "reconcile_pass_duration_seconds"
    case requests = "reconcile_http_requests_total"
    case requestDuration = "reconcile_http_request_duration_seconds"
    case throttled = "reconcile_throttled_total"
    case rateWait = "reconcile_rate_wait_seconds_total"
    case webhooks = "reconcile_webhooks_total"
    case decisions = "reconcile_decisions_total"
    case consoleLogins = "reconcile_console_logins_total"
    case notifications = "reconcile_notifications_total"
    case journalBroken = "reconcile_journal_broken"
    case journalVerified = "reconcile_journal_last_verified_timestamp_seconds"
    case reloadSuccessful = "reconcile_config_last_reload_successful"
    case reloadSuccess = "reconcile_config_last_reload_success_timestamp_seconds"

    // Read from /proc at each scrape, under the names all exporters share.
    case processCPU = "process_cpu_seconds_total"
    case processResident = "process_resident_memory_bytes"
    case processVirtual = "process_virtual_memory_bytes"
    case processStart = "process_start_time_seconds"
    case processOpenFiles = "process_open_fds"
    case processMaxFiles = "process_max_fds"
    case processThreads = "process_threads"

    /// - Parameter version: of this program, the one label value that is not known beforehand.
    package func definition(version: String) -> MetricDefinition {
        switch self {
        case .buildInfo: info("Version of this program.", LabelSets("version", [version]))
        case .integrationState:
            gauge(
                "1 for the state the integration is in, 0 for every other one.", nil,
                LabelSets("state", ChartVocabularies.integration.states))
        case .entities:
            gauge(
                "Documents, contacts, payments and contact imports by state.", nil,
                LabelSets(["kind", "state"], ChartVocabularies.entities.flatMap { chart in chart.states.map { [chart.kind, $0] } }))
        case .discrepancies:
            gauge(
                "Differences between HERO and lexoffice by class.", nil,
                LabelSets("class", ComparisonClass.allCases.filter(\.isDiscrepancy)))
        case .oldestPendingAge:
            gauge("Age of the oldest item that has not reached its other side yet; 0 when there is none.", .seconds, Self.kinds)
        case .oldestUncertainAge:
            gauge("Time since the oldest write still in doubt was given up on; 0 when there is none.", .seconds, Self.kinds)
        case .unanswered:
            gauge(
                "Questions about single items that a remote has not answered; rows are entries of its lists that cannot be read.", nil,
                Self.systems.crossed("question", Unanswered.Question.allCases))
        case .lastCompletePass: gauge("When the last complete pass ended; 0 before the first.", .seconds)
        case .journalEntries: counter("Entries of the journal.")
        case .stateReadable: gauge("Whether the state could be read for this page; if not, what is read from it is missing.")
        case .transitions:
            counter(
                "Moves of machines from one state to another.", nil,
                LabelSets(
                    ["kind", "from", "to"], ChartVocabularies.all.flatMap { chart in chart.moves.map { [chart.kind, $0.from, $0.to] } }))
        case .uncertain: counter("Writes that were given up on without knowing whether they happened.", nil, Self.kinds)
        case .uncertainResolved: counter("Writes in doubt that were cleared up, by how.", nil, Self.kinds.crossed("how", DoubtEnd.allCases))
        case .passes: counter("Passes that ended, by outcome.", nil, LabelSets("outcome", PassRecord.Outcome.allCases))
        case .passDuration: histogram("Duration of passes.", [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800], .none)
        case .requests: counter("Requests to the remotes by what came back.", nil, Self.operations.crossed("code", ResponseCode.labels))
        case .requestDuration:
            histogram("Duration of requests to the remotes.", [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30], Self.operations)
        case .throttled: counter("Requests refused because there were too many.", nil, Self.systems)
        case .rateWait: counter("Time requests stood in line for the rate limit.", .seconds, Self.systems)
        case .webhooks: counter("Webhooks received, by what became of them.", nil, LabelSets("result", WebhookResult.allCases))
        case .decisions:
            counter("Decisions of people carried out by this process, by what became of them.", nil, Self.decisionLabels)
        case .consoleLogins:
            counter("Keys people came to the console with, by what became of them.", nil, LabelSets("result", LoginResult.allCases))
        case .notifications:
            counter("Tries to tell somebody, by the way and by what became of them.", nil, Self.notificationLabels)
        case .journalBroken: gauge("Whether the last check of the journal found its chain broken.")
        case .journalVerified: gauge("When the journal was last found whole; 0 before the first check.", .seconds)
        case .reloadSuccessful: gauge("Whether the last reading of the configuration succeeded.")
        case .reloadSuccess: gauge("When the configuration in force was read.", .seconds)
        case .processCPU: counter("Total user and system CPU time spent.", .seconds)
        case .processResident: gauge("Resident memory size.", .bytes)
        case .processVirtual: gauge("Virtual memory size.", .bytes)
        case .processStart: gauge("When the process started.", .seconds)
        case .processOpenFiles: gauge("Open file descriptors.")
        case .processMaxFiles: gauge("Open file descriptors allowed.")
        case .processThreads: gauge("Threads of the process.")
        }
    }

    private static var kinds: LabelSets { LabelSets("kind", ChartVocabularies.entities.map(\.kind)) }
    private static var systems: LabelSets { LabelSets("system", RemoteSystem.allCases) }
    private static var decisionLabels: LabelSets {
        LabelSets("kind", DecisionKind.allCases).crossed("outcome", DecisionOutcome.allCases)
    }
    private static var notificationLabels: LabelSets {
        LabelSets("channel", NotificationChannel.allCases).crossed("result", NotificationResult.allCases)
    }
    private static var operations: LabelSets {
        LabelSets(["system", "operation"], RemoteSystem.allCases.flatMap { system in system.operations.map { [system.rawValue, $0] } })
    }

    private func counter(_ help: String, _ unit: MetricDefinition.Unit? = nil, _ labels: LabelSets = .none) -> MetricDefinition {
        MetricDefinition(name: rawValue, kind: .counter, unit: unit, help: help, labels: labels)
    }

    private func gauge(_ help: String, _ unit: MetricDefinition.Unit? = nil, _ labels: LabelSets = .none) -> MetricDefinition {
        MetricDefinition(name: rawValue, kind: .gauge, unit: unit, help: help, labels: labels)
    }

    private func histogram(_ help: String, _ bounds: [Double], _ labels: LabelSets) -> MetricDefinition {
        MetricDefinition(name: rawValue, kind: .histogram(bounds), unit: .seconds, help: help, labels: labels)
    }

    private func info(_ help: String, _ labels: LabelSets) -> MetricDefinition {
        MetricDefinition(name: rawValue, kind: .info, unit: nil, help: help, labels: labels)
    }
}

extension MetricName {
    /// Where the metric stands on the page.
    var place: Int { Self.places[self, default: 0] }

    private static let places = Dictionary(uniqueKeysWithValues: zip(allCases, 0...))
}
