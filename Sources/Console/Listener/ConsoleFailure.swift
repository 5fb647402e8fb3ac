internal import Persistence

/// Why a page could not be made: for the log.
enum ConsoleFailure: Error, Sendable, Hashable {
    case state(StoreError.Code)
    case noTemplate(String)
    case unexpected(String)

    init(_ error: any Error) {
        switch error {
        case let failure as ConsoleFailure: self = failure
        case let error as StoreError: self = .state(error.code)
        default: self = .unexpected("\(type(of: error))")
        }
    }

    var code: String {
        switch self {
        case .state(let code): code.rawValue
        case .noTemplate(let name): "no template \(name)"
        case .unexpected(let type): type
        }
    }
}
