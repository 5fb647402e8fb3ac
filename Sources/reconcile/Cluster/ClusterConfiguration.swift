import Bookkeeping
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
        guard let settings = try ClusterSettings(configuration, { () throws(CommandFailure) in try wiring.secrets() }) else { return nil }
        // Of a fleet each account is called as its file.
        let name = wiring.account?.description ?? configuration[Configuration.clusterAccount].value
        guard let account = AccountKeys(name) else {
            throw configuration.invalid(Configuration.clusterAccount, "a name of letters, digits and `-_.`")
        }
        (self.account, self.settings) = (account, settings)
    }
}

extension ClusterSettings {
    /// Nil where the configuration names no etcd.
    /// - Parameter secrets: read where a user at etcd is named.
    init?(_ configuration: Configuration, _ secrets: () throws(CommandFailure) -> Secrets) throws(CommandFailure) {
        guard configuration.isOfCluster else { return nil }
        guard let endpoints = EtcdEndpoint.list(configuration[Configuration.clusterEtcd].value) else {
            throw configuration.invalid(
                Configuration.clusterEtcd, "the addresses of etcd, such as `https://e1:2379, https://e2:2379, https://e3:2379`")
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
        let user = configuration[Configuration.clusterUser].value
        self.init(
            endpoints: endpoints, host: host, leaseSeconds: lease, replica: replica,
            litestream: configuration[Configuration.clusterLitestream].value,
            credentials: user.isEmpty ? nil : EtcdGateway.Credentials(user: user, password: try secrets().etcd()),
            authorities: authorities.isEmpty ? nil : authorities, certificate: try Self.certificate(configuration))
    }

    /// What speaks with etcd.
    func gateway() throws(CommandFailure) -> EtcdGateway { gateway(try transport()) }

    /// This process among the hosts.
    func host(_ configuration: Configuration, _ environment: [String: String], _ time: any TimeSource) throws(CommandFailure) -> ClusterHost
    {
        let (transport, litestream) = (try transport(), try litestream(configuration, environment))
        return ClusterHost(
            self, gateway: gateway(transport), carrier: Carrier(litestream, transport: transport), time: time)
    }

    private func gateway(_ transport: CurlTransport) -> EtcdGateway {
        EtcdGateway(endpoints: endpoints, credentials: credentials, transport: transport)
    }

    /// Past any proxy: to etcd, and to the socket of our own Litestream.
    private func transport() throws(CommandFailure) -> CurlTransport {
        do throws(CurlUnavailable) {
            return try CurlTransport(
                userAgent: Remotes.userAgent, timeouts: ClusterSettings.timeouts, certificateAuthorities: authorities,
                clientCertificate: certificate)
        } catch {
            throw CommandFailure(.unexpected, "libcurl could not be started: \(error)", hint: "Check the installation of libcurl.")
        }
    }

    /// The operator's Litestream.
    func litestream(_ configuration: Configuration, _ environment: [String: String]) throws(CommandFailure) -> Litestream {
        guard let litestream = Litestream(program: litestream, environment: environment) else {
            throw configuration.invalid(Configuration.clusterLitestream, "Litestream's name or path; it is not there")
        }
        return litestream
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
