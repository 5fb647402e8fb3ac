/// What a page says of accounts that several hosts take turns with, by the host that answers: all of their pages together show who owns
/// which. Only where there is a cluster.
package enum ClusterMetric: String, Sendable, CaseIterable {
    case owner = "reconcile_cluster_owner"
    case epoch = "reconcile_cluster_epoch"
    case etcdAnswers = "reconcile_cluster_etcd_answers"
    case leaseSeconds = "reconcile_cluster_lease_seconds"
    case litestreamRuns = "reconcile_cluster_litestream_running"
    case replicaLag = "reconcile_cluster_replica_lag_seconds"
    case relinking = "reconcile_cluster_relinking"
    case announcements = "reconcile_cluster_announcements_total"

    var definition: MetricDefinition {
        switch self {
        case .owner: gauge("Whether this host owns the account, by a lease that lasts.")
        case .epoch: gauge("The epoch in which this host has taken the account over; 0 while it waits.")
        case .etcdAnswers: gauge("Whether etcd answered when it was last asked.")
        case .leaseSeconds: gauge("How long this host's lease lasts at least; 0 without one.", .seconds)
        case .litestreamRuns: gauge("Whether the state is carried away.")
        case .replicaLag: gauge("How long the oldest change waits that the replica does not have; 0 when there is none.", .seconds)
        case .relinking: gauge("Whether the replica was behind and nothing is created yet.")
        case .announcements:
            MetricDefinition(name: rawValue, kind: .counter, unit: nil, help: "Writes this host has announced in etcd.", labels: .none)
        }
    }

    private func gauge(_ help: String, _ unit: MetricDefinition.Unit? = nil) -> MetricDefinition {
        MetricDefinition(name: rawValue, kind: .gauge, unit: unit, help: help, labels: .none)
    }
}

/// The numbers of one host.
package struct ClusterReading: Sendable, Hashable {
    package let account: String
    private var values: [ClusterMetric: Double] = [:]

    /// - Parameter account: as the cluster calls it.
    package init(account: String) { self.account = account }

    package subscript(metric: ClusterMetric) -> Double {
        get { values[metric, default: 0] }
        set { values[metric] = newValue }
    }
}

extension ExpositionFormat {
    func families(of readings: [ClusterReading]) -> [UInt8] {
        guard !readings.isEmpty else { return [] }
        return ClusterMetric.allCases.reduce(into: []) { page, metric in
            page += header(of: metric.definition)
            for reading in readings {
                page += "\(metric.rawValue){account=\"\(MetricText.label(reading.account))\"} \(MetricText.number(reading[metric]))\n".utf8
            }
        }
    }
}
