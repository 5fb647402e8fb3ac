package import Telemetry

/// What the listener shows and takes (contract.md, Listener).
package struct WebSurface: Sendable {
    let version: String
    let metrics: MetricsEndpoint
    let readiness: @Sendable () async -> Readiness
    let webhooks: WebhookReceiver?

    /// - Parameters:
    ///   - readiness: asked at every `GET /readyz`; must not wait for a remote.
    ///   - webhooks: nil where none are configured: they are then answered with 503, which makes lexoffice keep the subscription.
    package init(
        version: String, metrics: MetricsEndpoint, readiness: @escaping @Sendable () async -> Readiness, webhooks: WebhookReceiver?
    ) {
        self.version = version
        self.metrics = metrics
        self.readiness = readiness
        self.webhooks = webhooks
    }
}
