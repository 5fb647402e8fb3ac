/// An answer to `GET /metrics`. It is always a 200.
package struct MetricsPage: Sendable, Hashable {
    package let contentType: String
    package let body: [UInt8]
}

/// Puts a page together: what was counted, what the state says now, what the kernel says now.
package struct MetricsEndpoint: Sendable {
    private let registry: MetricRegistry
    private let collect: (@Sendable () async throws -> CollectedState)?
    private let accounts: @Sendable () -> [AccountReading]
    private let cluster: @Sendable () -> [ClusterReading]

    /// - Parameters:
    ///   - accounts: those of a fleet, at every scrape.
    ///   - cluster: of accounts that several hosts take turns with, at every scrape.
    ///   - collect: reads the state, at every scrape. What it throws is not shown on the page, where it could name a document: it should
    ///     log that itself. The page then says `reconcile_state_readable 0`.
    package init(
        registry: MetricRegistry, accounts: @escaping @Sendable () -> [AccountReading] = { [] },
        cluster: @escaping @Sendable () -> [ClusterReading] = { [] },
        collect: @escaping @Sendable () async throws -> CollectedState
    ) {
        self.registry = registry
        self.accounts = accounts
        self.cluster = cluster
        self.collect = collect
    }

    /// Of a host that waits for its turn: it has no state of the account yet, or an old one.
    package init(registry: MetricRegistry, waiting cluster: @escaping @Sendable () -> [ClusterReading]) {
        self.registry = registry
        accounts = { [] }
        self.cluster = cluster
        collect = nil
    }

    /// - Parameter accept: the request's `Accept` header, nil without one.
    package func page(accept: String?) async -> MetricsPage {
        let format = ExpositionFormat(accept: accept)
        // The page says so itself: `reconcile_state_readable 0`.
        let state = try? await collect?()
        let body = registry.page(
            format, state: state, process: .current(), accounts: accounts(), cluster: cluster(), isWaiting: collect == nil)
        return MetricsPage(contentType: format.contentType, body: body)
    }
}
