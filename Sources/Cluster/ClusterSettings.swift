package import Transport

/// What a host has to know of the cluster, wherever it was read: of one account in `reconcile.yaml`, of many in `fleet.yaml`.
package struct ClusterSettings: Sendable {
    package var endpoints: [EtcdEndpoint]
    package var host: HostKeys
    package var leaseSeconds: Int64
    package var replica: Replica
    /// Litestream's name or path.
    package var litestream: String
    package var credentials: EtcdGateway.Credentials?
    /// PEM file to trust instead of the system's authorities.
    package var authorities: String?
    package var certificate: ClientCertificate?

    /// A host that is silent for so long loses what it owns; below these a busy machine would.
    package static let leaseRange: ClosedRange<Int64> = 5...600

    package init(
        endpoints: [EtcdEndpoint], host: HostKeys, leaseSeconds: Int64, replica: Replica, litestream: String,
        credentials: EtcdGateway.Credentials?, authorities: String?, certificate: ClientCertificate?
    ) {
        self.endpoints = endpoints
        self.host = host
        self.leaseSeconds = leaseSeconds
        self.replica = replica
        self.litestream = litestream
        self.credentials = credentials
        self.authorities = authorities
        self.certificate = certificate
    }

    /// For etcd alone: it answers within milliseconds or not at all, and the next endpoint is asked.
    package static let timeouts = CurlTimeouts(totalMilliseconds: 1_500, connectMilliseconds: 700)
}
