import Foundation
import Lexoffice
import Persistence
import Reconciliation
import Synchronization
import Web
import Wording

/// `reconcile login`: a person agrees in a browser, lexoffice sends the browser back to us, and the tokens are kept.
struct LoginRun {
    let options: Options
    let opensBrowser: Bool
    let seconds: Int

    private typealias Ending = Result<StoredLogin, LexofficeError>

    func run() async throws -> Exit {
        let wiring = try Wiring(options)
        let transport = try Remotes.transport(wiring)
        // Asked for by name, so a missing secret is an error even where a key would do.
        _ = wiring.configuration[Configuration.clientID].value.isEmpty ? "" : try wiring.secrets().client()
        guard let server = try LexofficeCredential.server(wiring, transport) else { throw LexofficeCredential.noClient }
        let organization = try boundOrganization(wiring)
        let api = try Remotes(wiring, transport: transport, heroKey: "none", credential: .key("none"), organization: nil).connection
        try prepareDirectory(wiring)
        let attempt = LoginAttempt(server: server, time: wiring.time)
        let completion = LoginCompletion(
            server: server, directory: wiring.stateDirectory, organizationID: organization, time: wiring.time
        ) { api.presenting($0) }
        let ending = Mutex<Ending?>(nil)
        let port = Int(wiring.configuration[Configuration.redirectPort].value) ?? 0
        let listener = LoginListener(port: port, path: OAuthClient.callbackPath) { query in
            let (page, news) = await answer(query, attempt, completion)
            if let news { ending.withLock { $0 = news } }
            return page
        }
        let output = LoginOutput(options: options)
        do {
            _ = try await listener.wait(seconds: seconds) {
                output.invite(attempt.address, port: port)
                if opensBrowser { Browser.open(attempt.address, environment: wiring.environment) }
            }
        } catch let failure as ListenFailure {
            throw CommandFailure(
                .configuration, "\(failure.code.rawValue): \(failure.address): \(failure.cause)",
                hint: "Free the port, or set lexoffice.redirect-port to another one that is registered with lexoffice.")
        }
        switch ending.withLock({ $0 }) {
        case nil: throw output.nobodyCame()
        case .failure(let error): throw output.failure(error)
        case .success(let login):
            let hasKey = try wiring.secrets().lexofficeKey != nil
            output.done(login, keyIsUsed: hasKey, isSetUp: organization != nil)
            return .success
        }
    }

    private func answer(_ query: String, _ attempt: LoginAttempt, _ completion: LoginCompletion) async -> (LoginPage, Ending?) {
        switch attempt.judge(query: query) {
        case .foreign: return (LoginPage(.foreign, Catalogue.loginForeign), nil)
        case .refused(let reason): return (LoginPage(.refused, Catalogue.loginPageRefused), .failure(LoginAttempt.refusal(reason)))
        case .code(let code):
            do throws(LexofficeError) {
                let login = try await completion.run(attempt, code: code)
                return (LoginPage(.done, Catalogue.loginPageDone), .success(login))
            } catch {
                return (LoginPage(.refused, Catalogue.loginPageRefused), .failure(error))
            }
        }
    }

    /// The organisation of the setup; nil before one, and after a deletion: then a login of any may follow.
    private func boundOrganization(_ wiring: Wiring) throws -> String? {
        let store: Store
        do {
            store = try Store.view(directory: wiring.stateDirectory)
        } catch {
            if error.code == .missing { return nil }
            throw error
        }
        guard try DeletionPlan.read(store).map({ $0.stage != .done }) ?? false else { return nil }
        return try Settings.load(store)?.organizationID
    }

    private func prepareDirectory(_ wiring: Wiring) throws(CommandFailure) {
        do {
            try FileManager.default.createDirectory(
                atPath: wiring.stateDirectory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandFailure(
                .cannotWriteState, "cannot make \(wiring.stateDirectory)",
                hint: "Make the state directory writable for this user, or name another with STATE_DIRECTORY.")
        }
    }
}
