/// What a page says of each account of a fleet, under its name: a dozen series, so that a thousand accounts are a dozen thousand. Whatever
/// else is counted stands on the page as the sum of all of them.
package enum AccountMetric: String, Sendable, CaseIterable {
    case inStep = "reconcile_account_in_step"
    case heldBack = "reconcile_account_held_back"
    case relinking = "reconcile_account_relinking"
    case configurationRefused = "reconcile_account_configuration_refused"
    case lastCompletePass = "reconcile_account_last_complete_pass_timestamp_seconds"
    case held = "reconcile_account_held"
    case pending = "reconcile_account_pending"
    case oldestPendingAge = "reconcile_account_oldest_pending_age_seconds"
    case uncertain = "reconcile_account_uncertain"
    case passes = "reconcile_account_passes_total"
    case requests = "reconcile_account_requests_total"
    case writes = "reconcile_account_writes_total"
    case throttled = "reconcile_account_throttled_total"
    case hangs = "reconcile_account_hangs_total"

    var definition: MetricDefinition {
        switch self {
        case .inStep: gauge("Whether the last pass of the account got to its end and nothing holds it back.")
        case .heldBack: gauge("Whether something of the account's own keeps it out of step; which, reconcile_account_trouble says.")
        case .relinking: gauge("Whether the account's state was restored and nothing is created yet.")
        case .configurationRefused: gauge("Whether the account's new configuration was refused and its old one is in force.")
        case .lastCompletePass: gauge("When the account's last complete pass ended; 0 before the first.", .seconds)
        case .held: gauge("What of the account needs a person.")
        case .pending: gauge("Documents of the account that have not reached lexoffice yet.")
        case .oldestPendingAge: gauge("Age of the account's oldest item not on its other side yet; 0 when there is none.", .seconds)
        case .uncertain: gauge("Writes of the account that are in doubt.")
        case .passes: counter("Passes of the account that ended.")
        case .requests: counter("Requests of the account to both systems.")
        case .writes: counter("Requests of the account that could change something.")
        case .throttled: counter("Pauses a system asked the account for.")
        case .hangs: counter("Passes of the account that hung and were given up.")
        }
    }

    /// Why an account is held back; a series only while it is.
    package static let trouble = MetricDefinition(
        name: "reconcile_account_trouble", kind: .gauge, unit: nil, help: "1 while the account is held back, by the reason.", labels: .none)

    private func gauge(_ help: String, _ unit: MetricDefinition.Unit? = nil) -> MetricDefinition {
        MetricDefinition(name: rawValue, kind: .gauge, unit: unit, help: help, labels: .none)
    }

    private func counter(_ help: String) -> MetricDefinition {
        MetricDefinition(name: rawValue, kind: .counter, unit: nil, help: help, labels: .none)
    }
}

/// The numbers of one account.
package struct AccountReading: Sendable, Hashable {
    package let account: String
    /// A code of a closed set; nil while nothing holds the account back.
    package var trouble: String?
    private var values = [Double](repeating: 0, count: AccountMetric.allCases.count)

    package init(account: String) { self.account = account }

    package subscript(metric: AccountMetric) -> Double {
        get { values[AccountReading.places[metric, default: 0]] }
        set { values[AccountReading.places[metric, default: 0]] = newValue }
    }

    private static let places = Dictionary(uniqueKeysWithValues: zip(AccountMetric.allCases, 0...))
}

extension AccountReading {
    /// The account's own series, for its console: those of all stand on the page for scraping.
    package var page: String { String(decoding: ExpositionFormat.text.families(of: [self]), as: UTF8.self) }
}

extension ExpositionFormat {
    /// Family by family, as both formats want it; nothing where there are no accounts.
    func families(of readings: [AccountReading]) -> [UInt8] {
        guard !readings.isEmpty else { return [] }
        let labels = readings.map { "{account=\"\(MetricText.label($0.account))\"" }
        var page: [UInt8] = []
        page.reserveCapacity(readings.count * AccountMetric.allCases.count * 64)
        for metric in AccountMetric.allCases {
            page += header(of: metric.definition)
            for (reading, label) in zip(readings, labels) {
                page += "\(metric.rawValue)\(label)} \(MetricText.number(reading[metric]))\n".utf8
            }
        }
        page += header(of: AccountMetric.trouble)
        for (reading, label) in zip(readings, labels) {
            guard let trouble = reading.trouble else { continue }
            page += "\(AccountMetric.trouble.name)\(label),reason=\"\(MetricText.label(trouble))\"} 1\n".utf8
        }
        return page
    }
}
