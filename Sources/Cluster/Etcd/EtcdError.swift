/// Why etcd did not do what it was asked. Of its own words only those of its known errors are kept.
package struct EtcdError: Error, Sendable, Hashable {
    package enum Code: String, Sendable {
        /// No endpoint answers, or what answers has no quorum behind it.
        case unreachable = "ETCD_UNREACHABLE"
        /// User, password or role.
        case refused = "ETCD_REFUSED"
        case leaseGone = "ETCD_LEASE_GONE"
        case badRequest = "ETCD_BAD_REQUEST"
        case badAnswer = "ETCD_BAD_ANSWER"
    }

    package var code: Code
    /// The endpoint, or all of them.
    package var subject: String
    package var cause: String

    package init(_ code: Code, subject: String, cause: String) {
        self.code = code
        self.subject = subject
        self.cause = cause
    }

    /// Whether asking again later can help without anybody doing anything.
    package var isTransient: Bool { code == .unreachable }

    package var hint: String {
        switch code {
        case .unreachable:
            "Nothing is written until etcd answers again. See whether a majority of its members runs: `etcdctl endpoint status`."
        case .refused: "Check cluster.etcd-user, its password and its role: it must read and write below the prefix /reconcile/."
        case .leaseGone: "The host was silent for longer than its lease; it takes over again like any other."
        case .badRequest: "This version of etcd does not know the request; 3.4 and later do."
        case .badAnswer: "Check that cluster.etcd names etcd itself and not something in front of it."
        }
    }
}

extension EtcdError: CustomStringConvertible {
    package var description: String { "\(code.rawValue): \(subject): \(cause)" }
}
