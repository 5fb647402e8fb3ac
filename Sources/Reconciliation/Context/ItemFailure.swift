internal import Hero
internal import Lexoffice
internal import Transport

/// An error on the way to an answer about one item.
package struct ItemFailure: Sendable {
    package let interruption: PassFailure
    let code: String
    /// False for what can have nothing to do with the item: our own state, a stop, the budget of all requests, a missing login.
    package let mayBeTheItems: Bool
    /// Nothing came back that looks like an answer.
    let isSilence: Bool

    package init(_ error: any Error) {
        switch error {
        case let error as HeroError: self.init(error)
        case let error as LexofficeError: self.init(error)
        default: self.init(PassFailure(error))
        }
    }

    private init(_ interruption: PassFailure) {
        self.interruption = interruption
        (code, mayBeTheItems, isSilence) = (interruption.kind.rawValue, false, false)
    }

    private init(_ error: HeroError) {
        interruption = PassFailure(error)
        code = error.code.name
        switch error.code {
        case .throttled: (mayBeTheItems, isSilence) = (false, false)
        case .unreachable(let failure): (mayBeTheItems, isSilence) = (failure.cause != .cancelled && !failure.isUnmarked, true)
        case .internalError: (mayBeTheItems, isSilence) = (true, true)
        case .unauthorized, .forbidden, .notFound, .complexity, .schemaDrift, .rejected, .badAnswer, .fileDamaged, .fileNotPDF,
            .fileTooLarge:
            (mayBeTheItems, isSilence) = (true, false)
        }
    }

    private init(_ error: LexofficeError) {
        interruption = PassFailure(error)
        code = error.label
        switch error.code {
        case .throttled, .login: (mayBeTheItems, isSilence) = (false, false)
        case .unreachable(let failure): (mayBeTheItems, isSilence) = (failure.cause != .cancelled && !failure.isUnmarked, true)
        case .unavailable: (mayBeTheItems, isSilence) = (true, true)
        case .unauthorized, .wrongOrganisation, .forbidden, .paymentRequired, .notFound, .validation, .conflict, .badAnswer,
            .windowExceeded, .badRequest:
            (mayBeTheItems, isSilence) = (true, false)
        }
    }
}
