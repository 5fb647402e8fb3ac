package import Hero
package import Lexoffice
package import Persistence
internal import Transport

/// Why a pass ended before its work was done. It concerns a whole system, never a single document.
package struct PassFailure: Error, Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
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

    /// Whatever ended the work inside, as it is told outside.
    package init(_ error: any Error) {
        switch error {
        case let error as PassFailure: self = error
        case let error as HeroError: self.init(error)
        case let error as LexofficeError: self.init(error)
        case let error as StoreError: self.init(error)
        default: self.init(.defect, system: "state", cause: "\(type(of: error))", hint: "Please report this.")
        }
    }

    package init(_ error: HeroError) {
        let kind: Kind =
            switch error.code {
            case .unauthorized, .forbidden: .credentialRefused
            case .throttled: .throttled
            case .schemaDrift, .complexity, .notFound: .configuration
            case .internalError, .rejected, .badAnswer, .unreachable, .fileDamaged, .fileNotPDF, .fileTooLarge: .unavailable
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

extension PassFailure: CustomStringConvertible {
    package var description: String { cause }
}

/// A door of this module: whatever goes wrong inside leaves as one kind of failure.
package func atDoor<T>(_ work: () async throws -> T) async throws(PassFailure) -> T {
    do { return try await work() } catch { throw PassFailure(error) }
}

package func atDoor<T>(_ work: () throws -> T) throws(PassFailure) -> T {
    do { return try work() } catch { throw PassFailure(error) }
}
