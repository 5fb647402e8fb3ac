import Lexoffice
import Wording

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
            findings.add(.ok, "webhooks", DoctorWords.foreignSubscription(subscription.eventType))
        }
        guard !missing.isEmpty else { return findings.add(.ok, "webhooks", DoctorWords.subscribed(there.count)) }
        findings.add(.warn, "webhooks", DoctorWords.notSubscribed(missing), hint: DoctorWords.subscribesByItself)
    }
}
