import Cluster
import Reconciliation
import Transport

extension Configuration {
    static let clusterEtcd = Setting("cluster.etcd", "RECONCILE_CLUSTER_ETCD", .name, "")
    static let clusterAccount = Setting("cluster.account", "RECONCILE_CLUSTER_ACCOUNT", .name, "main")
    static let clusterHost = Setting("cluster.host", "RECONCILE_CLUSTER_HOST", .name, "")
    static let clusterLease = Setting("cluster.lease-seconds", "RECONCILE_CLUSTER_LEASE_SECONDS", .number, "30")
    static let clusterReplica = Setting("cluster.replica", "RECONCILE_CLUSTER_REPLICA", .name, "")
    static let clusterLitestream = Setting("cluster.litestream", "RECONCILE_CLUSTER_LITESTREAM", .path, "litestream")
    static let clusterUser = Setting("cluster.etcd-user", "RECONCILE_CLUSTER_ETCD_USER", .name, "")
    static let clusterAuthorities = Setting("cluster.etcd-ca", "RECONCILE_CLUSTER_ETCD_CA", .path, "")
    static let clusterCertificate = Setting("cluster.etcd-certificate", "RECONCILE_CLUSTER_ETCD_CERTIFICATE", .path, "")
    static let clusterKey = Setting("cluster.etcd-key", "RECONCILE_CLUSTER_ETCD_KEY", .path, "")

    static let clusterKeys = [
        clusterEtcd, clusterAccount, clusterHost, clusterLease, clusterReplica, clusterLitestream, clusterUser, clusterAuthorities,
        clusterCertificate, clusterKey,
    ]

    /// Whether several hosts take turns with this account.
    var isOfCluster: Bool { !self[Configuration.clusterEtcd].value.isEmpty }
}

/// What the configuration says about a cluster; nil where the account has one machine.
struct ClusterConfiguration {
    let settings: ClusterSettings
    let account: AccountKeys

    init?(_ wiring: Wiring) throws(CommandFailure) {
        let configuration = wiring.configuration
        guard configuration.isOfCluster else { return nil }
        guard let endpoints = EtcdEndpoint.list(configuration[Configuration.clusterEtcd].value) else {
            throw configuration.invalid(
                Configuration.clusterEtcd, "the addresses of etcd, such as `https://e1:2379, https://e2:2379, https://e3:2379`")
        }
        guard let account = AccountKeys(configuration[Configuration.clusterAccount].value) else {
            throw configuration.invalid(Configuration.clusterAccount, "a name of letters, digits and `-_.`")
        }
        guard let host = HostKeys(configuration[Configuration.clusterHost].value) else {
            throw configuration.invalid(Configuration.clusterHost, "this machine's name, of letters, digits and `-_.`, another on each")
        }
        guard let replica = Replica(configuration[Configuration.clusterReplica].value) else {
            throw configuration.invalid(
                Configuration.clusterReplica, "where Litestream keeps the state: s3://…, sftp://… or file://…, without a password in it")
        }
        let range = ClusterSettings.leaseRange
        let lease = try configuration.milliseconds(Configuration.clusterLease, Int(range.lowerBound)...Int(range.upperBound)) / 1000
        let authorities = configuration[Configuration.clusterAuthorities].value
        self.account = account
        settings = ClusterSettings(
            endpoints: endpoints, host: host, leaseSeconds: lease, replica: replica,
            litestream: configuration[Configuration.clusterLitestream].value, credentials: try Self.credentials(wiring),
            authorities: authorities.isEmpty ? nil : authorities, certificate: try Self.certificate(configuration))
    }

    /// What speaks with etcd.
    func gateway() throws(CommandFailure) -> EtcdGateway {
        do throws(CurlUnavailable) {
            let transport = try CurlTransport(
                userAgent: Remotes.userAgent, timeouts: ClusterSettings.timeouts, certificateAuthorities: settings.authorities,
                clientCertificate: settings.certificate)
            return EtcdGateway(endpoints: settings.endpoints, credentials: settings.credentials, transport: transport)
        } catch {
            throw CommandFailure(.unexpected, "libcurl could not be started: \(error)", hint: "Check the installation of libcurl.")
        }
    }

    private static func credentials(_ wiring: Wiring) throws(CommandFailure) -> EtcdGateway.Credentials? {
        let user = wiring.configuration[Configuration.clusterUser].value
        guard !user.isEmpty else { return nil }
        return EtcdGateway.Credentials(user: user, password: try wiring.secrets().etcd())
    }

    private static func certificate(_ configuration: Configuration) throws(CommandFailure) -> ClientCertificate? {
        let (certificate, key) = (configuration[Configuration.clusterCertificate].value, configuration[Configuration.clusterKey].value)
        guard certificate.isEmpty == key.isEmpty else {
            throw configuration.invalid(
                certificate.isEmpty ? Configuration.clusterCertificate : Configuration.clusterKey, "named where the other one is")
        }
        return certificate.isEmpty ? nil : ClientCertificate(certificate: certificate, key: key)
    }
}
