import Lexoffice
import Reconciliation

/// What lexoffice was asked to tell us, as lexoffice lists it.
struct SubscriptionCheck {
    let wiring: Wiring

    func run(_ lexoffice: LexofficeReader, _ findings: inout Findings) async throws(LexofficeError) {
        let address = wiring.configuration[Configuration.webhooksURL].value
        guard !address.isEmpty else { return }
        let listed = try await lexoffice.eventSubscriptions()
        let there = Set(listed.filter { $0.callbackURL == address }.map(\.eventType))
        let missing = LexofficeEvent.allCases.map(\.rawValue).filter { !there.contains($0) }
        for subscription in listed where subscription.callbackURL != address {
            findings.add(
                .ok, "webhooks", Wording("fremd: \(subscription.eventType)", "somebody else's: \(subscription.eventType)"))
        }
        guard !missing.isEmpty else {
            return findings.add(
                .ok, "webhooks", Wording("\(there.count) Ereignisse abonniert", "\(there.count) events subscribed"))
        }
        findings.add(
            .warn, "webhooks",
            Wording("nicht abonniert: \(missing.joined(separator: ", "))", "not subscribed: \(missing.joined(separator: ", "))"),
            hint: Wording(
                "Der laufende Dienst abonniert sie nach seinem nächsten Durchgang; sonst `journalctl -u reconcile` lesen.",
                "The running service subscribes after its next pass; if not, read `journalctl -u reconcile`."))
    }
}
