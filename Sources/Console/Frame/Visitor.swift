internal import Persistence
internal import Wording

/// Who is in.
struct Visitor: Sendable, Hashable {
    let name: String
    let role: ConsoleRole

    /// As the journal names them.
    var actor: String { "web:\(name) (\(role.rawValue))" }

    /// Before anybody is known: sees a message, or the page to log in, and nothing else.
    static let nobody = Visitor(name: "-", role: .adviser)
}

extension ConsoleRole {
    var word: FrameWord {
        switch self {
        case .office: .office
        case .adviser: .adviser
        case .admin: .admin
        }
    }
}
