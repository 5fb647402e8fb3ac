package import Hero
package import Lexoffice
package import Persistence
internal import Transport

/// Why a pass ended before its work was done. It concerns a whole system, never a single document.
package struct Interruption: Error, Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable {
        case unavailable, throttled
        case credentialRefused = "credential_refused"
        case wrongOrganisation = "wrong_organisation"
        case state, configuration, defect
    }

    package var kind: Kind
    /// `hero`, `lexoffice` or `state`.
    package var system: String
    package var cause: String
    package var hint: String

    package init(_ kind: Kind, system: String, cause: String, hint: String) {
        self.kind = kind
        self.system = system
        self.cause = cause
        self.hint = hint
    }

    package init(_ error: HeroError) {
        let kind: Kind =
            switch error.code {
            case .unauthorized, .forbidden: .credentialRefused
            case .throttled: .throttled
            case .schemaDrift, .complexity, .notFound: .configuration
            case .internalError, .rejected, .badAnswer, .unreachable, .fileNotPDF, .fileTooLarge: .unavailable
            }
        if case .unreachable(let failure) = error.code, failure.isUnmarked {
            self.init(unmarked: failure)
            return
        }
        self.init(kind, system: "hero", cause: error.description, hint: error.hint)
    }

    package init(_ error: LexofficeError) {
        let kind: Kind =
            switch error.code {
            case .unauthorized, .forbidden, .paymentRequired: .credentialRefused
            case .wrongOrganisation: .wrongOrganisation
            case .throttled: .throttled
            case .notFound, .validation, .conflict, .unavailable, .unreachable, .badAnswer: .unavailable
            case .windowExceeded, .badRequest: .defect
            case .login(.otherOrganisation): .wrongOrganisation
            case .login(.notStored): .state
            case .login: .credentialRefused
            }
        if case .unreachable(let failure) = error.code, failure.isUnmarked {
            self.init(unmarked: failure)
            return
        }
        self.init(kind, system: "lexoffice", cause: error.description, hint: error.hint)
    }

    /// Nothing was sent, because nobody could have known later that it was.
    private init(unmarked failure: RequestFailure) {
        self.init(
            .state, system: "state", cause: failure.detail, hint: "Free disk space or make the state directory writable, then run again.")
    }

    package init(_ error: StoreError) {
        self.init(error.code == .illegalMove ? .defect : .state, system: "state", cause: error.description, hint: error.hint)
    }
}

extension Interruption: CustomStringConvertible {
    package var description: String { cause }
}

/// Runs a call to a remote or the state; its error ends the pass.
func asking<T>(_ call: () async throws -> T) async throws(Interruption) -> T {
    do {
        return try await call()
    } catch let error as HeroError {
        throw Interruption(error)
    } catch let error as LexofficeError {
        throw Interruption(error)
    } catch let error as StoreError {
        throw Interruption(error)
    } catch let error as Interruption {
        throw error
    } catch {
        throw Interruption(.defect, system: "state", cause: "\(type(of: error))", hint: "Please report this.")
    }
}

@discardableResult
func storing<T>(_ call: () throws(StoreError) -> T) throws(Interruption) -> T {
    do {
        return try call()
    } catch {
        throw Interruption(error)
    }
}
