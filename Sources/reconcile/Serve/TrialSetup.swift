import Administration
import Bookkeeping
import Persistence
import Reconciliation
import Sandbox

extension SandboxScene {
    /// As somebody would who tries it out.
    func setUp(_ wiring: Wiring) async throws {
        let store = try Store.open(directory: wiring.stateDirectory)
        let place = try wiring.workplace(store, "setup")
        var request = SetupRequest()
        request.startDate = startDate
        request.cancellationProcessConfirmed = true
        request.connectorOffConfirmed = true
        request.categories = [.construction13b: LexofficeCategory.construction13bID, .photovoltaic0: LexofficeCategory.photovoltaicID]
        do {
            _ = try await store.resting(wiring) {
                try await Setup(context: place.context, credentialDigest: place.remotes.credentialDigest).run(request)
            }
        } catch {
            throw CommandFailure(.unexpected, "the sample account could not be set up: \(error)", hint: "Please report this.")
        }
    }
}
